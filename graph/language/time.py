"""Date expressions: found in a Doc, turned into ISO dates, and tied to the events they date.

Words and patterns stand in ``ontology/lexicon/es/time.toml``. The arithmetic is that of
``datetime`` and ``dateutil``: ``dateparser`` takes half a second until its first answer, and
here the patterns have already told day, month and year apart.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from dateutil.relativedelta import relativedelta, weekday
from spacy.language import Language
from spacy.tokens import Doc, Token

from graph.errors import DataError
from graph.language.annotations import TimeExpression
from graph.language.conjugation import VerbForms
from graph.language.syntax import Tree
from graph.vocabulary import data_folder

Outlook = Literal["past", "future", ""]

_NUMBERED = ("months", "abbreviations", "weekdays", "days", "numbers", "deictics", "anaphors")
_SLOTS = ("past", "next", "this", "lead", "edge", "during", "of", "annual", "part")
_ATTACHMENT = ("bounds", "named", "links", "light", "carriers")
_RULES = ("date", "deictic", "ago", "unit", "week", "anaphor", "out")
_UNITS = ("day", "week", "month", "year")
_TABLES = (*_NUMBERED, "units", "slots", "expression", "attachment")
_YEAR = r"(?:19|20)\d\d"
_DAY = r"0?[1-9]|[12]\d|3[01]"
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_SLOT = re.compile(r"\{(\w+)\}")
_MARKS = frozenset(",()")
# An expression tells that it is one within so many tokens ("en el mes pasado de marzo").
_REACH = 8
_OPENERS = frozenset("\"'¿¡([-")


@dataclass(frozen=True, slots=True)
class _Words:
    """What time.toml says, its patterns compiled."""

    numbers: dict[str, dict[str, int]]
    units: dict[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    triggers: frozenset[str]
    parts: frozenset[str]
    bounds: frozenset[tuple[str, ...]]
    named: frozenset[str]
    links: frozenset[str]
    light: VerbForms
    carriers: VerbForms


@lru_cache(maxsize=4)
def load_time_words(path: Path | None = None) -> _Words:
    """Read and check the words for dates.

    Parameters
    ----------
    path : pathlib.Path or None
        A file like ``ontology/lexicon/es/time.toml``, which None stands for.

    Raises
    ------
    DataError
        Naming the file, where it is not TOML, or a key, rule, slot or value is unknown.
    """
    path = path or data_folder() / "lexicon" / "es" / "time.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"not readable as TOML: {error}", str(path), "Mend the file") from error
    _check(data, _TABLES, str(path))
    for name in _NUMBERED:
        for word, value in data[name].items():
            if not isinstance(value, int):
                raise DataError(f"{name}: {word!r} needs a number", str(path), "Write it plain")
    for word, value in data["units"].items():
        if value not in _UNITS:
            raise DataError(
                f"bad unit {value!r}", f"{path}, {word!r}", f"Allowed: {', '.join(_UNITS)}"
            )
    for name, keys in (("slots", _SLOTS), ("attachment", _ATTACHMENT)):
        _check(data[name], keys, f"{path}, table {name}")
        for key in keys:
            _check_list(data[name][key], key, f"{path}, table {name}")
    slots = _slot_patterns(data)
    patterns = tuple(_patterns(data["expression"], slots, str(path)))
    notes = data["attachment"]
    spelled = (w for t in ("months", "weekdays", "deictics", "anaphors") for w in data[t])
    return _Words(
        numbers={
            **{n: data[n] for n in _NUMBERED},
            "months": data["months"] | data["abbreviations"],
        },
        units=data["units"],
        patterns=patterns,
        triggers=frozenset(w.split()[-1] for w in spelled) | frozenset(data["units"]),
        parts=frozenset(data["slots"]["part"]),
        bounds=frozenset(tuple(b.split()) for b in notes["bounds"]),
        named=frozenset(notes["named"]),
        links=frozenset(notes["links"]),
        light=VerbForms(notes["light"]),
        carriers=VerbForms(notes["carriers"]),
    )


def _check(table: Any, keys: tuple[str, ...], where: str) -> None:
    todo = f"Allowed: {', '.join(keys)}"
    if not isinstance(table, dict):
        raise DataError("not a table", where, todo)
    for key in table:
        if key not in keys:
            raise DataError(f"unknown key {key!r}", where, todo)
    for key in keys:
        if key not in table:
            raise DataError(f"key {key!r} is missing", where, f"Give all of: {', '.join(keys)}")


def _check_list(value: object, key: str, where: str) -> None:
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v for v in value):
        raise DataError(f"{key} must be a list of words, not empty", where, f'Write {key} = ["…"]')
    repeated = sorted({v for v in value if value.count(v) > 1})
    if repeated:
        raise DataError(f"{key} repeats {repeated[0]!r}", where, "Leave one")


def _slot_patterns(data: dict[str, Any]) -> dict[str, str]:
    months = [*data["months"], *(rf"{a}(?: \.)?" for a in data["abbreviations"])]
    number = r"\d{1,3}|" + _any(data["numbers"])
    return {
        "month": _any(data["months"]),
        "Month": "|".join(f"{m}|{m[0].upper()}{m[1:]}" for m in months),
        "weekday": _any(data["weekdays"]),
        "day": f"{_any(data['days'])}(?: \\.)?|{_any(data['numbers'])}|{_DAY}",
        "figure": _DAY,
        "mask": "9{5,}",
        "year": _YEAR,
        "numeric": _NUMERIC.pattern.replace("(", "(?:"),
        "number": number,
        "unit": _any(data["units"]),
        "deictic": _any(data["deictics"]),
        "anaphor": _any(data["anaphors"]),
        **{name: _any(data["slots"][name]) for name in _SLOTS},
    }


def _any(words: dict[str, Any] | list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def _patterns(
    entries: Any, slots: dict[str, str], where: str
) -> Iterator[tuple[str, re.Pattern[str]]]:
    for number, entry in enumerate(entries, 1):
        here = f"{where}, expression {number}"
        _check(entry, ("rule", "patterns"), here)
        if entry["rule"] not in _RULES:
            todo = f"Allowed: {', '.join(_RULES)}"
            raise DataError(f"unknown rule {entry['rule']!r}", here, todo)
        _check_list(entry["patterns"], "patterns", here)
        for line in entry["patterns"]:
            yield entry["rule"], _compiled(line, slots, here)


def _compiled(line: str, slots: dict[str, str], where: str) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def slot(name: str) -> str:
        if name not in slots:
            raise DataError(f"unknown slot {name!r}", where, f"Allowed: {', '.join(slots)}")
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name.lower()}_{seen[name]}>{slots[name]})"

    out = ""
    for element in line.split():
        body = element.removesuffix("?")
        choices = [
            slot(m[1]) if (m := _SLOT.fullmatch(c)) else re.escape(c) for c in body.split("|")
        ]
        out += f"(?:(?:{'|'.join(choices)}) )" + ("?" if body != element else "")
    return re.compile(out)


@Language.factory(
    "hemero_time",
    assigns=["doc._.times"],
    requires=["token.dep", "token.morph", "doc._.date"],
)
def make_time(nlp: Language, name: str) -> TimeStage:
    """Return the component; it puts the dates that it can tell on ``doc._.times``."""
    return TimeStage(load_time_words())


class TimeStage:
    """spaCy component: date expressions with their values."""

    def __init__(self, words: _Words) -> None:
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.times``: a list of TimeExpression, in the order of the text."""
        doc._.times = find_times(doc, self.words)
        return doc


