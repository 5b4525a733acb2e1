"""Readers of inputs fuzzed by coverage, for as long as one likes: ``make fuzz-atheris``.

Needs atheris (``pip install atheris``), which has wheels for Linux only and is no part of the test
extra. Bytes go to the readers within this process. What the libraries of HTML, feeds … raise is
caught in a build, where they have a process of their own: there only hangs, crashes and floods
count. Of our own readers whatever they raise but a refusal is a fault.
"""

from __future__ import annotations

import contextlib
import io
import sys

import atheris

with atheris.instrument_imports(include=["graph.sources"]):
    from graph.errors import HemerographError
    from graph.sources.dates import iso_day
    from graph.sources.encoding import decode, decode_as
    from graph.sources.file import SourceFile
    from graph.sources.language import other_language
    from graph.sources.markup import plain_text
    from graph.sources.options import SourceOptions
    from graph.sources.registry import READERS
    from graph.sources.text import read_text

SUFFIXES = (".html", ".mhtml", ".rss", ".csv", ".jsonl", ".json", ".txt", ".md")
OPTIONS = SourceOptions()


def one(data: bytes) -> None:
    """Give bytes to one of the readers, which the first byte chooses."""
    if not data:
        return
    kind, rest = data[0] % (len(SUFFIXES) + 2), data[1:]
    isolated = kind < len(SUFFIXES) and READERS[SUFFIXES[kind]].isolated
    with contextlib.suppress(Exception if isolated else HemerographError):
        if kind < len(SUFFIXES):
            name = f"a{SUFFIXES[kind]}"
            file = SourceFile(name, name, opener=lambda: io.BytesIO(rest))
            list(READERS[SUFFIXES[kind]].reader()(file, OPTIONS))
        elif kind == len(SUFFIXES):
            text = decode(rest, "a")
            read_text(text, "a", "a")
            other_language(text)
        else:
            text = decode_as(rest, None, "a")
            plain_text(text, "a")
            iso_day(text, "a")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
