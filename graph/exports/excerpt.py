"""The part of a very large graph that one page can hold: its busiest entities, and all among them.

A browser opens a page whole: of 10,000 articles (190,000 claims) it has 46 MB and is drawn in
some seconds, but memory and time grow with the claims, and a browser's tab ends at a few gigabytes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from graph.model import KnowledgeGraph, KnownClaim

MOST_CLAIMS = 400_000
"""Claims that a page holds at most: those of some 20,000 articles."""

# As in templates/viewer/words.js, which changes them with the language of the page.
_SPANISH = {
    "excerptEntities": "entidades,",
    "excerptClaims": "afirmaciones:",
    "excerpt": "aquí, las entidades de las que más se dice y todo lo que se dice entre ellas;"
    " el grafo entero está en graph.ttl (hemerograph query, serve).",
}
# The header ends before any text of a document: those are JSON, in which no `<` stands.
_HEADER_END = "</header>"


def page_of(kg: KnowledgeGraph, with_text: bool, base: str, most: int = MOST_CLAIMS) -> str:
    """Return the page of a graph (`graph.exports.html.to_html`), or of its excerpt.

    A page of an excerpt says so in its header, with the numbers of the whole and where that is.
    """
    from graph.exports.html import to_html

    part = excerpt(kg, most)
    page = to_html(part, with_text, base)
    if part is kg:
        return page
    pairs = (
        ("excerptEntities", len(part.entities), len(kg.entities)),
        ("excerptClaims", len(part.claims), len(kg.claims)),
    )
    told = " ".join(
        f'{few} / {all_} <span data-word="{word}">{_SPANISH[word]}</span>'
        for word, few, all_ in pairs
    )
    note = f'<span data-word="excerpt">{_SPANISH["excerpt"]}</span>'
    notice = f'  <p class="bar-counts" id="excerpt">{told} {note}</p>\n'
    return page.replace(_HEADER_END, notice + _HEADER_END, 1)


def excerpt(kg: KnowledgeGraph, most: int = MOST_CLAIMS) -> KnowledgeGraph:
    """Return the graph, or where it has more than `most` claims, that of its busiest entities.

    Parameters
    ----------
    kg : KnowledgeGraph
    most : int
        Claims that the part may have.

    Returns
    -------
    KnowledgeGraph
        Entities in the order of the claims that name them, as many as have no more than `most`
        claims among themselves; a claim is among them if its subject, object, source and place
        are. With the claims' documents and events; mentions are those of the entities, in all
        documents, and sentences those of the documents. The same for the same graph.
    """
    if len(kg.claims) <= most:
        return kg
    times: Counter[str] = Counter()
    for known in kg.claims:
        times.update(_ends(known))
    busiest = sorted(kg.entities, key=lambda entity: (-times[entity.key], entity.key))
    rank = {entity.key: place for place, entity in enumerate(busiest)}
    ranks = sorted(max(rank[key] for key in _ends(known)) for known in kg.claims)
    # All claims that come with an entity come with it, or the entity stays out with the rest.
    first_out = ranks[most]
    kept = {entity.key for entity in busiest[:first_out]}
    claims = tuple(known for known in kg.claims if _ends(known) <= kept)
    documents = {known.document for known in claims}
    events = {known.event for known in claims}
    return replace(
        kg,
        documents=tuple(document for document in kg.documents if document.id in documents),
        entities=tuple(entity for entity in kg.entities if entity.key in kept),
        claims=claims,
        events=tuple(event for event in kg.events if event.id in events),
        mentions={
            document: tuple(mention for mention in mentions if mention.entity in kept)
            for document, mentions in kg.mentions.items()
        },
        sentences={name: spans for name, spans in kg.sentences.items() if name in documents},
    )


def _ends(known: KnownClaim) -> set[str]:
    claim = known.claim
    keys = (claim.subject, claim.object, claim.source, claim.place)
    return {key for key in keys if key is not None}
