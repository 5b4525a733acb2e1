"""Updates that break the sample graph, each with what is told of it: terms one by one."""

from __future__ import annotations

from tests.samples import ANDINA, COSTA

CLAIM = "?c a hg:Claim ; rdf:predicate hg:threatened"
EVENT = "?e a sem:Event ; hg:relation hg:visited"
SPAN = f"<https://w3id.org/hemerograph/kg/doc/{ANDINA}#char=0,10>"


def change(delete: str, insert: str, where: str) -> str:
    return f"DELETE {{ {delete} }} INSERT {{ {insert} }} WHERE {{ {where} }}"


def lose(triple: str, where: str = "") -> str:
    return f"DELETE {{ {triple} }} WHERE {{ {where} . {triple} }}" if where else (
        f"DELETE WHERE {{ {triple} }}"
    )  # fmt: skip


def gain(triples: str, where: str = "") -> str:
    return f"INSERT {{ {triples} }} WHERE {{ {where} }}"


def swap(triple: str, other: str, where: str) -> str:
    return change(triple, other, f"{where} . {triple}" if where else triple)


def joined(**other: str | None) -> str:
    """Return the update that adds a joining, with some of its objects changed or left out."""
    said = {
        "joins": "entity:lima", "joinedName": '"Lima"', "score": "0.9", "reason": '"one"',
        "from": f"doc:{ANDINA}", **other,
    }  # fmt: skip
    told = "".join(
        f" ; {'prov:wasDerivedFrom' if name == 'from' else f'hg:{name}'} {value}"
        for name, value in said.items()
        if value is not None
    )
    return gain(f"joining:x a hg:Joining{told}")


