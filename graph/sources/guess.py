"""The format of what has no telling name: of standard input and of web addresses."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress

from graph.sources.fields import FIELDS, usual_column
from graph.sources.packing import DAMAGED, PACKINGS, unpacked

LOOKED_AT = 1 << 16
"""How many bytes of the beginning are looked at."""

_WITHIN = 2048
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"\xd0\xcf\x11\xe0", ".xls"),
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.I)
_MAIL = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.I)
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "multipart/related": ".mhtml",
}


def suffix_of_type(content_type: str) -> str | None:
    """Return the suffix of a format that a server names; None for one that tells nothing."""
    return _TYPES.get(content_type.partition(";")[0].strip().casefold())


def guess_suffix(head: bytes) -> str:
    """Return the suffix of the format of which `head` is the beginning.

    Parameters
    ----------
    head : bytes
        The whole, or its first `LOOKED_AT` bytes.

    Returns
    -------
    str
        A suffix of a format, of a packing or of an archive; ``.txt`` where nothing tells.
    """
    for magic, suffix in _MAGIC:
        if head.startswith(magic):
            return suffix
    if head.startswith(b"PK"):
        return _within_zip(head)
    if head[257:262] == b"ustar":
        return ".tar"
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"<"):
        if _FEED.search(plain, 0, 4096) and not _PAGE.match(plain):
            return ".xml"
        return ".html" if _PAGE.search(plain) or b"</" in plain else ".txt"
    if re.match(rb"\{\s*[\"}]", plain):
        return ".jsonl" if _is_json(plain.partition(b"\n")[0]) else ".json"
    if plain.startswith(b"[") and re.match(rb"\[\s*(?:\{|\])", plain):
        return ".json"
    if _MAIL.match(plain):
        return ".mhtml"
    return _table(plain.partition(b"\n")[0]) or ".txt"


def guess_name(stem: str, head: bytes, suffix: str | None = None) -> str:
    """Return a name that tells the format of what begins with `head`, and its packing.

    Parameters
    ----------
    stem : str
        The name without suffixes.
    head : bytes
        As for `guess_suffix`.
    suffix : str, optional
        The format where it is known; what is packed is in it then.
    """
    guessed = guess_suffix(head)
    if guessed not in PACKINGS:
        return f"{stem}{suffix or guessed}"
    if suffix is None:
        suffix = ".txt"
        # The beginning is cut somewhere, which the library may take for damage.
        with suppress(*DAMAGED), unpacked(io.BytesIO(head), guessed, stem) as stream:
            suffix = guess_suffix(stream.read(_WITHIN))
    # An archive of tar is packed as a whole; nothing else is packed twice.
    return f"{stem}{suffix if suffix not in PACKINGS else '.txt'}{guessed}"


def _within_zip(head: bytes) -> str:
    for mark, suffix in ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"opendocument", ".ods")):
        if mark in head[:4096]:
            return suffix
    try:
        names = zipfile.ZipFile(io.BytesIO(head)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ".zip"
    folders = {name.partition("/")[0] for name in names}
    return ".docx" if "word" in folders else ".xlsx" if "xl" in folders else ".zip"


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _table(line: bytes) -> str | None:
    """Return the suffix of a table where the first line is a row of names for its columns."""
    text = line.decode("utf-8", "replace").strip()
    for delimiter, suffix in ((",", ".csv"), (";", ".csv"), ("\t", ".tsv"), ("|", ".csv")):
        names = [name.strip().strip('"') for name in text.split(delimiter)]
        # Prose has commas too; but its clauses are not the names of two fields.
        known = [field for field in FIELDS if usual_column(field, names) is not None]
        if "text" in known and len(known) > 1 and all(len(name) < 40 for name in names):
            return suffix
    return None
