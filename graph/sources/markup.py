"""HTML inside of other formats (feeds, tables) as plain text, one paragraph a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import SourceError
from graph.sources.faults import brief

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKUP = re.compile(
    r"</?(?:p|div|br|span|a|article|section|html|body|h[1-6]|ul|ol|li|em|strong|b|i|img|figure"
    r"|blockquote|table|tr|td)(?:\s[^<>]*)?/?>",
    re.I,
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({
    "audio", "button", "embed", "figcaption", "figure", "form", "head", "iframe", "math", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
})  # fmt: skip


def is_markup(text: str) -> bool:
    """Whether `text` is HTML: it has a closing or an empty tag of prose."""
    return _MARKUP.search(text) is not None


def plain_text(fragment: str, where: str) -> str:
    """Return what a reader sees of an HTML fragment.

    Parameters
    ----------
    fragment : str
        HTML, of which nothing need be well formed.
    where : str
        The input, for errors.

    Returns
    -------
    str
        One paragraph a line, white space as a browser shows it, without scripts, forms,
        and captions of pictures.

    Raises
    ------
    SourceError
        If it cannot be parsed.
    """
    # Imported late: a table without HTML does not need it.
    import lxml.html
    from lxml import etree

    # Line breaks of a text that has only some marks in it (<b>, <a>) are its paragraphs.
    if not re.search(r"<(?:p|div|br|li|td|h[1-6])[\s/>]", fragment, re.I):
        fragment = re.sub(r"\r\n?|\n", "<br>", fragment)
    try:
        parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(fragment.replace("\0", " "), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(
            f"HTML that cannot be parsed ({brief(error)})", where, "Mend it"
        ) from error
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: HtmlElement) -> list[str]:
    """Return the texts of the tree in order, with a line end where a block begins or ends."""
    from lxml import etree

    out: list[str] = []
    silent = 0
    # iterwalk, for a tree may be too deep for a function that calls itself.
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += name in _SILENT
            if name in _BLOCKS:
                out.append("\n")
            if not silent and element.text:
                out.append(_flat(element.text))
            continue
        silent -= name in _SILENT
        if name in _BLOCKS:
            out.append("\n")
        if not silent and element.tail:
            out.append(_flat(element.tail))
    return out


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
