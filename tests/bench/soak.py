"""Does a process that reads thousands of documents grow? Told every some hundred documents.

    python -m tests.bench.soak [DOCUMENTS] [--every 250]

One reader, as a worker has it, reads composed documents one by one and keeps nothing. What is told:
the memory of the process after a collection of rubbish, the words in spaCy's store of strings,
and what the caches of our own modules hold. The texts' words are those of the project's articles;
names and places go on coming new, as they do in a real press.
"""

from __future__ import annotations

import argparse
import functools
import gc
import hashlib
import sys
import time

import psutil

from graph.model import Document
from graph.pipeline import SpanishReader
from tests.bench.corpus import Composer

MIB = 2**20


def cached() -> dict[str, int]:
    """Return how many entries each cache of a function in `graph` holds, by the function's name."""
    out: dict[str, int] = {}
    for name, module in list(sys.modules.items()):
        if not name.startswith("graph."):
            continue
        for value in vars(module).values():
            if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == name:
                out[f"{name}.{value.__wrapped__.__qualname__}"] = value.cache_info().currsize
    return out


def soak(documents: int, every: int) -> list[tuple[int, float, int]]:
    """Read so many documents and tell the memory.

    Returns
    -------
    list of (int, float, int)
        Documents read, MiB of the process, strings in spaCy's store; every so many documents.
    """
    reader, process = SpanishReader(), psutil.Process()
    before, start = cached(), time.process_time()
    rows = []
    for number, news in enumerate(Composer().documents(documents), 1):
        text = news.body
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        reader.read(Document(news.id, text, sha256, date=news.date))
        if number % every == 0:
            gc.collect()
            strings = len(reader.nlp.vocab.strings)
            memory = process.memory_info().rss / MIB
            rows.append((number, memory, strings))
            lexemes, seconds = len(reader.nlp.vocab), time.process_time() - start
            print(f"{number:,} documents, {seconds:.0f} s: {memory:.0f} MiB, {strings:,} strings,"
                  f" {lexemes:,} lexemes", flush=True)  # fmt: skip
    after = cached()
    grown = sorted(after, key=lambda name: before.get(name, 0) - after[name])[:12]
    print("\n".join(f"{name}: {before.get(name, 0):,} → {after[name]:,}" for name in grown))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", type=int, nargs="?", default=3_000)
    parser.add_argument("--every", type=int, default=250)
    given = parser.parse_args()
    soak(given.documents, given.every)