def find_times(doc: Doc, words: _Words | None = None) -> list[TimeExpression]:
    """Return the date expressions of `doc` that have a value.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Parsed; ``doc._.date`` is the ISO date of publication, or None: then only
        expressions that name their year have a value.

    Returns
    -------
    list[TimeExpression]
        In the order of the text. What bounds a stretch of time ("desde 2018"), a habit
        ("los lunes") or a week is left out.
    """
    words = words or load_time_words()
    tree = _tree(doc)
    base = _base(doc._.date)
    out: list[TimeExpression] = []
    last: date | None = None
    for start, end in tree.bounds:
        for found in _matches(tree, start, end, words):
            if found.rule == "anaphor":
                value = (
                    _iso(last + relativedelta(days=found.number(words, "anaphor")))
                    if last
                    else None
                )
            else:
                value = _value(found, base, _outlook(tree, found.start, found.end), words)
            if value:
                out.append(TimeExpression(found.start, found.end, value))
                last = date.fromisoformat(value) if len(value) == 10 else last
    return out


def _tree(doc: Doc) -> Tree:
    if doc._.tree is None:
        doc._.tree = Tree(doc)
    tree: Tree = doc._.tree
    return tree


def _base(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None


def _iso(day: date) -> str:
    return day.isoformat()


# ---- Finding -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A match: its rule, its tokens and the words that filled the slots."""

    rule: str
    start: int
    end: int
    slots: dict[str, str]

    def number(self, words: _Words, slot: str) -> int:
        """The number that the word in `slot` stands for."""
        word = self.slots[slot].lower().removesuffix(" .")
        if word.isdigit():
            return int(word)
        table = words.numbers[slot + "s"]
        return table[word] if word in table else words.numbers["numbers"][word]


def _matches(tree: Tree, start: int, end: int, words: _Words) -> Iterator[_Found]:
    """Date expressions of one sentence, the longest at each place, ranges left out."""
    low = tree.low[start:end]
    telling = [k for k, w in enumerate(low) if w in words.triggers or w[0].isdigit()]
    shown = [*tree.words[start:end]]
    first = next((k for k, w in enumerate(shown) if w not in _OPENERS), 0)
    shown[first] = shown[first].lower()
    places = list(accumulate((len(w) + 1 for w in shown), initial=0))
    at = {place: k for k, place in enumerate(places)}
    text = " ".join(shown) + " "
    k, range_end = 0, -2
    while telling and k <= telling[-1]:
        near = any(k <= t < k + _REACH for t in telling)
        match = _longest(text, places[k], words) if near and shown[k] not in _MARKS else None
        if match is None or match[1].end() not in at:
            k += 1
            continue
        found = _found(match, tree, (start, start + k, start + at[match[1].end()]), words)
        k = at[match[1].end()]
        linked = found.start - 1 == range_end and tree.low[range_end] in words.links
        if found.rule == "out" or linked or _is_bound(tree, found.start, start, words):
            range_end = found.end
        elif not _is_name(tree, found, start, words):
            yield found


def _found(
    match: tuple[str, re.Match[str]], tree: Tree, tokens: tuple[int, int, int], words: _Words
) -> _Found:
    """The match as tokens; `tokens` are the first of the sentence, its own first and its end."""
    first, begin, end = tokens
    slots = {n.rsplit("_", 1)[0]: v for n, v in match[1].groupdict().items() if v}
    begin = _with_part_of_day(tree, begin, first, words)
    return _Found(match[0], begin, end - (tree.low[end - 1] == ","), slots)


def _longest(text: str, at: int, words: _Words) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for rule, pattern in words.patterns:
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best[1].end()):
            best = rule, match
    return best


