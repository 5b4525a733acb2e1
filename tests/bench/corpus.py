"""A corpus of any number of news documents, composed of the project's own articles.

    python -m tests.bench.corpus NUMBER FOLDER [--jsonl] [--seed N]

Each document is made of runs of paragraphs from one to several articles of tests/gold and seeds/,
in which persons, organizations and places are renamed, each consistently within the document, by
names of `tests.bench.name_pool`: distinct ones grow as in a real press, more slowly than the
corpus. A person comes first with the full name, one surname or two, and then by what the article
has there: the usual name, the surname alone, the given name alone. Pieces of one document share
some of their people and places. Titles, days of two years, outlets and addresses vary.
Lengths are log-normal, from 150 to some 600 words. One in ten is a syndicated copy of one before
it: another outlet, the same day or the next; as it was, cut at its end, or with an agency's line
before and a sentence behind.

Document ``i`` of a seed is always the same, whatever the number of them: a larger corpus
contains the smaller ones. Persons are invented, and what the texts say of them is not true.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from graph.identity import slug
from tests.bench import name_pool
from tests.gold.markup import FOLDER, GoldCase, gold_cases

MEDIAN, SIGMA, LEAST, MOST = 280.0, 0.35, 160, 570  # words, before the last paragraph is whole
PASSAGES = 0.3  # of the further pieces
COPIES = 10  # one document in so many is a copy
FIRST_DAY = datetime.date(2024, 1, 1)
DAYS = 730
# How often an entity of a further piece is one of the pieces before.
SHARED = {"PER": 0.25, "ORG": 0.3, "LOC": 0.5}
PER_FOLDER = 1000
_SEEDS = Path(__file__).parents[2] / "seeds"
_SMALL = frozenset({"de", "del", "la", "las", "los", "y", "e", "da", "do", "van", "von"})
_ARTICLES = {"la": "f", "las": "f", "el": "m", "los": "m", "del": "m", "al": "m"}
# Bodies of a state: what they are for is part of their name, where they are is not.
_MINISTRIES = frozenset({"Ministerio", "Secretaría", "Consejería", "Departamento", "Dirección"})
_BODIES = frozenset(
    """
    Fiscalía Policía Comisión Universidad Tribunal Consejo Partido Congreso Instituto
    Audiencia Guardia Corte Cámara Hospital Federación Unión Unidad Comité Junta
    Ayuntamiento Grupo Asamblea Organización Centro Banco Asociación Movimiento Agencia
    Alianza Servicio Sindicato Juzgado Fundación Parlamento Contraloría Museo Frente Colegio
    Confederación Gendarmería Defensoría Coordinadora Auditoría Academia Liga Presidencia
    Diario Procuraduría Sala Alcaldía Municipalidad Intendencia Foro Cooperativa
    Constructora Compañía Club Escuela Observatorio Gobierno Radio Teatro Palacio Plaza
    Parque Aeropuerto Puerto Cárcel Penal Estadio
    """.split()  # noqa: SIM905
)
_OUTLETS = (
    "El Diario de",
    "La Voz de",
    "Noticias de",
    "El Correo de",
    "Tribuna de",
    "La Gaceta de",
)
_AGENCIES = ("Agencia Meridiana", "Agencia Sur", "Infopress", "Agencia Atlántica")
_CLOSING = "La información está en desarrollo y se ampliará en las próximas horas."


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a paragraph that names the entity ``id``, of type PER, ORG or LOC."""

    begin: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article with the names in it."""

    text: str
    names: tuple[Named, ...]

    @property
    def words(self) -> int:
        """The number of its words."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its title, where it has one, its paragraphs, and each entity's longest name."""

    title: Paragraph | None
    paragraphs: tuple[Paragraph, ...]
    longest: dict[str, str]
    genders: dict[str, str]


@dataclass(frozen=True, slots=True)
class News:
    """One composed document."""

    id: str
    title: str
    date: str
    outlet: str
    url: str
    body: str
    copy_of: str | None = None


