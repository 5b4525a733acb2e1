"""A reader that does what the file says, to be started in the child process of the isolation."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import types
from collections.abc import Iterator

from graph.errors import SourceError
from graph.model import Document
from graph.sources.document import Told, make_document
from graph.sources.file import SourceFile
from graph.sources.isolation import serve
from graph.sources.options import SourceOptions
from graph.sources.registry import READERS, Format

SUFFIX = ".orden"
TEXT = "El alcalde Pedro Salas negó que haya amenazado a los vecinos durante la sesión."


_served: list[str] = []


def read(file: SourceFile, options: SourceOptions) -> Iterator[Document | SourceError]:
    for order in file.read(options.max_bytes).decode().split():
        yield _obey(order, file)
        _served.append(order)


def _obey(order: str, file: SourceFile) -> Document | SourceError:
    if order == "hang":
        while True:
            pass
    elif order == "exit":
        os._exit(3)
    elif order == "later-exit" and _served:
        os._exit(4)
    elif order == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "memory":
        bytearray(16 << 30)
    elif order == "deep":
        _deep(0)
    elif order == "fault":
        raise KeyError("algo\nraro")
    elif order == "connect":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    elif order == "resolve":
        socket.getaddrinfo("example.org", 80)
    elif order == "start":
        subprocess.run(["true"], check=False)
    elif order == "print":
        print('{"document": {}}', flush=True)
        os.write(1, b"{}\n")
    elif order == "refuse":
        return SourceError("mal", file.where, "Bien")
    return make_document(TEXT, Told(), f"{file.stem}-{order}", file.where)


def _deep(depth: int) -> int:
    return _deep(depth + 1) + 1


def start() -> None:
    module = types.ModuleType("graph.sources.misbehaving")
    module.read = read  # type: ignore[attr-defined]
    sys.modules["graph.sources.misbehaving"] = module
    READERS[SUFFIX] = Format((SUFFIX,), "misbehaving")
    serve()
