"""Names taken apart for comparison: given names and surnames, legal forms, acronyms, spellings.

Everything is a function of the name and of the word lists alone, so that a name has the same
keys in every corpus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from graph.identity import fold, fold_text
from graph.knowledge.word_knowledge import WordKnowledge
from graph.language.acronyms import spelt_out

PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "e", "von", "van", "da", "do", "dos", "di", "der"}
)
_WORD = re.compile(r"[\w.’'&]+")
_INITIAL = re.compile(r"[a-z]\.?")
_QUOTED = re.compile(r"[\"“”«»„'‘’]([^\"“”«»„]{2,40}?)[\"“”«»'‘’]")
_ALIAS = re.compile(r",?\s*\(?alias (?:el |la )?.*$", re.IGNORECASE)

# Spellings of one sound in names that reach Spanish from other scripts and languages.
_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"sch|sh|tsch|ch", "s"), (r"ph", "f"), (r"ck|qu|kh|k|q|c(?=[aou]|\b|[^eihy])", "k"),
        (r"[cz](?=[ei])|z|ts|x", "s"), (r"w|v|b", "b"), (r"y|ii|ij|j(?=[aeiou])", "i"),
        (r"g(?=[ei])", "i"), (r"h", ""), (r"(.)\1+", r"\1"), (r"ou|oo", "u"), (r"ee", "i"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, folded: ``given`` may hold initials ("j").

    ``generation`` ("hijo", "padre") tells two of one name apart. ``plain`` is the whole name,
    particles and initials' stops gone.
    """

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    nickname: str = ""
    generation: str = ""
    plain: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = (*self.given, *self.surnames, *self.generation.split())
        object.__setattr__(self, "plain", " ".join(words))

    @property
    def is_full(self) -> bool:
        """Whether both a given name (or initial) and a surname are there."""
        return bool(self.given and self.surnames)


def words_of(name: str) -> list[str]:
    """Return the folded words of a name, hyphens as blanks, particles among them."""
    # Who asks remembers the answer: what was folded here need not be remembered too.
    return _WORD.findall(fold_text(name.replace("-", " ")))


def content_of(name: str) -> list[str]:
    """Return the folded words of a name without particles, or all where nothing else is left.

    There is always one: a name without any letter or digit is itself.
    """
    words = words_of(name) or fold(name).split()
    # "E." is an initial, "e" a particle.
    kept = [word.strip(".'’") for word in words if word not in PARTICLES]
    return [word for word in kept if word] or words or [fold(name)]


@lru_cache(maxsize=65536)
def person_name(name: str, known: WordKnowledge) -> PersonName:
    """Take a person's name apart by the lists of given names and surnames.

    Honorifics before it and "II" behind it go, "Jr." is its generation, "Mª" is María; a nickname
    in quotes is kept aside. Of a name of two words of which no list knows the first, the first is
    taken as given ("Volodímir Zelenski"),
    unless it is only known as a surname ("López Obrador").
    """
    quoted, bare = _QUOTED.search(name), name
    if quoted:
        bare = _QUOTED.sub(" ", bare)
    bare = spelt_out(_ALIAS.sub("", bare), known.short_names)
    words = content_of(bare) if words_of(bare) else content_of(name)
    while len(words) > 1 and words[0] in known.honorifics:
        words = words[1:]
    while len(words) > 1 and words[-1] in known.ordinals:
        words = words[:-1]
    last = fold(bare).split()[-1:] or [""]
    generation = known.generations.get(last[0].strip("."), "") if len(words) > 1 else ""
    if generation:
        words = words[:-1]
    nickname = " ".join(content_of(quoted[1])) if quoted else ""
    if len(words) == 1:
        only = words[0]
        is_given = only in known.given_names and only not in known.surnames
        given, surnames = ((only,), ()) if is_given else ((), (only,))
        return PersonName(given, surnames, nickname, generation)
    after_particle = _after_particles(bare)
    count = 0
    while count < len(words) - 1 and _may_be_given(words, count, after_particle, known):
        count += 1
    if count == 0 and words[0] not in known.surnames:
        count = 1
    return PersonName(tuple(words[:count]), tuple(words[count:]), nickname, generation)


