"""From a text and what its input tells of it to a Document, checked alike in every format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from graph.errors import SourceError
from graph.identity import digest
from graph.model import Document
from graph.sources.dates import iso_day
from graph.sources.encoding import refuse_unreadable
from graph.sources.header import headline
from graph.sources.language import require_spanish

_SPANISH = frozenset(
    {"es", "spa", "esp", "cas", "español", "espanol", "castellano", "spanish", "castilian"}
)
_UNKNOWN = frozenset({"", "und", "unknown", "mul", "n/a", "none", "null", "nan"})
_TAG = re.compile(r"es(?:[-_][a-z0-9]{2,8}){0,2}", re.I)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.I)
_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")
# Halves of characters too, which UTF-8 cannot hold.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 2000
_LONGEST_ADDRESS = 1999


@dataclass(frozen=True, slots=True)
class Told:
    """What an input tells of a document beside its text; each as the input spells it."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None


def make_document(text: str, told: Told, stem: str, where: str, order: str = "dmy") -> Document:
    """Return the Document of a text that was taken out of a file.

    Parameters
    ----------
    text : str
        The article; it is kept to the character.
    told : Told
        What the input tells of it.
    stem : str
        The document's id where the input gives none.
    where : str
        The input, for errors.
    order : str
        How dates in figures are meant; see `graph.sources.dates.iso_day`.

    Raises
    ------
    SourceError
        If the text is empty, too long, damaged or in another language, or a date is none.
    """
    refuse_unreadable(text, where)
    language = spanish_tag(told.language, where)
    date = iso_day(told.date, where, order)
    require_spanish(text, where)
    return Document(
        id=one_line(told.id) or stem,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=one_line(told.title) or headline(text),
        date=date,
        url=web_address(told.url),
        language=language,
        outlet=one_line(told.outlet),
    )


def row_stem(stem: str, text: str, told: Told) -> str:
    """Return the id of one of the documents in a file, by its content and not by its place.

    A row above it, or another order of the rows, leaves it as it is.
    """
    fields = (told.title, told.date, told.url, told.outlet)
    return f"{stem}-{digest(text, *(field or '' for field in fields))[:12]}"


def spanish_tag(declared: str | None, where: str) -> str:
    """Return the language tag that an input declares, ``es`` where it declares none.

    Raises
    ------
    SourceError
        If it declares another language.
    """
    given = " ".join((declared or "").split()).casefold()
    if given in _UNKNOWN:
        return "es"
    if re.split(r"[-_ (,;.]", given, maxsplit=1)[0] not in _SPANISH:
        shown = given if len(given) <= 40 else given[:40] + "…"
        what = f"the input declares another language ({shown}), not Spanish"
        raise SourceError(what, where, "Give Spanish texts only")
    # Tags have no case; stores of RDF write them in lower case.
    return given.replace("_", "-") if _TAG.fullmatch(given) else "es"


def web_address(given: str | None) -> str | None:
    """Return `given` if it may be an address of the web ("www.example.org/a" too), else None."""
    text = one_line(given) or ""
    if not text or len(text) > _LONGEST_ADDRESS or _NO_ADDRESS.search(text):
        return None
    scheme = _SCHEME.match(text)
    return text if scheme is None or scheme[1].casefold() in ("http", "https") else None


def one_line(given: str | None) -> str | None:
    """Return `given` on one line, without control characters, cut where it is far too long.

    None stands for nothing, also where nothing is left.
    """
    text = _CONTROLS.sub(" ", (given or "")[: 4 * _LONGEST_NAME])
    return " ".join(text.split())[:_LONGEST_NAME] or None
