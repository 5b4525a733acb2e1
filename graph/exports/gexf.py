"""GEXF, Gephi's own format."""

from __future__ import annotations

from io import BytesIO

from graph.exports.graphml import flat_network
from graph.model import KnowledgeGraph


def to_gexf(kg: KnowledgeGraph, with_text: bool = True) -> bytes:
    """Return the multigraph of `to_networkx` as GEXF 1.2.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph of a corpus.
    with_text : bool
        False leaves out the words of the documents.

    Returns
    -------
    bytes
        XML in UTF-8, the same for the same graph: without the day on which it was written.
    """
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", version="1.2draft")
    network = flat_network(kg, with_text)
    for _, _, key, said in network.edges(keys=True, data=True):
        said.update(id=key, label=said["label_es"])  # what Gephi writes beside an edge
    writer.add_graph(network)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    # The writer names itself with its version, which says nothing of the graph.
    for creator in writer.xml.iter("creator"):
        creator.text = "hemerograph"
    out = BytesIO()
    writer.write(out)
    return out.getvalue() + b"\n"
