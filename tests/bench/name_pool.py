"""Names without end for composed news: of persons, places and organizations, by their rank.

The rank of a name tells how often it is drawn: by Zipf's law as Mandelbrot mended it, the name of
rank k comes in proportion to (k + q)^-a, for any k. So a few are everywhere, most are met once,
and of n names drawn some n^(1/a) are different ones (Heaps' law), as in a real press.
"""

from __future__ import annotations

import csv
import hashlib
import random
from dataclasses import dataclass
from functools import lru_cache

from faker.providers.person.es_AR import Provider as Argentina
from faker.providers.person.es_CL import Provider as Chile
from faker.providers.person.es_CO import Provider as Colombia
from faker.providers.person.es_ES import Provider as Spain
from faker.providers.person.es_MX import Provider as Mexico

from graph.vocabulary import data_folder

EXPONENT = 1.35  # a: of n draws about n^0.74 are different
OFFSET = 30.0  # q: the first name is one draw in a hundred
_LOCALES = (Argentina, Chile, Colombia, Spain, Mexico)
_SPANISH = frozenset("AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV UY VE".split())  # noqa: SIM905
_ONSETS = "b c d f g l m n p r s t v br cr dr fl gr pl pr tr".split()  # noqa: SIM905
_ENDS = {"f": ("ra", "sa", "na", "via", "lia", "da"), "m": ("ro", "so", "no", "rio", "lán", "dor")}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A given name (or two) and two surnames."""

    given: str
    first: str
    second: str

    @property
    def usual(self) -> str:
        """The name as most texts give it."""
        return f"{self.given} {self.first}"

    @property
    def full(self) -> str:
        """The name with both surnames."""
        return f"{self.given} {self.first} {self.second}"


def draw_rank(chance: random.Random) -> int:
    """Return a rank from 0, the commonest, without end."""
    # The inverse of the distribution's tail, (1 + k/q)^(1-a).
    return int(OFFSET * ((1.0 - chance.random()) ** (1.0 / (1.0 - EXPONENT)) - 1.0))


def person_name(rank: int, gender: str) -> PersonName:
    """Return the name of a woman (``f``) or a man (``m``); two ranks may share it, as people do."""
    chance = _chance("person", gender, rank)
    given = _one(given_names(gender), chance)
    if chance.random() < 0.2:
        given = f"{given} {_one(given_names(gender), chance)}"
    return PersonName(given, _one(surnames(), chance), _one(surnames(), chance))


def place_name(rank: int) -> str:
    """Return the name of a town; beyond the towns of the gazetteer, of a village of one's."""
    towns = _towns()
    if rank < len(towns):
        return towns[rank]
    chance = _chance("place", "", rank)
    return f"{'San' if chance.random() < 0.7 else 'Villa'} {_coined(chance, 'm')}"


def country_name(rank: int) -> str:
    """Return the name of a country, written without an article."""
    names = _countries()
    return names[rank % len(names)]


def brand_name(rank: int, gender: str, words: int) -> str:
    """Return the name of a firm, band or party, of one word or two, that goes with an article."""
    chance = _chance("brand", gender, rank)
    return " ".join(_coined(chance, gender) for _ in range(min(words, 2)))


@lru_cache(maxsize=2)
def given_names(gender: str) -> tuple[str, ...]:
    """Return the given names of women or men in the Spanish-speaking locales of Faker."""
    attribute = "first_names_female" if gender == "f" else "first_names_male"
    return _shuffled({name for p in _LOCALES for name in getattr(p, attribute, ())})


@lru_cache(maxsize=1)
def surnames() -> tuple[str, ...]:
    """Return the surnames of those locales."""
    return _shuffled({name for p in _LOCALES for name in p.last_names if name[0].isupper()})


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """Return the gender of each given name of the gazetteer."""
    rows = _rows("given_names.tsv")
    return {row["name"]: row["gender"] for row in rows if row["gender"] in ("f", "m")}


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Return the countries of the gazetteer."""
    return frozenset(row["name"] for row in _rows("places.tsv") if row["kind"] == "country")


@lru_cache(maxsize=1)
def _countries() -> tuple[str, ...]:
    return tuple(name for name in _shuffled(set(countries())) if not name.startswith("El "))


@lru_cache(maxsize=1)
def _towns() -> tuple[str, ...]:
    cities = [row for row in _rows("places.tsv") if row["kind"] == "city" and _firm(row)]
    cities.sort(
        key=lambda row: (row["country"] not in _SPANISH, -int(row["population"] or 0), row["name"])
    )
    towns = _shuffled({row["name"] for row in _rows("towns.tsv") if _firm(row)})
    return tuple(dict.fromkeys((*(row["name"] for row in cities), *towns)))


def _firm(row: dict[str, str]) -> bool:
    articles = ("El ", "La ", "Los ", "Las ", "A ", "O ")
    return row["ambiguous"] == "no" and not row["name"].startswith(articles)


def _rows(name: str) -> list[dict[str, str]]:
    with (data_folder() / "gazetteer" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _shuffled(names: set[str]) -> tuple[str, ...]:
    """Return the names, of letters and spaces only, in an order that is no alphabet's."""
    fit = [name for name in names if name.replace(" ", "").isalpha()]
    return tuple(sorted(fit, key=lambda name: hashlib.sha256(name.encode()).digest()))


def _one(names: tuple[str, ...], chance: random.Random) -> str:
    """Return one of the names, the first ones more often."""
    return names[int(len(names) * chance.random() ** 2)]


def _coined(chance: random.Random, gender: str) -> str:
    syllables = (chance.choice(_ONSETS) + chance.choice("aeiou") for _ in range(2))
    return ("".join(syllables) + chance.choice(_ENDS[gender])).capitalize()


def _chance(kind: str, gender: str, rank: int) -> random.Random:
    return random.Random(f"{kind} {gender} {rank}")
