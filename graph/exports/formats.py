"""Every format that a graph can be written in: its files, and who makes their bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.errors import UsageError
from graph.exports.terms import DEFAULT_BASE, Names
from graph.model import KnowledgeGraph

__all__ = ["DEFAULT_FORMATS", "FORMATS", "Format", "chosen_formats", "file_names", "to_files"]

Write = Callable[[KnowledgeGraph, str, bool], tuple[Iterable[bytes], ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the names of its files, what it is good for, and what writes them.

    ``write`` takes the graph, the base IRI and whether the words of the documents go in, and
    gives the content of each file, in the order of ``files``, in parts that are made as they
    are taken: the Turtle of 10,000 articles is half a gigabyte.
    """

    files: tuple[str, ...]
    purpose: str
    write: Write


def _later(make: Callable[[], bytes]) -> Iterator[bytes]:
    """Yield one part, the whole, that is made when it is taken, as other parts are."""
    yield make()


# Each imports its writer only when it is asked for: the program starts sooner.
def _ttl(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.turtle import turtle_parts

    return (turtle_parts(kg, base, with_text),)


def _nt(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.turtle import ntriples_parts

    return (ntriples_parts(kg, base, with_text),)


def _nquads(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.quads import nquads_parts

    return (nquads_parts(kg, base, with_text),)


def _trig(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.quads import trig_parts

    return (trig_parts(kg, base, with_text),)


def _jsonld(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.jsonld import jsonld_parts

    return (jsonld_parts(kg, base, with_text),)


def _html(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.excerpt import page_of

    return (_later(lambda: page_of(kg, with_text, base).encode("utf-8")),)


def _graphml(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.graphml import graphml_parts

    return (graphml_parts(kg, with_text),)


def _gexf(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.gexf import to_gexf

    return (_later(lambda: to_gexf(kg, with_text)),)


def _csv(kg: KnowledgeGraph, base: str, with_text: bool) -> tuple[Iterable[bytes], ...]:
    from graph.exports.tables import edge_table_parts, node_table_parts

    return (node_table_parts(kg), edge_table_parts(kg, with_text))


FORMATS: dict[str, Format] = {
    "ttl": Format(("graph.ttl",), "Turtle, for triple stores and hemerograph query", _ttl),
    "html": Format(("graph.html",), "one page to look at, search and share", _html),
    "graphml": Format(("graph.graphml",), "Gephi, Cytoscape, yEd, NetworkX", _graphml),
    "nt": Format(("graph.nt",), "N-Triples, a triple a line", _nt),
    "nquads": Format(("graph.nq",), "N-Quads, a named graph for each document", _nquads),
    "trig": Format(("graph.trig",), "TriG, a named graph for each document", _trig),
    "jsonld": Format(("graph.jsonld",), "JSON-LD, for programs that read JSON", _jsonld),
    "gexf": Format(("graph.gexf",), "GEXF, for Gephi", _gexf),
    "csv": Format(("nodes.csv", "edges.csv"), "tables, headed as Neo4j imports them", _csv),
}
"""What a graph can be written in, by the name of the format."""

DEFAULT_FORMATS = ("ttl", "html", "graphml")
"""What a build writes where nothing else is asked for."""


def chosen_formats(formats: Iterable[str], option: str = "--formats") -> tuple[str, ...]:
    """Return `formats` in the order of `FORMATS`; the default ones where none is given.

    `option` is where the user named them.

    Raises
    ------
    UsageError
        If one is unknown.
    """
    wanted = set(formats) or set(DEFAULT_FORMATS)
    if unknown := sorted(wanted - FORMATS.keys()):
        todo = f"Known formats: {', '.join(FORMATS)}"
        raise UsageError(f"unknown format {', '.join(unknown)}", option, todo)
    return tuple(key for key in FORMATS if key in wanted)


def file_names(formats: Iterable[str], option: str = "--formats") -> tuple[str, ...]:
    """Return the names of the files of `formats`; see `chosen_formats`."""
    return tuple(name for key in chosen_formats(formats, option) for name in FORMATS[key].files)


def to_files(
    kg: KnowledgeGraph,
    formats: Iterable[str] = (),
    base: str = DEFAULT_BASE,
    with_text: bool = True,
) -> dict[str, Iterable[bytes]]:
    """Return the files of a graph, by name, each as the parts that it is to be written from.

    Parameters
    ----------
    kg : KnowledgeGraph
    formats : iterable of str
        Keys of `FORMATS`; the default ones where none is given.
    base : str
        The IRI under which the data is named.
    with_text : bool
        False leaves out the words of the documents.

    Raises
    ------
    UsageError
        If a format is unknown, or `base` is no absolute IRI that ends in a slash.
    """
    Names(base)  # refuses what is no base now, not when the parts are taken
    out: dict[str, Iterable[bytes]] = {}
    for key in chosen_formats(formats):
        wanted = FORMATS[key]
        out.update(zip(wanted.files, wanted.write(kg, base, with_text), strict=True))
    return out
