"""SPARQL over a built graph."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from graph.errors import UsageError
from graph.exports.terms import prefixes
from graph.store.display import cell, table, visible
from graph.store.guard import check_query, lexemes
from graph.store.opening import base_of, open_graph

TABLE_WIDTH = 120
FORMATS = ("table", "csv", "tsv", "json")
_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
}


def run_query(path: Path, sparql: str, fmt: str = "table", width: int = TABLE_WIDTH) -> str:
    """Return the answer to a SPARQL query over a built graph, as text.

    The ontology is there too, as the named graph ``https://w3id.org/hemerograph/ontology``,
    and the prefixes that built graphs bind need not be declared.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.
    sparql : str
        A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.
    fmt : {"table", "csv", "tsv", "json"}
        A table for people, or SPARQL results in CSV, TSV or JSON. A graph (CONSTRUCT, DESCRIBE)
        is given as Turtle for "table" and as JSON-LD for "json".
    width : int
        Greatest width of a table in characters.

    Raises
    ------
    UsageError
        If the graph cannot be read, the query is no valid query, changes data, calls another
        service, or has no answer in that format.
    """
    require_format(fmt)
    check_query(sparql)
    store = open_graph(path, with_ontology=names_graphs(sparql))
    return answer_from(store, sparql, fmt, width)


def names_graphs(sparql: str) -> bool:
    """Return whether a query can see named graphs at all, by GRAPH or FROM.

    The ontology is one: where no query can see it, it need not be loaded.
    """
    words = (text.upper() for _, _, text in lexemes(sparql))
    return any("GRAPH" in word or "FROM" in word for word in words)


def require_format(fmt: str) -> None:
    """Refuse a format that no answer has.

    Raises
    ------
    UsageError
        If `fmt` is none of `FORMATS`.
    """
    if fmt not in FORMATS:
        raise UsageError("unknown format", ascii(fmt), f"Use {', '.join(FORMATS)}")


def answer_from(store: Store, sparql: str, fmt: str, width: int = TABLE_WIDTH) -> str:
    """Return the answer of a store, as `run_query` does.

    Raises
    ------
    UsageError
        As `run_query`.
    """
    check_query(sparql)
    bound = prefixes(base_of(store))
    answer = _ask(store, sparql, bound)
    try:
        if isinstance(answer, QueryTriples):
            return _triples(answer, fmt, bound)
        if fmt != "table":
            return (answer.serialize(format=_RESULTS[fmt]) or b"").decode("utf-8")
        if isinstance(answer, QueryBoolean):
            return "true\n" if answer else "false\n"
        columns = [variable.value for variable in answer.variables]
        rows = [[cell(row[name], bound) for name in columns] for row in answer]
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"the query failed: {error}", "query", "Simplify the query") from error
    return table(columns, rows, width)


def parse_only(sparql: str) -> None:
    """Refuse a query that Oxigraph does not parse.

    It is asked of an empty store: give none that may not be run.

    Raises
    ------
    UsageError
        If it is no valid query.
    """
    _ask(Store(), sparql, prefixes())


def _ask(
    store: Store, sparql: str, bound: dict[str, str]
) -> QuerySolutions | QueryBoolean | QueryTriples:
    try:
        return store.query(sparql, prefixes=bound)
    except SyntaxError as error:
        form = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
        if not form:
            raise UsageError(f"not a valid query: {error}", "query", "Mend the query") from error
        line, column, reason = form.groups()
        # The parser's own words help only where they are not a list of characters.
        reason = "something else is expected here" if "[" in reason else reason
        raise UsageError(
            f"syntax error at column {column}: {reason}",
            f"query, line {line}",
            "Mend the query there, or just before",
        ) from error
    except (OSError, ValueError) as error:
        raise UsageError(
            f"the query cannot be run: {str(error)!a}", "query", "Mend the query"
        ) from error


def _triples(answer: QueryTriples, fmt: str, bound: dict[str, str]) -> str:
    if fmt in ("csv", "tsv"):
        raise UsageError(
            f"{fmt.upper()} holds the rows of a SELECT, not a graph",
            f"--format {fmt}",
            "Use table or json",
        )
    # Sorted and each once, because a store gives them in no order.
    triples = sorted(set(answer), key=str)
    form = RdfFormat.TURTLE if fmt == "table" else RdfFormat.JSON_LD
    text = (serialize(triples, format=form, prefixes=bound) or b"").decode("utf-8")
    if fmt != "table":
        return text
    return "".join(visible(line.replace("\t", "    ")) + "\n" for line in text.split("\n") if line)
