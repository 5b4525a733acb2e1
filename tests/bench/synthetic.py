"""A graph of any size in the shape of what a build of news gives, made without reading any text.

A document of it has as much as the articles that the program is developed on: sentences with
mentions, claims with every field that a claim can have, of which some are negated, planned or
another's word; entities and events are shared between documents.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from itertools import count

from graph.identity import digest, slug
from graph.model import (
    ENTITY_TYPES,
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
from graph.vocabulary import relations

SENTENCES = 14  # of a document
CLAIMS = 24  # of a document
TRIPLES = 1420  # of a document, about: to choose the number of documents by
_GIVEN = ("Ana", "Luis", "María José", "Íñigo", "Begoña", "Óscar", "Zoe", "Tomás")
_FAMILY = ("Torres", "Prado", "de la Fuente", "Muñoz", "Ibáñez", "O'Donnell", "Güell", "Sáenz")
_VERBS = ("habló con", "criticó a", "visitó", "amenazó a", "se reunió con", "denunció a")
_REST = 'en la sede del organismo, "sin previo aviso", según fuentes de la negociación'
_KINDS: tuple[MentionKind, ...] = ("name", "name", "name", "description", "pronoun", "dropped")


@dataclass
class _Text:
    """The text of one document while it grows, with what stands where."""

    words: str = ""
    sentences: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    triggers: list[tuple[Span, Span, str, str]] = field(default_factory=list)

    def add(self, words: str) -> Span:
        """Add words and return where they stand."""
        begin = len(self.words)
        self.words += words
        return Span(begin, len(self.words))


def synthetic_graph(documents: int) -> KnowledgeGraph:
    """Return a graph of so many documents; of the same number, always the same one."""
    chance = random.Random(documents)
    entities = _entities(max(12, 6 * documents))
    claims: list[KnownClaim] = []
    events: dict[str, Event] = {}
    out, mentions, sentences = [], {}, {}
    for number in range(documents):
        # Neighbours share most of what they speak of, as documents of a day do.
        about = [entities[(5 * number + k) % len(entities)] for k in range(12)]
        text = _text(about, chance)
        name = f"diario-{number:06}"
        out.append(_document(name, number, text.words))
        mentions[name] = tuple(sorted(text.mentions))
        sentences[name] = tuple(text.sentences)
        for known, event in _claims(name, text, chance):
            claims.append(known)
            if event is not None:
                told = events.get(event.id, event).documents
                both = tuple(sorted({*told, *event.documents}))
                events[event.id] = Event(
                    event.id, event.relation, event.group, event.actors, event.time, event.places,
                    both, len(both), event.is_open,
                )  # fmt: skip
    return KnowledgeGraph(
        documents=tuple(out),
        entities=tuple(sorted(entities)),
        claims=tuple(sorted(claims, key=lambda known: known.id)),
        events=tuple(events[key] for key in sorted(events)),
        mentions=mentions,
        sentences=sentences,
        versions={"es_core_news_sm": "3.8.0", "hemerograph": "0.1.0", "spacy": "3.8.0"},
    )


def _entities(number: int) -> list[Entity]:
    out = []
    for n in range(number):
        label = f"{_GIVEN[n % 8]} {_FAMILY[n // 8 % 8]} {n}"
        same_as = (f"http://www.wikidata.org/entity/Q{n}",) if n % 3 == 0 else ()
        aliases = (f"{_FAMILY[n // 8 % 8]} {n}",) if n % 2 else ()
        out.append(Entity(slug(label), ENTITY_TYPES[n % 6], label, aliases, n % 10 != 9, same_as))
    return out


def _document(name: str, number: int, text: str) -> Document:
    return Document(
        id=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=f"Titular número {number}: «el acuerdo»",
        date=f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        url=f"https://example.org/noticias/{number}?sección=política",
        outlet="Diario de prueba",
    )


def _text(about: list[Entity], chance: random.Random) -> _Text:
    text = _Text()
    for number in range(SENTENCES):
        begin = len(text.words)
        triggers = []
        for _ in range(2 if number < CLAIMS - SENTENCES else 1):
            first, second = chance.sample(about, 2)
            for entity in (first, second):
                span = text.add(entity.label)
                text.mentions.append(Mention(span, entity.key, chance.choice(_KINDS)))
                text.add(" ")
                if entity is first:
                    triggers.append((text.add(chance.choice(_VERBS)), first.key, second.key))
                    text.add(" ")
        # Three more that no claim is about.
        for entity in chance.sample(about, 3):
            text.add(", ")
            span = text.add(entity.label)
            text.mentions.append(Mention(span, entity.key, chance.choice(_KINDS)))
        text.add(f" {_REST}.")
        sentence = Span(begin, len(text.words))
        text.sentences.append(sentence)
        text.triggers += [(sentence, *trigger) for trigger in triggers]
        text.add("\n\n" if number % 3 == 2 else " ")
    return text


def _claims(
    document: str, text: _Text, chance: random.Random
) -> list[tuple[KnownClaim, Event | None]]:
    known = [relation for name, relation in relations().items() if name != "other"]
    out: list[tuple[KnownClaim, Event | None]] = []
    for number, (sentence, trigger, subject, object_) in zip(count(), text.triggers):
        relation = chance.choice(known)
        is_open = number % 12 == 11
        name = f"verbo {chance.randrange(40)}" if is_open else relation.name
        time = f"2026-01-{chance.randrange(1, 29):02}" if number % 2 else None
        claim = Claim(
            subject=subject,
            relation=name,
            object=object_,
            polarity="negated" if number % 15 == 14 else "affirmed",
            modality="nonactual" if number % 5 == 4 else "actual",
            source=text.mentions[number].entity if number % 4 == 3 else None,
            sentence=sentence,
            trigger=trigger,
            confidence=chance.randrange(3000, 9900) / 10000,
            is_open=is_open,
            title="secretaria de Estado" if name == "holdsPositionIn" else None,
            time=time,
            place=text.mentions[-1 - number].entity if number % 6 == 5 else None,
            frame=f"{relation.group}:{name}:hablar",
            steps=("subject: nsubj “la mandataria” = Ana", "object: obj “el acuerdo”"),
        )
        event = None if relation.kind == "state" else _event(claim, relation.group, document)
        id_ = digest("claim", document, str(number))
        out.append((KnownClaim(id_, document, event.id if event else None, claim), event))
    return out


def _event(claim: Claim, group: str, document: str) -> Event:
    actors = tuple(sorted((claim.subject, claim.object)))
    return Event(
        id=digest("event", claim.relation, *actors, claim.time or ""),
        relation=claim.relation,
        group="" if claim.is_open else group,
        actors=actors,
        time=claim.time,
        places=(claim.place,) if claim.place else (),
        documents=(document,),
        source_count=1,
        is_open=claim.is_open,
    )
