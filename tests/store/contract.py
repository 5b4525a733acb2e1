"""The rules of the public contract, each with the updates of the sample graph that break it.

`STRICT` holds the updates about how things fit together; those about single terms are in
`tests.store.broken`. What no graph can show is not here: that a label has no title, that a time is
that of the event and not of the publication, that an authority came from a gazetteer, that the
same input gives the same bytes.
"""

from __future__ import annotations

from tests.samples import ANDINA, COSTA
from tests.store.broken import CLAIM, EVENT, SPAN, change, gain, lose, swap

KG = "https://w3id.org/hemerograph/kg/"
UNNAMED = "is not named by the base, its kind and a name"
FIGURE = "the graph's description does not tell that there are"
UNKNOWN = "the ontology declares no such term"
POST = "?c rdf:predicate hg:holdsPositionIn"
TALK = "?c rdf:predicate hg:spokeWith ; rdf:subject ?s ; rdf:object ?o ; hg:trigger ?t"

# The update that breaks the sample, what is told, and at which node (its beginning).
STRICT: dict[str, tuple[str, str, str]] = {
    # Names
    "entity of another name": (gain("kg:lima a hg:Place"), f"an entity {UNNAMED}", "kg:lima"),
    "entity below an entity": (
        gain(f"<{KG}entity/lima/centro> a hg:Place"), f"an entity {UNNAMED}", "entity:lima/centro"),
    "entity of another base": (
        gain("<https://example.org/entity/lima> a hg:Place"), f"an entity {UNNAMED}",
        "https://example.org/"),
    "claim of another name": (gain("kg:c1 a hg:Claim"), f"a claim {UNNAMED}", "kg:c1"),
    "event of another name": (gain("kg:e1 a sem:Event"), f"an event {UNNAMED}", "kg:e1"),
    "joining of another name": (
        gain("kg:j1 a hg:Joining"), f"a joining {UNNAMED}", "kg:j1"),
    "document of another name": (
        gain("kg:d1 a schema:NewsArticle"), f"a document {UNNAMED}", "kg:d1"),
    "open relation in the ontology's namespace": (
        gain('hg:opened a owl:ObjectProperty ; hg:lemma "abrir"'), f"an open relation {UNNAMED}",
        "hg:opened"),
    "document of another identifier": (
        swap(f"doc:{ANDINA} schema:identifier ?x", f'doc:{ANDINA} schema:identifier "otro"', ""),
        "the IRI of a document does not tell its schema:identifier", f"doc:{ANDINA}"),
    # Terms
    "undeclared property of another vocabulary": (
        gain("entity:lima schema:population 1"), UNKNOWN, "schema:population"),
    "undeclared class of another vocabulary": (
        gain("entity:lima a schema:City"), UNKNOWN, "schema:City"),
    "misspelt property": (gain('entity:lima rdfs:lable "Lima"@es'), UNKNOWN, "rdfs:lable"),
    # Claims
    "act without event": (
        lose("?c hg:denotes ?x", CLAIM), "a claim denotes no event though its relation is one",
        "claim:"),
    "state with an event": (
        gain("?c hg:denotes ?e", f"{POST} . ?e a sem:Event"),
        "a claim denotes no event though its relation is one", "claim:"),
    "group as relation of a claim": (
        swap("?c rdf:predicate ?x", "?c rdf:predicate hg:threaten", CLAIM),
        "the relation of a claim is a group of relations", "claim:"),
    "event of another relation": (
        change("?c hg:denotes ?x", "?c hg:denotes ?e", f"{CLAIM} ; hg:denotes ?x . {EVENT}"),
        "a claim denotes an event of another relation or other actors", "claim:"),
    "event of other actors": (
        lose("?e sem:hasActor entity:lima", EVENT),
        "a claim denotes an event of another relation or other actors", "claim:"),
    "symmetric claim given twice": (
        gain("claim:x a hg:Claim ; rdf:predicate hg:spokeWith ; rdf:subject ?o ; rdf:object ?s ;"
             " hg:trigger ?t", TALK),
        "a claim of a symmetric relation is given in both directions", "claim:x"),
    "attributed to two": (
        gain("?c hg:attributedTo entity:lima", "?c hg:attributedTo ?x"),
        "a claim is attributed to something other than one entity", "claim:"),
    # Direct triples
    "triple of nobody": (
        gain("kg:nobody hg:threatened entity:lima"),
        "a relation joins something that is no entity", "hg:threatened"),
    "triple to a string": (
        gain('entity:ana-torres hg:threatened "los transportistas"'),
        "a relation joins something that is no entity", "hg:threatened"),
    "open triple without claim": (
        gain("entity:lima relation:inaugurar entity:peru"),
        "a direct triple has no claim that is affirmed and actual", "entity:lima"),
    "inverse of a relation": (
        gain("entity:transportistas hg:threatenedBy entity:ana-torres"),
        "an inverse is stated", "hg:threatenedBy"),
    "inverse of a link": (
        gain("?x hg:sourceOf ?c", "?c hg:attributedTo ?x"), "an inverse is stated", "hg:sourceOf"),
    # Events
    "group as relation of an event": (
        swap("?e hg:relation ?x", "?e hg:relation hg:consult", EVENT),
        "the relation of an event is a group of relations", "event:"),
    "event of another group": (
        swap("?e sem:eventType ?x", "?e sem:eventType hg:Accuse", EVENT),
        "the type of an event is not that of its relation", "event:"),
    "open event with a group": (
        swap("?e sem:eventType ?x", "?e sem:eventType hg:Consult",
             "?e hg:relation relation:inaugurar"),
        "the type of an event is not that of its relation", "event:"),
    "actor of no claim": (
        gain("?e sem:hasActor entity:peru", EVENT),
        "an actor of an event is in none of its claims", "event:"),
    "more sources than documents": (
        swap("?e hg:sourceCount ?x", "?e hg:sourceCount 9", EVENT),
        "the hg:sourceCount of an event is more than the documents of its claims", "event:"),
    # Documents and text
    "document that is no source": (
        lose(f"kg: dcterms:source doc:{ANDINA}"),
        "a document is no source of the data set", f"doc:{ANDINA}"),
    "document that no run used": (
        lose(f"?a prov:used doc:{ANDINA}"), "the run used no such document", f"doc:{ANDINA}"),
    "named and not mentioned": (
        lose(f"doc:{ANDINA} schema:mentions entity:radio-sur"),
        "a document names an entity that it does not mention", f"doc:{ANDINA}"),
    "mentioned without a mention": (
        gain(f"doc:{COSTA} schema:mentions entity:radio-sur"),
        "a document mentions an entity that it has no mention of", f"doc:{COSTA}"),
    "stretch without its words": (
        lose(f"{SPAN} nif:anchorOf ?x"),
        "a stretch of text has its words and its document no text", f"doc:{ANDINA}#char=0,10"),
    "words without the text": (
        lose(f"doc:{ANDINA} nif:isString ?x"),
        "a stretch of text has its words and its document no text", f"doc:{ANDINA}#char="),
    # The graph as a data set, and the run
    "data set of VoID only": (
        lose("kg: a dcat:Dataset"), "the data set is no dcat:Dataset", KG),
    "data set of DCAT only": (lose("kg: a void:Dataset"), "the data set is no void:Dataset", KG),
    "no data set": (
        "DELETE { kg: ?p ?o } WHERE { kg: ?p ?o }", "it does not describe itself", "the graph"),
    "blank data set": (gain("_:x a void:Dataset"), "the data set is a blank node", "a blank node"),
    "two data sets": (
        gain("kg:other a void:Dataset"), "the graph has two data sets or two runs", "kg:other"),
    "two titles in a language": (
        gain('kg: dcterms:title "Otro"@es'),
        "the data set has not one title in each language", KG),
    "no description": (
        lose("kg: dcterms:description ?x"),
        "the data set has not one description in each language", KG),
    "source that is no document": (
        gain("kg: dcterms:source entity:lima"), "a source of the data set is no document", KG),
    "vocabulary untold": (
        lose("kg: void:vocabulary hg:"), "the vocabulary of the data set is not told", KG),
    "another base": (
        swap("kg: void:uriSpace ?x", 'kg: void:uriSpace "https://example.org/"', ""),
        "the IRI of the data set is not its void:uriSpace", KG),
    "another version": (
        swap("kg: dcterms:conformsTo ?x", "kg: dcterms:conformsTo <https://example.org/9>", ""),
        "the data set conforms to no version of the ontology", KG),
    **{
        f"no number of {figure}": (
            lose(f"kg: void:{figure} ?x"),
            f"the void:{figure} of the data set is not one whole number", KG)
        for figure in ("triples", "entities", "classes", "properties")
    },
    "triple too many": (gain('entity:lima skos:altLabel "La Ciudad"@es'), FIGURE, "void:triples"),
    "thing too many": (gain("claim:x a hg:Claim"), FIGURE, "hg:Claim"),
    "property too often": (
        gain('entity:lima skos:altLabel "La Ciudad"@es'), FIGURE, "skos:altLabel"),
    "part of no class": (
        lose("?part void:class hg:Claim"),
        "a part of the data set has not exactly one void:class", "kg:part/class/Claim"),
    "part of no property": (
        lose("?part void:property hg:lemma"),
        "a part of the data set has not exactly one void:property", "kg:part/property/lemma"),
    "class without number": (
        lose("?part void:entities ?x", "?part void:class hg:Claim"),
        "the void:entities of a class is not one whole number", "kg:part/class/Claim"),
    "property without number": (
        lose("?part void:triples ?x", "?part void:property hg:lemma"),
        "the void:triples of a property is not one whole number", "kg:part/property/lemma"),
    "run beside the run": (
        gain("kg:other a prov:Activity"), "the graph has two data sets or two runs", "kg:other"),
    "run of unknown software": (
        lose("?a hg:softwareVersion ?x"),
        "the run does not tell with which software it was made", "activity:"),
}  # fmt: skip

