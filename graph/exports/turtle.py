"""The graph as RDF: triples, Turtle, an rdflib graph. The terms are those of the ontology.

Every node is written once, with all that is said of it, in an order that depends on the
content only: the run, open relations, documents with their spans, entities, events, claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph.errors import DataError
from graph.exports.literals import (
    decimal_literal,
    index_literal,
    link,
    rdflib_triple,
    text_literal,
    time_literal,
)
from graph.exports.terms import (
    DCTERMS,
    DEFAULT_BASE,
    HG,
    NIF,
    ONTOLOGY,
    ONTOLOGY_VERSION,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    VOID,
    XSD,
    Names,
    clean_iri,
    prefixes,
)
from graph.model import Claim, Document, Entity, Event, KnowledgeGraph, KnownClaim, Span
from graph.vocabulary import relations

if TYPE_CHECKING:
    import rdflib

__all__ = ["DEFAULT_BASE", "to_rdf", "to_triples", "to_turtle"]

Object = NamedNode | Literal
Statement = tuple[NamedNode, Object]
Node = tuple[str, list[Statement]]


def _terms(namespace: str, *names: str) -> tuple[NamedNode, ...]:
    return tuple(NamedNode(namespace + name) for name in names)


(A, SUBJECT, PREDICATE, OBJECT, STATEMENT) = _terms(
    RDF, "type", "subject", "predicate", "object", "Statement"
)
(LABEL, SUB_PROPERTY_OF) = _terms(RDFS, "label", "subPropertyOf")
(ALT_LABEL,) = _terms(SKOS, "altLabel")
(OBJECT_PROPERTY, SAME_AS) = _terms(OWL, "ObjectProperty", "sameAs")
(CONFORMS_TO,) = _terms(DCTERMS, "conformsTo")
(DATASET, URI_SPACE, VOCABULARY) = _terms(VOID, "Dataset", "uriSpace", "vocabulary")
(PROV_ENTITY, ACTIVITY, USED, DERIVED_FROM, GENERATED_BY) = _terms(
    PROV, "Entity", "Activity", "used", "wasDerivedFrom", "wasGeneratedBy"
)
(ARTICLE, IDENTIFIER, HEADLINE, PUBLISHED, URL, IN_LANGUAGE, PUBLISHER, MENTIONS) = _terms(
    SCHEMA, "NewsArticle", "identifier", "headline", "datePublished", "url", "inLanguage",
    "publisher", "mentions",
)  # fmt: skip
(CONTEXT, STRING, SENTENCE, BEGIN, END, ANCHOR_OF, IS_STRING, REFERENCE_CONTEXT) = _terms(
    NIF, "Context", "OffsetBasedString", "Sentence", "beginIndex", "endIndex", "anchorOf",
    "isString", "referenceContext",
)  # fmt: skip
(EVENT, EVENT_TYPE, HAS_ACTOR, HAS_PLACE, HAS_TIME_STAMP) = _terms(
    SEM, "Event", "eventType", "hasActor", "hasPlace", "hasTimeStamp"
)
(CLAIM, POLARITY, MODALITY, ATTRIBUTED_TO, EVIDENCE, TRIGGER, POSITION_TITLE, CONFIDENCE) = _terms(
    HG, "Claim", "polarity", "modality", "attributedTo", "evidence", "trigger", "positionTitle",
    "confidence",
)  # fmt: skip
(DENOTES, FRAME, RESOLUTION, CLAIMED_TIME, CLAIMED_PLACE, RELATION, SOURCE_COUNT) = _terms(
    HG, "denotes", "frame", "resolution", "claimedTime", "claimedPlace", "relation", "sourceCount"
)
(SHA256, REFERS_TO, MENTION_KIND, LEMMA, SOFTWARE_VERSION, INTERACTED_WITH, INTERACTION) = _terms(
    HG, "sha256", "refersTo", "mentionKind", "lemma", "softwareVersion", "interactedWith",
    "Interaction",
)  # fmt: skip
(INTEGER,) = _terms(XSD, "integer")


class _Writer:
    """Says of each thing of one graph what is to be said of it.

    Each method yields nodes: the IRI with its predicates and objects.
    """

    def __init__(self, kg: KnowledgeGraph, base: str, with_text: bool) -> None:
        self.kg, self.names, self.with_text = kg, Names(base), with_text
        self.activity_iri = NamedNode(self.names.activity(kg.versions))
        self.named = {entity.key for entity in kg.entities if entity.named}
        self.claims_of: defaultdict[str, list[Claim]] = defaultdict(list)
        for known in kg.claims:
            self.claims_of[known.document].append(known.claim)

    def _entity(self, key: str) -> NamedNode:
        return NamedNode(self.names.entity(key))

    def _relation(self, name: str, is_open: bool) -> NamedNode:
        if not is_open and name not in relations():
            raise DataError(
                "unknown relation", ascii(name), "Add it to ontology/relations.tsv or mark it open"
            )
        return NamedNode(self.names.relation(name, is_open))

    def nodes(self) -> Iterator[Node]:
        """Yield every node of the graph once."""
        yield from self._run()
        yield from self._open_relations()
        for document in sorted(self.kg.documents, key=lambda document: document.id):
            yield self._document(document)
            yield from self._spans(document)
        direct = self._direct()
        for entity in sorted(self.kg.entities):
            iri, said = self._describe(entity)
            yield iri, said + direct.get(entity.key, [])
        for event in sorted(self.kg.events, key=lambda event: event.id):
            yield self._event(event)
        for known in sorted(self.kg.claims, key=lambda known: known.id):
            yield self._claim(known)

    def _run(self) -> Iterator[Node]:
        """Yield the data set and the one activity that made it, without any clock time."""
        base = self.names.base
        yield (
            base,
            [
                (A, DATASET),
                (URI_SPACE, Literal(base)),
                (VOCABULARY, NamedNode(HG)),
                (CONFORMS_TO, NamedNode(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")),
                (GENERATED_BY, self.activity_iri),
            ],
        )
        used = [(USED, NamedNode(self.names.document(d.id))) for d in self.kg.documents]
        versions = [
            (SOFTWARE_VERSION, text_literal(f"{name} {version}"))
            for name, version in self.kg.versions.items()
        ]
        yield self.activity_iri.value, [(A, ACTIVITY), *used, *versions]

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
        for claim in self.claims_of[document.id]:
            sentences.add(claim.sentence)
            roles[claim.trigger] += ()
        for sentence in sentences:
            roles[sentence].append((A, SENTENCE))
        for mention in self.kg.mentions.get(document.id, ()):
            roles[mention.span] += (
                (REFERS_TO, self._entity(mention.entity)),
                (MENTION_KIND, Literal(mention.kind)),
            )
        context = NamedNode(self.names.document(document.id))
        for span in sorted(roles):
            said = roles[span] + [
                (A, STRING),
                (BEGIN, index_literal(span.begin)),
                (END, index_literal(span.end)),
                (REFERENCE_CONTEXT, context),
            ]
            if self.with_text:
                said.append((ANCHOR_OF, text_literal(document.text[span.begin : span.end])))
            yield self.names.span(document.id, span), said

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

    def _direct(self) -> dict[str, list[Statement]]:
        """Return, by subject, the relations that some claim affirms as actual."""
        direct: defaultdict[str, list[Statement]] = defaultdict(list)
        for known in self.kg.claims:
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


def _order(statement: Statement) -> tuple[bool, str, str]:
    predicate, value = statement
    return predicate != A, predicate.value, str(value)


def to_triples(
    kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True
) -> Iterator[Triple]:
    """Yield the triples of a graph, each once, grouped by subject, in an order of its own.

    Parameters
    ----------
    kg : KnowledgeGraph
        What to write.
    base : str
        The IRI under which entities, documents, claims and events are named.
    with_text : bool
        False leaves out ``nif:anchorOf`` and ``nif:isString``, for texts that may not be
        republished.

    Raises
    ------
    UsageError
        If `base` is no absolute IRI that ends in a slash.
    DataError
        If a claim or event has a relation that the table does not know and is not open.
    """
    for iri, said in _Writer(kg, base, with_text).nodes():
        subject = NamedNode(iri)
        for predicate, value in sorted(set(said), key=_order):
            yield Triple(subject, predicate, value)


def to_turtle(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> bytes:
    """Return a graph as Turtle in UTF-8: the same graph gives the same bytes.

    Parameters and errors are those of `to_triples`.
    """
    bound = prefixes(base)
    turtle = serialize(to_triples(kg, base, with_text), format=RdfFormat.TURTLE, prefixes=bound)
    assert turtle is not None  # serialize() returns bytes where no output file is given
    lines = turtle.split(b"\n", len(bound))
    # Line breaks within strings are escaped: a dot before one always ends a node.
    nodes = lines.pop().replace(b" .\n", b" .\n\n").rstrip(b"\n")
    return b"\n".join([*sorted(lines), b"", nodes, b""])


def to_rdf(kg: KnowledgeGraph, base: str = DEFAULT_BASE, with_text: bool = True) -> rdflib.Graph:
    """Return a graph as an `rdflib.Graph` with the same triples and prefixes.

    Parameters and errors are those of `to_triples`.
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(base).items():
        graph.bind(prefix, namespace)

    for triple in to_triples(kg, base, with_text):
        graph.add(rdflib_triple(triple))
    return graph
