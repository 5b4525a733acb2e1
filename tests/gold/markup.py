"""Gold sentences with entities and relations marked inside the text.

One case a line; ``#`` opens a comment. A mention is ``[words|id Type]`` (the type only at the
first mention of an id), what tells a relation is ``<words|subject relation object>``::

    [Ana Torres|a Person] <no criticó|a criticized b negated> a [Luis Prado|b Person].

After the object may stand ``negated``, ``nonactual`` and ``by id`` (who says so). Several
relations told by the same words are parted by ``;``. An open relation is ``open:lemma``.
Entities and relations follow the definitions of ``ontology/relations.tsv``. What is not
marked is not told: a claim without a mark counts as false.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from graph.identity import fold
from graph.model import ENTITY_TYPES, Reading
from graph.vocabulary import relations

SENTENCES = Path(__file__).parent / "sentences.txt"
_MARK = re.compile(r"\[([^\[\]<>|]*)\|([^\[\]<>|]*)\]|<([^\[\]<>|]*)\|([^\[\]<>|]*)>")
_ARTICLE = re.compile(r"^(el|la|los|las|un|una|unos|unas|su|sus)\s+")


class MarkupError(ValueError):
    """A case is malformed; the message says where and how."""


@dataclass(frozen=True, slots=True, order=True)
class GoldClaim:
    """What one case tells, with the ids of its entities."""

    subject: str
    relation: str
    object: str
    polarity: str = "affirmed"
    modality: str = "actual"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A text with the words that name each entity and the claims that it makes."""

    text: str
    names: dict[str, frozenset[str]]
    types: dict[str, str]
    claims: frozenset[GoldClaim]


def parse_cases(source: str, where: str = "cases") -> list[GoldCase]:
    """Return the cases of `source`.

    Raises
    ------
    MarkupError
        For a mark that is not closed or stands inside another, an unknown type, relation,
        id or word, an entity related to itself, or a text given twice.
    """
    cases: list[GoldCase] = []
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            case = _Case(line.strip(), f"{where}:{number}").parse()
            if case.text in {other.text for other in cases}:
                raise MarkupError(f"{where}:{number}: this text is given twice")
            cases.append(case)
    return cases


def gold_cases() -> list[GoldCase]:
    """Return the cases of ``sentences.txt``."""
    return parse_cases(SENTENCES.read_text(encoding="utf-8"), SENTENCES.name)


class _Case:
    def __init__(self, line: str, where: str) -> None:
        self.line, self.where = line, where
        self.names: dict[str, set[str]] = {}
        self.types: dict[str, str] = {}
        self.told: list[str] = []

    def parse(self) -> GoldCase:
        text = _MARK.sub(self._mark, self.line)
        if left := re.search(r"[\[\]<>|]", text):
            raise self._error(f"a mark is not closed, or inside another, at {left[0]!r}")
        claims = [self._claim(told.split()) for told in self.told]
        if len(set(claims)) != len(claims):
            raise self._error("a relation is marked twice")
        names = {key: frozenset(map(plain, words)) for key, words in self.names.items()}
        return GoldCase(text, names, self.types, frozenset(claims))

    def _error(self, what: str) -> MarkupError:
        return MarkupError(f"{self.where}: {what}")

    def _mark(self, found: re.Match[str]) -> str:
        mention, entity, trigger, told = found.groups()
        if mention is not None:
            self._mention(mention, entity.split())
            return mention
        if not trigger.strip() or not told.strip():
            raise self._error(f"an empty mark: {found[0]}")
        self.told += told.split(";")
        return trigger

    def _mention(self, words: str, about: list[str]) -> None:
        if not words.strip() or not 1 <= len(about) <= 2:
            raise self._error(f"a mention is [words|id Type]: {words!r}")
        key, kind = about[0], about[1] if len(about) == 2 else ""
        if kind and kind not in ENTITY_TYPES:
            raise self._error(f"{kind!r} is no type of entity")
        if bool(kind) == (key in self.types):
            raise self._error(f"the type of {key!r} is given at its first mention and only there")
        if kind:
            self.types[key] = kind
        self.names.setdefault(key, set()).add(words)

    def _claim(self, words: list[str]) -> GoldClaim:
        if len(words) < 3:
            raise self._error(f"a relation is «subject relation object»: {' '.join(words)!r}")
        subject, relation, obj, *flags = words
        if relation not in relations() and not relation.startswith("open:"):
            raise self._error(f"{relation!r} is no relation")
        for key in (subject, obj):
            self._known(key)
        if subject == obj:
            raise self._error(f"{subject!r} is related to itself")
        source = None
        if "by" in flags:
            at = flags.index("by")
            source = " ".join(flags[at + 1 : at + 2])
            self._known(source)
            del flags[at : at + 2]
        if unknown := set(flags) - {"negated", "nonactual"}:
            raise self._error(f"unknown word {sorted(unknown)[0]!r}")
        polarity = "negated" if "negated" in flags else "affirmed"
        modality = "nonactual" if "nonactual" in flags else "actual"
        return GoldClaim(*_ordered(subject, relation, obj), polarity, modality, source)

    def _known(self, key: str) -> None:
        if key not in self.types:
            raise self._error(f"no mention bears the id {key!r}")


def _ordered(subject: str, relation: str, obj: str) -> tuple[str, str, str]:
    """Give the sides of a symmetric relation in one order."""
    if relation in relations() and relations()[relation].symmetric:
        subject, obj = sorted((subject, obj))
    return subject, relation, obj


def plain(name: str) -> str:
    """Return `name` folded, without quotes and a leading article, for comparing."""
    words = " ".join(re.sub(r"[^\w\s]", "", fold(name)).split())
    return _ARTICLE.sub("", words)


def found_claims(reading: Reading, case: GoldCase) -> frozenset[GoldClaim]:
    """Return the claims of `reading` with the ids of `case` for its entities.

    An entity that the case does not know keeps its label behind a question mark, so that its
    claims match nothing.
    """
    key: dict[str, str] = {}
    for entity in reading.entities:
        names = {plain(name) for name in (entity.label, *entity.aliases)}
        fits = [
            k for k, words in case.names.items() if plain(entity.label) in words or names & words
        ]
        key[entity.key] = fits[0] if fits else f"?{entity.label}"
    out = set()
    for claim in reading.claims:
        relation = f"open:{claim.relation}" if claim.is_open else claim.relation
        sides = _ordered(key[claim.subject], relation, key[claim.object])
        source = key[claim.source] if claim.source else None
        out.add(GoldClaim(*sides, claim.polarity, claim.modality, source))
    return frozenset(out)