def _after_particles(name: str) -> frozenset[str]:
    """Return the words that stand behind a particle: "fuente" of "Juan Ramón de la Fuente"."""
    words = words_of(name)
    return frozenset(b for a, b in pairwise(words) if a in PARTICLES and b not in PARTICLES)


def _may_be_given(
    words: list[str], at: int, after_particle: frozenset[str], known: WordKnowledge
) -> bool:
    word = words[at]
    if _INITIAL.fullmatch(word):
        return True
    if word not in known.given_names:
        return False
    if at == 0 or word not in known.surnames:
        return True
    # Many names are both: "Juan Ramón de la Fuente", "Ana Cruz Torres". Before a surname with a
    # particle, or of the first name's gender, it is rather a given name.
    same_gender = known.given_names[word] == known.given_names.get(words[0])
    return at == 1 and (same_gender or words[at + 1] in after_particle)


def is_initial(word: str) -> bool:
    """Return whether a folded word is an initial."""
    return len(word.strip(".")) == 1


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how a folded word of a name sounds, roughly: "zelensky" and "zelenski" are one."""
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


def compare_given(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return "same", "shorter" (one has a name more), "initials", or "" where they differ.

    The first given name must be there in both; "J. R." stands for "Juan Ramón". A later name may be
    an initial ("Bruno E."), which is as good as a name more.
    """
    if one == other:
        return "same"
    short, long = sorted((one, other), key=len)
    if not short:
        return ""
    with_initials = False
    rest = list(long)
    for k, name in enumerate(short):
        while rest and not _stands_for(name, rest[0]):
            if k == 0:
                return ""
            rest.pop(0)
        if not rest:
            return ""
        with_initials |= k == 0 and is_initial(name) != is_initial(rest[0])
        rest.pop(0)
    if with_initials:
        return "initials"
    return "shorter"


def _stands_for(one: str, other: str) -> bool:
    if is_initial(one) or is_initial(other):
        return one[0] == other[0]
    return one == other


def compare_surnames(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return "same", "shorter" (one has a second surname more), or "" where they differ."""
    if one == other:
        return "same"
    short, long = sorted((one, other), key=len)
    return "shorter" if short and long[: len(short)] == short else ""


def is_misspelt(one: str, other: str) -> bool:
    """Return whether two folded words are spellings of one name: they sound alike, or nearly so.

    Short names need to sound alike; of longer ones a letter in five may differ (with swaps of
    neighbours counted once: the restricted Damerau-Levenshtein distance).
    """
    if sound(one) == sound(other):
        return True
    least = min(len(one), len(other))
    if least < 6 or one[0] != other[0]:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=least // 6) <= least // 6


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of anything that is no person, folded, with the country that it names."""

    core: str
    country: str = ""
    generic: bool = False


@lru_cache(maxsize=65536)
def body_name(name: str, known: WordKnowledge) -> BodyName:
    """Return the core of a name: no article, no legal form, no particles, its country apart."""
    low = " ".join(fold(name).replace("-", " ").split())
    if low.endswith(known.legal_endings):
        form = next(form for form in known.legal_endings if low.endswith(form))
        low = low[: -len(form)].rstrip(" ,")
    words = content_of(low)
    country = ""
    # "Ministerio de Salud de Chile", "Gobierno mexicano"; not "Banco de México", whose name it is.
    for size in (3, 2, 1):
        tail = " ".join(words[-size:])
        if len(words) > size and (found := known.country_of_words(tail)):
            kept = words[:-size]
            if len(kept) > 1 or kept[0] in ("gobierno", "ejecutivo", "congreso", "senado"):
                words, country = kept, found
            break
    core = " ".join(words)
    return BodyName(core, country, known.is_generic(core))


def initials_of(name: str) -> str:
    """Return the initials of the content words of a name."""
    return "".join(word[0] for word in content_of(name))


def is_acronym(name: str) -> bool:
    """Return whether a name looks like an acronym: one word, mostly capitals, or short."""
    letters = [char for char in name if char.isalpha()]
    return (
        " " not in name.strip()
        and 2 <= len(letters) <= 8
        and sum(char.isupper() for char in letters) * 2 > len(letters)
    )
