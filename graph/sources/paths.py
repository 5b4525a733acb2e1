"""From paths to Documents: folders are walked, what cannot be read is named."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import SourceError, UsageError
from graph.identity import digest
from graph.model import Document
from graph.sources.registry import READERS

_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_MAX_ID = 100


@dataclass(frozen=True, slots=True)
class Sources:
    """What the paths hold: documents sorted by id, refused inputs, files of no known format."""

    documents: tuple[Document, ...]
    refused: tuple[SourceError, ...]
    skipped: tuple[Path, ...] = ()


def read_paths(paths: Sequence[Path]) -> Sources:
    """Read the documents in files and, recursively, in folders.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        Files of a known format, and folders. In folders hidden files, ``README`` files
        and files of other formats are left out.

    Returns
    -------
    Sources
        The same documents, with the same ids, whatever the order of `paths`.

    Raises
    ------
    UsageError
        If a path does not exist, or there is no file to read at all.
    """
    refused: list[SourceError] = []
    skipped: list[Path] = []
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files(path, refused, skipped):
            # Links are not followed to their target, whose name may be another.
            found.setdefault(Path(os.path.abspath(file)), file)  # noqa: PTH100
    if not found and not refused:
        names = ", ".join(map(str, paths)) or "."
        formats = ", ".join(sorted(READERS))
        raise UsageError("no documents to read", names, f"Give files or folders with {formats}")
    documents: list[Document] = []
    for _, file in sorted(found.items()):
        for item in _read(file):
            if isinstance(item, SourceError):
                refused.append(item)
            else:
                documents.append(item)
    refused.sort(key=str)
    return Sources(unique_ids(documents), tuple(refused), tuple(sorted(set(skipped))))


def unique_ids(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents with safe and unique ids, sorted by them.

    An id is used in IRIs, so that it keeps only letters, digits and ``._~-``. Where two
    different documents share one, both get a part of their own hash: which one came first
    makes no difference. The same document found twice is kept once.
    """
    groups: defaultdict[str, set[Document]] = defaultdict(set)
    for document in documents:
        safe = _safe(document.id)
        groups[safe].add(replace(document, id=safe))
    out: dict[str, Document] = {}
    for safe, group in groups.items():
        for document in group:
            ident = safe if len(group) == 1 else f"{safe}-{_content(document)[:8]}"
            # A file may bear such a name by chance: then the whole hash.
            if len(group) > 1 and (ident in groups or ident in out):
                ident = f"{safe}-{_content(document)}"
            out[ident] = replace(document, id=ident)
    return tuple(out[ident] for ident in sorted(out))


def _content(document: Document) -> str:
    fields = (document.sha256, document.title, document.date, document.url, document.outlet)
    return digest(*(field or "" for field in fields))


def _safe(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem)
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    safe = _UNSAFE.sub("-", plain).strip("-.")
    if not safe:
        return digest("document", stem)
    return safe if len(safe) <= _MAX_ID else f"{safe[:_MAX_ID]}-{digest('document', stem)[:8]}"


def _read(file: Path) -> Iterator[Document | SourceError]:
    try:
        yield from READERS[file.suffix.casefold()](file)
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        yield SourceError(what, str(file), "Check the file's permissions")


def _files(path: Path, refused: list[SourceError], skipped: list[Path]) -> Iterator[Path]:
    """Yield the files to read at `path`; what must be refused or skipped goes to the lists."""
    if path.is_dir():
        yield from _walk(path, refused, skipped)
    elif not path.exists():
        raise UsageError("no such file or folder", str(path), "Check the path")
    elif path.suffix.casefold() not in READERS:
        formats = ", ".join(sorted(READERS))
        what = f"unknown format {path.suffix!r}" if path.suffix else "a file without suffix"
        refused.append(SourceError(what, str(path), f"Known formats: {formats}"))
    elif not path.is_file():
        refused.append(SourceError("not a regular file", str(path), "Give a file or a folder"))
    else:
        yield path


def _walk(folder: Path, refused: list[SourceError], skipped: list[Path]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        what = f"the folder cannot be read ({error.strerror})"
        refused.append(SourceError(what, str(error.filename), "Check its permissions"))

    for root, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root, name)
            if name.startswith(".") or file.stem.casefold() == "readme":
                continue
            if file.suffix.casefold() in READERS and file.is_file():
                yield file
            else:
                skipped.append(file)
