"""Nodes and edges as CSV, with the headings that Neo4j's importer reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from graph.exports.network import network_edges, network_nodes
from graph.exports.terms import clean_text
from graph.model import KnowledgeGraph

# Between the values of a list, as Neo4j's importer expects.
LIST_SEPARATOR = ";"
# What a column holds, by the heading that tells the importer its type.
_NODES = {
    "id:ID": "id", "label": "label", "aliases:string[]": "aliases", "documents:int": "documents",
    ":LABEL": "type",
}  # fmt: skip
_EDGES = {
    ":START_ID": "subject", ":END_ID": "object", ":TYPE": "relation", "claim": "claim",
    "label_es": "label_es", "group": "group", "polarity": "polarity", "modality": "modality",
    "source": "source", "source_label": "source_label", "title": "title", "document": "document",
    "date": "date", "time": "time", "confidence:float": "confidence", "event": "event",
    "sentence": "sentence", "trigger": "trigger",
}  # fmt: skip


def to_node_table(kg: KnowledgeGraph) -> bytes:
    """Return one row an entity, as CSV in UTF-8 (RFC 4180)."""
    return b"".join(node_table_parts(kg))


def node_table_parts(kg: KnowledgeGraph) -> Iterator[bytes]:
    """Yield what `to_node_table` returns, a row at a time."""
    return _table(_NODES, ({"id": key, **said} for key, said in network_nodes(kg)))


def to_edge_table(kg: KnowledgeGraph, with_text: bool = True) -> bytes:
    """Return one row a claim, as CSV in UTF-8 (RFC 4180).

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph of a corpus.
    with_text : bool
        False leaves the sentence and the words of the claim empty.
    """
    return b"".join(edge_table_parts(kg, with_text))


def edge_table_parts(kg: KnowledgeGraph, with_text: bool = True) -> Iterator[bytes]:
    """Yield what `to_edge_table` returns, a row at a time."""
    rows = (
        {"subject": subject, "object": object_, "claim": key, **said}
        for subject, object_, key, said in network_edges(kg, with_text)
    )
    return _table(_EDGES, rows)


def _table(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns.values()])
        yield out.getvalue().encode("utf-8")
        out.seek(0)
        out.truncate()
    yield out.getvalue().encode("utf-8")


def _cell(value: str | float | Sequence[str] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, (int, float)):
        return str(value)
    return LIST_SEPARATOR.join(clean_text(part).replace(LIST_SEPARATOR, ",") for part in value)
