"""Keeps a server and its folder for as long as the program that asked for it lives, no longer.

Run by `graph.store.serve` as a program of its own (standard library only, so that it starts at
once)::

    python keeper.py FOLDER '[[program, argument, …], …]'

The commands are run one after the other; the last is the server. It says
"serving" on standard output when that has been started, starts it again where it dies, and when
its standard input ends (because it was closed, or because who held it was killed, even by
SIGKILL) it ends the server and removes FOLDER with ``FOLDER.log``, where all that they say
goes. Its exit status is 0 then, ``FAILED + n`` where command n failed, and ``DIED`` where the
server would not live; then the log stays.
"""

from __future__ import annotations

import ctypes
import json
import selectors
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

DIED, FAILED = 9, 10
_PR_SET_PDEATHSIG = 1
_STOP = 10.0  # seconds until a server must have ended
_START = 0.3  # seconds within which a server ends that cannot start
_LIFE, _TIMES = 5.0, 100  # how often in a row it may end before so many seconds
_LOOK = 0.1  # seconds between two looks at it


def main(folder: Path, commands: list[list[str]]) -> int:
    """Run the commands until standard input ends; return the exit status."""
    log = folder.with_name(f"{folder.name}.log")
    asked = selectors.DefaultSelector()
    asked.register(sys.stdin, selectors.EVENT_READ)
    try:
        for number, command in enumerate(commands[:-1]):
            ended = _run(command, log, asked)
            if ended is None:
                return _done(log)
            if ended != 0:
                return FAILED + number
        print("serving", flush=True)
        short, ran = 0, False
        while True:
            begun = time.monotonic()
            if _run(commands[-1], log, asked) is None:
                return _done(log)
            # One that hostile queries end soon is worth starting again; one that never ran is not.
            lived = time.monotonic() - begun
            short = short + 1 if lived < _LIFE else 0
            ran = ran or lived > _START
            if not ran or short > _TIMES:
                return DIED
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _die_with_us() -> None:
    """Have the kernel end this process with the one that started it, where it knows how to."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def _done(log: Path) -> int:
    log.unlink(missing_ok=True)
    return 0


def _run(command: list[str], log: Path, asked: selectors.BaseSelector) -> int | None:
    """Run a program until it ends, or is to end; return its exit status, or None."""
    with log.open("ab") as out:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            preexec_fn=_die_with_us,  # noqa: PLW1509  (there is one thread here)
        )
    try:
        while child.poll() is None:
            if asked.select(_LOOK):
                return None
        return child.returncode
    finally:
        child.terminate()
        try:
            child.wait(_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    # Who asked for the server ends it. Not SIG_IGN, which the server would inherit.
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    sys.exit(main(Path(sys.argv[1]), json.loads(sys.argv[2])))
