"""The knowledge graph as a NetworkX multigraph: one node an entity, one edge a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.model import Document, Entity, KnowledgeGraph, KnownClaim, Span
from graph.vocabulary import relations

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(kg: KnowledgeGraph, with_text: bool = True) -> nx.MultiDiGraph[str]:
    """Return the graph with every claim as an edge of its own.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph of a corpus.
    with_text : bool
        False leaves out the words of the documents (``sentence`` and ``trigger`` are None),
        for texts that may not be republished.

    Returns
    -------
    networkx.MultiDiGraph
        A node is an entity's slug with ``label``, ``type``, ``aliases`` (list of str) and
        ``documents`` (int: how many name it). An edge goes from subject to object with the
        claim's id as its key, so that parallel claims stand side by side; it has
        ``relation``, ``label_es``, ``group`` (empty for an open relation), ``polarity``,
        ``modality``, ``source`` (slug), ``source_label``, ``sentence``, ``trigger``,
        ``document`` (id), ``date``, ``time``, ``confidence`` (float), ``title`` and
        ``event`` (id); what is not known is None. Nodes and edges come in the order of the
        ids, and so do not depend on the order of the input.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, said in network_nodes(kg):
        network.add_node(key, **said)
    for subject, object_, claim, said in network_edges(kg, with_text):
        network.add_edge(subject, object_, key=claim, **said)
    return network


def network_nodes(kg: KnowledgeGraph) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the nodes of `to_networkx` with their attributes, one at a time."""
    counts = document_counts(kg)
    for entity in sorted(kg.entities):
        yield (
            entity.key,
            {
                "label": entity.label,
                "type": entity.type,
                "aliases": list(entity.aliases),
                "documents": counts.get(entity.key, 0),
            },
        )


def network_edges(
    kg: KnowledgeGraph, with_text: bool = True
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield subject, object, claim and attributes of the edges of `to_networkx`, one at a time.

    Those of one subject come together, in the order of the nodes, then those of one object, in the
    order of their first claims.
    """
    documents = {document.id: document for document in kg.documents}
    entities = {entity.key: entity for entity in kg.entities}
    out: dict[str, dict[str, list[KnownClaim]]] = {key: {} for key in sorted(entities)}
    for known in sorted(kg.claims, key=lambda known: known.id):
        ends = out.setdefault(known.claim.subject, {})
        ends.setdefault(known.claim.object, []).append(known)
    for subject, ends in out.items():
        for object_, claims in ends.items():
            for known in claims:
                said = _edge(known, documents[known.document], entities, with_text)
                yield subject, object_, known.id, said


def document_counts(kg: KnowledgeGraph) -> dict[str, int]:
    """Return for each entity slug the number of documents that mention it or claim it."""
    named = {
        document: {mention.entity for mention in mentions}
        for document, mentions in kg.mentions.items()
    }
    for known in kg.claims:
        keys = (known.claim.subject, known.claim.object, known.claim.source)
        named.setdefault(known.document, set()).update(key for key in keys if key is not None)
    counts: Counter[str] = Counter()
    for entities in named.values():
        counts.update(entities)
    return dict(sorted(counts.items()))


def relation_label(relation: str) -> str:
    """Return the Spanish label of a relation; of an open one, its lemma."""
    known = relations().get(relation)
    return known.label_es if known else relation


def words(document: Document, span: Span) -> str:
    """Return the words of `document` that `span` covers."""
    return document.text[span.begin : span.end]


def _edge(
    known: KnownClaim, document: Document, entities: dict[str, Entity], with_text: bool
) -> dict[str, Any]:
    claim = known.claim
    relation = None if claim.is_open else relations().get(claim.relation)
    source = entities.get(claim.source) if claim.source else None
    return {
        "relation": claim.relation,
        "label_es": relation.label_es if relation else claim.relation,
        "group": relation.group if relation else "",
        "polarity": claim.polarity,
        "modality": claim.modality,
        "source": claim.source,
        "source_label": source.label if source else None,
        "sentence": words(document, claim.sentence) if with_text else None,
        "trigger": words(document, claim.trigger) if with_text else None,
        "document": known.document,
        "date": document.date,
        "time": claim.time,
        "confidence": float(claim.confidence),
        "title": claim.title,
        "event": known.event,
    }