# The update that breaks the sample, what is told, and at which node (its beginning).
BROKEN: dict[str, tuple[str, str, str]] = {
    # Entities
    "no label": (
        lose("entity:lima rdfs:label ?l"),
        "an entity has not exactly one rdfs:label", "entity:lima"),
    "two labels": (
        gain('entity:lima rdfs:label "Ciudad de los Reyes"@es'),
        "an entity has not exactly one rdfs:label", "entity:lima"),
    "label without language": (
        swap("entity:lima rdfs:label ?l", 'entity:lima rdfs:label "Lima"', ""),
        "the label of an entity has no language tag", "entity:lima"),
    "empty label": (
        swap("entity:lima rdfs:label ?l", 'entity:lima rdfs:label " "@es', ""),
        "the label of an entity is empty", "entity:lima"),
    "alias without language": (
        gain('entity:lima skos:altLabel "LIM"'),
        "an alternative label has no language tag", "entity:lima"),
    "alias that repeats the label": (
        gain('entity:lima skos:altLabel "Lima"@es'),
        "an alternative label repeats the label", "entity:lima"),
    "two types": (
        gain("entity:lima a hg:Organization"),
        "an entity has not exactly one of the six types", "entity:lima"),
    "authority that is a string": (
        gain('entity:lima owl:sameAs "Q2868"'), "owl:sameAs is no IRI", "entity:lima"),
    # Joinings
    "blank joining": (gain("[] a hg:Joining"), "a joining is a blank node", ""),
    "joining of nobody": (
        joined(joins="kg:nobody"), "a joining has not exactly one entity as hg:joins", "joining:x"),
    "joining of three names": (
        joined(joinedName='"Lima", "LIM", "L"'),
        "a joining has neither one nor two names as hg:joinedName", "joining:x"),
    "joining without score": (
        joined(score=None), "a joining has not exactly one xsd:decimal as hg:score", "joining:x"),
    "joining with a score above one": (
        joined(score="1.1"), "the score of a joining is outside 0 to 1", "joining:x"),
    "joining without reasons": (
        joined(reason=None), "a joining does not tell its reasons once, as hg:reason",
        "joining:x"),
    "joining of no document": (
        joined(**{"from": None}),
        "a joining has neither one nor two documents as prov:wasDerivedFrom", "joining:x"),
    # Claims
    "no statement": (
        lose("?c a rdf:Statement", CLAIM), "a claim is no rdf:Statement", "claim:"),
    "no subject": (
        lose("?c rdf:subject ?x", CLAIM),
        "a claim has not exactly one entity as rdf:subject", "claim:"),
    "subject that is no entity": (
        swap("?c rdf:subject ?x", "?c rdf:subject kg:nobody", CLAIM),
        "a claim has not exactly one entity as rdf:subject", "claim:"),
    "no object": (
        lose("?c rdf:object ?x", CLAIM),
        "a claim has not exactly one entity as rdf:object", "claim:"),
    "no predicate": (
        lose("?c rdf:predicate ?x", "?c hg:attributedTo ?who"),
        "a claim has not exactly one rdf:predicate", "claim:"),
    "unknown relation": (
        swap("?c rdf:predicate ?x", "?c rdf:predicate schema:knows", CLAIM),
        "the relation of a claim is neither in the ontology nor declared", "claim:"),
    "no polarity": (
        lose("?c hg:polarity ?x", CLAIM), "the polarity of a claim is not one of", "claim:"),
    "two polarities": (
        gain("?c hg:polarity hg:negated", CLAIM),
        "the polarity of a claim is not one of", "claim:"),
    "modality of another kind": (
        swap("?c hg:modality ?x", "?c hg:modality hg:negated", CLAIM),
        "the modality of a claim is not one of", "claim:"),
    "source that is a string": (
        swap("?c hg:attributedTo ?x", '?c hg:attributedTo "Radio Sur"', CLAIM),
        "a claim is attributed to something other than one entity", "claim:"),
    "no evidence": (
        lose("?c hg:evidence ?x", CLAIM),
        "a claim has not exactly one sentence as hg:evidence", "claim:"),
    "evidence without anchor": (
        swap("?c hg:evidence ?x", "?c hg:evidence kg:somewhere", CLAIM),
        "a claim has not exactly one sentence as hg:evidence", "claim:"),
    "evidence of another document": (
        change("?c hg:evidence ?x", "?c hg:evidence ?y",
               f"{CLAIM} ; hg:evidence ?x . ?d hg:evidence ?y ;"
               f" rdf:predicate hg:rejected ; prov:wasDerivedFrom doc:{COSTA}"),
        "the evidence of a claim is not in its document", "claim:"),
    "no trigger": (
        lose("?c hg:trigger ?x", CLAIM), "a claim has not exactly one hg:trigger", "claim:"),
    "trigger outside the sentence": (
        change("?c hg:trigger ?x", "?c hg:trigger ?y",
               f"{CLAIM} ; hg:trigger ?x . ?d hg:trigger ?y ; rdf:predicate hg:visited"),
        "the trigger of a claim lies outside its sentence", "claim:"),
    "trigger of another document": (
        change("?c hg:trigger ?x", "?c hg:trigger ?y",
               f"{CLAIM} ; hg:trigger ?x . ?d hg:trigger ?y ; rdf:predicate hg:rejected"),
        "the trigger of a claim is not in its document", "claim:"),
    "title of a threat": (
        gain('?c hg:positionTitle "jefa"@es', CLAIM),
        "a position title stands with another relation than hg:holdsPositionIn", "claim:"),
    "title without language": (
        gain('?c hg:positionTitle "jefa"', "?c rdf:predicate hg:holdsPositionIn"),
        "the position title is not one string with a language tag", "claim:"),
    "no confidence": (
        lose("?c hg:confidence ?x", CLAIM),
        "a claim has not exactly one xsd:decimal as hg:confidence", "claim:"),
    "confidence as double": (
        swap("?c hg:confidence ?x", "?c hg:confidence 8.0e-1", CLAIM),
        "a claim has not exactly one xsd:decimal as hg:confidence", "claim:"),
    "confidence above one": (
        swap("?c hg:confidence ?x", "?c hg:confidence 1.01", CLAIM),
        "the confidence of a claim is outside 0 to 1", "claim:"),
    "confidence below zero": (
        swap("?c hg:confidence ?x", "?c hg:confidence -0.1", CLAIM),
        "the confidence of a claim is outside 0 to 1", "claim:"),
    "denotes no event": (
        swap("?c hg:denotes ?x", "?c hg:denotes entity:lima", CLAIM),
        "a claim denotes something other than one event", "claim:"),
    "time that is a string": (
        gain('?c hg:claimedTime "ayer"', CLAIM),
        "the time of a claim is not one day, month or year", "claim:"),
    "place that is a string": (
        gain('?c hg:claimedPlace "Lima"', CLAIM), "the place of a claim is no entity", "claim:"),
    "no document": (
        lose("?c prov:wasDerivedFrom ?x", CLAIM),
        "a claim was not derived from exactly one document", "claim:"),
    # Direct triples
    "claim without its triple": (
        lose("entity:ana-torres hg:threatened ?x"),
        "the direct triple of an affirmed and actual claim is missing", "claim:"),
    "planned act as triple": (
        gain("entity:ana-torres hg:visited entity:lima"),
        "a direct triple has no claim that is affirmed and actual", "entity:ana-torres"),
    "denied act as triple": (
        swap("?c hg:polarity ?x", "?c hg:polarity hg:negated", CLAIM),
        "a direct triple has no claim that is affirmed and actual", "entity:ana-torres"),
    "triple without any claim": (
        gain("entity:lima hg:locatedIn entity:peru"),
        "a direct triple has no claim that is affirmed and actual", "entity:lima"),
    "triple the wrong way": (
        gain("entity:transportistas hg:threatened entity:ana-torres"),
        "a direct triple has no claim that is affirmed and actual", "entity:transportistas"),
    "group as triple": (
        gain("entity:ana-torres hg:threaten entity:transportistas"),
        "a direct triple has no claim that is affirmed and actual", "entity:ana-torres"),
    "symmetric, one way": (
        "DELETE DATA { entity:ana-torres hg:spokeWith entity:luis-prado }",
        "a symmetric relation is asserted in one direction only", "entity:luis-prado"),
    # Open relations
    "open relation undeclared": (
        lose("relation:inaugurar ?p ?o"),
        "the relation of a claim is neither in the ontology nor declared", "claim:"),
    "open relation without label": (
        lose("relation:inaugurar rdfs:label ?l"),
        "an open relation has no label with a language tag", "relation:inaugurar"),
    "open relation of two lemmas": (
        gain('relation:inaugurar hg:lemma "abrir"'),
        "an open relation has not exactly one string as hg:lemma", "relation:inaugurar"),
    "open relation that is no property": (
        lose("relation:inaugurar a owl:ObjectProperty"),
        "an open relation is no owl:ObjectProperty", "relation:inaugurar"),
    "open relation without parent": (
        lose("relation:inaugurar rdfs:subPropertyOf ?p"),
        "an open relation is no sub-property of hg:interactedWith", "relation:inaugurar"),
    # Events
    "event without type": (
        lose("?e sem:eventType ?x", EVENT),
        "an event has not exactly one sem:eventType", "event:"),
    "event of another type": (
        swap("?e sem:eventType ?x", "?e sem:eventType hg:Person", EVENT),
        "the type of an event is no class of the ontology", "event:"),
    "event without relation": (
        lose("?e hg:relation ?x", "?e sem:eventType hg:Threaten"),
        "an event has not exactly one hg:relation", "event:"),
    "event of an unknown relation": (
        swap("?e hg:relation ?x", "?e hg:relation schema:knows", EVENT),
        "the relation of an event is neither in the ontology nor declared", "event:"),
    "event without actors": (
        lose("?e sem:hasActor ?x", EVENT),
        "an event has no entity as sem:hasActor", "event:"),
    "event in a string": (
        gain('?e sem:hasPlace "Lima"', EVENT), "the place of an event is no entity", "event:"),
    "event at no date": (
        swap("?e sem:hasTimeStamp ?x", '?e sem:hasTimeStamp "marzo"', EVENT),
        "the time of an event is not one day, month or year", "event:"),
    "event of no source": (
        swap("?e hg:sourceCount ?x", "?e hg:sourceCount 0", EVENT),
        "the hg:sourceCount of an event is not one integer of at least 1", "event:"),
    "event of half a source": (
        swap("?e hg:sourceCount ?x", "?e hg:sourceCount 1.5", EVENT),
        "the hg:sourceCount of an event is not one integer of at least 1", "event:"),
    "event that no claim denotes": (
        lose("?c hg:denotes ?e", EVENT), "no claim denotes an event", "event:"),
    # Documents and text
    "document without identifier": (
        lose(f"doc:{ANDINA} schema:identifier ?x"),
        "a document has not exactly one schema:identifier", f"doc:{ANDINA}"),
    "document without language": (
        lose(f"doc:{ANDINA} schema:inLanguage ?x"),
        "a document has not exactly one schema:inLanguage", f"doc:{ANDINA}"),
    "document that is no context": (
        lose(f"doc:{ANDINA} a nif:Context"), "a document is no nif:Context", f"doc:{ANDINA}"),
    "document that is no entity of PROV": (
        lose(f"doc:{ANDINA} a prov:Entity"), "a document is no prov:Entity", f"doc:{ANDINA}"),
    "document with a short digest": (
        swap(f"doc:{ANDINA} hg:sha256 ?x", f'doc:{ANDINA} hg:sha256 "abc"', ""),
        "the hg:sha256 of a document is not one digest of 64 hex digits", f"doc:{ANDINA}"),
    "document with the text of a string": (
        gain(f'doc:{ANDINA} hg:sameTextAs "otro"'),
        "the hg:sameTextAs of a document is not one document of the graph", f"doc:{ANDINA}"),
    "document of two dates": (
        gain(f'doc:{ANDINA} schema:datePublished "2026"^^xsd:gYear'),
        "the schema:datePublished of a document is not one date", f"doc:{ANDINA}"),
    "document of two headlines": (
        gain(f'doc:{ANDINA} schema:headline "Otro"@es'),
        "a document has more than one schema:headline", f"doc:{ANDINA}"),
    "document of two addresses": (
        gain(f"doc:{ANDINA} schema:url <https://example.org/>"),
        "a document has more than one schema:url", f"doc:{ANDINA}"),
    "document of two texts": (
        gain(f'doc:{ANDINA} nif:isString "x"'),
        "a document has more than one text", f"doc:{ANDINA}"),
    "document that mentions a string": (
        gain(f'doc:{ANDINA} schema:mentions "Lima"'),
        "a document mentions something that is no entity", f"doc:{ANDINA}"),
    "offsets the wrong way": (
        swap(f"{SPAN} nif:endIndex ?x", f"{SPAN} nif:endIndex 0", ""),
        "a stretch of text does not begin before its end", f"doc:{ANDINA}#char=0,10"),
    "no begin": (
        lose(f"{SPAN} nif:beginIndex ?x"),
        "a stretch of text has not exactly one nif:beginIndex", f"doc:{ANDINA}#char=0,10"),
    "end in words": (
        swap(f"{SPAN} nif:endIndex ?x", f'{SPAN} nif:endIndex "diez"', ""),
        "a stretch of text has not exactly one nif:endIndex", f"doc:{ANDINA}#char=0,10"),
    "no context": (
        lose(f"{SPAN} nif:referenceContext ?x"),
        "a stretch of text has not exactly one document as nif:referenceContext",
        f"doc:{ANDINA}#char=0,10"),
    "two anchors": (
        gain(f'{SPAN} nif:anchorOf "Ana"'),
        "a stretch of text has more than one nif:anchorOf", f"doc:{ANDINA}#char=0,10"),
    "other words": (
        swap(f"{SPAN} nif:anchorOf ?x", f'{SPAN} nif:anchorOf "Ana Tórres"', ""),
        "nif:anchorOf is not what the text has there", f"doc:{ANDINA}#char=0,10"),
    "beyond the text": (
        swap(f"{SPAN} nif:endIndex ?x", f"{SPAN} nif:endIndex 9999", ""),
        "its offsets lie beyond the end of the text", f"doc:{ANDINA}#char=0,10"),
    "name of other offsets": (
        swap(f"{SPAN} nif:beginIndex ?x", f"{SPAN} nif:beginIndex 1", ""),
        "its IRI does not tell its document and offsets", f"doc:{ANDINA}#char=0,10"),
    "mention of a string": (
        swap(f"{SPAN} hg:refersTo ?x", f'{SPAN} hg:refersTo "Ana"', ""),
        "a mention refers to something that is no entity", f"doc:{ANDINA}#char=0,10"),
    "mention without anchor": (
        lose(f"{SPAN} a nif:OffsetBasedString"),
        "a mention is no nif:OffsetBasedString", f"doc:{ANDINA}#char=0,10"),
    "mention of an unknown kind": (
        swap(f"{SPAN} hg:mentionKind ?x", f'{SPAN} hg:mentionKind "clitic"', ""),
        "the hg:mentionKind of a mention is not one of", f"doc:{ANDINA}#char=0,10"),
    # The whole
    "two runs": (
        gain("kg: prov:wasGeneratedBy kg:other . kg:other a prov:Activity"),
        "the graph was not made by exactly one prov:Activity", "https://w3id.org/hemerograph/kg/"),
    "run that used no document": (
        gain("?a prov:used entity:lima", "?a a prov:Activity"),
        "the run used something that is no document", "activity:"),
    "undeclared term": (
        gain('entity:lima hg:mayor "x"'), "the ontology declares no such term", "hg:mayor"),
    "blank entity": (
        gain('_:x a hg:Person ; rdfs:label "x"@es'), "an entity is a blank node", "a blank node"),
    "blank claim": (gain("_:x a hg:Claim"), "a claim is a blank node", "a blank node"),
    "blank event": (gain("_:x a sem:Event"), "an event is a blank node", "a blank node"),
    "blank document": (
        gain("_:x a schema:NewsArticle"), "a document is a blank node", "a blank node"),
    "blank stretch of text": (
        gain("_:x a nif:OffsetBasedString"), "a stretch of text is a blank node", "a blank node"),
    "blank run": (gain("_:x a prov:Activity"), "the run is a blank node", "a blank node"),
    "blank open relation": (
        gain('_:x hg:lemma "x"'), "an open relation is a blank node", "a blank node"),
    "blank node as object": (
        gain("entity:lima owl:sameAs _:x"), "owl:sameAs leads to a blank node", "entity:lima"),
    "blank node as subject": (
        gain('_:x rdfs:label "x"@es'), "a blank node has rdfs:label", "a blank node"),
    "no document at all": (
        "DELETE { ?d a schema:NewsArticle } WHERE { ?d a schema:NewsArticle }",
        "it holds no document", "the graph"),
}  # fmt: skip
