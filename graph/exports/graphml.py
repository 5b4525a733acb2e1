"""GraphML, which Gephi, Cytoscape and yEd read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from graph.exports.network import network_edges, network_nodes, to_networkx
from graph.exports.terms import path_part
from graph.identity import digest
from graph.model import KnowledgeGraph

if TYPE_CHECKING:
    import networkx as nx

# What XML 1.0 cannot hold even when escaped: most control characters, surrogates, U+FFFE/F.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")

LIST_SEPARATOR = " | "

_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_TYPES = {str: "string", float: "double", int: "long"}
_NODE = ("label", "type", "aliases", "documents")
_EDGE = (
    "relation", "label_es", "group", "polarity", "modality", "source", "source_label", "sentence",
    "trigger", "document", "date", "time", "confidence", "title", "event",
)  # fmt: skip

_Keys = dict[tuple[str, str], tuple[str, str]]
"""The id and the type of each attribute, by what has it (node or edge) and by its name."""


def to_graphml(kg: KnowledgeGraph, with_text: bool = True) -> bytes:
    """Return the multigraph of `graph.exports.network.to_networkx` as GraphML.

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
    return b"".join(graphml_parts(kg, with_text))


def graphml_parts(kg: KnowledgeGraph, with_text: bool = True) -> Iterator[bytes]:
    """Yield what `to_graphml` returns, a node or an edge at a time.

    NetworkX's writer, whose form this is, holds the whole file as a tree of elements: of 50,000
    claims half a gigabyte.
    """
    keys = _keys(kg, with_text)
    yield _HEAD.encode()
    for (scope, name), (key, kind) in reversed(keys.items()):
        yield f'  <key id="{key}" for="{scope}" attr.name="{name}" attr.type="{kind}" />\n'.encode()
    if not kg.entities:
        yield b'  <graph edgedefault="directed" />\n</graphml>\n\n'
        return
    yield b'  <graph edgedefault="directed">\n'
    for node, said in network_nodes(kg):
        yield _element("node", {"id": _id(node)}, said, keys)
    for subject, object_, claim, said in network_edges(kg, with_text):
        ends = {"source": _id(subject), "target": _id(object_), "id": _id(claim)}
        yield _element("edge", ends, said, keys)
    yield b"  </graph>\n</graphml>\n\n"


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


def _keys(kg: KnowledgeGraph, with_text: bool) -> _Keys:
    """Return the attributes that something has, numbered as they come."""
    keys: _Keys = {}
    for scope, all_, said in (
        ("node", _NODE, (said for _, said in network_nodes(kg))),
        ("edge", _EDGE, (said for *_, said in network_edges(kg, with_text))),
    ):
        _add_keys(keys, scope, all_, said)
    return keys


def _add_keys(
    keys: _Keys, scope: str, names: Iterable[str], things: Iterable[Mapping[str, Any]]
) -> None:
    missing = set(names)
    for said in things:
        for name, value in said.items():
            if value is not None and name in missing:
                missing.remove(name)
                keys[scope, name] = f"d{len(keys)}", _TYPES[type(_plain(value))]
        if not missing:
            return


def _element(
    scope: str, attributes: Mapping[str, str], said: Mapping[str, Any], keys: _Keys
) -> bytes:
    """Return a node or an edge with its data, on lines of their own."""
    named = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    lines = [f"    <{scope}{named}>"]
    for name, value in said.items():
        if value is None:
            continue
        key, text = keys[scope, name][0], escape(str(_plain(value)))
        lines.append(
            f'      <data key="{key}">{text}</data>' if text else f'      <data key="{key}" />'
        )
    lines.append(f"    </{scope}>\n")
    return "\n".join(lines).encode()


def _flat(attributes: dict[str, Any]) -> dict[str, str | float]:
    """Return the attributes that are known, as strings and numbers."""
    return {name: _plain(value) for name, value in attributes.items() if value is not None}


def _plain(value: str | float | list[str]) -> str | float:
    if isinstance(value, list):
        value = LIST_SEPARATOR.join(value)
    if isinstance(value, str):
        # Most texts are printable throughout, which is seen many times sooner.
        if value.isprintable():
            return value
        # An XML reader turns every line end into U+000A: done here, nothing changes on the way.
        return _NOT_XML.sub("", _LINE_END.sub("\n", value))
    return value
