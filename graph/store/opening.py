"""A built graph, read into memory."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.errors import DataError, UsageError
from graph.exports.terms import DEFAULT_BASE, ONTOLOGY, RDF, VOID
from graph.output import finish_replacing
from graph.vocabulary import data_folder


def open_graph(path: Path, with_ontology: bool = False) -> Store:
    """Return the triples of a built graph as a store in memory.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file, or an output folder, which holds ``graph.ttl``.
    with_ontology : bool
        Whether to add the ontology, as the named graph
        ``https://w3id.org/hemerograph/ontology``; the default graph holds the data alone.

    Raises
    ------
    UsageError
        If there is no such file, it cannot be read, or it is not Turtle.
    DataError
        If the ontology that comes with the program is missing or broken.
    """
    file = turtle_file(path)
    store = Store()
    try:
        with file.open("rb") as stream:
            store.bulk_load(stream, format=RdfFormat.TURTLE)
    except OSError as error:
        raise UsageError(
            f"the graph cannot be read: {error.strerror or error}",
            str(file),
            "Check the path and the permissions",
        ) from error
    except (SyntaxError, ValueError) as error:
        raise UsageError(
            f"not valid Turtle: {error}", str(file), "Build the graph again with hemerograph build"
        ) from error
    if with_ontology:
        ontology = data_folder() / "hemerograph.ttl"
        try:
            with ontology.open("rb") as stream:
                store.bulk_load(stream, format=RdfFormat.TURTLE, to_graph=NamedNode(ONTOLOGY))
        except (OSError, SyntaxError, ValueError) as error:
            raise DataError(
                f"the ontology cannot be read: {error}", str(ontology), "Install the program again"
            ) from error
    return store


def turtle_file(path: Path) -> Path:
    """Return the Turtle file that `path` names: itself, or ``graph.ttl`` in that folder.

    Raises
    ------
    UsageError
        If there is none.
    """
    if path.is_dir():
        finish_replacing(path)
        file = path / "graph.ttl"
        if not file.is_file():
            raise UsageError(
                "the folder holds no graph.ttl", str(path), "Build one with hemerograph build"
            )
        return file
    if not path.is_file():
        raise UsageError(
            "no such graph", str(path), "Give a .ttl file or the output folder of a build"
        )
    if path.suffix.lower() != ".ttl":
        raise UsageError(
            "not a Turtle file by its name", str(path), "Give a .ttl file or an output folder"
        )
    return path


def base_of(store: Store) -> str:
    """Return the base IRI of a built graph: of its one ``void:Dataset``, or the default one."""
    found = store.quads_for_pattern(None, NamedNode(f"{RDF}type"), NamedNode(f"{VOID}Dataset"))
    bases = [quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)]
    return min(bases, default=DEFAULT_BASE)
