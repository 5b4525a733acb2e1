"""A built graph into any triple store, by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, Triple, parse, serialize

from graph.errors import UsageError
from graph.identity import digest
from graph.output import write_files
from graph.store.opening import base_of, open_graph, turtle_file
from graph.store.remote import GraphStore, shown

CHUNK_BYTES = 4 << 20
_LEAST_BYTES = 16 << 10

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: triples of the graph, those sent now, and those the store then has.

    ``arrived`` counts the triples about the graph's own things; None where the store has no
    SPARQL endpoint that could be asked.
    """

    triples: int
    sent: int
    arrived: int | None


def load_graph(
    path: Path,
    store: GraphStore,
    *,
    replace: bool = False,
    chunk_bytes: int = CHUNK_BYTES,
    progress: Progress | None = None,
) -> Loaded:
    """Send a built graph to a store, piece by piece.

    The triples are sent in the order of the file, so that a load that broke off goes on where
    it stopped: how far it came is kept in a small file beside the graph until all is there.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.
    store : GraphStore
        The store, and the graph in it.
    replace : bool
        Whether what the graph of the store holds is given up first.
    chunk_bytes : int
        Greatest size of a piece; the store may make it smaller (413).
    progress : callable, optional
        Called with the triples sent and those of all.

    Raises
    ------
    UsageError
        If the graph cannot be read, or the store refuses it or cannot be reached; the message
        tells what to do.
    """
    file = turtle_file(path)
    built = open_graph(path)
    _require_names(built, file)
    total, base = len(built), base_of(built)
    own = sum(quad.subject.value.startswith(base) for quad in built)
    if not own:  # the graph of somebody else: all that is in the store is counted
        own, base = total, ""
    mark = _Mark(file, store, total)
    done = 0 if replace and not mark.begun_anew else mark.done
    sent = 0
    for triples in _chunks(file, done, chunk_bytes):
        _send(store, triples, first=replace and done == 0)
        done += len(triples)
        sent += len(triples)
        mark.note(done, replace)
        if progress is not None:
            progress(min(done, total), total)
    arrived = store.count(base)
    mark.forget()
    if arrived is not None and arrived < own:
        raise UsageError(f"only {arrived} of {own} triples arrived", shown(store.url), "Load again")
    return Loaded(total, sent, arrived)


def _require_names(built: Store, file: Path) -> None:
    """Refuse blank nodes: in each piece they would be others."""
    for quad in built:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise UsageError(
                "the graph holds blank nodes, which cannot be sent in pieces", str(file),
                "Give a graph of hemerograph build, or load the file with the store's own tools",
            )  # fmt: skip


def _chunks(file: Path, skipped: int, chunk_bytes: int) -> Iterator[list[Triple]]:
    """Yield the triples of a file in its order, without the first ones, in pieces of that size."""
    piece: list[Triple] = []
    size = 0
    for quad in islice(parse(path=file, format=RdfFormat.TURTLE), skipped, None):
        length = len(str(quad.triple).encode("utf-8")) + 3
        if piece and size + length > chunk_bytes:
            yield piece
            piece, size = [], 0
        piece.append(quad.triple)
        size += length
    if piece:
        yield piece


def _send(store: GraphStore, triples: list[Triple], first: bool) -> None:
    """Send triples; in halves where the store finds them too many."""
    body = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    if store.send(body, replace=first):
        return
    if len(triples) == 1 or len(body) <= _LEAST_BYTES:
        raise UsageError(
            f"the store takes no piece of {len(body)} bytes (413)", shown(store.url),
            "Raise the store's limit for the size of a request",
        )  # fmt: skip
    half = len(triples) // 2
    _send(store, triples[:half], first)
    _send(store, triples[half:], first=False)


class _Mark:
    """How far the load of one graph into one store came, kept beside the graph."""

    def __init__(self, turtle: Path, store: GraphStore, total: int) -> None:
        place = digest("load", store.url, store.graph or "")[:12]
        self.folder, self.name = turtle.parent, f".{turtle.stem}-load-{place}.json"
        stat = turtle.stat()
        self.what = {"size": stat.st_size, "changed": stat.st_mtime_ns, "triples": total}
        self.done, self.begun_anew = 0, False
        try:
            kept = json.loads((self.folder / self.name).read_text(encoding="utf-8"))
            if kept["what"] == self.what and 0 <= kept["done"] <= total:
                self.done, self.begun_anew = int(kept["done"]), bool(kept["replaced"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # there is none, or it is of no use: all is sent

    def note(self, done: int, replaced: bool) -> None:
        """Keep that so many triples are there."""
        self.begun_anew = replaced
        kept = {"what": self.what, "done": done, "replaced": replaced}
        # In a folder that cannot be written the load goes on, but cannot be resumed.
        with suppress(UsageError):
            write_files(self.folder, {self.name: json.dumps(kept).encode("utf-8")})

    def forget(self) -> None:
        """Remove what was kept."""
        with suppress(OSError):
            (self.folder / self.name).unlink(missing_ok=True)


def query_address(url: str) -> str:
    """Return where a store that takes graphs at `url` most likely answers queries.

    Oxigraph, Fuseki, Virtuoso, and RDF4J with GraphDB each have their way; others often answer
    at the same address.
    """
    try:
        address = urlsplit(url)
    except ValueError:
        return url  # which is refused as the store's address
    path = address.path.rstrip("/")
    for end, instead in (
        ("/store", "/query"),
        ("/data", "/query"),
        ("/sparql-graph-crud-auth", "/sparql"),
        ("/sparql-graph-crud", "/sparql"),
        ("/rdf-graphs/service", ""),
    ):
        if path.endswith(end):
            path = path[: -len(end)] + instead
            break
    return address._replace(path=path or "/", query="", fragment="").geturl()


def graph_name(iri: str | None) -> str | None:
    """Return a graph's name as given, checked.

    Raises
    ------
    UsageError
        If it is no absolute IRI.
    """
    if iri is None:
        return None
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise UsageError(
            "not an absolute IRI", ascii(iri), "Give one such as https://example.org/graph"
        ) from error
