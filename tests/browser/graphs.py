"""Graphs that the tests of the viewer open: a busy one, a large one."""

from __future__ import annotations

from graph.identity import slug
from graph.model import (
    ENTITY_TYPES,
    Claim,
    Document,
    Entity,
    KnowledgeGraph,
    KnownClaim,
    Modality,
    Polarity,
    Span,
)
from graph.vocabulary import relations

GIVEN = ("Ana", "Luis", "María Fernanda", "Juan", "Rosa")
FAMILY = ("Torres", "Prado", "de la Fuente Ramírez", "Díaz-Canel", "Ibarra")


def busy_graph() -> KnowledgeGraph:
    """Return 25 entities and 40 lines between them, some with many and most with few."""
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    entities = tuple(Entity(slug(name), ENTITY_TYPES[i % 6], name) for i, name in enumerate(names))
    table = list(relations())
    claims = []
    for i in range(40):
        # The first few are the busiest, as in the news.
        subject, object_ = entities[i * i % 7 if i % 3 else i % 25], entities[(i * 7 + 3) % 25]
        polarity: Polarity = "negated" if i % 9 == 0 else "affirmed"
        modality: Modality = "nonactual" if i % 5 == 0 else "actual"
        claim = Claim(
            subject.key, table[i], object_.key, polarity, modality, None,
            Span(0, 20), Span(0, 3), 0.9,
        )  # fmt: skip
        claims.append(KnownClaim(f"{i:02}", "d", None, claim))
    return KnowledgeGraph(
        (Document("d", "Una frase cualquiera.", "0" * 64),), entities, tuple(claims), ()
    )


def large_graph(size: int) -> KnowledgeGraph:
    """Return so many entities and twice as many claims: few entities with many, most with few.

    There are a document for 20 entities and dates over six years.
    """
    entities = tuple(
        Entity(f"e{i}", ENTITY_TYPES[i % 6], f"Entidad número {i}") for i in range(size)
    )
    documents = tuple(
        Document(
            f"d{i}", f"Una frase cualquiera del documento {i}.", "0" * 64, title=f"Documento {i}",
            date=f"{2020 + i % 6}-{1 + i % 12:02}-{1 + i % 28:02}",
        )
        for i in range(max(10, size // 20))
    )  # fmt: skip
    table = [name for name in relations() if name != "other"]
    claims = []
    for i in range(2 * size):
        # A cube of what is spread evenly: the first entities are in most claims.
        subject = int(size * ((i * 0.618034) % 1) ** 3)
        object_ = (i * 7919 + 1) % size
        document = documents[i % len(documents)]
        claim = Claim(
            f"e{subject}", table[i % len(table)],
            f"e{object_ if object_ != subject else (object_ + 1) % size}",
            "negated" if i % 9 == 0 else "affirmed", "nonactual" if i % 5 == 0 else "actual",
            f"e{i % 50}" if i % 4 == 0 else None,
            Span(0, len(document.text)), Span(4, 9), 0.8,
        )  # fmt: skip
        claims.append(KnownClaim(f"{i:06}", document.id, None, claim))
    return KnowledgeGraph(documents, entities, tuple(claims), ())
