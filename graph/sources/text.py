"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.errors import SourceError
from graph.model import Document
from graph.sources.document import spanish_tag
from graph.sources.encoding import decode, decode_as
from graph.sources.file import SourceFile
from graph.sources.header import read_header
from graph.sources.language import require_spanish
from graph.sources.options import SourceOptions


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield the one Document in `file`, or the reason why it cannot be read.

    Parameters
    ----------
    file : SourceFile
        A text.
    options : SourceOptions
        Its largest size.

    Yields
    ------
    Document or SourceError
        The document's id is the file's stem, not yet made unique.

    Raises
    ------
    OSError
        If the file cannot be opened.
    """
    try:
        data = file.read(options.max_bytes)
        where = file.where
        text = decode_as(data, file.charset, where) if file.charset else decode(data, where)
        yield read_text(text, file.stem, where, file.url)
    except SourceError as error:
        yield error


def read_text(text: str, stem: str, where: str, url: str | None = None) -> Document:
    """Return the Document that a text with its header is.

    Raises
    ------
    SourceError
        If it is empty, its header is broken, or it is in another language.
    """
    header = read_header(text, where)
    prose = text[header.body :]
    if not prose.strip():
        raise SourceError("empty document: a header and no text", where, "Put the article in it")
    language = spanish_tag(header.language, where)
    require_spanish(prose, where)
    return Document(
        id=stem,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=header.title,
        date=header.date,
        url=header.url or url,
        language=language,
        outlet=header.outlet,
        body=header.body,
    )
