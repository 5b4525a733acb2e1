"""A process that writes two files side by side, and a fork of it that does what it is told to.

    python -W error -m tests.writing FOLDER WHAT JOBS

It prints, in JSON, what became of it. It is a process of its own because pytest's has threads.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from graph.errors import DataError
from graph.output import building, write_files

FAULTS = {name: getattr(errno, name) for name in ("ENOSPC", "EROFS", "EACCES")}
_WHO = ("who", "thread", "unforkable")  # then each file tells which process wrote it
_ONLY_IN_A_FORK = ("killed", "exit", "wait", "bug", "odd bug")
_FIRST = os.getpid()


class _OddError(Exception):
    """Is pickled, but cannot be made again from that."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)
        self.why = why


def _act(what: str, folder: Path) -> None:
    if what in FAULTS:
        raise OSError(FAULTS[what], os.strerror(FAULTS[what]))
    if what == "data":
        raise DataError("unknown relation", "relations.tsv", "Add it")
    if what == "bug":
        _ = 1 // 0
    if what == "odd bug":
        raise _OddError("odd", "why")
    if what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "exit":
        os._exit(3)
    if what == "wait":
        (folder.parent / "begun").write_text(str(os.getpid()))
        time.sleep(60)


def _parts(what: str, folder: Path) -> Iterator[bytes]:
    yield b"new " * 1_000_000
    if what:
        time.sleep(0.2)  # so that the other process takes the other file
    if os.getpid() != _FIRST or what not in _ONLY_IN_A_FORK:
        _act(what, folder)
    if what == "who":
        yield f"by {os.getpid()}".encode()


def _timed() -> Iterator[bytes]:
    yield f"{time.monotonic()} ".encode()
    time.sleep(0.1)
    yield f"{time.monotonic()}".encode()


def _unforkable() -> int:
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def main() -> None:
    folder, what, jobs = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    stop = threading.Event()
    if what == "thread":
        threading.Thread(target=stop.wait).start()
    if what == "unforkable":
        os.fork = _unforkable
    files: dict[str, Iterator[bytes] | bytes] = {
        "x": _parts("who" if what in _WHO else what, folder),
        "y": _parts("who" if what in _WHO else what, folder),
        "z": b"made",
    }
    if what == "timed":
        files = {name: _timed() for name in "abcdef"}
    told: dict[str, object] = {"pid": os.getpid()}
    try:
        with building(folder):
            write_files(folder, files, jobs)
    except KeyboardInterrupt:
        told["error"] = "KeyboardInterrupt"
    except Exception as error:
        told |= {"error": type(error).__name__, "text": str(error)}
        told["notes"] = "".join(getattr(error, "__notes__", ()))
    finally:
        stop.set()
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        told["children"] = 0
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
