"""Pairs of names that may be one's, found by keys that both have: never by looking at all pairs.

A link says of two names what relates them, in the kinds of ``ontology/resolution.tsv``; whether
they are one is for the evidence of the documents to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from graph.knowledge.name_forms import (
    PersonName,
    compare_given,
    compare_surnames,
    initials_of,
    is_acronym,
    is_initial,
    is_misspelt,
    sound,
)
from graph.knowledge.word_knowledge import WordKnowledge

CROWD = 150
"""Names under one key from which on they are not compared with each other."""

_LONGEST = 20

Kinds = tuple[str, ...]
"""What relates two names: rows of ``ontology/resolution.tsv``."""

Link = tuple[int, int, Kinds]
"""Two places in a list of names, and how these names relate."""


def person_kinds(one: PersonName, other: PersonName, known: WordKnowledge) -> Kinds:
    """Return how two different names of persons relate, () where they cannot be one's."""
    if one.is_full and other.is_full:
        return _full_kinds(one, other) if one.generation == other.generation else ()
    if not (one.is_full or other.is_full):
        return ()
    full, part = (one, other) if one.is_full else (other, one)
    if part.generation not in ("", full.generation):
        return ()
    if part.surnames:
        if not compare_surnames(full.surnames, part.surnames):
            return ()
        if len(part.surnames) > len(full.surnames):
            return ()
        if len(part.surnames) > 1:
            return ("surnames",)
        rare = part.surnames[0] not in known.surnames
        return ("surname", "rare surname") if rare else ("surname",)
    if part.given and part.given[0] == full.given[0]:
        return ("given name",)
    return ()


def _full_kinds(one: PersonName, other: PersonName) -> Kinds:
    short, long = sorted((one, other), key=lambda name: (len(name.plain.split()), name.plain))
    mine, theirs = [*short.given, *short.surnames], [*long.given, *long.surnames]
    if len(mine) < len(theirs) and theirs[: len(mine)] == mine:
        return ("second surname",)
    given = compare_given(one.given, other.given)
    surnames = compare_surnames(one.surnames, other.surnames)
    if given and surnames:
        kinds = [*(["middle name"] if given == "shorter" else [])]
        kinds += ["initials"] if given == "initials" else []
        kinds += ["second surname"] if surnames == "shorter" and not kinds else []
        return tuple(kinds)
    if _are_spellings(mine, theirs):
        alike = all(sound(a) == sound(b) for a, b in zip(mine, theirs, strict=False))
        return ("sound",) if alike else ("spelling",)
    return ()


def _are_spellings(one: list[str], other: list[str]) -> bool:
    """Whether the words of two names differ in the spelling of one of them at most twice."""
    if len(one) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return 0 < len(pairs) <= 2 and all(
        not is_initial(a) and not is_initial(b) and is_misspelt(a, b) for a, b in pairs
    )


def full_name_links(
    names: Sequence[PersonName], known: WordKnowledge
) -> tuple[list[Link], list[Link]]:
    """Return pairs of full names (by their places in `names`) that may be one person's.

    Second come those of a shorter name that fits several longer ones which cannot be one's, the
    shorter first: "Ana Torres" beside "Ana Torres Gil" and "Ana Torres Paz".
    """
    clear: list[Link] = []
    torn: list[Link] = []
    longer: defaultdict[int, list[Link]] = defaultdict(list)
    for one, other, kinds in _full_name_pairs(names, known):
        if kinds[0] in ("sound", "spelling"):
            clear.append((one, other, kinds))
            continue
        short, long = sorted((one, other), key=lambda k: len(names[k].plain))
        longer[short].append((short, long, kinds))
    for links in longer.values():
        wholes = [names[long] for _, long, _ in links]
        rivals = any(
            one.plain != other.plain and not person_kinds(one, other, known)
            for one, other in combinations(wholes[:CROWD], 2)
        )
        (torn if rivals else clear).extend(links)
    return clear, torn


def _full_name_pairs(names: Sequence[PersonName], known: WordKnowledge) -> Iterator[Link]:
    keyed: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for at, name in enumerate(names):
        if not name.is_full:
            continue
        words = name.plain.split()
        first = words[0]
        for word in words[1:]:
            if not is_initial(first):
                keyed["name", first, word].add(at)
                keyed["sound", sound(first), sound(word)].add(at)
            if len(word) > 1:
                keyed["initial", first[0], word].add(at)
                keyed["start", first, word[:3]].add(at)
    yield from _compared(keyed.values(), names, known)


def _compared(
    crowds: Iterable[set[int]], names: Sequence[PersonName], known: WordKnowledge
) -> Iterator[Link]:
    seen: set[tuple[int, int]] = set()
    for block in crowds:
        if not 1 < len(block) <= CROWD:
            continue
        for pair in combinations(sorted(block), 2):
            if pair not in seen:
                seen.add(pair)
                if kinds := person_kinds(names[pair[0]], names[pair[1]], known):
                    yield (*pair, kinds)


