"""A folder of hostile inputs of every format, and good articles among them; the same for a seed.

Each input has a number in its file's name or its row's id, by which it is found again in the
graph or among the refused.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal, TypeVar

from tests.fuzz.hostile_files import DAMAGED, FLOODS, SECRET, WRAPPERS
from tests.fuzz.hostile_texts import GIVEN, PLACES, SURNAMES, TEXTS
from tests.sources import inputs as made

Fate = Literal["read", "refused", "either", "any"]
T = TypeVar("T")

WORDS = (10, 20, 40, 40, 80, 200)
"""Lengths of most hostile texts: what is hostile in them shows in few words."""

LONG = 5_000
"""Words of one in 400: a sentence that never ends."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the corpus: its number, name and content, and what must become of it."""

    number: int
    name: bytes
    content: bytes
    fate: Fate
    kind: str

    @property
    def mark(self) -> str:
        """What its name and its row's id have in them."""
        return f"h{self.number:06}"


def write(folder: Path, number: int, seed: int = 1, *, large: bool = True) -> list[Input]:
    """Write `number` inputs below `folder` and return them, without their contents.

    Without `large` none is over 1 MiB.
    """
    out = []
    for n in range(number):
        one = make(n, seed, large=large)
        place = folder / f"{n // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / os.fsdecode(one.name)).write_bytes(one.content)
        out.append(Input(n, one.name, b"", one.fate, one.kind))
    (folder / "secreto.key").write_text(SECRET, encoding="ascii")
    return out


def make(number: int, seed: int = 1, *, large: bool = True) -> Input:
    """Return one input; one in ten is a good article."""
    random = Random(f"{seed} {number}")
    stem = f"h{number:06}"
    if number % 10 == 0:
        suffix, content = _article(number, random)
        return Input(number, (stem + suffix).encode(), content, "read", f"article{suffix}")
    if large and number % 250 == 1:
        kind, (suffix, flood) = _nth(FLOODS, number // 250)
        return Input(number, (stem + suffix).encode(), flood(), "refused", kind)
    if number % 4 == 3:
        kind, (suffix, fate, damaged) = _nth(DAMAGED, number // 4)
        content = damaged(random, stem)
        return Input(number, (stem + suffix).encode(), content, fate, kind)
    kind, text_of = _nth(TEXTS, number * 7)
    text = text_of(random, LONG if large and number % 400 == 2 else random.choice(WORDS))
    suffix = random.choice(list(WRAPPERS))
    name = _name(stem, random) if random.random() < 0.2 else stem.encode()
    content = WRAPPERS[suffix](text, stem)
    return Input(number, name + suffix.encode(), content, "either", f"{kind}{suffix}")


def _nth(table: dict[str, T], n: int) -> tuple[str, T]:
    return list(table.items())[n % len(table)]


def _name(stem: str, random: Random) -> bytes:
    """Return a name that shells, terminals, XML and Turtle must not take at its word."""
    plain = stem.encode()
    return random.choice(
        (
            b"-" + plain, b"--output=" + plain, plain + b"\nTraceback", plain + b"\r\x1b[2J",
            b"'\"" + plain, b"$(touch x)" + plain, plain + "\u202egpj".encode(),
            plain + b"\xff\xfe", plain + b"<b>&amp;", plain + b"> . <x", plain + b"%00%2e",
            plain + "🙂".encode(), plain + b"\\..\\", b" " + plain + b" ", b"~" + plain,
            plain + b"*?[a]", plain + b"#?x=1", plain + b"n" * 230, plain + "ñ́".encode() * 50,
            b"file:" + plain, plain + b"\t\x07",
        )
    )  # fmt: skip


def _article(number: int, random: Random) -> tuple[str, bytes]:
    """Return a good article in one of the formats, as (suffix, content)."""
    first = f"{random.choice(GIVEN)} {random.choice(SURNAMES)}"
    other = f"{random.choice(GIVEN)} {random.choice(SURNAMES[:5])} {random.choice(SURNAMES[5:])}"
    body = [
        f"La ministra {first} se reunió el lunes en {random.choice(PLACES)} con el alcalde {other}"
        f" para hablar de las {number} escuelas rurales que esperan recursos.",
        f"{first} criticó a {other} por la falta de agua en las escuelas, según informó Radio Sur.",
        "Los vecinos esperan desde hace meses una respuesta de las autoridades del país.",
    ]
    title, stem = f"Reunión número {number} sobre las escuelas", f"h{number:06}"
    text = "\n".join(body)
    row = made.row(id=stem, title=title, text=text)
    html = "".join(f"<p>{part}</p>" for part in body)
    front = f"---\ntitle: {title}\ndate: 2026-01-12\n---\n{text}"
    contents: dict[str, Callable[[], bytes]] = {
        ".txt": front.encode,
        ".md": front.encode,
        ".html": lambda: made.page(html).replace(made.TITLE, title).encode(),
        ".jsonl": lambda: made.jsonl([row]).encode(),
        ".csv": lambda: made.csv_text([row]).encode(),
        ".rss": lambda: made.rss([made.item(html)]).replace(made.TITLE, title).encode(),
        ".txt.gz": lambda: gzip.compress(front.encode(), mtime=0),
        ".zip": lambda: made.zipped({f"{stem}.txt": front.encode()}),
        ".mhtml": lambda: made.mhtml(made.page(html).replace(made.TITLE, title)),
        ".docx": lambda: made.docx(body, title),
        ".xlsx": lambda: made.xlsx({"notas": made.table([row])}),
        ".pdf": lambda: made.pdf(made.wrapped(text), title),
    }
    suffix = list(contents)[number // 10 % len(contents)]
    return suffix, contents[suffix]()
