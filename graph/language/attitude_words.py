"""The words that judge somebody, from ``ontology/lexicon/<language>/attitude.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from graph.language.nouns import plural
from graph.language.word_lists import (
    check_keys,
    check_lists,
    check_table,
    key_place,
    read_toml,
    uncontracted,
)

RELATIONS = ("praised", "criticized", "supported", "accused")
_RELATION_KEYS = ("adjectives", "nouns", "deeds", "cues", "exclaimed")
_JUDGING_KEYS = (
    "insulting",
    "calling",
    "naming",
    "describing",
    "copulas",
    "of_people",
    "suffered",
    "undergone",
    "summing",
    "sided",
    "views",
    "arriving",
    "carriers",
    "blaming",
    "praising",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does that is judged: a verb, the words after it, and whether it is denied."""

    relation: str
    rest: tuple[str, ...]
    denied: bool


@dataclass(frozen=True, slots=True)
class AttitudeWords:
    """The lists of ``attitude.toml``, found by form or by infinitive.

    ``judgements`` gives the relation for each form of an adjective or noun, ``deeds`` the
    deeds of each infinitive, the longest first, ``cues`` the relation that a verb of saying brings.
    """

    judgements: dict[str, str] = field(default_factory=dict)
    deeds: dict[str, tuple[Deed, ...]] = field(default_factory=dict)
    cues: dict[str, str] = field(default_factory=dict)
    insulting: frozenset[str] = frozenset()
    calling: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    describing: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    of_people: frozenset[str] = frozenset()
    suffered: frozenset[str] = frozenset()
    undergone: frozenset[str] = frozenset()
    summing: frozenset[str] = frozenset()
    exclaimed: dict[str, str] = field(default_factory=dict)
    sided: frozenset[str] = frozenset()
    views: tuple[tuple[str, ...], ...] = ()
    arriving: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    acts: dict[str, str] = field(default_factory=dict)

    def infinitives(self) -> frozenset[str]:
        """Return every verb that the lists name."""
        named = self.naming | self.calling | self.describing | self.copulas
        return named.union(self.deeds, self.cues, self.acts)


def load_attitude(path: Path) -> AttitudeWords:
    """Read and check the words of attitude.

    Parameters
    ----------
    path : pathlib.Path
        A file such as ``ontology/lexicon/es/attitude.toml``.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or no TOML, a table or key is unknown, a
        list is empty or repeats a word, a word judges in two ways, or a deed has no infinitive.
    """
    data = read_toml(path)
    check_keys(data, (*RELATIONS, "judging"), path)
    lists = {
        table: check_lists(
            check_table(data.get(table, {}), table, path),
            _JUDGING_KEYS if table == "judging" else _RELATION_KEYS,
            path,
            table,
        )
        for table in (*RELATIONS, "judging")
    }
    judgements: dict[str, str] = {}
    deeds: dict[str, list[Deed]] = defaultdict(list)
    cues: dict[str, str] = {}
    exclaimed: dict[str, str] = {}
    for relation in RELATIONS:
        for key in ("adjectives", "nouns"):
            for word in lists[relation].get(key, ()):
                for form in _forms(word, key == "adjectives"):
                    if judgements.setdefault(form, relation) != relation:
                        where = key_place(path, key, relation)
                        raise DataError(f"{word!r} judges in two ways", where, "Leave one")
        for phrase in lists[relation].get("deeds", ()):
            infinitive, deed = _deed(phrase, relation, key_place(path, "deeds", relation))
            deeds[infinitive].append(deed)
        exclaimed |= dict.fromkeys(lists[relation].get("exclaimed", ()), relation)
        cues |= dict.fromkeys(lists[relation].get("cues", ()), relation)
    judging = {key: frozenset(lists["judging"].get(key, ())) for key in _JUDGING_KEYS}
    return AttitudeWords(
        judgements=judgements,
        deeds={v: tuple(sorted(found, key=lambda d: -len(d.rest))) for v, found in deeds.items()},
        cues=cues,
        exclaimed=exclaimed,
        insulting=judging["insulting"],
        calling=judging["calling"],
        naming=judging["naming"] | judging["insulting"],
        describing=judging["describing"],
        copulas=judging["copulas"],
        of_people=judging["of_people"],
        suffered=judging["suffered"],
        undergone=judging["undergone"],
        summing=judging["summing"],
        sided=judging["sided"],
        arriving=judging["arriving"],
        carriers=judging["carriers"],
        views=tuple(sorted(tuple(v.split()) for v in judging["views"])),
        acts=dict.fromkeys(judging["praising"], "praised")
        | dict.fromkeys(judging["blaming"], "criticized"),
    )


def _forms(word: str, adjective: bool) -> Iterable[str]:
    masculine, _, feminine = word.partition("/")
    if adjective and not feminine and masculine.endswith("o"):
        feminine = masculine[:-1] + "a"
    for form in (masculine, feminine):
        if form:
            yield from (form, plural(form))


def _deed(phrase: str, relation: str, where: str) -> tuple[str, Deed]:
    words = phrase.split()
    denied = words[0] == "no"
    verb, *rest = words[1:] if denied else words
    if verb.endswith(("arse", "erse", "irse", "írse")):
        verb = verb[:-2]
    if not verb.endswith(("ar", "er", "ir", "ír")):
        raise DataError(f"{phrase!r} has no infinitive", where, "Begin with one, or with no")
    plain = tuple(uncontracted(w) for w in rest)
    return verb, Deed(relation, plain, denied)
