"""A read-only SPARQL 1.1 server over a built graph: Oxigraph's own, behind a gate."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from graph.errors import DataError, UsageError
from graph.exports.terms import ONTOLOGY
from graph.store import keeper
from graph.store.gate import Gate
from graph.store.opening import open_graph, turtle_file
from graph.vocabulary import data_folder

# Seconds: until the server must answer, until all must have stopped, for one query.
_START, _STOP, QUERY_TIMEOUT = 30.0, 30.0, 120


@contextlib.contextmanager
def serving(
    path: Path,
    host: str = "127.0.0.1",
    port: int = 7878,
    ended: Callable[[], None] | None = None,
) -> Iterator[str]:
    """Serve a built graph while the block runs.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.
    host : str
        Where to listen; on the loopback interface the server answers this machine only.
    port : int
        0 for a free one.
    ended : callable, optional
        Called where Oxigraph's server ends by itself and cannot be started again.

    Yields
    ------
    str
        The address of the query page; the endpoint is ``query`` under it.

    Raises
    ------
    UsageError
        If the graph cannot be read or the port is taken.
    DataError
        If Oxigraph's server is not installed or does not start.
    """
    program = server_program()
    turtle = turtle_file(path).resolve()
    open_graph(path, with_ontology=True)  # refuses a broken graph with our own words
    host = host.strip("[]")
    with (
        _folder() as folder,
        _child(program, folder, turtle, ended) as behind,
        _listening(host, port, behind) as gate,
    ):
        name = f"[{host}]" if ":" in host else host
        yield f"http://{name}:{gate.server_address[1]}/"


def server_program() -> str:
    """Return the path of Oxigraph's server: that of this environment, else of the system.

    Raises
    ------
    DataError
        If there is none.
    """
    found = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
    if found is None:
        raise DataError(
            "Oxigraph's server is not installed", "oxigraph", "Type: pip install oxigraph"
        )
    return found


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder for the server's data; its keeper removes it, also where we are killed."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="hemerograph-"))
    except OSError as error:
        raise DataError(
            f"no temporary folder can be made: {error.strerror or error}", tempfile.gettempdir(),
            "Make room there, or set TMPDIR to another folder",
        ) from error  # fmt: skip
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _log_of(folder).unlink(missing_ok=True)


def _log_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.log")


@contextlib.contextmanager
def _child(
    program: str, folder: Path, turtle: Path, ended: Callable[[], None] | None
) -> Iterator[int]:
    """Load the graph and run Oxigraph's server on a free port, which is yielded.

    The graph is the default one, and the ontology a graph under its own name, as for `query`.
    """
    port = _free_port()
    files = (turtle, data_folder() / "hemerograph.ttl")
    load = [program, "load", "--location", str(folder), "--file"]
    commands = [
        [*load, str(files[0])],
        [*load, str(files[1]), "--graph", ONTOLOGY],
        [program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}",
         "--timeout-s", str(QUERY_TIMEOUT)],
    ]  # fmt: skip
    child = subprocess.Popen(
        [sys.executable, "-I", keeper.__file__, str(folder), json.dumps(commands)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # In a session of its own: Ctrl-C reaches us alone, and we end it.
        start_new_session=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    stopping = threading.Event()
    try:
        if not child.stdout.readline():
            raise _not_loaded(folder, files, child.wait(_STOP))
        _wait_until_it_answers(child, port, _log_of(folder))

        def watch() -> None:
            child.wait()
            if ended is not None and not stopping.is_set():
                ended()

        threading.Thread(target=watch, name="keeper", daemon=True).start()
        yield port
    finally:
        stopping.set()
        child.stdin.close()
        try:
            child.wait(_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


def _not_loaded(folder: Path, files: tuple[Path, ...], status: int) -> DataError:
    number = status - keeper.FAILED
    file = files[number] if 0 <= number < len(files) else folder
    told = _reason(_log_of(folder).read_text(encoding="utf-8", errors="replace"))
    return DataError(
        f"Oxigraph does not load it: {told}", str(file),
        "Check it with hemerograph validate; the temporary folder (TMPDIR) needs room for it",
    )  # fmt: skip


def _wait_until_it_answers(child: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end and child.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    told = _reason(log.read_text(encoding="utf-8", errors="replace"))
    raise DataError(f"Oxigraph's server does not start: {told}", "oxigraph", "Try again")


@contextlib.contextmanager
def _listening(host: str, port: int, behind: int) -> Iterator[Gate]:
    try:
        gate = Gate((host, port), behind)
    except OSError as error:
        raise UsageError(
            f"cannot listen there: {error.strerror or error}", f"{host}:{port}",
            "Choose another --port, or another --host",
        ) from error  # fmt: skip
    thread = threading.Thread(target=gate.serve_forever, name="gate", daemon=True)
    thread.start()
    try:
        yield gate
    finally:
        gate.shutdown()
        gate.server_close()
        thread.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _reason(text: str) -> str:
    """Return the line of a log that tells what is wrong: a backtrace may stand behind it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower()]
    return (telling or lines[-1:] or ["it says nothing"])[0]
