"""From paths to a knowledge graph and from that to every format: what the command line calls."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.collection import without_collection
from graph.corpus import CorpusReading, Progress, read_corpus
from graph.engines.choice import EngineChoice, engine_for
from graph.engines.cores import forks_that_fit
from graph.errors import SourceError, UsageError
from graph.exports.formats import FORMATS, file_names, to_files
from graph.exports.terms import DEFAULT_BASE, Names
from graph.incremental import read_new
from graph.knowledge.corrected import CorrectionReport, merge_corrected
from graph.knowledge.corrections import NO_CORRECTIONS, Corrections
from graph.knowledge.corrections_file import load_corrections
from graph.language import models
from graph.model import Document, Entity, Event, KnowledgeGraph, KnownClaim
from graph.output import require_writable, write_files
from graph.phases import phase
from graph.publishing import is_address, place_of
from graph.reading_store import ReadingStore, reading_store
from graph.sources import SourceOptions, Sources, read_paths
from graph.sources.file import without_password
from graph.store_file import DamagedStoreError

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

__all__ = [
    "DEFAULT_BASE",
    "FORMATS",
    "NO_CORRECTIONS",
    "REPORT",
    "BuiltGraph",
    "build_from",
    "build_graph",
]

REPORT = "report.json"
_REASONS = 5


@dataclass(frozen=True, slots=True)
class BuiltGraph:
    """A knowledge graph with the ways out of it.

    ``knowledge`` is the plain graph, ``refused`` the inputs that could not be read,
    ``skipped`` the files in folders that are in no known format. ``base`` is the IRI under
    which the data is named; without ``with_text`` no words of the documents are given out.
    ``corrections`` tells what became of people's corrections, None where there are none.
    ``read`` counts the texts that were read for it, and not found in a store of readings.
    """

    knowledge: KnowledgeGraph
    refused: tuple[SourceError, ...] = ()
    skipped: tuple[Path, ...] = ()
    base: str = DEFAULT_BASE
    with_text: bool = True
    corrections: CorrectionReport | None = None
    read: int = 0

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, sorted by id."""
        return self.knowledge.documents

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, sorted by key."""
        return self.knowledge.entities

    @property
    def claims(self) -> tuple[KnownClaim, ...]:
        """The claims, sorted by id."""
        return self.knowledge.claims

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, sorted by id."""
        return self.knowledge.events

    def to_rdf(self, store: str = "default") -> rdflib.Graph:
        """Return the graph as an rdflib Graph, in rdflib's own store or another, "Oxigraph"."""
        from graph.exports.turtle import to_rdf

        return to_rdf(self.knowledge, self.base, self.with_text, store)

    def to_turtle(self) -> bytes:
        """Return the graph as Turtle in UTF-8."""
        from graph.exports.turtle import to_turtle

        return to_turtle(self.knowledge, self.base, self.with_text)

    def to_jsonld(self) -> bytes:
        """Return the graph as JSON-LD in UTF-8."""
        from graph.exports.jsonld import to_jsonld

        return to_jsonld(self.knowledge, self.base, self.with_text)

    def to_trig(self) -> bytes:
        """Return the graph as TriG in UTF-8, with a named graph for each document."""
        from graph.exports.quads import to_trig

        return to_trig(self.knowledge, self.base, self.with_text)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities as nodes and claims as edges, parallel ones side by side."""
        from graph.exports.network import to_networkx

        return to_networkx(self.knowledge, self.with_text)

    def to_graphml(self) -> bytes:
        """Return the network as GraphML."""
        from graph.exports.graphml import to_graphml

        return to_graphml(self.knowledge, self.with_text)

    def to_html(self) -> str:
        """Return one HTML file with the interactive graph, which needs no network."""
        from graph.exports.html import to_html

        return to_html(self.knowledge, self.with_text, self.base)

    def report(self, files: Sequence[str] = ()) -> dict[str, Any]:
        """Return the counts, versions and refused inputs, with the names of written `files`."""
        from graph.exports.report import to_report

        return to_report(self.knowledge, _pairs(self.refused), files, self.corrections)

    def write(
        self, folder: str | os.PathLike[str], formats: Iterable[str] = (), jobs: int = 1
    ) -> list[Path]:
        """Write the graph into `folder`, each file replaced atomically.

        Parameters
        ----------
        folder : path
            Made where it does not exist.
        formats : iterable of str
            Keys of `FORMATS`; Turtle, HTML and GraphML where none is given. The report is
            always written.
        jobs : int
            How many files may be written at once, by forks of this process where there is memory
            for them: on Linux, and where this process has one thread.

        Returns
        -------
        list of pathlib.Path
            The files.

        Raises
        ------
        OutputError
            If the folder cannot be written.
        UsageError
            If a format is unknown.
        """
        from graph.exports.report import report_bytes

        names = (*file_names(formats), REPORT)
        if is_address(os.fspath(folder)):
            what = "an address, not a folder of this machine"
            raise UsageError(what, without_password(os.fspath(folder)), "Use publish(…)")
        require_writable(Path(folder), names)
        files = to_files(self.knowledge, formats, self.base, self.with_text)
        report = report_bytes(self.knowledge, _pairs(self.refused), names, self.corrections)
        files[REPORT] = [report]
        with without_collection():
            write_files(Path(folder), files, min(jobs, 1 + forks_that_fit()))
        return [Path(folder, name) for name in files]

    def publish(self, url: str, formats: Iterable[str] = (), jobs: int = 1) -> list[str]:
        """Write the graph to an address of fsspec, as `write` does into a folder.

        All files are sent under other names first, and only then moved to their own.

        Parameters
        ----------
        url : str
            As ``s3://bucket/folder``.
        formats : iterable of str
            Keys of `FORMATS`; Turtle, HTML and GraphML where none is given.
        jobs : int
            How many files may be made at once, as for `write`.

        Returns
        -------
        list of str
            The addresses of the files.

        Raises
        ------
        OutputError
            If they cannot be written there.
        UsageError
            If a format is unknown, or a package for such an address is missing.
        """
        formats = tuple(formats)
        place = place_of(url)
        if not place.url:
            return [str(file) for file in self.write(place.folder, formats, jobs)]
        with tempfile.TemporaryDirectory(prefix="hemerograph-") as work:
            place = replace(place, folder=Path(work, "out"))
            place.require_writable((*file_names(formats), REPORT))
            return place.publish(self.write(place.folder, formats, jobs))


def build_graph(
    paths: Sequence[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    model: str = models.DEFAULT_MODEL,
    how: EngineChoice | None = None,
    base: str = DEFAULT_BASE,
    with_text: bool = True,
    options: SourceOptions | None = None,
    corrections: str | os.PathLike[str] | Corrections = NO_CORRECTIONS,
    progress: Progress | None = None,
    store: str | os.PathLike[str] | None = None,
) -> BuiltGraph:
    """Read the documents at `paths` and return the graph of them.

    Parameters
    ----------
    paths : path or sequence of paths
        Files, folders, patterns, addresses; see `graph.sources.iter_paths`.
    model : str
        An installed Spanish pipeline.
    how : EngineChoice, optional
        With how many processes, on which engine, within which limits of a document.
    base : str
        The IRI under which the data is named.
    with_text : bool
        False keeps the words of the documents out of what is written.
    options : SourceOptions, optional
        How the inputs are to be read: columns of tables, formats, what may be fetched.
    corrections : path or Corrections
        What people decided, or the file of it.
    progress : callable, optional
        Called with the number of documents read and of all.
    store : path, optional
        A folder in which the readings are kept (in ``.hemerograph/``), so that the next build
        reads only what is new. An output folder of ``hemerograph build`` is one.

    Returns
    -------
    BuiltGraph

    Raises
    ------
    UsageError
        If no document can be read, the model is missing, or the ontology or the file of
        corrections is broken; if another build uses the store, or it cannot be written.
    """
    if not isinstance(corrections, Corrections):
        corrections = load_corrections(Path(corrections))
    given = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    models.require(model)
    with ExitStack() as stack:
        kept = None
        if store is not None:
            limits = str((how or EngineChoice()).limits)
            kept = stack.enter_context(reading_store(Path(store), model, limits=limits))
        sources = read_paths(given, options)
        if not sources.documents:  # a program sees no standard error
            reasons = "; ".join(str(error) for error in sources.refused[:_REASONS])
            raise UsageError("none of the inputs could be read", todo=reasons)
        built = build_from(
            sources,
            model=model,
            how=how,
            base=base,
            with_text=with_text,
            corrections=corrections,
            progress=progress,
            store=kept,
        )
        if kept is not None:
            kept.tidy(built.documents)
    return built


def build_from(
    sources: Sources,
    *,
    model: str = models.DEFAULT_MODEL,
    how: EngineChoice | None = None,
    base: str = DEFAULT_BASE,
    with_text: bool = True,
    corrections: Corrections = NO_CORRECTIONS,
    progress: Progress | None = None,
    store: ReadingStore | None = None,
) -> BuiltGraph:
    """Return the graph of documents that have been opened already; see `build_graph`.

    `store` is an open one of the same pipeline; its ``tidy`` is left to the caller.

    Raises
    ------
    UsageError
        If there is no document, the model is missing, or the ontology is broken.
    """
    Names(base)  # refuses what is no base, before the long work
    documents, how = sources.documents, how or EngineChoice()
    if not documents:
        raise UsageError("none of the inputs could be read", todo="See the reason of each above")

    def read() -> CorpusReading:
        with phase("reading"):
            if store is None:
                return read_corpus(documents, engine_for(model, documents, how), progress)
            return read_new(documents, lambda new: engine_for(model, new, how), store, progress)

    try:
        corpus = read()
        knowledge, corrected = _merged(corpus, corrections)
    except DamagedStoreError:
        if store is None:
            raise
        store.mend()
        corpus = read()
        knowledge, corrected = _merged(corpus, corrections)
    refused = (*sources.refused, *corpus.refused)
    return BuiltGraph(knowledge, refused, sources.skipped, base, with_text, corrected, corpus.read)


def _merged(
    corpus: CorpusReading, corrections: Corrections
) -> tuple[KnowledgeGraph, CorrectionReport | None]:
    if not corpus.readings:
        raise UsageError("none of the documents could be analysed", todo=str(corpus.refused[0]))
    with phase("resolution"):
        return merge_corrected(corpus.readings, corpus.versions, corrections)


def _pairs(refused: Iterable[SourceError]) -> list[tuple[str, str]]:
    return [(error.where, str(error)) for error in refused]