@dataclass(slots=True)
class _Cast:
    """Who plays whom in one document."""

    chance: random.Random
    played: dict[tuple[int, str], str | name_pool.PersonName] = field(default_factory=dict)
    free: dict[str, list[str | name_pool.PersonName]] = field(default_factory=dict)
    named: set[name_pool.PersonName] = field(default_factory=set)


class Composer:
    """Composes the documents of one seed.

    Parameters
    ----------
    seed : int
        Of the same seed, document ``i`` is always the same.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.articles = own_articles()
        self._long = [a for a in self.articles if a.title is not None]
        self._short = [a for a in self.articles if a.title is None]

    def document(self, number: int) -> News:
        """Return the document of this number, counted from 0."""
        if number % COPIES == COPIES - 1:
            return self._copy(number)
        return self._original(number)

    def documents(self, count: int) -> Iterator[News]:
        """Yield the first so many documents."""
        return map(self.document, range(count))

    def _original(self, number: int) -> News:
        chance = random.Random(f"{self.seed} {number}")
        cast = _Cast(chance)
        wanted = min(max(chance.lognormvariate(math.log(MEDIAN), SIGMA), LEAST), MOST)
        lead = chance.choice(self._long)
        assert lead.title is not None
        title = _renamed(lead.title, lead, 0, cast)
        cast.named.clear()  # a title introduces nobody
        text, words, piece = [], 0, 0
        while words < wanted:
            among = self._short if chance.random() < PASSAGES else self._long
            article = chance.choice(among) if piece else lead
            run = _run(article, wanted - words, chance, from_start=piece == 0)
            text += [_renamed(paragraph, article, piece, cast) for paragraph in run]
            words += sum(paragraph.words for paragraph in run)
            piece += 1
        return self._news(number, title, "\n\n".join(text), chance)

    def _copy(self, number: int) -> News:
        chance = random.Random(f"{self.seed} {number}")
        back = 1 + int(min(number, 300) * chance.random() ** 3)
        source = max(number - back, 0)
        original = self._original(source - (source % COPIES == COPIES - 1))
        paragraphs = original.body.split("\n\n")
        how = chance.randrange(3)
        if how == 1 and len(paragraphs) > 3:
            paragraphs.pop()
        elif how == 2:
            paragraphs[0] = f"({chance.choice(_AGENCIES)}) {paragraphs[0]}"
            paragraphs.append(_CLOSING)
        news = self._news(number, original.title, "\n\n".join(paragraphs), chance)
        day = datetime.date.fromisoformat(original.date) + datetime.timedelta(chance.randrange(2))
        return News(
            news.id, news.title, day.isoformat(), news.outlet, news.url, news.body, original.id
        )

    def _news(self, number: int, title: str, body: str, chance: random.Random) -> News:
        rank = name_pool.draw_rank(chance)
        place = name_pool.place_name(rank)
        outlet = f"{_OUTLETS[rank % len(_OUTLETS)]} {place}"
        # More of the late days: a press grows.
        day = FIRST_DAY + datetime.timedelta(int(DAYS * chance.random() ** 0.8))
        url = f"https://{slug(outlet)}.example/{day:%Y/%m}/{number}"
        return News(f"noticia-{number:07}", title, day.isoformat(), outlet, url, body)


@lru_cache(maxsize=1)
def own_articles() -> tuple[Article, ...]:
    """Return the project's own articles and passages, in a fixed order."""
    files = [FOLDER / "articles.txt", *sorted((FOLDER / "development").glob("*.txt"))]
    cases = [case for f in files for case in gold_cases(str(f.relative_to(FOLDER)))]
    seeds = [_plain(path) for path in sorted(_SEEDS.glob("*.txt"))]
    return tuple(map(_article, cases)) + tuple(seeds)