def part_name_links(names: Sequence[PersonName], known: WordKnowledge) -> Iterator[Link]:
    """Yield pairs of a name of surnames (or a given name) only and a full name that it fits.

    The first of each pair is the part. Under a surname that a crowd bears, none is given: nothing
    but chance would choose among so many.
    """
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        if name.is_full:
            for word in {name.surnames[0], name.given[0]}:
                by_word[word].append(at)
    for at, name in enumerate(names):
        if name.is_full or not (name.surnames or name.given):
            continue
        fits = by_word.get((name.surnames or name.given)[0], [])
        if len(fits) > CROWD:
            continue
        for other in fits:
            if kinds := person_kinds(name, names[other], known):
                yield at, other, kinds


def acronym_links(
    labels: Sequence[tuple[str, ...]], cores: Sequence[str], known: WordKnowledge
) -> Iterator[Link]:
    """Yield pairs of a body known by its acronym only and one that it may be of.

    Best is a document that gives the acronym to the name; then the lexicon; then the initials.

    Parameters
    ----------
    labels : sequence of tuple of str
        All names of each body.
    cores : sequence of str
        The core of its label.
    known : WordKnowledge
    """
    given: defaultdict[str, list[int]] = defaultdict(list)
    spelled: defaultdict[str, list[int]] = defaultdict(list)
    at_core: defaultdict[str, list[int]] = defaultdict(list)
    lone = []
    for at, names in enumerate(labels):
        acronyms = {_letters(name) for name in names if is_acronym(name)}
        if any(" " in name.strip() for name in names):
            at_core[cores[at]].append(at)
            for acronym in acronyms:
                given[acronym].append(at)
            spelled[initials_of(cores[at])].append(at)
        elif acronyms:
            lone.append((at, sorted(acronyms)))
    for at, own in lone:
        for acronym in own:
            told = given.get(acronym, [])[:CROWD]
            listed = [k for core in known.acronyms.get(acronym, ()) for k in at_core.get(core, ())]
            guessed = spelled.get(acronym, [])
            seen: set[int] = set()
            kind = "long acronym" if len(acronym) > 3 else "only acronym"
            for kinds, found in (("acronym", told), ("listed acronym", listed), (kind, guessed)):
                for other in sorted(set(found) - seen)[:CROWD]:
                    yield at, other, (kinds,)
                seen |= set(found)


def _letters(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def shorter_name_links(
    cores: Sequence[str], is_beside: Callable[[int, str], bool], known: WordKnowledge
) -> Iterator[Link]:
    """Yield pairs of a body's short name and one of which it is a part, the short one first.

    "Tribunal Electoral" of "Tribunal Electoral de Guanajuato" (a document that says only the first
    may name Guanajuato beside it), "Fiscalía" of "Fiscalía General", "Santander" of "Banco
    Santander".

    Parameters
    ----------
    cores : sequence of str
    is_beside : callable
        Whether the body at a place of `cores` has a core named beside it.
    known : WordKnowledge
    """
    at_core: defaultdict[str, list[int]] = defaultdict(list)
    for at, core in enumerate(cores):
        at_core[core].append(at)
    for at, core in enumerate(cores):
        words = core.split()
        if len(words) > _LONGEST:
            continue  # a sentence rather than a name
        for size in range(1, len(words)):
            begin, end = " ".join(words[:size]), " ".join(words[size:])
            generic = known.is_generic(begin)
            is_place = end in known.place_cores
            for other in at_core.get(begin, [])[:CROWD]:
                if is_place and (generic or size > 1):
                    where = "place beside" if is_beside(other, end) else "place elsewhere"
                    yield other, at, ("longer name", where)
                elif generic:
                    yield other, at, ("beginning",)
        if len(words) > 1 and words[0] in known.kind_words:
            for other in at_core.get(" ".join(words[1:]), [])[:CROWD]:
                yield other, at, ("without kind",)
        if len(words) > 1 and words[-1] in known.kind_words and words[0] not in known.kind_words:
            for other in at_core.get(" ".join(words[:-1]), [])[:CROWD]:
                yield other, at, ("without kind",)


def alias_links(cores: Sequence[str], aliases: Sequence[frozenset[str]]) -> Iterator[Link]:
    """Yield pairs of a name and another body of which a document tells it as an alias."""
    at_core: defaultdict[str, list[int]] = defaultdict(list)
    for at, core in enumerate(cores):
        at_core[core].append(at)
    for at, known_as in enumerate(aliases):
        for core in sorted(known_as - {cores[at]}):
            for other in at_core.get(core, [])[:CROWD]:
                yield other, at, ("alias",)


def spelling_links(cores: Sequence[str]) -> Iterator[Link]:
    """Yield pairs of long names of bodies that differ in the spelling of one word."""
    keyed: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, core in enumerate(cores):
        words = core.split()
        if len(words) < 2 and len(core) < 7:
            continue
        keyed["sound", " ".join(map(sound, words))].append(at)
        for k in range(len(words)):
            if len(words) > 1 and len(words[k]) > 5:
                keyed["rest", str(k), words[k][0], *words[:k], "", *words[k + 1 :]].append(at)
    seen = set()
    for key, found in keyed.items():
        if not 1 < len(found) <= CROWD:
            continue
        for one, other in combinations(found, 2):
            if cores[one] == cores[other] or (one, other) in seen:
                continue
            if _are_spellings(cores[one].split(), cores[other].split()):
                seen.add((one, other))
                yield one, other, ("sound" if key[0] == "sound" else "spelling",)
