"""Common nouns and what they stand for, from ``ontology/lexicon/<language>/nouns.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from graph.errors import DataError
from graph.identity import fold
from graph.language.word_lists import (
    check_keys,
    check_lists,
    check_table,
    check_words,
    key_place,
    read_toml,
)

# The order decides where a word stands in two lists.
KINDS = (
    "position",
    "counterpart",
    "generic",
    "relative",
    "occupation",
    "person",
    "group",
    "organization",
    "place",
    "work",
    "event",
    "title",
)
_OTHER_KEYS = (
    "prefixes",
    "modifiers",
    "equivalents",
    "needs_body",
    "epicene",
    "body",
    "ranks",
    "acting",
)
# People whom "ex" before their noun tells to have been such: "exsoldado", "exalumno".
_FORMER_KINDS = ("position", "occupation", "person", "relative", "title")


@dataclass(frozen=True, slots=True)
class NounEntry:
    """What a noun form stands for; ``lemma`` is masculine singular, in lower case.

    An ``epicene`` noun has one gender for persons of either sex ("la víctima").
    """

    kind: str
    lemma: str
    gender: Literal["m", "f", ""]
    number: Literal["s", "p"]
    epicene: bool = False


@dataclass(frozen=True, slots=True)
class Nouns:
    """The lists of ``nouns.toml``, ready for looking up.

    ``by_form`` has every singular and plural form in lower case, ``equivalents`` the folded
    words that may stand for the same post, ``bodies`` the bodies that a post implies.
    ``as_body`` has the forms that stand for a person, and with a feminine article rather for a
    body ("la policía", "la constructora"); ``ranks`` the titles that stand for a person alone,
    ``acting`` the nouns that stand for a participant only where they act.
    """

    by_form: dict[str, NounEntry]
    equivalents: dict[str, frozenset[str]]
    bodies: dict[str, tuple[str, ...]]
    titles: frozenset[str]
    persons: frozenset[str]
    as_body: dict[str, NounEntry]
    ranks: frozenset[str]
    acting: frozenset[str]


# Their stress moves to another vowel in the plural, as in no other nouns of the language, so
# these are no matter of the lexicon but of the rule that they are the exceptions to.
_MOVING_STRESS = {"régimen": "regímenes", "espécimen": "especímenes", "carácter": "caracteres"}


def plural(word: str) -> str:
    """Return the plural of a Spanish noun or adjective: "juez" gives "jueces".

    The stress stays on its vowel: "jóvenes", "naciones", "países".
    """
    if word in _MOVING_STRESS:
        return _MOVING_STRESS[word]
    last = word[-1]
    if last == "z":
        return word[:-1] + "ces"
    if last in "aeiouáéó":
        return word + "s"
    if len(word) > 2 and last in "nsl" and word[-2] in "áéíóú":
        # í after a vowel is a hiatus and keeps its accent ("país", "maíz").
        hiatus = word[-2] in "íú" and word[-3] in "aeo"
        return (word if hiatus else word[:-2] + "aeiou"["áéíóú".index(word[-2])] + last) + "es"
    if last in "sx":
        return word
    if word.endswith("en") and not any(c in "áéíóú" for c in word):
        at = max((i for i, c in enumerate(word[:-2]) if c in "aeiou"), default=-1)
        if at >= 0:
            word = word[:at] + "áéíóú"["aeiou".index(word[at])] + word[at + 1 :]
    return word + "es"


def load_nouns(path: Path) -> Nouns:
    """Read and check the noun lists.

    Parameters
    ----------
    path : pathlib.Path
        A file such as ``ontology/lexicon/es/nouns.toml``.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or no TOML, a key is unknown, or a list
        is empty, holds something else than words, or repeats one.
    """
    data = read_toml(path)
    check_keys(data, (*KINDS, *_OTHER_KEYS), path)
    bodies = check_table(data.pop("body", {}), "body", path)
    check_lists(bodies, bodies, path, "body")
    equivalents = _equivalents(data.pop("equivalents", []), path)
    check_lists(data, data, path)
    for key, words in data.items():
        for word in words:
            if not all(half.strip() for half in word.split("/")):
                todo = 'Write "masculine/feminine", or one form alone'
                raise DataError(f"{word!r} lacks a form", key_place(path, key), todo)
    epicene = set(data.get("epicene", ()))
    by_form: dict[str, NounEntry] = {}
    for kind in KINDS:
        for item in data.get(kind, ()):
            _enter(item, kind, item in epicene, by_form)
    plain = [(f, e) for f, e in by_form.items() if e.kind == "position" and " " not in f]
    for prefix in data.get("prefixes", ()):
        for form, entry in plain:
            if not form.startswith(prefix):
                by_form.setdefault(
                    prefix + form,
                    NounEntry("position", prefix + entry.lemma, entry.gender, entry.number),
                )
    _enter_former(by_form)
    persons = {
        form
        for form, e in by_form.items()
        if e.kind in ("position", "occupation", "title", "generic") and e.number == "s"
    }
    persons |= {form.rsplit(" ", 1)[-1] for form in persons if form.count(" ") == 1} & persons
    titles = {
        f
        for f, e in by_form.items()
        if e.kind in ("position", "title") and " " not in f and e.number == "s"
    }
    return Nouns(
        by_form,
        equivalents,
        {fold(k): tuple(fold(v) for v in vs) for k, vs in bodies.items()},
        frozenset(titles),
        frozenset(persons),
        _bodies_too(data.get("organization", ()), by_form),
        frozenset(w for item in data.get("ranks", ()) for w in item.split("/")),
        frozenset(data.get("acting", ())),
    )


def _bodies_too(items: Any, by_form: dict[str, NounEntry]) -> dict[str, NounEntry]:
    """Return the singular nouns of bodies that stand for persons too, as nouns of bodies."""
    out: dict[str, NounEntry] = {}
    for item in items:
        word = item.lower()
        entry = by_form[word]
        if entry.kind in ("position", "occupation", "person"):
            out[word] = NounEntry("organization", word, "", "s")
    return out


def _enter_former(by_form: dict[str, NounEntry]) -> None:
    """Enter "exsoldado", "exalumno": the noun with "ex" written together."""
    for form, entry in list(by_form.items()):
        if entry.kind in _FORMER_KINDS and form.isalpha() and not form.startswith("ex"):
            kind = "occupation" if entry.kind == "title" else entry.kind
            by_form.setdefault(
                "ex" + form, NounEntry(kind, "ex" + entry.lemma, entry.gender, entry.number)
            )


def _enter(item: str, kind: str, epicene: bool, by_form: dict[str, NounEntry]) -> None:
    masculine, _, feminine = item.lower().partition("/")
    lemma = masculine
    both = not feminine
    forms = [(masculine, _gender(masculine, kind, both, epicene))]
    if feminine:
        forms.append((feminine, "f"))
    for form, gender in forms:
        number: Literal["s", "p"] = "p" if _is_plural(form, kind) else "s"
        by_form.setdefault(form, NounEntry(kind, lemma, gender, number, epicene))
        words = form.split()
        plurals = [plural(words[0]), *words[1:]]
        many = " ".join(plurals)
        by_form.setdefault(many, NounEntry(kind, lemma, gender, "p", epicene))
        if len(words) == 2 and words[1] not in ("de", "del"):
            both_plural = f"{plural(words[0])} {plural(words[1])}"
            by_form.setdefault(both_plural, NounEntry(kind, lemma, gender, "p", epicene))


def _gender(form: str, kind: str, both: bool, epicene: bool) -> Literal["m", "f", ""]:
    if kind not in (
        "position",
        "counterpart",
        "generic",
        "relative",
        "occupation",
        "person",
        "title",
    ):
        return ""
    if epicene or both and form.split(maxsplit=1)[0].endswith(("a", "e", "l", "z", "r", "n")):
        return ""
    return "m"


def _is_plural(form: str, kind: str) -> bool:
    first = form.split(maxsplit=1)[0]
    return kind == "group" and first.endswith("s") and not first.endswith("sis")


def _equivalents(groups: Any, path: Path) -> dict[str, frozenset[str]]:
    where = key_place(path, "equivalents")
    out: dict[str, set[str]] = {}
    for group in groups if isinstance(groups, list) else [groups]:
        if not isinstance(group, list) or len(group) < 2:
            raise DataError(
                "equivalents needs lists of two words or more", where, f"Mend {group!r}"
            )
        check_words(group, "equivalents", where)
        words = {fold(part) for item in group for part in item.split("/")}
        for word in words:
            out.setdefault(word, set()).update(words)
    return {word: frozenset(others) for word, others in out.items()}
