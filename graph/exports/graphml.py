"""GraphML, which Gephi, Cytoscape and yEd read."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from graph.exports.network import to_networkx
from graph.exports.terms import path_part
from graph.identity import digest
from graph.model import KnowledgeGraph

if TYPE_CHECKING:
    import networkx as nx

# What XML 1.0 cannot hold even when escaped: most control characters, surrogates, U+FFFE/F.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")

LIST_SEPARATOR = " | "


def to_graphml(kg: KnowledgeGraph, with_text: bool = True) -> bytes:
    """Return the multigraph of `to_networkx` as GraphML.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph of a corpus.
    with_text : bool
        False leaves out the words of the documents.

    Returns
    -------
    bytes
        XML in UTF-8, the same for the same graph. Lists are joined with `LIST_SEPARATOR`,
        an attribute that is not known is left out, characters that XML forbids are dropped.
        An edge's ``id`` is the claim's id: ``networkx.read_graphml(force_multigraph=True)``
        gives it back as the key.
    """
    # The plain writer, and not ``write_graphml``, whose bytes depend on whether lxml is there.
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8")
    writer.add_graph_element(flat_network(kg, with_text))
    out = BytesIO()
    writer.dump(out)
    return out.getvalue() + b"\n"


def flat_network(kg: KnowledgeGraph, with_text: bool = True) -> nx.MultiDiGraph[str]:
    """Return the multigraph of `to_networkx` with strings and numbers only, fit for XML.

    Parameters are those of `to_graphml`. Ids that XML does not keep as they are, which no build
    makes but a graph of another hand may have, are percent-encoded and get a hash.
    """
    import networkx as nx

    network = to_networkx(kg, with_text)
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        flat.add_node(_id(node), **_flat(attributes))
    for subject, object_, key, attributes in network.edges(keys=True, data=True):
        flat.add_edge(_id(subject), _id(object_), key=_id(key), **_flat(attributes))
    return flat


def _id(name: str) -> str:
    """Return an id as XML keeps it; different ones stay different."""
    if _NOT_XML.search(name) or not name.isprintable():
        return f"{path_part(name)}-{digest('id', name)[:8]}"
    return name


def _flat(attributes: dict[str, Any]) -> dict[str, str | float]:
    """Return the attributes that are known, as strings and numbers."""
    return {name: _plain(value) for name, value in attributes.items() if value is not None}


def _plain(value: str | float | list[str]) -> str | float:
    if isinstance(value, list):
        value = LIST_SEPARATOR.join(value)
    if isinstance(value, str):
        # An XML reader turns every line end into U+000A: done here, nothing changes on the way.
        return _NOT_XML.sub("", _LINE_END.sub("\n", value))
    return value
