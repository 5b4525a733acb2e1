"""What the page holds of a graph, packed: columns of numbers and texts, each text once.

A graph of 40,000 claims as one object a claim takes four times the room, most of it the names of
the fields. ``templates/viewer/unpack.js`` makes objects of it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from graph.exports.drawing import LONGEST, Bundle
from graph.exports.labels import printable, shortened
from graph.exports.network import document_counts
from graph.exports.terms import Names
from graph.model import ENTITY_TYPES, Claim, Document, KnowledgeGraph, KnownClaim
from graph.vocabulary import relations

STATUSES = (
    ("affirmed", "actual"),
    ("negated", "actual"),
    ("affirmed", "nonactual"),
    ("negated", "nonactual"),
)
# The bits of a line's flags.
SYMMETRIC, POSITION, ATTRIBUTED, DISPUTED = 1, 2, 4, 8


def pack(
    kg: KnowledgeGraph,
    claims: Sequence[KnownClaim],
    bundles: Sequence[Bundle],
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    with_text: bool,
) -> dict[str, Any]:
    """Return the graph with its drawing as JSON values.

    Parameters
    ----------
    kg : KnowledgeGraph
    claims : sequence of KnownClaim
        In the order that ``bundles`` count them by.
    bundles : sequence of Bundle
    nodes, edges : sequences of dict
        What `graph.exports.drawing.draw` gives: of the entities in their order, of the bundles.
    with_text : bool
        False leaves out the sentences.
    """
    entities = sorted(kg.entities, key=attrgetter("key"))
    index = {entity.key: i for i, entity in enumerate(entities)}
    return {
        "counts": {
            "documents": len(kg.documents),
            "entities": len(kg.entities),
            "claims": len(claims),
            "events": len(kg.events),
        },
        "versions": kg.versions,
        "relationNames": sorted({known.claim.relation for known in claims}),
        "relations": _relations(claims),
        "entities": _entities(kg, nodes),
        **_lines(bundles, edges, index),
        **_claims(kg, claims, bundles, index, with_text),
    }


def web_address(address: str | None) -> str | None:
    """Return `address` if it is one of http or https, else None."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _relations(claims: Sequence[KnownClaim]) -> list[dict[str, str]]:
    """Return group and labels of the relations that are told; of open ones their local name."""
    names = Names()
    out: dict[str, dict[str, str]] = {}
    for known in claims:
        name = known.claim.relation
        if known.claim.is_open:
            out.setdefault(name, {"property": names.relation(name, True).rsplit("/", 1)[1]})
        else:
            row = relations()[name]
            out.setdefault(name, {"group": row.group, "es": row.label_es, "en": row.label_en})
    return [out[name] for name in sorted(out)]


def _entities(kg: KnowledgeGraph, nodes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counts = document_counts(kg)
    entities = sorted(kg.entities, key=attrgetter("key"))
    return {
        "key": [entity.key for entity in entities],
        "label": [entity.label for entity in entities],
        "type": [ENTITY_TYPES.index(entity.type) for entity in entities],
        "documents": [counts.get(entity.key, 0) for entity in entities],
        "aliases": {i: entity.aliases for i, entity in enumerate(entities) if entity.aliases},
        "links": {
            i: [link for link in entity.same_as if web_address(link)]
            for i, entity in enumerate(entities)
            if entity.same_as
        },
        # As drawn: in lines, without what a canvas would not show.
        "drawn": {
            i: node["label"]
            for i, (entity, node) in enumerate(zip(entities, nodes, strict=True))
            if node["label"] != entity.label
        },
        "size": [node["size"] for node in nodes],
        "x": [node["x"] for node in nodes],
        "y": [node["y"] for node in nodes],
    }


def _lines(
    bundles: Sequence[Bundle], edges: Sequence[Mapping[str, Any]], index: Mapping[str, int]
) -> dict[str, Any]:
    titles = sorted({bundle.relation for bundle in bundles if bundle.position})
    known = {title: i for i, title in enumerate(titles)}
    return {
        "types": ENTITY_TYPES,
        "statuses": STATUSES,
        "titles": titles,
        "shortTitles": [shortened(printable(title), LONGEST) for title in titles],
        "edges": {
            "from": [index[bundle.subject] for bundle in bundles],
            "to": [index[bundle.object] for bundle in bundles],
            "title": {i: known[b.relation] for i, b in enumerate(bundles) if b.position},
            "status": [STATUSES.index((b.polarity, b.modality)) for b in bundles],
            "flags": [_flags(bundle) for bundle in bundles],
            "bend": {i: edge["bend"] for i, edge in enumerate(edges) if edge["bend"]},
        },
    }


def _flags(bundle: Bundle) -> int:
    return (
        SYMMETRIC * bundle.symmetric
        + POSITION * bundle.position
        + ATTRIBUTED * bundle.attributed
        + DISPUTED * bundle.disputed
    )


def _claims(
    kg: KnowledgeGraph,
    claims: Sequence[KnownClaim],
    bundles: Sequence[Bundle],
    index: Mapping[str, int],
    with_text: bool,
) -> dict[str, Any]:
    edge_of = {claim: i for i, bundle in enumerate(bundles) for claim in bundle.claims}
    ordered = sorted(kg.documents, key=lambda document: document.id)
    documents = {document.id: document for document in ordered}
    place_of = {name: i for i, name in enumerate(documents)}
    relation_of = {name: i for i, name in enumerate(sorted({k.claim.relation for k in claims}))}
    told = [known.claim for known in claims]
    sentences: dict[tuple[str, int, int], int] = {}
    sentence_of = [
        sentences.setdefault(
            (k.document, k.claim.sentence.begin, k.claim.sentence.end), len(sentences)
        )
        for k in (claims if with_text else ())
    ]
    triggers = [
        _trigger(documents[k.document].text, k.claim) for k in (claims if with_text else ())
    ]
    return {
        "documentNames": list(documents),
        "documents": [_document(document) for document in documents.values()],
        "sentences": [documents[name].text[begin:end] for name, begin, end in sentences],
        "claims": {
            "id": [known.id for known in claims],
            "relation": [relation_of[claim.relation] for claim in told],
            "edge": [edge_of[i] for i in range(len(claims))],
            "document": [place_of[known.document] for known in claims],
            "turned": [i for i, c in enumerate(told) if c.subject != bundles[edge_of[i]].subject],
            "title": {i: c.title for i, c in enumerate(told) if c.title is not None},
            "source": {i: index[c.source] for i, c in enumerate(told) if c.source is not None},
            "time": {i: claim.time for i, claim in enumerate(told) if claim.time is not None},
            "place": {i: index[c.place] for i, c in enumerate(told) if c.place is not None},
            "confidence": [round(claim.confidence * 100) for claim in told],
            "sentence": sentence_of,
            "begin": [begin for begin, _ in triggers],
            "end": [end for _, end in triggers],
        },
    }


def _document(document: Document) -> Mapping[str, str | None]:
    return {
        "title": document.title,
        "date": document.date,
        "url": web_address(document.url),
        "outlet": document.outlet,
    }


def _trigger(text: str, claim: Claim) -> tuple[int, int]:
    """Return where the trigger stands in its sentence, in the units that JavaScript counts."""
    first, last = claim.sentence.begin, claim.sentence.end
    begin = min(max(claim.trigger.begin, first), last)
    end = min(max(claim.trigger.end, begin), last)
    before, told = text[first:begin], text[begin:end]
    if before.isascii() and told.isascii():
        return begin - first, end - first
    return _units(before), _units(before + told)


def _units(text: str) -> int:
    """Return the length of `text` in UTF-16, where what is beyond U+FFFF takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
