"""PDF: the text of its pages, by pdfminer.six, whose layout analysis keeps columns apart."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.sources.document import Told, make_document
from graph.sources.encoding import MAX_CHARACTERS
from graph.sources.faults import brief
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions

_MAX_PAGES = 2000
_LONGEST_HEAD = 150
_FIGURES = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n\s*(?=[a-záéíóúüñ])")
# Programs write the name of the file, or their own, where the title belongs.
_NO_TITLE = re.compile(
    r"(?i)microsoft word|untitled|sin t[ií]tulo|documento?\s*\d*$"
    r"|\S+\.(?:docx?|indd|pdf|qxd|tmp|html?)$|https?:|\S*$"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*$")


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield the one Document that a PDF holds.

    Parameters
    ----------
    file : SourceFile
        A PDF with a text layer.
    options : SourceOptions
        Its largest size.

    Yields
    ------
    Document
        Its text has one paragraph a line: lines are joined, words put together again that were
        parted at their ends, page numbers and running heads left out. It has no date: that on
        which the file was made need not be that of publication.

    Raises
    ------
    SourceError
        If it is damaged, protected by a password, or has no text layer.
    OSError
        If it cannot be opened.
    """
    data = file.read(options.max_bytes)
    boxes, title = _boxes(data, file.where)
    text = "\n".join(_paragraphs(_without_running_heads(boxes)))
    if sum(ch.isalpha() for ch in text) < 20:
        what = "no text layer: its pages are pictures"
        todo = "Recognise the text first, for instance with ocrmypdf -l spa"
        raise SourceError(what, file.where, todo)
    if title is not None and _NO_TITLE.match(title):
        title = None
    yield make_document(text, Told(title=title, url=file.url), file.stem, file.where)


def _boxes(data: bytes, where: str) -> tuple[list[list[str]], str | None]:
    """Return the blocks of text of each page in reading order, and the title that the file gives.

    Raises
    ------
    SourceError
        If the file cannot be read.
    """
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTTextBox
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFTextExtractionNotAllowed
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psparser import PSException

    if b"%PDF-" not in data[:2048]:
        raise SourceError("not a PDF file", where, "Save it again")
    pages: list[list[str]] = []
    length = 0
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        resources = PDFResourceManager(caching=True)
        device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=0.5))
        interpreter = PDFPageInterpreter(resources, device)
        for number, page in enumerate(PDFPage.create_pages(document)):
            if number >= _MAX_PAGES:
                what = f"more than {_MAX_PAGES:,} pages"
                raise SourceError(what, where, "Split it into one file for each article")
            interpreter.process_page(page)
            layout = device.get_result()
            pages.append([box.get_text() for box in layout if isinstance(box, LTTextBox)])
            length += sum(map(len, pages[-1]))
            if length > 2 * MAX_CHARACTERS:
                what = f"more than {MAX_CHARACTERS:,} characters"
                raise SourceError(what, where, "Split it into one file for each article")
        title = _title(document.info)
    except (PDFEncryptionError, PDFTextExtractionNotAllowed) as error:
        raise SourceError("protected by a password", where, "Save it without") from error
    except (PDFException, PSException) as error:
        what = f"damaged PDF file ({brief(error)})"
        raise SourceError(what, where, "Save it again") from error
    return pages, title


def _title(info: list[dict[str, Any]]) -> str | None:
    from pdfminer.utils import decode_text

    for entry in info:
        title = entry.get("Title")
        if isinstance(title, bytes):
            return " ".join(decode_text(title).split()) or None
    return None


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Return the blocks of all pages, without page numbers and what stands on most pages."""
    count = Counter(key for page in pages for key in {_folded(box) for box in page})
    often = max(3, len(pages) // 2)
    return [
        box
        for page in pages
        for box in page
        if (key := _folded(box)) not in ("", "#")
        and (count[key] < often or len(key) > _LONGEST_HEAD)
    ]


def _folded(box: str) -> str:
    return _FIGURES.sub("#", " ".join(box.split()))


def _paragraphs(boxes: list[str]) -> Iterator[str]:
    """Yield the paragraphs: a block that ends in the middle of a sentence goes on in the next."""
    open_one = ""
    for box in boxes:
        text = _HYPHEN.sub("", box.replace("\r", "\n"))
        text = " ".join(text.split())
        if open_one and text[:1].islower():
            joined = f"{open_one[:-1]}{text}" if open_one.endswith("-") else f"{open_one} {text}"
            open_one = joined
        else:
            if open_one:
                yield open_one
            open_one = text
        if _SENTENCE_END.search(open_one):
            yield open_one
            open_one = ""
    if open_one:
        yield open_one
