"""``hemerograph serve``: a SPARQL endpoint over a built graph."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from types import FrameType

import click

from graph.cli.screen import show_note, show_output


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7878, show_default=True,
    help="Port to listen on; 0 for a free one.",
)  # fmt: skip
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; another one than loopback lets other machines ask.",
)
def serve(graph: Path, port: int, host: str) -> None:
    """Answer SPARQL 1.1 queries over GRAPH (a .ttl file or an output folder), read-only.

    A page to type queries in is at the address itself, the endpoint at /query. Updates and
    SERVICE are refused. Ctrl-C or SIGTERM stops it.
    """
    from graph.errors import DataError
    from graph.store.gate import is_loopback
    from graph.store.serve import serving

    stopped, died = threading.Event(), threading.Event()

    def stop(signum: int, frame: FrameType | None) -> None:
        # While it starts there is nothing to wait for: what was begun is undone.
        if not stopped.is_set() and not serves:
            raise KeyboardInterrupt
        stopped.set()

    def end() -> None:
        died.set()
        stopped.set()

    serves = False
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    with serving(graph, host, port, end) as address:
        serves = True
        show_output(f"{address}        page to ask in\n{address}query   SPARQL endpoint")
        if not is_loopback(host.strip("[]")):
            show_note("whoever reaches this machine can read the graph; there is no password")
        stopped.wait()
    if died.is_set():
        raise DataError("Oxigraph's server has ended by itself", "oxigraph", "Start it again")
    show_note("stopped")
