"""Reading in a process of its own, with limits: what a hostile file does there ends there.

Parsers of PDF, HTML, XML, workbooks … can loop, crash or eat memory on a file that is made for it,
and nothing within their process can stop them. So one child process reads such files, one after
another: it may take so many seconds for each document and so much memory; where it goes beyond or
dies, the file is refused by name and the next one is read by a new child. It may not use the
network or start programs.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.sources.faults import brief
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions
from graph.sources.registry import READERS

SECONDS = 60.0
"""For one document of a file; the slowest of our tests take two."""

MEMORY = 4 << 30
"""Address space in bytes, of which a third is taken before any file is read."""

_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from graph.sources.isolation import serve; serve()"
)
_MOST_FILES = 2000
"""After so many files a new child: what libraries keep in memory must not grow with the corpus."""

# Threads take address space, and each document is read by one.
_FRUGAL = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
_TODO = "Leave it out, or save its text as .txt"
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")


class IsolatedReader:
    """Reads files in a child process, which is started for the first and kept for the next.

    Parameters
    ----------
    options : SourceOptions
        How inputs are to be read.
    seconds : float
        How long a document may take.
    memory : int
        How many bytes of memory the child may take.
    """

    def __init__(
        self, options: SourceOptions, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self._options, self._seconds, self._memory = options, seconds, memory
        self._child: subprocess.Popen[bytes] | None = None
        self._pending = b""
        self._served = 0

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, file: SourceFile) -> Iterator[Document | SourceError]:
        """Yield what the file's reader yields; what it raises is yielded as a SourceError too.

        Parameters
        ----------
        file : SourceFile
            With a path.
        """
        done = False
        count = 0
        try:
            first = self._ask(file)
            while not done:
                answer = self._receive(self._seconds)
                if isinstance(answer, str) and not count and not first:
                    # It may have died of what it read before: a new one gets a try.
                    self.close()
                    first = self._ask(file)
                    continue
                if isinstance(answer, str):
                    after = f" after {count} documents" if count else ""
                    yield SourceError(f"reading it {answer}{after}", file.where, _TODO)
                    return
                done = answer.get("done", False)
                if not done:
                    count += 1
                    yield _item(answer)
        finally:
            # Also where the caller wants no more of it: the rest must not stand in the pipe.
            if not done:
                self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child, self._pending = self._child, None, b""
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _ask(self, file: SourceFile) -> bool:
        """Send a request; tell whether it is the first that the child gets."""
        if self._served >= _MOST_FILES:
            self.close()
        request = _request(file, self._options, self._seconds, self._memory)
        # A child may have died since its last answer, killed by the system for its memory.
        for _ in range(2):
            child = self._child or self._start()
            if child is None or child.stdin is None:
                return True
            try:
                child.stdin.write(request)
                child.stdin.flush()
            except OSError:
                self.close()
            else:
                break
        self._served += 1
        return self._served == 1

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start a child and wait until it is there, which is not the time of a document.

        None stands for a child that does not start.
        """
        self._served = 0
        self._child = subprocess.Popen(
            [sys.executable, "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we end it
            env={**os.environ, **_FRUGAL},
        )
        if isinstance(self._receive(SECONDS), str):
            self.close()
        return self._child

    def _receive(self, seconds: float) -> dict[str, Any] | str:
        """Return the next answer, or how the child failed to give one."""
        child = self._child
        if child is None or child.stdout is None:
            return "was not possible: its process does not start"
        pipe = child.stdout.fileno()
        parts = [self._pending]
        end = time.monotonic() + seconds
        while b"\n" not in parts[-1]:
            left = end - time.monotonic()
            if left <= 0 or not wait([pipe], left):
                return f"took more than {seconds:.0f} seconds"
            data = os.read(pipe, 1 << 20)
            if not data:
                code = child.wait()
                return f"ended its process ({'signal' if code < 0 else 'status'} {abs(code)})"
            parts.append(data)
        line, _, self._pending = b"".join(parts).partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _request(file: SourceFile, options: SourceOptions, seconds: float, memory: int) -> bytes:
    request = {
        "file": {
            "where": file.where,
            "name": file.name,
            "path": os.fspath(file.path or ""),
            "url": file.url,
            "charset": file.charset,
            "suffix_given": file.suffix_given,
        },
        "options": options.to_json(),
        "seconds": seconds,
        "memory": memory,
    }
    return json.dumps(request).encode("ascii") + b"\n"


def _item(answer: dict[str, Any]) -> Document | SourceError:
    if "document" in answer:
        return Document(**answer["document"])
    return SourceError(*answer["refused"])


def serve() -> None:
    """Answer requests from standard input until it ends; what the child process runs."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.addaudithook(_forbid)

    def answer(**content: object) -> None:
        answers.write(json.dumps(content).encode("ascii") + b"\n")
        answers.flush()

    with suppress(BrokenPipeError, KeyboardInterrupt):
        answer(ready=True)
        for line in sys.stdin.buffer:
            request = json.loads(line)
            _serve_one(request, answer)


def _serve_one(request: dict[str, Any], answer: Callable[..., None]) -> None:
    options = SourceOptions(**request["options"])
    given = request["file"]
    file = SourceFile(**{**given, "path": Path(given["path"])})
    _limit_memory(request["memory"])
    seconds = request["seconds"]
    _limit_processor(seconds)
    try:
        for item in read_directly(file, options):
            if isinstance(item, Document):
                answer(document=asdict(item))
            else:
                answer(refused=[item.what, item.where, item.todo])
            _limit_processor(seconds)
    except MemoryError:
        what = f"reading it takes more than {request['memory'] >> 30} GiB of memory"
        answer(refused=[what, file.where, _TODO])
    answer(done=True)


def read_directly(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    """Yield what the file's reader yields; whatever it raises is yielded as a SourceError too.

    Raises
    ------
    MemoryError
        If the reader does.
    """
    try:
        yield from READERS[file.suffix].reader()(file, options)
    except SourceError as error:
        yield error
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        yield SourceError(what, file.where, "Check the file and its permissions")
    except MemoryError:
        raise
    except (Exception, RecursionError) as error:  # whatever a library raises on a file made for it
        yield SourceError(f"it cannot be parsed ({brief(error)})", file.where, _TODO)
    except BaseException as error:
        # A fault in a library written in Rust has a type of its own, below no Exception.
        if type(error).__name__ != "PanicException":
            raise
        yield SourceError("it cannot be parsed (the library gave up)", file.where, _TODO)


def _forbid(event: str, _: object) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"not allowed while a document is read: {event}")


def _limit_memory(size: int) -> None:
    # Not every system keeps such a limit; the seconds hold on all.
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: float) -> None:
    # Should the program that started us be killed, nobody is there to end us but this.
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 2
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))
