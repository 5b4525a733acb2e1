"""Builds that are killed, or meet a fault, at a chosen step: the real command with a quick reader.

A process of its own (`Nursery`) imports the program once and forks a child for each build. In
the child every step that touches the output folder or the store is counted, and the reader
is one that notes what it reads. What is tested is the program's own code from the command line down
to the files, all but the language stages.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import mmap
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import types
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from graph.model import Claim, Document, Entity, Mention, Reading, Span

ROOT = Path(__file__).parent.parent
MODEL = {"lang": "es", "name": "quick", "version": "1", "spacy_version": ">=3.8"}


@dataclass(frozen=True)
class Order:
    """One build: its arguments, and what is to happen to it.

    ``log`` takes a line for each document that is read. ``kill_at`` and ``fail_at`` are steps,
    ``fault`` is an errno, ``kill_after`` is in seconds (with ``kill_with``), ``file_limit`` is
    in bytes. The reader waits as long as the file ``gate`` is there. ``vanishing`` is an input
    that is gone when it is opened, though it was there when the folder was listed.
    """

    arguments: tuple[str, ...]
    log: str
    kill_at: int | None = None
    kill_after: float | None = None
    kill_with: int = signal.SIGKILL
    fail_at: int | None = None
    fault: int = errno.ENOSPC
    file_limit: int | None = None
    gate: str | None = None
    vanishing: str | None = None
    pause: float = 0.0


@dataclass(frozen=True)
class Ended:
    """How a build ended; ``status`` is negative where a signal ended it."""

    status: int
    steps: int
    seconds: float
    output: str


class QuickReader:
    """Names are capitalised words; each pair of neighbours has spoken."""

    order: Order
    versions: ClassVar = {"reader": "1"}

    def __init__(self, model: str) -> None:
        self.model = model

    def read(self, document: Document) -> Reading:
        step("read")
        while self.order.gate is not None and Path(self.order.gate).exists():
            time.sleep(0.01)
        time.sleep(self.order.pause)
        with Path(self.order.log).open("a", encoding="utf-8") as log:
            log.write(f"{document.sha256}\n")
        if "FALLA" in document.text:
            raise ValueError("no parse")
        return quick_reading(document)

    def read_many(self, documents: Sequence[Document]) -> Iterator[Reading]:
        # As a pipeline, which has read none where one of them fails.
        if any("FALLA" in document.text for document in documents):
            raise ValueError("no parse")
        return map(self.read, documents)


def quick_reading(document: Document) -> Reading:
    words = [(m[0], Span(m.start(), m.end())) for m in re.finditer(r"[A-Z]\w+", document.text)]
    whole = Span(0, len(document.text))
    entities = {w: Entity(w.lower(), "Place", w) for w, _ in words}
    claims = tuple(
        Claim(a.lower(), "spokeWith", b.lower(), "affirmed", "actual", None, whole, span, 0.1 + 0.2)
        for (a, span), (b, _) in pairwise(words)
        if a != b
    )
    mentions = tuple(sorted(Mention(span, w.lower(), "name") for w, span in words))
    return Reading(document, (whole,), tuple(sorted(entities.values())), mentions, claims)


class Nursery:
    """Forks builds; the program is imported once. `prefix` is a command to run it under."""

    def __init__(self, *prefix: str) -> None:
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-W", "error", "-m", "tests.killing"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.pid = self._process.pid
        assert self._process.stdout is not None
        self.ready = self._process.stdout.readline() != ""

    def build(self, *arguments: str | Path, log: Path, **what: Any) -> Ended:
        self.start(*arguments, log=log, **what)
        return self.wait()

    def start(self, *arguments: str | Path, log: Path, **what: Any) -> None:
        order = Order(tuple(map(str, arguments)), str(log), **what)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()

    def wait(self) -> Ended:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery has ended"
        return Ended(**json.loads(line))

    def close(self) -> None:
        self._process.communicate(timeout=60)


# What follows runs in the nursery and in its children.

_steps = 0
_order: Order | None = None
_folder = ""
_AUDITED = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"})


def step(name: str) -> None:
    """Count a step, and end or fail where this is the one; what it was is told on its failure."""
    global _steps  # noqa: PLW0603  (one build a process)
    if _order is None:
        return
    _steps += 1
    _counter[:8] = _steps.to_bytes(8, "little")
    if _steps == _order.kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
    if _steps == _order.fail_at and name != "read":
        if name == "sql":
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        raise OSError(_order.fault, os.strerror(_order.fault))


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _order is not None and str(arguments[0]) == _order.vanishing:
        with contextlib.suppress(FileNotFoundError):
            Path(_order.vanishing).unlink()
    if event in _AUDITED and isinstance(arguments[0], str) and _folder in arguments[0]:
        # Of what is opened, only what is opened for writing.
        if event != "open" or arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            step(event)


class _CountingConnection(sqlite3.Connection):
    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        step("sql")
        return super().execute(*arguments)


def _child(order: Order) -> NoReturn:
    global _order, _folder  # noqa: PLW0603
    from graph.cli import cli

    QuickReader.order = order
    _folder = str(Path(order.arguments[order.arguments.index("-o") + 1]))
    connect, sync = sqlite3.connect, os.fsync

    def counting(path: Any, **options: Any) -> sqlite3.Connection:
        return connect(path, factory=_CountingConnection, **options)

    def counted_sync(handle: int) -> None:
        step("fsync")
        sync(handle)

    sqlite3.connect = counting  # type: ignore[assignment]
    os.fsync = counted_sync
    sys.addaudithook(_audit)
    if order.file_limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.file_limit, order.file_limit))
    _order = order
    status = 1
    try:
        cli.main(list(order.arguments), prog_name="hemerograph")
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
        status = 99
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


# Shared with the child, whom no limit for files keeps from counting.
_counter = mmap.mmap(-1, 8)


def _run(order: Order) -> Ended:
    _counter[:8] = bytes(8)
    hears, says = os.pipe()
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.dup2(says, 1)
        os.dup2(says, 2)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), write_through=True)
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", closefd=False), write_through=True)
        _child(order)
    if order.kill_after is not None:
        _wait_or_kill(pid, began + order.kill_after, order.kill_with)
    _, code = os.waitpid(pid, 0)
    os.close(says)
    with open(hears, encoding="utf-8", errors="replace") as pipe:  # noqa: PTH123  (no path)
        output = pipe.read()
    steps = int.from_bytes(_counter[:8], "little")
    return Ended(os.waitstatus_to_exitcode(code), steps, time.monotonic() - began, output)


_PATIENCE = 60.0  # seconds


def _wait_or_kill(pid: int, deadline: float, number: int) -> None:
    while time.monotonic() < deadline:
        # WNOWAIT leaves the child to be waited for.
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.001)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
    if number != signal.SIGKILL:
        _wait_or_kill(pid, time.monotonic() + _PATIENCE, signal.SIGKILL)  # it does not listen


def _warm_up() -> None:
    """Import what a build needs, so that a forked one begins at once."""
    from graph import api
    from graph.cli import build  # noqa: F401
    from graph.exports import graphml, html, turtle  # noqa: F401
    from graph.exports.formats import to_files
    from graph.knowledge.merge import merge

    text = "Lima y Quito"
    kg = merge([quick_reading(Document("d", text, "0"))], QuickReader.versions)
    to_files(kg, (), api.DEFAULT_BASE, True)


def _orders() -> Iterator[Order]:
    for line in sys.stdin:
        yield Order(**json.loads(line))


def main() -> None:
    # A shell may have us ignore Ctrl-C (`make soak &`), which builds would inherit.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    module = types.ModuleType("graph.pipeline")
    module.SpanishReader = QuickReader  # type: ignore[attr-defined]
    sys.modules["graph.pipeline"] = module
    _warm_up()
    print(json.dumps({}), flush=True)
    for order in _orders():
        print(json.dumps(asdict(_run(order))), flush=True)


if __name__ == "__main__":
    main()
