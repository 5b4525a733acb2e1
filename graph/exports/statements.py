"""What the graph says of each thing, as statements of RDF, before any format.

Every node has all that is said of it, in an order that depends on the content only. What one
document says (itself, its spans, its claims, the direct triples that they affirm) is kept apart
from what all share (the run, open relations, entities, events), so that a format with named
graphs can give each document its own.

What is said is told here, once; what its terms are made of is the format's affair (`Terms`).
The properties of each node stand in the order of their IRIs as they are told, so that hardly
anything is left to sort.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Generic

from graph.errors import DataError
from graph.exports import vocabulary as voc
from graph.exports.dataset import Counts, describe_dataset
from graph.exports.literals import Node, Statement, T, Terms, told
from graph.exports.terms import HG, Names, clean_iri, clean_text
from graph.model import Document, Entity, Event, KnowledgeGraph, KnownClaim, Mention, NameJoining
from graph.vocabulary import relations


class Statements(Generic[T]):
    """Says of each thing of one graph what is to be said of it.

    Each method yields nodes: the properties in the order of their IRIs, the objects of each in
    the order of their IRIs or words, nothing twice.

    Parameters
    ----------
    kg : KnowledgeGraph
    terms : Terms
        Makes the subjects and objects.
    base : str
        The IRI under which things are named.
    with_text : bool
        False leaves out the words of the documents.

    Raises
    ------
    UsageError
        If `base` is no absolute IRI that ends in a slash.
    """

    def __init__(self, kg: KnowledgeGraph, terms: Terms[T], base: str, with_text: bool) -> None:
        self.kg, self.terms, self.names, self.with_text = kg, terms, Names(base), with_text
        self.documents = sorted(kg.documents, key=lambda document: document.id)
        self.claims = sorted(kg.claims, key=lambda known: known.id)
        self.claims_of: defaultdict[str, list[KnownClaim]] = defaultdict(list)
        for known in self.claims:
            self.claims_of[known.document].append(known)
        self._activity = [terms.iri(self.names.activity(kg.versions))]
        self._named = {entity.key for entity in kg.entities if entity.named}
        self._nodes_of: dict[str, T] = {}
        # What recurs from node to node; terms do not change.
        self._iri = lru_cache(maxsize=None)(terms.iri)
        self._kind = lru_cache(maxsize=None)(terms.text)
        self._index = lru_cache(maxsize=16384)(terms.index)
        self._decimal = lru_cache(maxsize=16384)(terms.decimal)
        self._document_iri = lru_cache(maxsize=None)(self.names.document)
        self._relation = lru_cache(maxsize=None)(self._relation_iri)

    # terms

    def _entity(self, key: str) -> T:
        node = self._nodes_of.get(key)
        if node is None:
            node = self._nodes_of[key] = self.terms.iri(self.names.entity(key))
        return node

    def _entities(self, keys: Collection[str]) -> list[T]:
        """Return entities by their keys, each once."""
        if len(keys) > 1:
            keys = sorted(set(keys), key=self.names.entity)
        return [self._entity(key) for key in keys]

    def _iris(self, iris: Iterable[str]) -> list[T]:
        return [self.terms.iri(iri) for iri in sorted(set(iris))]

    def _texts(self, texts: Iterable[str], language: str | None = None) -> list[T]:
        """Return texts in one language, each once."""
        return [self.terms.text(text, language) for text in sorted(set(map(clean_text, texts)))]

    def _text(self, text: str | None, language: str | None = None) -> list[T]:
        return [] if text is None else [self.terms.text(text, language)]

    def _time(self, text: str | None) -> list[T]:
        return [] if text is None else [self.terms.time(text)]

    def _relation_iri(self, name: str, is_open: bool) -> str:
        if not is_open and name not in relations():
            raise DataError(
                "unknown relation", ascii(name), "Add it to ontology/relations.tsv or mark it open"
            )
        return self.names.relation(name, is_open)

    # parts of the graph

    def nodes(self) -> Iterator[Node[T]]:
        """Yield every node of the graph once, all documents together, the data set last.

        Raises
        ------
        DataError
            If a claim or event has a relation that the table does not know and is not open.
        """
        counts = Counts()
        for node in self._nodes():
            counts.add(node)
            yield node
        yield from self._dataset(counts)

    def shared(self) -> Iterator[Node[T]]:
        """Yield what is no single document's: run, open relations, entities, events, data set.

        Raises
        ------
        DataError
            As `nodes`.
        """
        yield self._run()
        yield from self._open_relations()
        yield from map(self._describe, self._sorted_entities())
        yield from map(self._joining, self._sorted_joinings())
        yield from map(self._event, self._sorted_events())
        yield from self._dataset(Counts.of(self._nodes()))

    def of_document(self, document: Document) -> Iterator[Node[T]]:
        """Yield what one document says: itself, its spans, its claims, what they affirm.

        Raises
        ------
        DataError
            As `nodes`.
        """
        claims = self.claims_of[document.id]
        direct = self._direct(claims)
        yield self._document(document)
        yield from self._spans(document)
        for key in sorted(direct):
            yield self._entity(key), (), self._facts(direct[key])
        yield from map(self._claim, claims)

    def _nodes(self) -> Iterator[Node[T]]:
        yield self._run()
        yield from self._open_relations()
        for document in self.documents:
            yield self._document(document)
            yield from self._spans(document)
        direct = self._direct(self.kg.claims)
        for entity in self._sorted_entities():
            node, classes, said = self._describe(entity)
            if facts := direct.get(entity.key):
                said = sorted([*said, *self._facts(facts)], key=itemgetter(0))
            yield node, classes, said
        yield from map(self._joining, self._sorted_joinings())
        yield from map(self._event, self._sorted_events())
        yield from map(self._claim, self.claims)

    def _dataset(self, counts: Counts) -> Iterator[Node[T]]:
        return describe_dataset(self.kg, self.terms, self.names, self._activity, counts)

    def _sorted_entities(self) -> list[Entity]:
        return sorted(self.kg.entities, key=lambda entity: entity.key)

    def _sorted_joinings(self) -> list[NameJoining]:
        return sorted(self.kg.joinings, key=lambda joining: joining.id)

    def _sorted_events(self) -> list[Event]:
        return sorted(self.kg.events, key=lambda event: event.id)

    def _run(self) -> Node[T]:
        """Return the one activity that made the graph, without any clock time."""
        versions = (f"{name} {version}" for name, version in self.kg.versions.items())
        said = [
            (voc.USED, self._iris(self._document_iri(d.id) for d in self.documents)),
            (voc.SOFTWARE_VERSION, self._texts(versions)),
        ]
        return self._activity[0], (voc.ACTIVITY,), told(said)

    # things

    def _open_relations(self) -> Iterator[Node[T]]:
        claimed = {known.claim.relation for known in self.kg.claims if known.claim.is_open}
        lemmas = claimed | {event.relation for event in self.kg.events if event.is_open}
        for lemma in sorted(lemmas):
            said = [
                (voc.LABEL, self._text(lemma, "es")),
                (voc.SUB_PROPERTY_OF, [self._iri(voc.INTERACTED_WITH)]),
                (voc.LEMMA, self._text(lemma)),
            ]
            yield self.terms.iri(self._relation(lemma, True)), (voc.OBJECT_PROPERTY,), said

    def _document(self, document: Document) -> Node[T]:
        terms = self.terms
        copy = self.kg.copies.get(document.id)
        mentioned = [
            mention.entity
            for mention in self.kg.mentions.get(document.id, ())
            # A thing without a proper name is named by its description.
            if mention.kind == "name"
            or (mention.kind == "description" and mention.entity not in self._named)
        ]
        said = [
            (voc.BEGIN, [terms.index(0)]),
            (voc.END, [terms.index(len(document.text))]),
            (voc.IS_STRING, self._text(document.text) if self.with_text else []),
            (voc.PUBLISHED, self._time(document.date)),
            (voc.HEADLINE, self._text(document.title, document.language)),
            (voc.IDENTIFIER, self._text(document.id)),
            (voc.IN_LANGUAGE, self._text(document.language)),
            (voc.MENTIONS, self._entities(mentioned)),
            (voc.PUBLISHER, self._text(document.outlet)),
            (voc.URL, [] if document.url is None else [terms.link(document.url)]),
            (voc.SAME_TEXT_AS, [self._iri(self._document_iri(copy))] if copy else []),
            (voc.SHA256, self._text(document.sha256)),
        ]
        name = self._iri(self._document_iri(document.id))
        return name, (voc.CONTEXT, voc.PROV_ENTITY, voc.ARTICLE), told(said)

    def _spans(self, document: Document) -> Iterator[Node[T]]:
        """Yield the sentences, mentions and triggers of a document, one node for each span."""
        claims = [known.claim for known in self.claims_of[document.id]]
        spans = [*self.kg.sentences.get(document.id, ()), *(claim.sentence for claim in claims)]
        # Pairs of numbers are told apart and sorted many times sooner than Spans.
        sentences = {(span.begin, span.end) for span in spans}
        mentions: defaultdict[tuple[int, int], list[Mention]] = defaultdict(list)
        for mention in self.kg.mentions.get(document.id, ()):
            mentions[mention.span.begin, mention.span.end].append(mention)
        triggers = {(claim.trigger.begin, claim.trigger.end) for claim in claims}

        terms, text = self.terms, document.text
        iri = self._document_iri(document.id)
        context = [self._iri(iri)]
        for span in sorted({*sentences, *triggers, *mentions}):
            begin, end = span
            said = [(voc.ANCHOR_OF, [terms.text(text[begin:end])])] if self.with_text else []
            said += (
                (voc.BEGIN, [self._index(begin)]),
                (voc.END, [self._index(end)]),
                (voc.REFERENCE_CONTEXT, context),
            )
            if found := mentions.get(span):
                kinds = sorted({mention.kind for mention in found})
                said += (
                    (voc.MENTION_KIND, [self._kind(kind) for kind in kinds]),
                    (voc.REFERS_TO, self._entities([mention.entity for mention in found])),
                )
            classes = (voc.STRING, voc.SENTENCE) if span in sentences else (voc.STRING,)
            yield terms.span(iri, begin, end), classes, said

    def _describe(self, entity: Entity) -> Node[T]:
        addresses = filter(None, map(clean_iri, entity.same_as))
        said = [
            (voc.LABEL, self._text(entity.label, "es")),
            (voc.SAME_AS, self._iris(addresses)),
            (voc.ALT_LABEL, self._texts(entity.aliases, "es")),
        ]
        return self._entity(entity.key), (HG + entity.type,), told(said)

    def _joining(self, joining: NameJoining) -> Node[T]:
        said = [
            (voc.DERIVED_FROM, self._iris(map(self._document_iri, joining.documents))),
            (voc.JOINED_NAME, self._texts(joining.names)),
            (voc.JOINS, [self._entity(joining.entity)]),
            (voc.REASON, self._text("\n".join(joining.reasons))),
            (voc.SCORE, [self._decimal(joining.score)]),
        ]
        return self.terms.iri(self.names.joining(joining.id)), (voc.JOINING,), told(said)

    def _direct(self, claims: Iterable[KnownClaim]) -> dict[str, dict[str, set[str]]]:
        """Return, by subject and relation, whom one of `claims` affirms it of as actual."""
        direct: dict[str, dict[str, set[str]]] = {}

        def add(subject: str, relation: str, object_: str) -> None:
            direct.setdefault(subject, {}).setdefault(relation, set()).add(object_)

        for claim in (known.claim for known in claims):
            if claim.polarity != "affirmed" or claim.modality != "actual":
                continue
            relation = self._relation(claim.relation, claim.is_open)
            add(claim.subject, relation, claim.object)
            if not claim.is_open and relations()[claim.relation].symmetric:
                add(claim.object, relation, claim.subject)
        return direct

    def _facts(self, direct: dict[str, set[str]]) -> list[Statement[T]]:
        """Return the direct triples of one subject."""
        return [(relation, self._entities(direct[relation])) for relation in sorted(direct)]

    def _event(self, event: Event) -> Node[T]:
        # The table gives an open relation no group; it is an interaction of unknown kind.
        group = voc.INTERACTION if event.is_open else HG + event.group.capitalize()
        said = [
            (voc.EVENT_TYPE, [self._iri(group)]),
            (voc.HAS_ACTOR, self._entities(event.actors)),
            (voc.HAS_PLACE, self._entities(event.places)),
            (voc.HAS_TIME_STAMP, self._time(event.time)),
            (voc.RELATION, [self._iri(self._relation(event.relation, event.is_open))]),
            (voc.SOURCE_COUNT, [self.terms.integer(event.source_count)]),
        ]
        return self.terms.iri(self.names.event(event.id)), (voc.EVENT,), told(said)

    def _claim(self, known: KnownClaim) -> Node[T]:
        claim, names, terms = known.claim, self.names, self.terms
        document = self._document_iri(known.document)
        sentence, trigger = claim.sentence, claim.trigger
        source, place, event = claim.source, claim.place, known.event
        said = [
            (voc.OBJECT, [self._entity(claim.object)]),
            (voc.PREDICATE, [self._iri(self._relation(claim.relation, claim.is_open))]),
            (voc.SUBJECT, [self._entity(claim.subject)]),
            (voc.DERIVED_FROM, [self._iri(document)]),
            (voc.GENERATED_BY, self._activity),
            (voc.ATTRIBUTED_TO, [] if source is None else [self._entity(source)]),
            (voc.CLAIMED_PLACE, [] if place is None else [self._entity(place)]),
            (voc.CLAIMED_TIME, self._time(claim.time)),
            (voc.CONFIDENCE, [self._decimal(claim.confidence)]),
            (voc.DENOTES, [] if event is None else [terms.iri(names.event(event))]),
            (voc.EVIDENCE, [terms.span(document, sentence.begin, sentence.end)]),
            (voc.FRAME, self._text(claim.frame or None)),
            (voc.MODALITY, [self._iri(HG + claim.modality)]),
            (voc.POLARITY, [self._iri(HG + claim.polarity)]),
            (voc.POSITION_TITLE, self._text(claim.title, "es")),
            (voc.RESOLUTION, self._text("\n".join(claim.steps) if claim.steps else None)),
            (voc.TRIGGER, [terms.span(document, trigger.begin, trigger.end)]),
        ]
        return terms.iri(names.claim(known.id)), (voc.STATEMENT, voc.CLAIM), told(said)
