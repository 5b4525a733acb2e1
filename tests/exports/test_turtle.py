"""The graph as RDF: which triples are there, which must not be, and that any text is safe."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from graph.errors import DataError, UsageError
from graph.exports.terms import DEFAULT_BASE, prefixes
from graph.exports.turtle import to_rdf, to_triples, to_turtle
from graph.model import KnowledgeGraph, Mention
from tests.exports.hostile import hostile_graph
from tests.samples import ANDINA, COSTA, sample_graph, words_span

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(to_turtle(sample_graph()), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def ask(store: pyoxigraph.Store, pattern: str, base: str | None = None) -> bool:
    bound = prefixes(base) if base else prefixes()
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=bound))


def claim_of(document: str, relation: str, rest: str) -> str:
    return (
        f"?c a hg:Claim, rdf:Statement ; prov:wasDerivedFrom doc:{document} ;"
        f" rdf:predicate {relation} ; {rest}"
    )


THREAT = words_span(ANDINA, 1, "amenazó")
PRESENT = {
    "entity": 'entity:ana-torres a hg:Person ; rdfs:label "Ana Torres"@es',
    "alias": 'entity:ana-torres skos:altLabel "Torres"@es',
    "authority": "entity:peru owl:sameAs <http://www.wikidata.org/entity/Q419>",
    "direct triple": "entity:ana-torres hg:threatened entity:transportistas",
    "affirmed by one document of two": "entity:ana-torres hg:criticized entity:ley-de-aguas",
    "symmetric": "entity:ana-torres hg:spokeWith entity:luis-prado",
    "symmetric, other way": "entity:luis-prado hg:spokeWith entity:ana-torres",
    "open relation": "entity:ana-torres relation:inaugurar entity:feria-del-libro-de-lima",
    "open relation declared": (
        "relation:inaugurar a owl:ObjectProperty ; rdfs:subPropertyOf hg:interactedWith ;"
        ' hg:lemma "inaugurar" ; rdfs:label "inaugurar"@es'
    ),
    "negated claim": claim_of(
        ANDINA, "hg:criticized", "hg:polarity hg:negated ; hg:modality hg:actual"
    ),
    "planned claim": claim_of(ANDINA, "hg:visited", "hg:modality hg:nonactual"),
    "attributed claim": claim_of(ANDINA, "hg:threatened", "hg:attributedTo entity:radio-sur"),
    "title": claim_of(
        ANDINA, "hg:holdsPositionIn", 'hg:positionTitle "ministra de Energía"@es'
    ),
    "confidence": claim_of(ANDINA, "hg:criticized", "hg:confidence 0.72"),
    "frame": claim_of(ANDINA, "hg:threatened", 'hg:frame "threaten:threatened:amenazar"'),
    "steps": claim_of(
        COSTA, "hg:rejected", 'hg:resolution "subject: conjunct of “criticó”"'
    ),
    "claimed month": claim_of(ANDINA, "hg:visited", 'hg:claimedTime "2026-03"^^xsd:gYearMonth'),
    "claimed place": claim_of(ANDINA, "hg:spokeWith", "hg:claimedPlace entity:lima"),
    "trigger": claim_of(ANDINA, "hg:threatened", 'hg:trigger/nif:anchorOf "amenazó"'),
    "evidence": claim_of(
        ANDINA,
        "hg:criticized",
        'hg:evidence [ a nif:OffsetBasedString, nif:Sentence ;'
        ' nif:anchorOf "La ministra no criticó la Ley de Aguas." ]',
    ),
    "event of two documents": (
        "?e a sem:Event ; sem:eventType hg:Consult ; hg:relation hg:spokeWith ;"
        " sem:hasActor entity:ana-torres, entity:luis-prado ; sem:hasPlace entity:lima ;"
        ' sem:hasTimeStamp "2026-01-11"^^xsd:date ; hg:sourceCount 2 .'
        f" {claim_of(ANDINA, 'hg:spokeWith', 'hg:denotes ?e')} ."
        f" {claim_of(COSTA, 'hg:spokeWith', 'hg:denotes ?e').replace('?c', '?d')}"
    ),
    "event of an open relation": (
        "?e hg:relation relation:inaugurar ; sem:eventType hg:Interaction"
    ),
    "year": '?e hg:relation hg:rejected ; sem:hasTimeStamp "2025"^^xsd:gYear',
    "document": (
        f"doc:{ANDINA} a schema:NewsArticle, nif:Context, prov:Entity ;"
        f' schema:identifier "{ANDINA}" ; schema:datePublished "2026-01-12"^^xsd:date ;'
        ' schema:headline "Torres y Prado hablan por teléfono"@es ; schema:inLanguage "es" ;'
        f" schema:url <https://example.org/{ANDINA}>"
    ),
    "digest": f'doc:{ANDINA} hg:sha256 "{sample_graph().documents[0].sha256}"',
    "document's text": f'doc:{COSTA} nif:isString "{sample_graph().documents[1].text}"',
    "named in the document": f"doc:{ANDINA} schema:mentions entity:radio-sur",
    "described, without a name": f"doc:{ANDINA} schema:mentions entity:transportistas",
    "mention": (
        f"<https://w3id.org/hemerograph/kg/doc/{ANDINA}#char={THREAT.end + 7},{THREAT.end + 21}>"
        f" a nif:OffsetBasedString ; hg:refersTo entity:transportistas ;"
        f' nif:anchorOf "transportistas" ; hg:mentionKind "description" ;'
        f" nif:beginIndex {THREAT.end + 7} ; nif:endIndex {THREAT.end + 21} ;"
        f" nif:referenceContext doc:{ANDINA}"
    ),
    "dropped subject": '?m hg:mentionKind "dropped" ; nif:anchorOf "visitar"',
    "run": (
        'kg: a void:Dataset ; prov:wasGeneratedBy ?a . ?a a prov:Activity ;'
        f' hg:softwareVersion "spacy 3.8.0" ; prov:used doc:{ANDINA}, doc:{COSTA}'
    ),
}  # fmt: skip


@pytest.mark.parametrize("pattern", PRESENT.values(), ids=PRESENT)
def test_graph_says(store: pyoxigraph.Store, pattern: str) -> None:
    assert ask(store, pattern)


ABSENT = {
    "planned act as a fact": "entity:ana-torres hg:visited entity:lima",
    "relation against its direction": "entity:transportistas hg:threatened entity:ana-torres",
    "source of what the document says itself": claim_of(
        ANDINA, "hg:criticized", "hg:attributedTo ?who"
    ),
    "event of a state": claim_of(ANDINA, "hg:holdsPositionIn", "hg:denotes ?event"),
    "title of another relation": claim_of(ANDINA, "hg:threatened", "hg:positionTitle ?title"),
    "entity that the document does not name": f"doc:{COSTA} schema:mentions entity:radio-sur",
    "blank node": "?s ?p ?o FILTER (isBlank(?s) || isBlank(?o))",
    "second run": "?a a prov:Activity . ?b a prov:Activity FILTER (?a != ?b)",
    "clock time": "?s prov:endedAtTime|prov:startedAtTime|prov:generatedAtTime ?o",
}


@pytest.mark.parametrize("pattern", ABSENT.values(), ids=ABSENT)
def test_graph_does_not_say(store: pyoxigraph.Store, pattern: str) -> None:
    assert not ask(store, pattern)


def denied() -> KnowledgeGraph:
    """Return the sample with every claim of the criticism of the law denied by Costa too."""
    kg = sample_graph()
    claims = tuple(
        replace(known, claim=replace(known.claim, polarity="negated"))
        if known.claim.relation == "criticized"
        else known
        for known in kg.claims
    )
    return replace(kg, claims=claims)


def test_what_all_documents_deny_is_no_direct_triple() -> None:
    predicates = {
        triple.predicate.value.rsplit("#")[-1]
        for triple in to_triples(denied())
        if triple.subject == pyoxigraph.NamedNode(f"{DEFAULT_BASE}entity/ana-torres")
    }
    assert "criticized" not in predicates
    assert "threatened" in predicates


@pytest.mark.parametrize("name", prefixes())
def test_every_prefix_is_bound(name: str) -> None:
    assert f"@prefix {name}: <{prefixes()[name]}> .\n" in to_turtle(sample_graph()).decode()


def test_subjects_stand_together() -> None:
    subjects = [triple.subject for triple in to_triples(sample_graph())]
    changes = sum(a != b for a, b in pairwise(subjects))
    assert changes + 1 == len(set(subjects))


def test_no_triple_is_given_twice() -> None:
    triples = list(to_triples(sample_graph()))
    assert len(triples) == len(set(triples))


def test_order_of_the_input_does_not_matter() -> None:
    kg = sample_graph()
    turned = KnowledgeGraph(
        documents=kg.documents[::-1],
        entities=kg.entities[::-1],
        claims=kg.claims[::-1],
        events=kg.events[::-1],
        mentions={k: v[::-1] for k, v in reversed(kg.mentions.items())},
        sentences={k: v[::-1] for k, v in reversed(kg.sentences.items())},
        versions=dict(reversed(kg.versions.items())),
    )
    assert to_turtle(turned) == to_turtle(kg)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    code = (
        "import hashlib; from graph.exports.turtle import to_turtle;"
        "from tests.samples import sample_graph;"
        "print(hashlib.sha256(to_turtle(sample_graph())).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(to_turtle(sample_graph())).hexdigest()


def test_without_text_no_words_of_the_documents_are_written() -> None:
    turtle = to_turtle(sample_graph(), with_text=False).decode()
    assert "anchorOf" not in turtle
    assert "isString" not in turtle
    assert "conversó" not in turtle


def test_without_text_the_offsets_stay() -> None:
    graph = to_turtle(sample_graph(), with_text=False).decode()
    assert graph.count("nif:beginIndex") == to_turtle(sample_graph()).decode().count(
        "nif:beginIndex"
    )


def test_another_base_names_everything_under_it() -> None:
    base = "https://example.org/ñandú/"
    store = pyoxigraph.Store()
    store.load(to_turtle(sample_graph(), base=base), format=pyoxigraph.RdfFormat.TURTLE)
    assert ask(store, f"<{base}entity/ana-torres> hg:threatened ?whom", base)
    assert "w3id.org/hemerograph/kg" not in to_turtle(sample_graph(), base=base).decode()


@pytest.mark.parametrize(
    "base",
    ["", "kg/", "https://example.org/kg", "https://example.org/#", "https://example.org/?q=/",
     "https://exa mple.org/", "https://example.org/<x>/", "https://example.org/\ud800/"],
)  # fmt: skip
def test_a_base_that_cannot_serve_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="base IRI"):
        list(to_triples(sample_graph(), base=base))


def test_a_relation_that_the_table_does_not_know_is_refused() -> None:
    kg = sample_graph()
    known = kg.claims[0]
    claims = (replace(known, claim=replace(known.claim, relation="befriended", is_open=False)),)
    with pytest.raises(DataError, match="befriended"):
        list(to_triples(replace(kg, claims=claims)))


@pytest.mark.parametrize(
    ("words", "kept"), [("a\ud800b", "a\ufffdb"), ("a\x00b", "a\ufffdb"), ("a\uffffb", "a\ufffdb")]
)
def test_what_is_no_text_is_replaced_one_for_one(words: str, kept: str) -> None:
    turtle = to_turtle(hostile_graph(words)).decode()
    assert f'rdfs:label "{kept}"@es' in turtle
    assert f'nif:isString "¡{kept}!"' in turtle


def test_rdflib_graph_holds_the_triples_of_the_turtle() -> None:
    parsed = rdflib.Graph().parse(data=to_turtle(sample_graph()), format="turtle")
    assert set(to_rdf(sample_graph())) == set(parsed)


def test_rdflib_graph_over_oxigraph_has_as_many_triples_and_answers() -> None:
    graph = to_rdf(sample_graph(), store="Oxigraph")
    assert len(graph) == len(to_rdf(sample_graph()))
    assert graph.query("ASK { entity:ana-torres hg:spokeWith entity:luis-prado }").askAnswer


def test_rdflib_graph_binds_the_prefixes() -> None:
    bound = {prefix: str(iri) for prefix, iri in to_rdf(sample_graph()).namespaces()}
    assert bound.items() >= prefixes().items()


def test_a_mention_that_is_a_whole_sentence_is_one_node() -> None:
    kg = sample_graph()
    sentence = kg.sentences[ANDINA][0]
    mention = Mention(sentence, "ana-torres", "name")
    kg = replace(kg, mentions={**kg.mentions, ANDINA: (*kg.mentions[ANDINA], mention)})
    store = pyoxigraph.Store()
    store.load(to_turtle(kg), format=pyoxigraph.RdfFormat.TURTLE)
    assert ask(store, "?both a nif:Sentence ; hg:refersTo entity:ana-torres")
