"""Web pages (``.html``) and pages saved as one file (``.mhtml``): the article and what it says of
itself, by trafilatura.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.sources.document import Told, make_document
from graph.sources.encoding import MAX_CHARACTERS, decode_as
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions

MAIL = (".mhtml", ".mht")
_MIN_LETTERS = 40
"""What has fewer is a menu or a notice, not an article."""

_MAX_PAGE = 20 * MAX_CHARACTERS
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.I)
_LANGUAGE = re.compile(
    r"<html[^>]{0,2000}?\slang\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9_-]{0,20})", re.I
)
# A day is asked of the page's own markup only. The library would else guess one from the prose, and
# refuse what is in the future of the day on which it runs.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield the one Document that a page holds.

    Parameters
    ----------
    file : SourceFile
        A page in any encoding that it declares.
    options : SourceOptions
        Its largest size.

    Yields
    ------
    Document
        Its text is the article's, one paragraph a line.

    Raises
    ------
    SourceError
        If the page holds no article, or none in Spanish.
    OSError
        If it cannot be opened.
    """
    data, url, charset = file.read(options.max_bytes), file.url, file.charset
    if file.suffix in MAIL:
        data, url, charset = _page_within(data, file.where)
    yield read_page(data, charset, url, file)


def read_page(data: bytes, charset: str | None, url: str | None, file: SourceFile) -> Document:
    """Return the Document that the bytes of a page hold.

    Parameters
    ----------
    data : bytes
        HTML.
    charset, url : str or None
        What a server or the envelope tells of it.
    file : SourceFile
        Where it comes from.

    Raises
    ------
    SourceError
        If the page holds no article, or none in Spanish.
    """
    declared = _META.search(data, 0, 4096)
    name = charset or (declared[1].decode("ascii") if declared else None)
    if not data.strip():
        raise SourceError("empty file", file.where, "Remove it or save the page again")
    # Null bytes are of no encoding that pages are in, except for UTF-16, which has its mark.
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.replace(b"\0", b"")
    if len(data) > _MAX_PAGE:
        what = f"a page of {len(data):,} bytes, more than {_MAX_PAGE:,}"
        raise SourceError(what, file.where, "Save the article only")
    markup = _decoded(data, name, file.where)
    found = _extracted(markup, url)
    if found is None or sum(map(str.isalpha, found["text"])) < _MIN_LETTERS:
        what = "no article was found in the page"
        raise SourceError(what, file.where, "Save its text as .txt, if there is one")
    language = _LANGUAGE.search(markup, 0, 10_000)
    told = Told(
        title=found.get("title"),
        date=found.get("date"),
        url=found.get("url") or url,
        outlet=found.get("sitename") or found.get("hostname"),
        # Templates declare what they were made in; the text tells whether that is true.
        language=language[1] if language and language[1].casefold().startswith("es") else None,
    )
    return make_document(str(found["text"]), told, file.stem, file.where)


def _decoded(data: bytes, charset: str | None, where: str) -> str:
    try:
        if not charset and len(data) > MAX_CHARACTERS:
            return data.decode("utf-8")
        return decode_as(data, charset, where)
    except UnicodeDecodeError:
        return decode_as(data, "cp1252", where)


def _extracted(markup: str, url: str | None) -> dict[str, Any] | None:
    """Return what trafilatura finds, None where there is no article."""
    from trafilatura import bare_extraction

    # Figures in tables are no prose; but old pages have their whole layout in one.
    for tables in (False, True):
        found = bare_extraction(
            markup,
            url=url,
            include_comments=False,
            include_tables=tables,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
        values = found.as_dict() if found is not None and not isinstance(found, dict) else found
        if values and str(values.get("text") or "").strip():
            return dict(values)
    return None


def _page_within(data: bytes, where: str) -> tuple[bytes, str | None, str | None]:
    """Return the page that a saved one holds, the address that it was saved from, its encoding.

    Raises
    ------
    SourceError
        If there is none.
    """
    mail = email.message_from_bytes(data, policy=email.policy.compat32)
    first: email.message.Message | None = None
    for part in mail.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            first = part
            break
    content = first.get_payload(decode=True) if first is not None else None
    if first is None or not isinstance(content, bytes):
        raise SourceError("no page in it", where, "Save the page again")
    addresses = (
        mail.get("Snapshot-Content-Location"),
        first.get("Content-Location"),
        mail.get("Content-Location"),
    )
    url = next((str(a) for a in addresses if a and str(a).startswith(("http:", "https:"))), None)
    return content, url, first.get_content_charset()
