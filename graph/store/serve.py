"""A read-only SPARQL 1.1 server over a built graph: Oxigraph's own, behind a gate."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from graph.errors import DataError, UsageError
from graph.exports.terms import ONTOLOGY
from graph.store.gate import Gate
from graph.store.opening import open_graph, turtle_file
from graph.vocabulary import data_folder

# Seconds: until the server must answer, until it must have stopped, for one query.
_START, _STOP, QUERY_TIMEOUT = 30.0, 10.0, 120


@contextlib.contextmanager
def serving(path: Path, host: str = "127.0.0.1", port: int = 7878) -> Iterator[str]:
    """Serve a built graph while the block runs.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.
    host : str
        Where to listen; on the loopback interface the server answers this machine only.
    port : int
        0 for a free one.

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
    open_graph(path, with_ontology=True)  # refuses a broken graph with our own words
    with tempfile.TemporaryDirectory(prefix="hemerograph-") as folder:
        _load(program, Path(folder), turtle_file(path))
        with _child(program, Path(folder)) as behind, _listening(host, port, behind) as gate:
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


def _load(program: str, folder: Path, turtle: Path) -> None:
    """Load the graph as the default one, and the ontology under its own name, as `query` does."""
    ontology = data_folder() / "hemerograph.ttl"
    for file, options in ((turtle, ()), (ontology, ("--graph", ONTOLOGY))):
        command = [program, "load", "--location", str(folder), "--file", str(file), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DataError(
                f"Oxigraph does not load it: {_last_line(done.stderr)}", str(file),
                "Check it with hemerograph validate",
            )  # fmt: skip


@contextlib.contextmanager
def _child(program: str, folder: Path) -> Iterator[int]:
    """Run Oxigraph's server on a free port of the loopback interface; yield the port."""
    port = _free_port()
    command = [program, "serve-read-only", "--location", str(folder)]
    command += ["--bind", f"127.0.0.1:{port}", "--timeout-s", str(QUERY_TIMEOUT)]
    log = folder.with_suffix(".log")
    with log.open("w+", encoding="utf-8") as out:
        # In a session of its own: Ctrl-C reaches us alone, and we end it.
        child = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        try:
            _wait_until_it_answers(child, port, log)
            yield port
        finally:
            child.terminate()
            try:
                child.wait(_STOP)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            log.unlink(missing_ok=True)


def _wait_until_it_answers(child: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end and child.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    told = _last_line(log.read_text(encoding="utf-8", errors="replace"))
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


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing"
