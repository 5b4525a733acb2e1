"""What the stages write on a spaCy Doc: plain records, and the extensions that hold them.

Token indices are used throughout (``start`` inclusive, ``end`` exclusive, ``root`` the
head token); `source_span` turns them into offsets of the document's own text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from graph.model import EntityType, MentionKind, Modality, Polarity, Span

Gender = Literal["m", "f", ""]
Number = Literal["s", "p", ""]


@dataclass(slots=True)
class NounMention:
    """A place in the Doc that refers to somebody or something.

    ``entity`` is the index into ``doc._.referents``, -1 until coreference has
    spoken. ``head`` is the lemma of a description's noun, empty for names. ``members`` are
    the referents that a plural takes up together ("ambos funcionarios"). ``why`` says
    how its referent was found.
    """

    start: int
    end: int
    root: int
    kind: MentionKind
    type: EntityType | None
    text: str
    gender: Gender = ""
    number: Number = ""
    head: str = ""
    entity: int = -1
    members: tuple[int, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Referent:
    """One entity of the document while the stages gather what is known of it.

    ``names`` are its proper names as written, ``posts`` the (title, body) pairs told of
    it, ``gender`` and ``number`` what its mentions agree on.
    """

    type: EntityType
    label: str
    named: bool
    names: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    gender: Gender = ""
    number: Number = ""
    mentions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words for a date, with the ISO value (day, month or year) that they stand for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of reported speech or thought, its cue and its speaker.

    ``speaker`` is a token index, -1 where nobody can be named. ``cue`` is the token of the
    verb, noun or preposition that reports ("dijo", "según"). ``holes`` are stretches within
    that the document says itself.
    """

    start: int
    end: int
    cue: int
    speaker: int
    direct: bool
    holes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Relating:
    """A relation found at one place, between referents of the document.

    ``subject`` and ``object`` index ``doc._.referents``; ``at`` is the predicate whose
    status and speaker hold, ``start`` and ``end`` bound the trigger.
    """

    relation: str
    subject: int
    object: int
    at: int
    start: int
    end: int
    frame: str
    confidence: float
    is_open: bool = False
    title: str | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Polarity and modality of what a predicate tells, with the word that decided."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    cue: str = ""


def register() -> None:
    """Declare the extensions; calling it again changes nothing."""
    for name, default in (
        ("date", None),  # ISO publication date of the document, or None
        ("mentions", None),  # list[NounMention]
        ("referents", None),  # list[Referent]
        ("at_root", None),  # dict[int, int]: root token -> index of its mention
        ("posts", None),  # list[graph.language.roles.Post]
        ("times", None),  # list[TimeExpression]
        ("speeches", None),  # list[Speech]
        ("relations", None),  # list of what graph.language.relations found
        ("begins", None),  # list[int]: offset of each token in the document's text
        ("ends", None),  # list[int]
        ("text", ""),  # the document's own text, which the offsets point into
        ("arguments", None),  # graph.language.arguments.Arguments
        ("factuality", None),  # graph.language.factuality.Factuality
        ("tree", None),  # graph.language.syntax.Tree
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def source_span(doc: Doc, start: int, end: int) -> Span:
    """Return the offsets in the document's own text of tokens ``start`` to ``end`` (exclusive)."""
    marks = doc._
    return Span(marks.begins[start], marks.ends[end - 1])


def source_text(doc: Doc, start: int, end: int) -> str:
    """Return the words of tokens ``start`` to ``end`` (exclusive) as the document writes them."""
    marks = doc._
    text: str = marks.text[marks.begins[start] : marks.ends[end - 1]]
    return text


def lower(token: Token) -> str:
    """Return the token's text in lower case."""
    text: str = token.lower_
    return text


register()
