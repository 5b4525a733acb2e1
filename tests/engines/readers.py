"""Readers for the tests of engines, quick and with the faults that their documents ask for.

They are made by functions at the top of this module, so that another process can import them.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from graph.engines.interface import Reader, spanish_reader
from graph.errors import DataError
from graph.model import Document, Entity, Reading

VERSIONS = {"reader": "1"}


def raises() -> None:
    raise ValueError("no parse")


def dies() -> None:
    os._exit(9)


def segfaults() -> None:
    ctypes.string_at(0)


def is_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leaves() -> None:
    raise SystemExit(3)


def loops() -> None:
    while True:
        pass


def hangs_in_c() -> None:
    # One call that never returns and never lets another thread or a signal handler run.
    re.match(r"(a+)+$", "a" * 200 + "b")


def sleeps_deaf() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    time.sleep(3600)


def waits_for_itself() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def swells() -> None:
    hoard = []
    while True:
        hoard.append(b"x" * (8 << 20))
        time.sleep(0.01)


FAULTS: dict[str, Callable[[], None]] = {
    fault.__name__: fault
    for fault in (
        raises,
        dies,
        segfaults,
        is_killed,
        leaves,
        loops,
        hangs_in_c,
        sleeps_deaf,
        waits_for_itself,
        swells,
    )
}


class ReaderDouble:
    """Finds one entity, the number of words; a text that names a fault gets it.

    "once PATH" dies where PATH does not exist, and makes it; "slowly SECONDS" takes so long; "mark
    PATH" makes a file; "pid" tells the process in place of the words.
    """

    versions = VERSIONS

    def read(self, document: Document) -> Reading:
        what, _, rest = document.text.partition(" ")
        if what in FAULTS:
            FAULTS[what]()
        elif what == "once" and not os.path.exists(rest):  # noqa: PTH110
            os.close(os.open(rest, os.O_CREAT | os.O_WRONLY))
            os._exit(9)
        elif what == "slowly":
            time.sleep(float(rest))
        elif what == "mark":
            os.close(os.open(rest, os.O_CREAT | os.O_WRONLY))
        elif what == "pid":
            return Reading(document, (), (Entity("pid", "Work", str(os.getpid())),), (), ())
        count = str(len(document.text.split()))
        return Reading(document, (), (Entity("words", "Work", count),), (), ())

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        return map(self.read, documents)


def make_reader(model: str) -> Reader:
    return ReaderDouble()


def make_broken(model: str) -> Reader:
    raise DataError("unknown key 'verbo'", "frames/x.toml:3", "Keys: verbs, nouns")


def make_dying(model: str) -> Reader:
    os._exit(7)


def make_incomplete(model: str) -> Reader:
    raise ImportError("No module named 'thinc'")


class HoardingReader:
    """Keeps 40 MiB of each document."""

    versions = VERSIONS

    def __init__(self) -> None:
        self._hoard: list[bytes] = []

    def read(self, document: Document) -> Reading:
        self._hoard.append(b"x" * (40 << 20))
        return Reading(document, (), (Entity("pid", "Work", str(os.getpid())),), (), ())

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        return map(self.read, documents)


def make_hoarding(model: str) -> Reader:
    return HoardingReader()


class SpanishWithFaults:
    """Reads Spanish; a text that is the name of a fault gets it, in a batch when it is its turn."""

    def __init__(self, model: str) -> None:
        self._reader = spanish_reader(model)
        self.versions = self._reader.versions

    def read(self, document: Document) -> Reading:
        if document.text in FAULTS:
            FAULTS[document.text]()
        return self._reader.read(document)

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        for reading in self._reader.read_many(documents):
            if reading.document.text in FAULTS:
                FAULTS[reading.document.text]()
            yield reading


def make_spanish_with_faults(model: str) -> Reader:
    return SpanishWithFaults(model)