def _with_part_of_day(tree: Tree, begin: int, first: int, words: _Words) -> int:
    """Where the expression begins if "la noche del", "madrugada de" stand before it."""
    k = begin - 1 if tree.low[begin] in ("de", "del") else begin - 2
    tied = k == begin - 1 or (k >= first and tree.low[begin - 1] == "de")
    if k < first or not tied or tree.low[k] not in words.parts:
        return begin
    return k - 1 if k > first and tree.low[k - 1] in ("la", "el", "esta") else k


def _is_bound(tree: Tree, start: int, first: int, words: _Words) -> bool:
    """Whether the words before token `start` make it an end of a stretch of time."""
    if tree.low[start] == "desde":
        return True
    before = tuple(tree.low[max(first, start - 3) : start])
    return any(before[-n:] in words.bounds for n in (1, 2, 3) if len(before) >= n)


def _is_name(tree: Tree, found: _Found, first: int, words: _Words) -> bool:
    """Whether a day and month are a name: "la avenida 5 de Mayo", "el Movimiento 26 de Julio"."""
    slots, k = found.slots.keys(), found.start - 1
    if not {"day", "month"} <= slots or slots & {"lead", "weekday", "past", "next"} or k < first:
        return False
    return tree.low[k] in words.named or (tree.words[k][0].isupper() and "year" not in slots)


