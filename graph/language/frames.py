"""Relation frames: read from ``ontology/lexicon/<language>/frames/*.toml`` and checked.

What a frame means is told in ``ontology/lexicon/es/README.md``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from graph.errors import DataError
from graph.language.word_lists import check_words, key_place, read_text, read_toml, uncontracted
from graph.model import EntityType, Modality, Polarity
from graph.vocabulary import Relation

Content = Literal["nonactual", "actual", "reported", ""]
Control = Literal["subject", "object", ""]

_WORD_LISTS = (
    "verbs",
    "nouns",
    "adjectives",
    "subject",
    "object",
    "support",
    "subject_types",
    "object_types",
    "fixed",
    "unless",
    "requires",
)
_CHOICES: dict[str, tuple[str, ...]] = {
    "content": ("nonactual", "actual", "reported"),
    "control": ("subject", "object"),
    "modality": get_args(Modality),
    "polarity": get_args(Polarity),
}
_FLAGS = ("reciprocal", "inverse", "named", "unnamed")
_HEADER = re.compile(r"\s*\[\[\s*frame\s*\]\]")
KEYS = ("relation", *_WORD_LISTS, *_CHOICES, *_FLAGS, "confidence")

VERB_SUBJECT = ("nsubj",)
VERB_OBJECT = ("obj",)
NOUN_SUBJECT = ("por parte de", "por", "poss", "gentilic", "de")
NOUN_OBJECT = ("de",)
ADJECTIVE_SUBJECT = ("head",)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling a relation. ``id`` is ``<file stem>/<number of the frame>``."""

    id: str
    relation: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    subject_types: frozenset[str] = frozenset()
    object_types: frozenset[str] = frozenset()
    fixed: tuple[tuple[str, ...], ...] = ()
    unless: tuple[tuple[str, ...], ...] = ()
    requires: frozenset[str] = frozenset()
    content: Content = ""
    control: Control = ""
    modality: Modality | None = None
    polarity: Polarity | None = None
    reciprocal: bool = False
    inverse: bool = False
    unnamed: bool = False
    named: bool = False
    confidence: float = 0.8

    @property
    def controller(self) -> Control:
        """Whose act a governed infinitive is."""
        if self.control:
            return self.control
        return "object" if self.content == "nonactual" and self.object else "subject"


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames of a language, in file order, and found by the word that evokes them.

    ``by_verb`` has plain infinitives; whether a frame wants the reflexive clitic is told
    by ``(lemma + "se") in frame.verbs``.
    """

    all: tuple[Frame, ...]
    by_verb: dict[str, list[Frame]] = field(default_factory=dict)
    by_noun: dict[str, list[Frame]] = field(default_factory=dict)
    by_adjective: dict[str, list[Frame]] = field(default_factory=dict)
    by_support: dict[str, list[Frame]] = field(default_factory=dict)

    def infinitives(self) -> set[str]:
        """Return every verb that some frame names, light verbs too, without "-se"."""
        return set(self.by_verb) | set(self.by_support)


def load_frames(folder: Path, relations: dict[str, Relation]) -> Frames:
    """Read and check the frame files of one language.

    Parameters
    ----------
    folder : pathlib.Path
        A lexicon folder, such as ``ontology/lexicon/es``.
    relations : dict[str, Relation]
        The relation types that a frame may name.

    Raises
    ------
    DataError
        Naming file and line, where a file is not TOML, a key or value is unknown, a list is
        empty or repeats a word, or there is no frame at all.
    """
    found: list[Frame] = []
    for path in sorted((folder / "frames").glob("*.toml")):
        found += _read_file(path, relations)
    if not found:
        raise DataError(
            "no frames", str(folder / "frames"), "Put *.toml files with [[frame]] there"
        )
    verbs: dict[str, list[Frame]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    adjectives: dict[str, list[Frame]] = defaultdict(list)
    support: dict[str, list[Frame]] = defaultdict(list)
    for frame in found:
        for verb in dict.fromkeys(plain(v) for v in frame.verbs):
            verbs[verb].append(frame)
        for noun in frame.nouns:
            nouns[noun].append(frame)
        for adjective in frame.adjectives:
            adjectives[adjective].append(frame)
        for verb in dict.fromkeys(plain(v) for v in frame.support):
            support[verb].append(frame)
    return Frames(tuple(found), dict(verbs), dict(nouns), dict(adjectives), dict(support))


def plain(verb: str) -> str:
    """Return the infinitive without its clitics: "reunirse" gives "reunir"."""
    if verb.endswith(("rla", "rlas", "rlo")):
        verb = verb[: verb.rindex("r") + 1]
    return verb[:-2] if verb.endswith(("arse", "erse", "irse", "írse")) else verb


def _read_file(path: Path, relations: dict[str, Relation]) -> list[Frame]:
    data = read_toml(path)
    for table in data:
        if table != "frame":
            where = key_place(path, table)
            raise DataError(f"unknown table {table!r}", where, "Allowed: [[frame]]")
    entries = data.get("frame", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        where = key_place(path, "frame")
        raise DataError("frame is no list of tables", where, "Write [[frame]] above each")
    lines = [n for n, line in enumerate(read_text(path).splitlines(), 1) if _HEADER.match(line)]
    out = []
    for number, entry in enumerate(entries, 1):
        line = lines[number - 1] if number <= len(lines) else 1
        out.append(_frame(entry, f"{path.stem}/{number}", f"{path}:{line}", relations))
    return out


def _frame(entry: dict[str, Any], name: str, where: str, relations: dict[str, Relation]) -> Frame:
    _check(entry, where, relations)
    kind = next(k for k in ("verbs", "nouns", "adjectives") if k in entry)
    words: dict[str, tuple[str, ...]] = {k: tuple(entry.get(k, ())) for k in _WORD_LISTS}
    if kind == "verbs":
        subject, obj = words["subject"] or VERB_SUBJECT, words["object"] or VERB_OBJECT
    elif kind == "nouns":
        subject, obj = words["subject"] or NOUN_SUBJECT, words["object"] or NOUN_OBJECT
    else:
        subject, obj = words["subject"] or ADJECTIVE_SUBJECT, words["object"]
    return Frame(
        id=name,
        relation=entry["relation"],
        verbs=words["verbs"],
        nouns=words["nouns"],
        adjectives=words["adjectives"],
        subject=subject,
        object=obj,
        support=words["support"],
        subject_types=frozenset(words["subject_types"]),
        object_types=frozenset(words["object_types"]),
        fixed=tuple(_undone(f) for f in words["fixed"]),
        unless=tuple(_undone(f) for f in words["unless"]),
        requires=frozenset(words["requires"]),
        content=entry.get("content", ""),
        control=entry.get("control", ""),
        modality=entry.get("modality"),
        polarity=entry.get("polarity"),
        reciprocal=entry.get("reciprocal", relations[entry["relation"]].symmetric),
        inverse=entry.get("inverse", False),
        unnamed=entry.get("unnamed", False),
        named=entry.get("named", False),
        confidence=float(entry.get("confidence", 0.8)),
    )


def _undone(phrase: str) -> tuple[str, ...]:
    """Return the words of `phrase` with contractions undone, as the tree's are compared."""
    return tuple(uncontracted(w) for w in phrase.split())


