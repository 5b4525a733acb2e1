"""The classes and properties that a graph is written with, each by its IRI."""

from __future__ import annotations

from graph.exports.terms import (
    DCAT,
    DCTERMS,
    HG,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    VOID,
)


def _in(namespace: str, names: str) -> tuple[str, ...]:
    return tuple(namespace + name for name in names.split())


A = f"{RDF}type"
(SUBJECT, PREDICATE, OBJECT, STATEMENT) = _in(RDF, "subject predicate object Statement")
(LABEL, SUB_PROPERTY_OF) = _in(RDFS, "label subPropertyOf")
ALT_LABEL = f"{SKOS}altLabel"
(OBJECT_PROPERTY, SAME_AS) = _in(OWL, "ObjectProperty sameAs")
(CONFORMS_TO, DESCRIPTION, SOURCE, TITLE) = _in(DCTERMS, "conformsTo description source title")
(DATASET, URI_SPACE, VOCABULARY, TRIPLES, ENTITIES, CLASSES, PROPERTIES) = _in(
    VOID, "Dataset uriSpace vocabulary triples entities classes properties"
)
(CLASS_PARTITION, CLASS, PROPERTY_PARTITION, PROPERTY) = _in(
    VOID, "classPartition class propertyPartition property"
)
DCAT_DATASET = f"{DCAT}Dataset"
(PROV_ENTITY, ACTIVITY, USED, DERIVED_FROM, GENERATED_BY) = _in(
    PROV, "Entity Activity used wasDerivedFrom wasGeneratedBy"
)
(ARTICLE, IDENTIFIER, HEADLINE, PUBLISHED, URL, IN_LANGUAGE, PUBLISHER, MENTIONS) = _in(
    SCHEMA, "NewsArticle identifier headline datePublished url inLanguage publisher mentions"
)
(CONTEXT, STRING, SENTENCE, BEGIN, END, ANCHOR_OF, IS_STRING, REFERENCE_CONTEXT) = _in(
    NIF,
    "Context OffsetBasedString Sentence beginIndex endIndex anchorOf isString referenceContext",
)
(EVENT, EVENT_TYPE, HAS_ACTOR, HAS_PLACE, HAS_TIME_STAMP) = _in(
    SEM, "Event eventType hasActor hasPlace hasTimeStamp"
)
(CLAIM, POLARITY, MODALITY, ATTRIBUTED_TO, EVIDENCE, TRIGGER, POSITION_TITLE, CONFIDENCE) = _in(
    HG, "Claim polarity modality attributedTo evidence trigger positionTitle confidence"
)
(DENOTES, FRAME, RESOLUTION, CLAIMED_TIME, CLAIMED_PLACE, RELATION, SOURCE_COUNT) = _in(
    HG, "denotes frame resolution claimedTime claimedPlace relation sourceCount"
)
(JOINING, JOINS, JOINED_NAME, REASON, SCORE, SAME_TEXT_AS) = _in(
    HG, "Joining joins joinedName reason score sameTextAs"
)
(SHA256, REFERS_TO, MENTION_KIND, LEMMA, SOFTWARE_VERSION, INTERACTED_WITH, INTERACTION) = _in(
    HG, "sha256 refersTo mentionKind lemma softwareVersion interactedWith Interaction"
)