def _article(case: GoldCase) -> Article:
    marks = [m for m in case.mentions if m.kind in ("PER", "ORG", "LOC")]
    # Marks of one place in two names: the outer one.
    marks = [m for m in marks if case.text[m.begin].isupper()]
    paragraphs, at = [], 0
    for text in case.text.split("\n\n"):
        end = at + len(text)
        names = tuple(
            Named(m.begin - at, m.end - at, m.id, m.kind) for m in marks if at <= m.begin < end
        )
        paragraphs.append(Paragraph(text, names))
        at = end + 2
    longest: dict[str, str] = {}
    for mark in marks:
        name = case.text[mark.begin : mark.end]
        if len(name) > len(longest.get(mark.id, "")):
            longest[mark.id] = name
    genders = {key: name_pool.genders().get(name.split()[0], "m") for key, name in longest.items()}
    titled = len(paragraphs) > 2 and not paragraphs[0].text.endswith(".")
    return Article(paragraphs[0] if titled else None, tuple(paragraphs[titled:]), longest, genders)


def _plain(path: Path) -> Article:
    """Return a text without marks: its names stay as they are."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = 1 if lines[0].startswith("date ") else 0
    paragraphs = tuple(Paragraph(line.strip(), ()) for line in lines[start:] if line.strip())
    return Article(None, paragraphs, {}, {})


def _run(
    article: Article, room: float, chance: random.Random, from_start: bool
) -> Sequence[Paragraph]:
    """Return some neighbouring paragraphs, no more than fill `room` words with one."""
    paragraphs = article.paragraphs
    most = chance.randrange(2, 5)
    first = 0 if from_start else chance.randrange(len(paragraphs))
    words, last = 0, first
    while last < len(paragraphs) and last - first < most and words < room:
        words += paragraphs[last].words
        last += 1
    return paragraphs[first:last]


def _renamed(paragraph: Paragraph, article: Article, piece: int, cast: _Cast) -> str:
    out, at = "", 0
    for name in paragraph.names:
        if name.begin < at:
            continue
        out += paragraph.text[at : name.begin]
        out += _new_name(paragraph.text, name, article, piece, cast)
        at = name.end
    return out + paragraph.text[at:]


def _new_name(text: str, name: Named, article: Article, piece: int, cast: _Cast) -> str:
    old, longest = text[name.begin : name.end], article.longest[name.id]
    before = text[: name.begin].split()[-1:]
    article_before = _ARTICLES.get(before[0].casefold()) if before else None
    if name.kind == "PER":
        player = _player(name, piece, cast, article.genders[name.id])
        assert isinstance(player, name_pool.PersonName)
        new = _person(old, longest, player, cast)
    elif name.kind == "LOC":
        if article_before or _head(longest) in _BODIES:
            return old
        new = str(_player(name, piece, cast, "country" if longest in name_pool.countries() else ""))
    else:
        new = _organization(old, longest, article_before, name, piece, cast)
    return new.upper() if old.isupper() and len(old) > 6 else new


def _player(
    name: Named, piece: int, cast: _Cast, variety: str, words: int = 1
) -> str | name_pool.PersonName:
    """Return who or what plays an entity of a piece: one drawn, or one of the pieces before."""
    key = piece, name.id
    if key in cast.played:
        return cast.played[key]
    chance = cast.chance
    known = cast.free.setdefault(f"{name.kind} {variety} {words}", [])
    here = {player for (of_piece, _), player in cast.played.items() if of_piece == piece}
    earlier = [player for player in known if player not in here]
    if piece and earlier and chance.random() < SHARED[name.kind]:
        player = chance.choice(earlier)
    else:
        player = _drawn(name.kind, variety, words, chance)
        known.append(player)
    cast.played[key] = player
    return player


def _drawn(
    kind: str, variety: str, words: int, chance: random.Random
) -> str | name_pool.PersonName:
    rank = name_pool.draw_rank(chance)
    if kind == "PER":
        return name_pool.person_name(rank, variety)
    if variety == "country":
        return name_pool.country_name(rank)
    if kind == "LOC" or variety == "place":
        return name_pool.place_name(rank)
    return name_pool.brand_name(rank, variety, words)


def _person(old: str, longest: str, player: name_pool.PersonName, cast: _Cast) -> str:
    if player not in cast.named:
        cast.named.add(player)
        return player.full if cast.chance.random() < 0.5 else player.usual
    words, whole = _content(old), _content(longest)
    if len(whole) > 1 and words[:1] == whole[:1]:
        return player.given if len(words) == 1 else player.usual
    return f"{player.first} {player.second}" if len(words) > 1 else player.first


def _organization(
    old: str, longest: str, article: str | None, name: Named, piece: int, cast: _Cast
) -> str:
    head = _head(longest)
    if head in _MINISTRIES or (longest.isupper() and len(longest) <= 6):
        return old  # of these there are few, and they are everywhere
    if head in _BODIES:
        place = _player(name, piece, cast, "place")
        kept = re.split(r" (?:de|del|en|para) ", longest, maxsplit=1)[0]
        if old.isupper() and " " not in old:
            return "".join(word[0] for word in f"{kept} {place}".split() if word[0].isupper())
        return old if " " not in old else f"{kept} de {place}"
    words = len(_content(longest))
    brand = str(_player(name, piece, cast, article or "f", words))
    if old.isupper() and words > 1 and " " not in old:
        return "".join(word[0] for word in brand.split()) + "S"
    return brand


def _head(name: str) -> str:
    return name.split(maxsplit=1)[0]


def _content(name: str) -> list[str]:
    return [word for word in name.split() if word.casefold() not in _SMALL]


def as_text(news: News) -> str:
    """Return a document as a text file: seven in ten with front matter, else with a dated line."""
    if int(news.id[-2:]) % 10 < 7:
        quoted = (f"{key}: {json.dumps(getattr(news, key), ensure_ascii=False)}"
                  for key in ("title", "url", "outlet"))  # fmt: skip
        return "\n".join(["---", f"date: {news.date}", *quoted, "---", news.body, ""])
    return f"date {news.date}\n{news.title}\n\n{news.body}\n"


def as_json(news: News) -> str:
    """Return a document as a line of JSON."""
    fields = ("id", "title", "date", "url", "outlet")
    row = {key: getattr(news, key) for key in fields} | {"text": news.body}
    return json.dumps(row, ensure_ascii=False)


def write_corpus(folder: Path, count: int, seed: int = 0, jsonl: bool = False) -> int:
    """Write a corpus and return the number of its words.

    Parameters
    ----------
    folder : pathlib.Path
        Made where it does not exist. What a larger corpus of the seed holds there stays.
    count : int
        The number of documents.
    seed : int
        Of `Composer`.
    jsonl : bool
        One file ``news.jsonl`` instead of a file a document in folders of a thousand.
    """
    words = 0
    folder.mkdir(parents=True, exist_ok=True)
    if jsonl:
        with (folder / "news.jsonl").open("w", encoding="utf-8") as out:
            for news in Composer(seed).documents(count):
                out.write(as_json(news) + "\n")
                words += len(news.body.split())
        return words
    for number, news in enumerate(Composer(seed).documents(count)):
        place = folder / f"{number // PER_FOLDER:05}"
        if number % PER_FOLDER == 0:
            place.mkdir(exist_ok=True)
        (place / f"{news.id}.txt").write_text(as_text(news), encoding="utf-8")
        words += len(news.body.split())
    return words


def main() -> None:
    """Write a corpus as the command line says."""
    parser = argparse.ArgumentParser(description="Compose a corpus of news.")
    parser.add_argument("number", type=int, help="how many documents")
    parser.add_argument("folder", type=Path, help="where to write them")
    parser.add_argument("--jsonl", action="store_true", help="one file of JSON lines")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    words = write_corpus(given.folder, given.number, given.seed, given.jsonl)
    print(f"{given.number:,} documents, {words:,} words in {given.folder}")


if __name__ == "__main__":
    main()
