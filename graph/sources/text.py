"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from graph.errors import SourceError
from graph.model import Document
from graph.sources.encoding import decode
from graph.sources.header import read_header
from graph.sources.language import require_spanish

SUFFIXES = (".txt", ".md")


def read(path: Path) -> Iterator[Document | SourceError]:
    """Yield the one Document in `path`, or the reason why it cannot be read.

    Parameters
    ----------
    path : pathlib.Path
        A file.

    Yields
    ------
    Document or SourceError
        The document's id is the file's stem, not yet made unique.
    """
    try:
        yield read_text(path.read_bytes(), path.stem, str(path))
    except SourceError as error:
        yield error


def read_text(data: bytes, stem: str, where: str) -> Document:
    """Return the Document that the bytes of a text file hold.

    Raises
    ------
    SourceError
        If they are empty, no text, in a wrong encoding, or in another language.
    """
    text = decode(data, where)
    header = read_header(text, where)
    prose = text[header.body :]
    if not prose.strip():
        raise SourceError("empty document: a header and no text", where, "Put the article in it")
    declared = (header.language or "es").casefold().partition("-")[0]
    if declared not in ("es", "spa", "español", "castellano", "spanish"):
        what = f"the front matter declares another language ({header.language}), not Spanish"
        raise SourceError(what, where, "Give Spanish texts only")
    require_spanish(prose, where)
    return Document(
        id=stem,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=header.title,
        date=header.date,
        url=header.url,
        outlet=header.outlet,
        body=header.body,
    )