def _check(entry: dict[str, Any], where: str, relations: dict[str, Relation]) -> None:
    allowed = f"Allowed keys: {', '.join(KEYS)}"
    for key in entry:
        if key not in KEYS:
            raise DataError(f"unknown key {key!r}", where, allowed)
    relation = entry.get("relation")
    if not isinstance(relation, str) or relation not in relations:
        raise DataError(f"unknown relation {relation!r}", where, "Use a name of relations.tsv")
    if sum(k in entry for k in ("verbs", "nouns", "adjectives")) != 1:
        raise DataError("a frame needs one of verbs, nouns, adjectives", where, "Split or mend it")
    if "support" in entry and "nouns" not in entry:
        raise DataError("support without nouns", where, "Light verbs carry a noun")
    if "adjectives" in entry and "object" not in entry:
        raise DataError("adjectives without object", where, "Say which role holds the object")
    for key in _WORD_LISTS:
        if key in entry:
            _check_list(key, entry[key], where)
    for verb in (*entry.get("verbs", ()), *entry.get("support", ())):
        if not plain(verb).endswith(("ar", "er", "ir", "ír")):
            raise DataError(
                f"{verb!r} is no infinitive", where, "Write it in -ar, -er, -ir or with -se"
            )
    for key, choices in _CHOICES.items():
        if key in entry and entry[key] not in choices:
            raise DataError(f"bad {key} {entry[key]!r}", where, f"Allowed: {', '.join(choices)}")
    for key in _FLAGS:
        if key in entry and not isinstance(entry[key], bool):
            raise DataError(f"{key} must be true or false", where, "Write it without quotes")
    confidence = entry.get("confidence", 0.8)
    number = isinstance(confidence, (int, float)) and not isinstance(confidence, bool)
    if not number or not 0 < confidence <= 1:
        raise DataError(f"bad confidence {confidence!r}", where, "Give a number in (0, 1]")


def _check_list(key: str, value: object, where: str) -> None:
    words = check_words(value, key, where)
    if key in ("subject_types", "object_types"):
        unknown = [v for v in words if v not in get_args(EntityType)]
        if unknown:
            todo = f"Allowed: {', '.join(get_args(EntityType))}"
            raise DataError(f"unknown entity type {unknown[0]!r}", where, todo)
