"""Many readings from few, by renaming: to look at what comes after the reading of a large corpus.

    python -m tests.bench.derived NUMBER [--base 300] [--keep FILE] [--only ttl,html,graphml]

Reading ten thousand documents takes the better part of an hour. Here some hundred composed ones
are read (and their readings kept in FILE), and each further reading is one of them with every
person, organization and place under another name, in the text, labels and offsets alike, as
`tests.bench.corpus` would have named them. What it tells of seconds and memory is for looking
for what is slow; figures to be published come from `tests.bench.scale`, which reads every text.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import re
import resource
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.model import Document, Entity, Mention, Reading, Span
from tests.bench import name_pool
from tests.bench.corpus import DAYS, FIRST_DAY, Composer, as_text

BASE = 300
_WORD = re.compile(r"[^\W\d_]+")
_KEPT = frozenset("De Del La Las Los El Y San Santa Ministerio Fiscalía Policía Gobierno".split())  # noqa: SIM905


def read_base(count: int, keep: Path | None) -> tuple[list[Reading], dict[str, str]]:
    """Return the readings of the first so many composed documents, and the versions of the reader.

    They are taken from the file `keep` where it has them, else left there.
    """
    if keep is not None and keep.exists():
        # Our own file, of our own making: nothing of another hand is unpickled.
        readings, versions = pickle.loads(keep.read_bytes())
        if len(readings) >= count:
            return readings[:count], versions
    from graph.pipeline import SpanishReader
    from graph.sources import read_paths

    with tempfile.TemporaryDirectory() as folder:
        for news in Composer().documents(count):
            Path(folder, f"{news.id}.txt").write_text(as_text(news), encoding="utf-8")
        documents = read_paths([Path(folder)]).documents
    reader = SpanishReader()
    readings = list(reader.read_many(documents))
    if keep is not None:
        keep.write_bytes(pickle.dumps((readings, reader.versions)))
    return readings, reader.versions


def derived_readings(base: Sequence[Reading], count: int, seed: int = 0) -> Iterator[Reading]:
    """Yield so many readings, each of one of `base` under other names and another date."""
    for number in range(count):
        chance = random.Random(f"derived {seed} {number}")
        yield renamed(base[number % len(base)], f"noticia-{number:07}", chance)


def renamed(reading: Reading, ident: str, chance: random.Random) -> Reading:
    """Return `reading` as that of a document `ident` in which every named entity is another."""
    new = _new_words(reading.entities, chance)
    old = reading.document.text
    parts: list[str] = []
    starts, ends, moved, places = [], [], [], []
    at = length = 0
    for found in _WORD.finditer(old):
        word = new.get(found[0])
        if word is None:
            continue
        parts += (old[at : found.start()], word)
        length += found.start() - at
        starts.append(found.start())
        ends.append(found.end())
        places.append(length)
        length += len(word)
        moved.append(length)
        at = found.end()
    text = "".join((*parts, old[at:]))

    def offset(place: int) -> int:
        i = bisect_right(starts, place) - 1
        if i < 0:
            return place
        if place >= ends[i]:
            return moved[i] + place - ends[i]
        return min(places[i] + place - starts[i], moved[i])

    def span(given: Span) -> Span:
        return Span(offset(given.begin), offset(given.end))

    day = FIRST_DAY.fromordinal(FIRST_DAY.toordinal() + chance.randrange(DAYS))
    document = Document(
        id=ident,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=_retold(reading.document.title or "", new) or None,
        date=day.isoformat(),
        url=f"https://diario.example/{ident}",
        outlet=reading.document.outlet,
        body=offset(reading.document.body),
    )
    return Reading(
        document=document,
        sentences=tuple(map(span, reading.sentences)),
        entities=tuple(_retold_entity(entity, new) for entity in reading.entities),
        mentions=tuple(Mention(span(m.span), m.entity, m.kind) for m in reading.mentions),
        claims=tuple(
            replace(claim, sentence=span(claim.sentence), trigger=span(claim.trigger),
                    steps=tuple(_retold(step, new) for step in claim.steps))
            for claim in reading.claims
        ),
    )  # fmt: skip


def _new_words(entities: Sequence[Entity], chance: random.Random) -> dict[str, str]:
    """Return for each word of a name the word that stands for it now."""
    new: dict[str, str] = {}
    for entity in entities:
        words = [word for word in _WORD.findall(entity.label) if word[0].isupper()]
        if not entity.named or any(word in new for word in words):
            continue
        rank = name_pool.draw_rank(chance)
        if entity.type == "Person":
            gender = name_pool.genders().get(words[0] if words else "", "m")
            name = name_pool.person_name(rank, gender)
            drawn = [name.given.split()[0], name.first, name.second]
        elif entity.type == "Place":
            drawn = name_pool.place_name(rank).split()
        elif entity.type == "Organization":
            drawn = name_pool.brand_name(rank, "f", 2).split()
        else:
            continue
        drawn = [word for word in drawn if _WORD.fullmatch(word)] or ["Villa"]
        for number, word in enumerate(words):
            if word not in _KEPT:
                new[word] = drawn[min(number, len(drawn) - 1)]
    return new


def _retold(text: str, new: dict[str, str]) -> str:
    return _WORD.sub(lambda found: new.get(found[0], found[0]), text)


def _retold_entity(entity: Entity, new: dict[str, str]) -> Entity:
    aliases = tuple(sorted({_retold(alias, new) for alias in entity.aliases}))
    return replace(entity, label=_retold(entity.label, new), aliases=aliases, same_as=())


def _mebibytes(now: bool = False) -> float:
    """Return the greatest memory so far, or that of now, in MiB (Linux)."""
    if now:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


class _Watch:
    """Prints what each step takes."""

    def __init__(self) -> None:
        self.start = time.process_time()

    def tell(self, what: str) -> None:
        seconds, self.start = time.process_time() - self.start, time.process_time()
        memory = f"now {_mebibytes(True):7.0f} MiB  peak {_mebibytes():7.0f}"
        print(f"{what:12} {seconds:8.1f} s  {memory}", flush=True)
        self.start = time.process_time()


def main() -> None:
    """Tell the seconds and the memory of each step after the reading."""
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("--base", type=int, default=BASE)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", default="ttl,graphml,html")
    given = parser.parse_args()
    from graph.exports.formats import to_files
    from graph.knowledge.merge import merge
    from graph.output import write_files

    watch = _Watch()
    base, versions = read_base(given.base, given.keep)
    watch.tell("base")
    readings = list(derived_readings(base, given.number))
    del base
    watch.tell("readings")
    kg = merge(readings, versions)
    del readings
    watch.tell("merge")
    print(f"{len(kg.entities):,} entities, {len(kg.claims):,} claims, {len(kg.events):,} events")
    with tempfile.TemporaryDirectory() as folder:
        for form in filter(None, given.only.split(",")):
            write_files(Path(folder), to_files(kg, [form]))
            watch.tell(form)
        for file in sorted(Path(folder).iterdir()):
            print(f"{file.name} {file.stat().st_size / 1e6:.1f} MB", file=sys.stdout)


if __name__ == "__main__":
    main()
