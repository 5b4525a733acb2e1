"""Word documents (``.docx``): the paragraphs of the text, by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.sources.archive import require_harmless_zip
from graph.sources.document import Told, make_document
from graph.sources.faults import brief
from graph.sources.file import SourceFile
from graph.sources.header import read_header
from graph.sources.options import SourceOptions

_NO_TITLE = ("word document", "documento de word", "untitled", "sin título", "normal")


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield the one Document that a Word document holds.

    Parameters
    ----------
    file : SourceFile
        A document of Word. Macros, comments, notes and what was struck out are not looked at.
    options : SourceOptions
        Its largest size.

    Yields
    ------
    Document
        One paragraph a line. Its date is that of a first line ``date 2026-01-12``; that on which
        the file was made need not be that of publication.

    Raises
    ------
    SourceError
        If it is damaged, no Word document, or has no text.
    OSError
        If it cannot be opened.
    """
    import docx

    data = file.read(options.max_bytes)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = "protected by a password, or a document of Word 97"
        raise SourceError(what, file.where, "Save it as .docx, without a password")
    require_harmless_zip(data, file.where, options.max_bytes)
    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs = [text for text in _paragraphs(document) if text]
        title = document.core_properties.title
    except Exception as error:  # the library has no error of its own for damaged files
        what = f"damaged or no Word document ({brief(error)})"
        raise SourceError(what, file.where, "Save it again") from error
    text = "\n".join(paragraphs)
    header = read_header(text, file.where)
    if title.strip().casefold() in _NO_TITLE:
        title = ""
    told = Told(
        title=title or header.title,
        date=header.date,
        url=header.url or file.url,
        outlet=header.outlet,
        language=header.language,
    )
    yield make_document(text[header.body :], told, file.stem, file.where)


def _paragraphs(document: Any) -> Iterator[str]:
    from docx.table import Table

    waiting = list(document.iter_inner_content())[::-1]
    while waiting:
        block = waiting.pop()
        if not isinstance(block, Table):
            yield " ".join(block.text.split())
            continue
        seen = set()
        cells = []
        for row in block.rows:
            for cell in row.cells:
                # Cells that were joined are given once for each of their places.
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    cells.append(cell)
        waiting.extend(
            part for cell in cells[::-1] for part in list(cell.iter_inner_content())[::-1]
        )
