"""Real triple stores, started by the tests on the loopback interface, and stopped again."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import requests

from graph.store.serve import server_program

_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class RunningStore:
    """Where a store takes graphs and answers queries, and who may write (by digest)."""

    name: str
    graphs: str
    queries: str
    user: str | None = None
    password: str | None = None
    digest: bool = False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], folder: Path, answers_at: str) -> Iterator[None]:
    """Run a server until the block ends; wait until it answers."""
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + _WAIT
        while True:
            with contextlib.suppress(requests.ConnectionError):
                requests.get(answers_at, timeout=5)
                break
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((folder / "server.log").read_text()[-2000:])
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[RunningStore]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    data = folder / "data"
    command = [server_program(), "serve", "--location", str(data), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder, f"{address}/"):
        yield RunningStore("Oxigraph", f"{address}/store", f"{address}/query")


VIRTUOSO = shutil.which("virtuoso-t")

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
LockFile = {folder}/virtuoso.lck
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 100000
DefaultGraph = http://example.org/nothing
"""


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[RunningStore]:
    http = free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=free_port(), http=http))
    assert VIRTUOSO is not None
    command = [VIRTUOSO, "+foreground", "+configfile", str(ini)]
    address = f"http://127.0.0.1:{http}"
    with running(command, folder, f"{address}/sparql?query=ASK%7B%7D"):
        # The password of a new database of Virtuoso, known to everybody.
        yield RunningStore(
            "Virtuoso",
            f"{address}/sparql-graph-crud-auth",
            f"{address}/sparql",
            user="dba",
            password="dba",
            digest=True,
        )