# ---- Values ------------------------------------------------------------------------------


def _value(found: _Found, base: date | None, outlook: Outlook, words: _Words) -> str | None:
    """The ISO day, month or year of an expression, None where it cannot be told."""
    slots = found.slots
    if "numeric" in slots:
        return _numeric(slots["numeric"])
    toward = outlook
    if "past" in slots or "next" in slots:
        toward = "past" if "past" in slots else "future"
    if found.rule == "deictic":
        return _deictic(found, base, words)
    if found.rule == "ago":
        return _shifted(base, words.units[slots["unit"]], -found.number(words, "number"))
    if found.rule == "unit":
        step = 0 if "this" in slots or not {"past", "next"} & slots.keys() else -1
        return _shifted(base, words.units[slots["unit"]], -step if "next" in slots else step)
    if found.rule == "week":
        if base is None:
            return None
        weeks = -1 if "past" in slots else 1 if "next" in slots else 0
        monday = base - relativedelta(days=base.weekday())
        return _iso(monday + relativedelta(weeks=weeks, days=found.number(words, "weekday")))
    return _named(found, base, toward, words)


def _numeric(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    parts = [int(p) for p in match.groups() if p]
    year, month, day = parts if match[4] else parts[::-1]
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return _iso(date(year, month, day))
    except ValueError:
        return None


def _shifted(base: date | None, unit: str, count: int) -> str | None:
    """`base` moved by `count` units, no finer than the unit; a week is no date."""
    if base is None or unit == "week":
        return None
    if unit == "day":
        return _iso(base + relativedelta(days=count))
    moved = base + (relativedelta(months=count) if unit == "month" else relativedelta(years=count))
    return _iso(moved)[: 7 if unit == "month" else 4]


def _deictic(found: _Found, base: date | None, words: _Words) -> str | None:
    if base is None:
        return _named(found, None, "", words) if "year" in found.slots else None
    offset = found.number(words, "deictic")
    anchor = base + relativedelta(days=offset)
    if "month" in found.slots:
        return _named(found, anchor, "", words)
    if "weekday" in found.slots:
        # The weekday corrects the word: "habló hoy (domingo)" may be quoted on a Monday.
        named = weekday(found.number(words, "weekday"))
        if offset > 0:
            return _iso(anchor + relativedelta(days=-3, weekday=named(1)))
        return _iso(anchor + relativedelta(weekday=named(-1)))
    return _iso(anchor)


def _named(found: _Found, base: date | None, toward: Outlook, words: _Words) -> str | None:
    """The value of what names day, month, year or weekday."""
    slots = found.slots
    month = found.number(words, "month") if "month" in slots else 0
    day = int(slots.get("figure", 0)) or (found.number(words, "day") if "day" in slots else 0)
    year = int(slots["year"]) if "year" in slots else 0
    explicit = "past" in slots or "next" in slots
    if base and "annual" in slots:
        year = base.year + (-1 if "past" in slots else 1 if "next" in slots else 0)
    if year:
        if month and day:
            return _day(year, month, day)
        return f"{year:04d}-{month:02d}" if month else f"{year:04d}"
    if base is None:
        return None
    named = found.number(words, "weekday") if "weekday" in slots else None
    if day:
        return _nearest_day(base, month, day, named, toward)
    if month:
        return _nearest_month(base, month, toward, explicit)
    return None if named is None else _nearest_weekday(base, weekday(named), toward, explicit)


def _nearest_day(
    base: date, month: int, day: int, named: int | None, toward: Outlook
) -> str | None:
    """The day and month (or day of the month) nearest to `base`, on the side of `toward`."""
    if month:
        shown = [(base.year + n, month) for n in (-1, 0, 1)]
    else:
        near = [base + relativedelta(months=n, day=1) for n in (-1, 0, 1)]
        shown = [(d.year, d.month) for d in near]
    days = [date.fromisoformat(d) for y, m in shown if (d := _day(y, m, day))]
    fitting = [d for d in days if d.weekday() == named] or days
    sided = [
        d for d in fitting if not toward or (d <= base if toward == "past" else d >= base)
    ] or fitting
    return _iso(min(sided, key=lambda d: (abs((d - base).days), d))) if sided else None


def _nearest_month(base: date, month: int, toward: Outlook, explicit: bool) -> str:
    year = base.year
    if toward == "future":
        year += month < base.month or (explicit and month == base.month)
    else:
        year -= month > base.month or (explicit and month == base.month)
    return f"{year:04d}-{month:02d}"


def _nearest_weekday(base: date, named: weekday, toward: Outlook, explicit: bool) -> str:
    if toward == "future":
        return _iso(base + relativedelta(days=1 if explicit else 0, weekday=named(1)))
    return _iso(base + relativedelta(days=-1 if explicit else 0, weekday=named(-1)))


# ---- Which event an expression dates -----------------------------------------------------


def time_of(token: Token) -> str | None:
    """Return the ISO date (or month, or year) of the event that a predicate tells.

    Parameters
    ----------
    token : spacy.tokens.Token
        The verb, or the noun of an act ("la llamada"), in a Doc with ``doc._.times``.

    Returns
    -------
    str or None
        The value of an expression in its own clause; else of one at the start of the
        sentence, which dates the main verb and the clauses that it governs; else None.
    """
    doc = token.doc
    times: list[TimeExpression] = doc._.times or []
    if not times:
        return None
    tree, words = _tree(doc), load_time_words()
    at = token.i
    if tree.dep[at] in ("aux", "cop", "aux:pass"):
        at = tree.head[at]
    times = [t for t in times if tree.sentence[t.start] == tree.sentence[at]]
    found = _own_time(tree, times, at, words) or _carried_time(tree, times, at, words)
    return found.value if found else _opening_time(tree, times, at, words)


def _own_time(
    tree: Tree, times: list[TimeExpression], at: int, words: _Words
) -> TimeExpression | None:
    """The expression below `at`, the one by the shortest way, that no other verb has first."""
    ways = [
        (steps, abs(t.start - at), t) for t in times if (steps := _steps(tree, t, at, words)) >= 0
    ]
    return min(ways, key=lambda w: w[:2])[2] if ways else None


def _steps(tree: Tree, time: TimeExpression, at: int, words: _Words, through: bool = False) -> int:
    """Count the arcs from an expression up to `at`; -1 where a clause stands between.

    With `through`, the clause may be a relative one with a light verb, as it may be below a
    noun: "(en) una llamada que sostuvieron ayer".
    """
    if time.start <= at < time.end:
        return -1
    of_noun = _is_of_noun(tree, time)
    through = through or not tree.is_verb(at)
    k, steps = _root(tree, time.start, time.end), 0
    above = _verb_beside(tree, time.start, time.end)
    above = above if above >= 0 else tree.head[k]
    while above != k and steps < tree.n:
        k, above = above, tree.head[above]
        steps += 1
        if k == at:
            return steps
        if of_noun:
            return -1
        if tree.is_predicate(k) or tree.is_clause_head(k):
            light = tree.dep[k] in ("acl", "acl:relcl") and words.light.lemmas(tree.low[k])
            if not (through and light):
                return -1
    return -1


def _root(tree: Tree, start: int, end: int) -> int:
    """The token of the stretch whose head lies outside."""
    return next(
        (k for k in range(start, end) if tree.head[k] == k or not start <= tree.head[k] < end),
        start,
    )


def _verb_beside(tree: Tree, start: int, end: int) -> int:
    """The verb right after an expression that opens a clause: "y el domingo se reunió"; or -1.

    The parser often hangs such a date on the clause before it.
    """
    first, last = tree.bounds[tree.sentence[start]]
    if start > first and tree.pos[start - 1] not in ("CCONJ", "PUNCT"):
        return -1
    k = end
    while k < last and (tree.pos[k] in ("PRON", "AUX") or tree.low[k] == "no"):
        k += 1
    return k if k < last and tree.is_verb(k) and tree.is_finite(k) else -1


def _is_of_noun(tree: Tree, time: TimeExpression) -> bool:
    """Whether "de" ties the expression to the noun before it: "la marcha del lunes"."""
    if tree.low[time.start] in ("de", "del"):
        return True
    first = time.start == tree.bounds[tree.sentence[time.start]][0]
    return not first and tree.low[time.start - 1] == "de"


def _carried_time(
    tree: Tree, times: list[TimeExpression], at: int, words: _Words
) -> TimeExpression | None:
    """The date of a noun's light verb, or of the verb that carries an infinitive."""
    above = tree.head[at]
    if above == at:
        return None
    if not tree.is_verb(at):
        carried = tree.dep[at] in ("obj", "nsubj", "obl") and words.light.lemmas(tree.low[above])
    else:
        carried = not tree.is_finite(at) and words.carriers.lemmas(tree.low[above])
    return _own_time(tree, times, above, words) if carried else None


def _opening_time(tree: Tree, times: list[TimeExpression], at: int, words: _Words) -> str | None:
    """The date at the start of the sentence, for its main verb and what that governs."""
    if not tree.is_verb(at) and not tree.is_predicate(at):
        above = tree.head[at]
        if not words.light.lemmas(tree.low[above]) or tree.dep[at] not in ("obj", "nsubj", "obl"):
            return None
        at = above
    main = at
    for _ in range(tree.n):
        for time in times:
            if (
                _opens(tree, time, main)
                and _steps(tree, time, main, words, _is_in(tree, time, main)) >= 0
            ):
                return time.value
        if tree.dep[main] not in ("ccomp", "xcomp", "conj", "parataxis") or _looks_ahead(
            tree, main
        ):
            return None
        main = tree.head[main]
    return None


def _opens(tree: Tree, time: TimeExpression, main: int) -> bool:
    """Whether the sentence opens with `time`, or with the phrase around it, before `main`."""
    start = tree.bounds[tree.sentence[main]][0]
    if time.start >= main:
        return False
    subjects = [tree.subtree(k)[0] for k in tree.subjects(main)]
    return not any(start <= s < time.start for s in subjects)


def _is_in(tree: Tree, time: TimeExpression, main: int) -> bool:
    """Whether `time` stands in a phrase with "en" or "durante", during which `main` happened."""
    k = _root(tree, time.start, time.end)
    while tree.head[k] not in (k, main):
        k = tree.head[k]
    return tree.head[k] == main and tree.cases(k) in ("en", "durante")


def _looks_ahead(tree: Tree, at: int) -> bool:
    """Whether what `at` tells was still to come: "anunció que viajará", "instruyó a tener"."""
    form = tree.morph[tree.finite_form(at)]
    if form.get("VerbForm") == "Fin":
        return form.get("Tense") == "Fut" or form.get("Mood") in ("Cnd", "Sub", "Imp")
    return any(tree.dep[k] == "mark" and tree.low[k] in ("a", "para") for k in tree.kids[at])


def _outlook(tree: Tree, start: int, end: int) -> Outlook:
    """Whether the verb above an expression tells what is past or what is to come."""
    at = _verb_beside(tree, start, end)
    at = at if at >= 0 else tree.governor(_root(tree, start, end))
    for _ in range(4):
        if at < 0:
            return ""
        form = tree.morph[tree.finite_form(at)]
        if form.get("VerbForm") == "Fin" or form.get("Tense"):
            if form.get("Tense") == "Fut" or form.get("Mood") in ("Cnd", "Sub"):
                return "future"
            if form.get("Tense") in ("Past", "Imp"):
                return "past"
            goes = any(tree.lemma[k] == "ir" for k in tree.kids[at] if tree.dep[k] == "aux")
            return "future" if goes else ""
        above = tree.governor(at)
        if above >= 0 and tree.is_finite(above) and not _is_past(tree, above):
            return "future"  # "planea viajar el martes"
        at = above
    return ""


def _is_past(tree: Tree, at: int) -> bool:
    return tree.morph[tree.finite_form(at)].get("Tense") in ("Past", "Imp")
