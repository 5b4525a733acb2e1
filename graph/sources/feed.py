"""Feeds (RSS, Atom): one document an entry, by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException

from graph.errors import SourceError
from graph.model import Document
from graph.sources.dates import iso_day
from graph.sources.document import Told, make_document, row_stem
from graph.sources.faults import brief
from graph.sources.file import SourceFile
from graph.sources.markup import is_markup, plain_text
from graph.sources.options import SourceOptions

_IS_FEED = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|RDF)[\s>]", re.I)
_LOOKED_AT = 1 << 16


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield a Document for each entry of a feed, or the reason why it is none.

    Parameters
    ----------
    file : SourceFile
        A feed.
    options : SourceOptions
        Its largest size.

    Yields
    ------
    Document or SourceError
        The text is the entry's full content where the feed has it, else its summary; HTML in it
        is reduced to text. The pages that entries lead to are not fetched.

    Raises
    ------
    SourceError
        If it is no feed, or has no entry.
    OSError
        If it cannot be opened.
    """
    import feedparser

    data = file.read(options.max_bytes)
    if not _IS_FEED.search(data, 0, _LOOKED_AT):
        raise SourceError("no feed (RSS or Atom)", file.where, "Give a feed, or another format")
    # As a file: the library would take a name or an address as something to fetch.
    told = {"content-type": f"application/xml; charset={file.charset}"} if file.charset else {}
    feed = feedparser.parse(io.BytesIO(data), response_headers=told, sanitize_html=False)
    if not feed.entries:
        reason = f" ({_reason(feed.bozo_exception)})" if feed.get("bozo") else ""
        what = f"a feed without entries{reason}"[:300]
        raise SourceError(what, file.where, "Fetch it again")
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{file.where}, entry {number}"
        try:
            yield _document(entry, feed.feed, file, where)
        except SourceError as error:
            yield error


def _reason(error: Exception) -> str:
    if isinstance(error, SAXParseException):
        # Its lines are those of what the library makes of the file, not the user's.
        return str(error.getMessage())
    return brief(error)


def _document(entry: Any, feed: Any, file: SourceFile, where: str) -> Document:
    raw = _content(entry)
    text = _plain(raw, where)
    if not text.strip():
        raise SourceError("an entry without text", where, "Fetch the page that it leads to")
    source = entry.get("source") or {}
    told = Told(
        title=_plain(entry.get("title") or "", where),
        date=_date(entry, where),
        url=entry.get("link"),
        outlet=source.get("title") or feed.get("title"),
        language=_spanish(feed.get("language")),
    )
    return make_document(text, told, row_stem(file.stem, text, told), where)


def _plain(text: str, where: str) -> str:
    return plain_text(text, where) if is_markup(text) or "&" in text else text


def _content(entry: Any) -> str:
    """Return the longest text that an entry has."""
    texts = [str(part.get("value") or "") for part in entry.get("content") or ()]
    texts.append(str(entry.get("summary") or ""))
    return max(texts, key=len)


def _date(entry: Any, where: str) -> str | None:
    for name in ("published", "updated"):
        written = entry.get(name)
        if not written:
            continue
        try:
            return iso_day(written, where)
        except SourceError:
            # The library knows the odd forms of feeds; it gives them in universal time.
            if moment := entry.get(f"{name}_parsed"):
                return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
            raise
    return None


def _spanish(language: str | None) -> str | None:
    # Templates declare what they were made in; the text tells whether that is true.
    return language if language and language.casefold().startswith("es") else None
