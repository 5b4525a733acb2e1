"""A graph of four invented documents, told in a table, over which the named queries are asked."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from graph.identity import slug
from graph.knowledge.merge import merge
from graph.model import (
    Claim,
    Document,
    Entity,
    EntityType,
    KnowledgeGraph,
    Mention,
    Modality,
    Polarity,
    Reading,
    Span,
)

TYPES: dict[str, EntityType] = {
    "Ana Torres": "Person",
    "Luis Prado": "Person",
    "Marta Gil": "Person",
    "Fiscalía": "Organization",
    "Partido Azul": "Organization",
    "Radio Sur": "Organization",
    "Lima": "Place",
    "Perú": "Place",
    "Ley de Aguas": "Work",
    "Gremio de Carga": "Organization",
    "vecinos": "Group",
}
ALIASES = {"Partido Azul": ("PA",), "Luis Prado": ("Prado",)}

# Document and date; then its sentences: words with the trigger in asterisks, subject, relation,
# object, and what else holds: not (negated), maybe (nonactual), @source, =time, in place, :title.
NEWS = """
uno 2026-03-01
Ana Torres *habló* con Luis Prado en Lima. | Ana Torres | spokeWith | Luis Prado | =2026-02-28 in Lima
Torres, *ministra* de Energía del Perú | Ana Torres | holdsPositionIn | Perú | :ministra de Energía
Según Radio Sur, Torres *amenazó* al Gremio de Carga. | Ana Torres | threatened | Gremio de Carga | @Radio Sur
La Fiscalía *investiga* a Luis Prado. | Fiscalía | investigated | Luis Prado |
Prado *apoya* la Ley de Aguas. | Luis Prado | supported | Ley de Aguas |

dos 2026-03-02
Luis Prado *conversó* con Ana Torres. | Luis Prado | spokeWith | Ana Torres | =2026-02-28 in Lima
Torres *no amenazó* al Gremio de Carga, dijo Marta Gil. | Ana Torres | threatened | Gremio de Carga | not @Marta Gil
Marta Gil *acusó* a Luis Prado. | Marta Gil | accused | Luis Prado |
Marta Gil *criticó* la Ley de Aguas. | Marta Gil | criticized | Ley de Aguas |
Prado *visitará* Lima en abril. | Luis Prado | visited | Lima | maybe =2026-04

tres 2026-03-05
El Partido Azul *nombró* a Marta Gil. | Partido Azul | appointed | Marta Gil | =2026-03-04
Gil *milita* en el Partido Azul. | Marta Gil | memberOf | Partido Azul |
El Partido Azul *respaldó* a Ana Torres, según Radio Sur. | Partido Azul | supported | Ana Torres | @Radio Sur
Luis Prado *criticó* al Partido Azul. | Luis Prado | criticized | Partido Azul |
Marta Gil *acusó* a Luis Prado. | Marta Gil | accused | Luis Prado |
Ana Torres *renunciaría*. | Ana Torres | resignedFrom | Perú | maybe

cuatro 2026-03-06
Ana Torres *inauguró* la feria. | Ana Torres | ~inaugurar | Lima | =2026-03-05
Los vecinos *protestaron* contra Ana Torres. | vecinos | protestedAgainst | Ana Torres | in Lima
"""  # noqa: E501  (a line is a claim)


@lru_cache(maxsize=1)
def news_graph() -> KnowledgeGraph:
    """Return the graph of `NEWS`."""
    blocks = [block.strip().splitlines() for block in NEWS.strip().split("\n\n")]
    return merge([_reading(*block) for block in blocks], {"hemerograph": "0.1.0"})


def _reading(head: str, *lines: str) -> Reading:
    name, date = head.split()
    told = [[part.strip() for part in line.split("|")] for line in lines]
    text = "\n".join(words.replace("*", "") for words, *_ in told)
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    claims: list[Claim] = []
    sentences: list[Span] = []
    begin = 0
    for words, subject, relation, object_, more in told:
        sentence = Span(begin, begin + len(words) - 2)
        first = begin + words.index("*")
        trigger = Span(first, first + words.rindex("*") - words.index("*") - 1)
        claims.append(_claim(subject, relation, object_, more, sentence, trigger))
        sentences.append(sentence)
        begin = sentence.end + 1
    used = {key for c in claims for key in (c.subject, c.object, c.source, c.place) if key}
    entities = tuple(
        Entity(slug(label), kind, label, ALIASES.get(label, ()), named=kind != "Group")
        for label, kind in TYPES.items()
        if slug(label) in used
    )
    return Reading(
        document=Document(
            id=name, text=text, sha256=sha256, title=f"Noticia {name}", date=date, outlet=None
        ),
        sentences=tuple(sentences),
        entities=entities,
        mentions=tuple(sorted(_mentions(text, entities))),
        claims=tuple(claims),
    )


def _claim(
    subject: str, relation: str, object_: str, more: str, sentence: Span, trigger: Span
) -> Claim:
    source, time, place, title = None, None, None, None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    if more.startswith(":"):
        title, more = more[1:], ""
    if more.startswith("not "):
        polarity, more = "negated", more[4:]
    if more.startswith("maybe"):
        modality, more = "nonactual", more[5:].strip()
    if "@" in more:
        more, source = more.split("@")
    if "in " in more:
        more, place = more.split("in ")
    if more.strip().startswith("="):
        time = more.strip()[1:]
    return Claim(
        subject=slug(subject),
        relation=relation.removeprefix("~"),
        object=slug(object_),
        polarity=polarity,
        modality=modality,
        source=slug(source) if source else None,
        sentence=sentence,
        trigger=trigger,
        confidence=0.5 + 0.01 * (trigger.begin % 50),
        is_open=relation.startswith("~"),
        title=title,
        time=time,
        place=slug(place) if place else None,
        frame=f"test/{relation}",
        steps=(f"subject: {subject}", f"object: {object_}"),
    )


def _mentions(text: str, entities: tuple[Entity, ...]) -> list[Mention]:
    found = []
    for entity in entities:
        at = text.find(entity.label)
        while at >= 0:
            span = Span(at, at + len(entity.label))
            found.append(Mention(span, entity.key, "name" if entity.named else "description"))
            at = text.find(entity.label, at + 1)
    return found