RULES: dict[str, list[str]] = {
    # Names
    "Entities are named …/entity/<slug>": [
        "entity of another name", "entity below an entity", "entity of another base"],
    "documents …/doc/<id>": ["document of another name", "document of another identifier"],
    "sentences and mentions …/doc/<id>#char=<begin>,<end>": ["name of other offsets"],
    "claims …/claim/<hash>": ["claim of another name"],
    "events …/event/<hash>": ["event of another name"],
    "joinings …/joining/<hash>": ["joining of another name"],
    "No blank nodes": [
        "blank entity", "blank claim", "blank event", "blank joining", "blank document",
        "blank stretch of text", "blank run", "blank open relation", "blank data set",
        "blank node as object", "blank node as subject"],
    "Only terms that the ontology declares": [
        "undeclared term", "undeclared property of another vocabulary",
        "undeclared class of another vocabulary", "misspelt property"],
    # Entities
    "An entity is one of six": ["two types"],
    "rdfs:label with a language tag, exactly one": [
        "no label", "two labels", "label without language", "empty label"],
    "skos:altLabel: other names": ["alias without language", "alias that repeats the label"],
    "owl:sameAs to an authority": ["authority that is a string"],
    "A joining of names has its entity, names, score, reasons and documents": [
        "joining of nobody", "joining of three names", "joining without score",
        "joining with a score above one", "joining without reasons", "joining of no document"],
    "hg:sameTextAs: the first document of one text": ["document with the text of a string"],
    # Relations
    "A relation is one of the table or an open one": [
        "unknown relation", "open relation undeclared", "event of an unknown relation",
        "group as relation of a claim", "group as relation of an event", "group as triple"],
    "An open relation is minted as …/relation/<lemma>": [
        "open relation in the ontology's namespace"],
    "An open relation has its type, parent, lemma and label": [
        "open relation without label", "open relation of two lemmas",
        "open relation that is no property", "open relation without parent"],
    "A relation joins entities": ["triple of nobody", "triple to a string"],
    "Inverses are never stated": ["inverse of a relation", "inverse of a link"],
    # Claims
    "a hg:Claim, rdf:Statement": ["no statement"],
    "rdf:subject": ["no subject", "subject that is no entity"],
    "rdf:predicate": ["no predicate"],
    "rdf:object": ["no object"],
    "hg:polarity hg:affirmed or hg:negated": ["no polarity", "two polarities"],
    "hg:modality hg:actual or hg:nonactual": ["modality of another kind"],
    "hg:attributedTo: who says so": ["source that is a string", "attributed to two"],
    "hg:evidence: the sentence": [
        "no evidence", "evidence without anchor", "evidence of another document"],
    "hg:trigger: the words": [
        "no trigger", "trigger of another document", "trigger outside the sentence"],
    "hg:positionTitle only with hg:holdsPositionIn": [
        "title of a threat", "title without language"],
    "hg:confidence: xsd:decimal in [0,1]": [
        "no confidence", "confidence as double", "confidence above one", "confidence below zero"],
    "hg:denotes the event, for relations that are events": [
        "act without event", "state with an event", "denotes no event"],
    "prov:wasDerivedFrom the document": ["no document"],
    "When and where, by the claim": ["time that is a string", "place that is a string"],
    "The direct triple if and only if a claim is affirmed and actual": [
        "claim without its triple", "triple without any claim", "open triple without claim",
        "triple the wrong way"],
    "A denied, planned or feared act is never a direct triple": [
        "denied act as triple", "planned act as triple"],
    "A symmetric relation is asserted in both directions": ["symmetric, one way"],
    "its claim given once": ["symmetric claim given twice"],
    # Events
    "sem:eventType: the class of the group": [
        "event without type", "event of another type", "event of another group",
        "open event with a group"],
    "hg:relation": ["event without relation"],
    "sem:hasActor": ["event without actors", "actor of no claim"],
    "sem:hasPlace": ["event in a string"],
    "sem:hasTimeStamp: xsd:date or coarser": ["event at no date"],
    "hg:sourceCount: independent documents": [
        "event of no source", "event of half a source", "more sources than documents"],
    "Claims of one event denote one node": [
        "event of another relation", "event of other actors", "event that no claim denotes"],
    # Documents, sentences, mentions
    "a schema:NewsArticle, nif:Context, prov:Entity": [
        "document that is no context", "document that is no entity of PROV", "no document at all"],
    "schema:identifier": ["document without identifier"],
    "schema:headline": ["document of two headlines"],
    "schema:datePublished": ["document of two dates"],
    "schema:url": ["document of two addresses"],
    "schema:inLanguage": ["document without language"],
    "hg:sha256": ["document with a short digest"],
    "schema:mentions every entity that it names": [
        "document that mentions a string", "named and not mentioned",
        "mentioned without a mention"],
    "nif:beginIndex and nif:endIndex": [
        "no begin", "end in words", "offsets the wrong way", "beyond the text"],
    "nif:anchorOf: the exact text": ["two anchors", "other words", "stretch without its words"],
    "Without text neither nif:anchorOf nor the full text": [
        "words without the text", "document of two texts"],
    "nif:referenceContext": ["no context"],
    "A mention hg:refersTo its entity": [
        "mention of a string", "mention without anchor", "mention of an unknown kind"],
    # The run, and the graph as a data set
    "prov:Activity: one node": ["two runs", "run beside the run"],
    "The run read the documents": ["run that used no document", "document that no run used"],
    "software and model versions": ["run of unknown software"],
    "One void:Dataset and dcat:Dataset": [
        "no data set", "two data sets", "data set of VoID only", "data set of DCAT only",
        "two titles in a language", "no description", "another base"],
    "It follows a version of the ontology": ["vocabulary untold", "another version"],
    "It tells its sources": ["document that is no source", "source that is no document"],
    "It tells how many triples, entities, classes and properties": [
        "no number of triples", "no number of entities", "no number of classes",
        "no number of properties", "triple too many"],
    "It tells of each class and property": [
        "thing too many", "property too often", "part of no class", "part of no property",
        "class without number", "property without number"],
}  # fmt: skip
