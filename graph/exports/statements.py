"""What the graph says of each thing, as statements of RDF, before any format.

Every node has all that is said of it, in an order that depends on the content only. What one
document says (itself, its spans, its claims, the direct triples that they affirm) is kept apart
from what all share (the run, open relations, entities, events), so that a format with named
graphs can give each document its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from graph.errors import DataError
from graph.exports.dataset import Counts, dataset
from graph.exports.literals import decimal_literal, index_literal, link, text_literal, time_literal
from graph.exports.terms import (
    HG,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    XSD,
    A,
    Names,
    Node,
    Statement,
    clean_iri,
    named,
)
from graph.model import Document, Entity, Event, KnowledgeGraph, KnownClaim, Span
from graph.vocabulary import relations

(SUBJECT, PREDICATE, OBJECT, STATEMENT) = named(RDF, "subject", "predicate", "object", "Statement")
(LABEL, SUB_PROPERTY_OF) = named(RDFS, "label", "subPropertyOf")
(ALT_LABEL,) = named(SKOS, "altLabel")
(OBJECT_PROPERTY, SAME_AS) = named(OWL, "ObjectProperty", "sameAs")
(PROV_ENTITY, ACTIVITY, USED, DERIVED_FROM, GENERATED_BY) = named(
    PROV, "Entity", "Activity", "used", "wasDerivedFrom", "wasGeneratedBy"
)
(ARTICLE, IDENTIFIER, HEADLINE, PUBLISHED, URL, IN_LANGUAGE, PUBLISHER, MENTIONS) = named(
    SCHEMA, "NewsArticle", "identifier", "headline", "datePublished", "url", "inLanguage",
    "publisher", "mentions",
)  # fmt: skip
(CONTEXT, STRING, SENTENCE, BEGIN, END, ANCHOR_OF, IS_STRING, REFERENCE_CONTEXT) = named(
    NIF, "Context", "OffsetBasedString", "Sentence", "beginIndex", "endIndex", "anchorOf",
    "isString", "referenceContext",
)  # fmt: skip
(EVENT, EVENT_TYPE, HAS_ACTOR, HAS_PLACE, HAS_TIME_STAMP) = named(
    SEM, "Event", "eventType", "hasActor", "hasPlace", "hasTimeStamp"
)
(CLAIM, POLARITY, MODALITY, ATTRIBUTED_TO, EVIDENCE, TRIGGER, POSITION_TITLE, CONFIDENCE) = named(
    HG, "Claim", "polarity", "modality", "attributedTo", "evidence", "trigger", "positionTitle",
    "confidence",
)  # fmt: skip
(DENOTES, FRAME, RESOLUTION, CLAIMED_TIME, CLAIMED_PLACE, RELATION, SOURCE_COUNT) = named(
    HG, "denotes", "frame", "resolution", "claimedTime", "claimedPlace", "relation", "sourceCount"
)
(SHA256, REFERS_TO, MENTION_KIND, LEMMA, SOFTWARE_VERSION, INTERACTED_WITH, INTERACTION) = named(
    HG, "sha256", "refersTo", "mentionKind", "lemma", "softwareVersion", "interactedWith",
    "Interaction",
)  # fmt: skip
(INTEGER,) = named(XSD, "integer")


class Statements:
    """Says of each thing of one graph what is to be said of it.

    Each method yields nodes: the IRI with its predicates and objects, sorted, each once.

    Parameters
    ----------
    kg : KnowledgeGraph
    base : str
        The IRI under which things are named.
    with_text : bool
        False leaves out the words of the documents.

    Raises
    ------
    UsageError
        If `base` is no absolute IRI that ends in a slash.
    """

    def __init__(self, kg: KnowledgeGraph, base: str, with_text: bool) -> None:
        self.kg, self.names, self.with_text = kg, Names(base), with_text
        self.activity_iri = NamedNode(self.names.activity(kg.versions))
        self.entities: dict[str, NamedNode] = {}
        self.named = {entity.key for entity in kg.entities if entity.named}
        self.documents = sorted(kg.documents, key=lambda document: document.id)
        self.claims_of: defaultdict[str, list[KnownClaim]] = defaultdict(list)
        for known in sorted(kg.claims, key=lambda known: known.id):
            self.claims_of[known.document].append(known)

    def _entity(self, key: str) -> NamedNode:
        node = self.entities.get(key)
        if node is None:
            node = self.entities[key] = NamedNode(self.names.entity(key))
        return node

    def _relation(self, name: str, is_open: bool) -> NamedNode:
        if not is_open and name not in relations():
            raise DataError(
                "unknown relation", ascii(name), "Add it to ontology/relations.tsv or mark it open"
            )
        return NamedNode(self.names.relation(name, is_open))

    def nodes(self) -> Iterator[Node]:
        """Yield every node of the graph once, all documents together, the data set last.

        Raises
        ------
        DataError
            If a claim or event has a relation that the table does not know and is not open.
        """
        counts = Counts()
        for iri, said in self._nodes():
            node = iri, in_order(said)
            counts.add(node[1])
            yield node
        yield from self._dataset(counts)

    def shared(self) -> Iterator[Node]:
        """Yield what is no single document's: run, open relations, entities, events, data set.

        Raises
        ------
        DataError
            As `nodes`.
        """
        for iri, said in (
            self._run(),
            *self._open_relations(),
            *map(self._describe, sorted(self.kg.entities)),
            *map(self._event, sorted(self.kg.events, key=lambda event: event.id)),
        ):
            yield iri, in_order(said)
        counts = Counts()
        for _, said in self._nodes():
            counts.add(in_order(said))
        yield from self._dataset(counts)

    def of_document(self, document: Document) -> Iterator[Node]:
        """Yield what one document says: itself, its spans, its claims, what they affirm.

        Raises
        ------
        DataError
            As `nodes`.
        """
        claims = self.claims_of[document.id]
        direct = self._direct(claims)
        for iri, said in (
            self._document(document),
            *self._spans(document),
            *((self.names.entity(key), direct[key]) for key in sorted(direct)),
            *map(self._claim, claims),
        ):
            yield iri, in_order(said)

    def _nodes(self) -> Iterator[Node]:
        yield self._run()
        yield from self._open_relations()
        for document in self.documents:
            yield self._document(document)
            yield from self._spans(document)
        direct = self._direct(self.kg.claims)
        for entity in sorted(self.kg.entities):
            iri, said = self._describe(entity)
            yield iri, said + direct.get(entity.key, [])
        for event in sorted(self.kg.events, key=lambda event: event.id):
            yield self._event(event)
        for known in sorted(self.kg.claims, key=lambda known: known.id):
            yield self._claim(known)

    def _run(self) -> Node:
        """Return the one activity that made the graph, without any clock time."""
        used = [(USED, NamedNode(self.names.document(d.id))) for d in self.documents]
        versions = [
            (SOFTWARE_VERSION, text_literal(f"{name} {version}"))
            for name, version in self.kg.versions.items()
        ]
        return self.activity_iri.value, [(A, ACTIVITY), *used, *versions]

    def _dataset(self, counts: Counts) -> Iterator[Node]:
        for iri, said in dataset(self.names, self.activity_iri, self.kg, counts):
            yield iri, in_order(said)

    def _open_relations(self) -> Iterator[Node]:
        claimed = {known.claim.relation for known in self.kg.claims if known.claim.is_open}
        lemmas = claimed | {event.relation for event in self.kg.events if event.is_open}
        for lemma in sorted(lemmas):
            yield (
                self.names.relation(lemma, is_open=True),
                [
                    (A, OBJECT_PROPERTY),
                    (SUB_PROPERTY_OF, INTERACTED_WITH),
                    (LEMMA, text_literal(lemma)),
                    (LABEL, text_literal(lemma, "es")),
                ],
            )

    def _document(self, document: Document) -> Node:
        said: list[Statement] = [
            (A, ARTICLE),
            (A, CONTEXT),
            (A, PROV_ENTITY),
            (IDENTIFIER, text_literal(document.id)),
            (IN_LANGUAGE, text_literal(document.language)),
            (SHA256, text_literal(document.sha256)),
            (BEGIN, index_literal(0)),
            (END, index_literal(len(document.text))),
        ]
        if document.title is not None:
            said.append((HEADLINE, text_literal(document.title, document.language)))
        if document.date is not None:
            said.append((PUBLISHED, time_literal(document.date)))
        if document.url is not None:
            said.append((URL, link(document.url)))
        if document.outlet is not None:
            said.append((PUBLISHER, text_literal(document.outlet)))
        if self.with_text:
            said.append((IS_STRING, text_literal(document.text)))
        said.extend(
            (MENTIONS, self._entity(mention.entity))
            for mention in self.kg.mentions.get(document.id, ())
            # A thing without a proper name is named by its description.
            if mention.kind == "name"
            or (mention.kind == "description" and mention.entity not in self.named)
        )
        return self.names.document(document.id), said

    def _spans(self, document: Document) -> Iterator[Node]:
        """Yield the sentences, mentions and triggers of a document, one node for each span."""
        roles: defaultdict[Span, list[Statement]] = defaultdict(list)
        sentences = set(self.kg.sentences.get(document.id, ()))
        for claim in (known.claim for known in self.claims_of[document.id]):
            sentences.add(claim.sentence)
            roles[claim.trigger] += ()
        for sentence in sentences:
            roles[sentence].append((A, SENTENCE))
        for mention in self.kg.mentions.get(document.id, ()):
            roles[mention.span] += (
                (REFERS_TO, self._entity(mention.entity)),
                (MENTION_KIND, Literal(mention.kind)),
            )
        name = self.names.document(document.id)
        context = NamedNode(name)
        for span in sorted(roles):
            said = roles[span] + [
                (A, STRING),
                (BEGIN, index_literal(span.begin)),
                (END, index_literal(span.end)),
                (REFERENCE_CONTEXT, context),
            ]
            if self.with_text:
                said.append((ANCHOR_OF, text_literal(document.text[span.begin : span.end])))
            yield f"{name}#char={span.begin},{span.end}", said

    def _describe(self, entity: Entity) -> Node:
        iris = (clean_iri(address) for address in entity.same_as)
        return (
            self.names.entity(entity.key),
            [
                (A, NamedNode(HG + entity.type)),
                (LABEL, text_literal(entity.label, "es")),
                *((ALT_LABEL, text_literal(alias, "es")) for alias in entity.aliases),
                *((SAME_AS, NamedNode(iri)) for iri in iris if iri),
            ],
        )

    def _direct(self, claims: Iterable[KnownClaim]) -> dict[str, list[Statement]]:
        """Return, by subject, the relations that one of `claims` affirms as actual."""
        direct: defaultdict[str, list[Statement]] = defaultdict(list)
        for known in claims:
            claim = known.claim
            if claim.polarity != "affirmed" or claim.modality != "actual":
                continue
            relation = self._relation(claim.relation, claim.is_open)
            direct[claim.subject].append((relation, self._entity(claim.object)))
            if not claim.is_open and relations()[claim.relation].symmetric:
                direct[claim.object].append((relation, self._entity(claim.subject)))
        return direct

    def _event(self, event: Event) -> Node:
        # The table gives an open relation no group; it is an interaction of unknown kind.
        group = INTERACTION if event.is_open else NamedNode(HG + event.group.capitalize())
        said: list[Statement] = [
            (A, EVENT),
            (EVENT_TYPE, group),
            (RELATION, self._relation(event.relation, event.is_open)),
            (SOURCE_COUNT, Literal(str(event.source_count), datatype=INTEGER)),
            *((HAS_ACTOR, self._entity(actor)) for actor in event.actors),
            *((HAS_PLACE, self._entity(place)) for place in event.places),
        ]
        if event.time is not None:
            said.append((HAS_TIME_STAMP, time_literal(event.time)))
        return self.names.event(event.id), said

    def _claim(self, known: KnownClaim) -> Node:
        claim, names = known.claim, self.names
        said: list[Statement] = [
            (A, CLAIM),
            (A, STATEMENT),
            (SUBJECT, self._entity(claim.subject)),
            (PREDICATE, self._relation(claim.relation, claim.is_open)),
            (OBJECT, self._entity(claim.object)),
            (POLARITY, NamedNode(HG + claim.polarity)),
            (MODALITY, NamedNode(HG + claim.modality)),
            (EVIDENCE, NamedNode(names.span(known.document, claim.sentence))),
            (TRIGGER, NamedNode(names.span(known.document, claim.trigger))),
            (CONFIDENCE, decimal_literal(claim.confidence)),
            (DERIVED_FROM, NamedNode(names.document(known.document))),
            (GENERATED_BY, self.activity_iri),
        ]
        if claim.source is not None:
            said.append((ATTRIBUTED_TO, self._entity(claim.source)))
        if claim.title is not None:
            said.append((POSITION_TITLE, text_literal(claim.title, "es")))
        if known.event is not None:
            said.append((DENOTES, NamedNode(names.event(known.event))))
        if claim.time is not None:
            said.append((CLAIMED_TIME, time_literal(claim.time)))
        if claim.place is not None:
            said.append((CLAIMED_PLACE, self._entity(claim.place)))
        if claim.frame:
            said.append((FRAME, text_literal(claim.frame)))
        if claim.steps:
            said.append((RESOLUTION, text_literal("\n".join(claim.steps))))
        return names.claim(known.id), said


def in_order(said: Iterable[Statement]) -> list[Statement]:
    """Return statements each once, types first, then by predicate and object."""
    ordered = sorted(said, key=_order)
    return [s for s, before in zip(ordered, [None, *ordered], strict=False) if s != before]


def _order(statement: Statement) -> tuple[bool, str, str]:
    predicate, value = statement
    return predicate is not A, predicate.value, value.value
