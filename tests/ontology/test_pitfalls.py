"""The pitfalls of ontologies that OOPS! (https://oops.linkeddata.es) looks for, by its numbers.

Each check yields what falls into the pitfall. Left out are those that only a reader can judge (P01,
P09, P16, P17, P18, P31) and P37, the ontology on the Web: its name is not registered yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from graph.exports.terms import HG, ONTOLOGY
from graph.vocabulary import data_folder

OWN = (ONTOLOGY, "https://w3id.org/hemerograph/plover")
CLASS = (OWL.Class, RDFS.Class)
PROPERTY = (
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.OntologyProperty,
    RDF.Property,
)
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))
# What the vocabularies that we use define themselves, of what we use of them.
DEFINED = {
    "http://purl.org/dc/terms/": "conformsTo creator description license source title",
    "http://www.w3.org/ns/dcat#": "Dataset",
    "http://xmlns.com/foaf/0.1/": "Group Organization Person",
    "http://www.w3.org/2005/11/its/rdf#": "taIdentRef",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": (
        "Context OffsetBasedString Sentence anchorOf beginIndex endIndex isString referenceContext"
    ),
    "http://www.w3.org/ns/org#": "Organization memberOf",
    "http://www.w3.org/ns/prov#": (
        "Activity Entity used wasAttributedTo wasDerivedFrom wasGeneratedBy"
    ),
    "https://schema.org/": (
        "CreativeWork Event NewsArticle Organization Person Place datePublished headline"
        " identifier inLanguage isPartOf location memberOf mentions owns publisher relatedTo"
        " roleName softwareVersion url"
    ),
    "http://semanticweb.cs.vu.nl/2009/11/sem/": (
        "Actor Event Place eventType hasActor hasPlace hasTimeStamp"
    ),
    "http://www.w3.org/2004/02/skos/core#": (
        "Concept ConceptScheme altLabel broader closeMatch inScheme notation relatedMatch"
    ),
    "http://purl.org/vocab/vann/": "preferredNamespacePrefix preferredNamespaceUri",
    "http://rdfs.org/ns/void#": (
        "Dataset class classPartition classes entities properties property propertyPartition"
        " triples uriSpace vocabulary"
    ),
}  # fmt: skip

Found = Iterator[object]


@cache
def committed() -> rdflib.Graph:
    return rdflib.Graph().parse(data_folder() / "hemerograph.ttl", format="turtle")


def of(g: rdflib.Graph, *kinds: Node, everywhere: bool = False) -> list[rdflib.URIRef]:
    """Return the named things of these types: ours, or those of other vocabularies too."""
    found = {s for kind in kinds for s in g.subjects(RDF.type, kind)}
    return sorted(
        s for s in found if isinstance(s, rdflib.URIRef) and (everywhere or s.startswith(HG))
    )


def local(term: Node) -> str:
    return re.split(r"[#/]", str(term))[-1]


def words(name: str) -> list[str]:
    return re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)


def text(g: rdflib.Graph, term: Node, predicate: Node, language: str) -> list[str]:
    values = g.objects(term, predicate)
    return [str(v) for v in values if isinstance(v, rdflib.Literal) and v.language == language]


def alike(g: rdflib.Graph, terms: Iterable[Node]) -> Found:
    """Yield the labels that more than one of `terms` has in one language."""
    terms = list(terms)
    for language in ("es", "en"):
        labels = Counter(label for t in terms for label in set(text(g, t, RDFS.label, language)))
        yield from (label for label, times in labels.items() if times > 1)


def ends(g: rdflib.Graph, term: Node) -> tuple[Node | None, Node | None]:
    return g.value(term, RDFS.domain), g.value(term, RDFS.range)


def p02_synonyms_as_classes(g: rdflib.Graph) -> Found:
    yield from (s for s, o in g.subject_objects(OWL.equivalentClass) if str(o).startswith(HG))


def p03_is_in_place_of_subclass(g: rdflib.Graph) -> Found:
    yield from (term for term in of(g, *PROPERTY) if local(term).lower() in {"is", "isa", "isan"})


def p04_unconnected(g: rdflib.Graph) -> Found:
    """Yield a class without any tie to another, and a property without ends."""
    ties = (RDFS.subClassOf, RDFS.domain, RDFS.range)
    tied = {n for p in ties for s, o in g.subject_objects(p) for n in (s, o)}
    yield from (term for term in of(g, *CLASS) if term not in tied)
    yield from (term for term in of(g, *PROPERTY) if ends(g, term) == (None, None))


def p05_wrong_inverse(g: rdflib.Graph) -> Found:
    for one, other in g.subject_objects(OWL.inverseOf):
        if ends(g, one) != ends(g, other)[::-1]:
            yield one, other


def p06_cycle_of_classes(g: rdflib.Graph) -> Found:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in set(g.subjects(predicate)):
            above = {n for o in g.objects(term, predicate) for n in transitive(g, o, predicate)}
            if term in above:
                yield term


def transitive(g: rdflib.Graph, node: Node, predicate: Node) -> set[Node]:
    return {n for n in g.transitive_objects(node, predicate) if n is not None}


def p07_two_concepts_in_one_class(g: rdflib.Graph) -> Found:
    yield from (t for t in of(g, *CLASS) if {"and", "or"} & {w.lower() for w in words(local(t))})


def p08_missing_annotation(g: rdflib.Graph) -> Found:
    """Yield a term, also of another vocabulary, without one label and comment in each language."""
    for term in sorted(set(g.subjects(RDF.type))):
        if isinstance(term, rdflib.BNode) or term == rdflib.URIRef(ONTOLOGY):
            continue
        for predicate in (RDFS.label, RDFS.comment):
            for language in ("es", "en"):
                found = text(g, term, predicate, language)
                if len(found) != 1 or not found[0].strip():
                    yield term, predicate, language


def p10_missing_disjointness(g: rdflib.Graph) -> Found:
    """Yield a class that neither is told apart from others nor has an ancestor that is."""
    apart = {
        member
        for axiom in g.subjects(RDF.type, OWL.AllDisjointClasses)
        for member in g.items(g.value(axiom, OWL.members))
    }
    apart |= {n for pair in g.subject_objects(OWL.disjointWith) for n in pair}
    yield from (t for t in of(g, *CLASS) if not apart & transitive(g, t, RDFS.subClassOf))


def p11_missing_domain_or_range(g: rdflib.Graph) -> Found:
    yield from (term for term in of(g, *PROPERTY) if None in ends(g, term))


def p12_equal_properties(g: rdflib.Graph) -> Found:
    yield from alike(g, of(g, *PROPERTY, everywhere=True))


def p13_missing_inverse(g: rdflib.Graph) -> Found:
    paired = {n for pair in g.subject_objects(OWL.inverseOf) for n in pair}
    symmetric = set(of(g, OWL.SymmetricProperty))
    yield from (t for t in of(g, OWL.ObjectProperty) if t not in paired | symmetric)


def p14_p15_misused_restriction(g: rdflib.Graph) -> Found:
    for predicate in (OWL.allValuesFrom, OWL.someValuesFrom, OWL.complementOf):
        yield from g.subjects(predicate)


def p19_two_domains_or_ranges(g: rdflib.Graph) -> Found:
    for predicate in (RDFS.domain, RDFS.range):
        yield from (t for t in set(g.subjects(predicate)) if len([*g.objects(t, predicate)]) > 1)


def p20_misused_annotation(g: rdflib.Graph) -> Found:
    """Yield a term whose comment is its label, or whose label is longer than its comment."""
    for term in sorted(set(g.subjects(RDFS.label))):
        for language in ("es", "en"):
            labels, comments = (text(g, term, p, language) for p in (RDFS.label, RDFS.comment))
            if [len(label) for label in labels] > [len(comment) - 1 for comment in comments]:
                yield term, language


def p21_class_of_the_rest(g: rdflib.Graph) -> Found:
    rest = {"other", "others", "misc", "miscellaneous", "various"}
    yield from (t for t in of(g, *CLASS) if rest & {w.lower() for w in words(local(t))})


def p22_other_naming(g: rdflib.Graph) -> Found:
    """Yield a class that is not in UpperCamelCase, a property or individual not in lowerCamel."""
    patterns = {CLASS: r"([A-Z][a-z0-9]+)+", (*PROPERTY, OWL.NamedIndividual): r"[a-z][a-zA-Z0-9]+"}
    for kinds, pattern in patterns.items():
        yield from (t for t in of(g, *kinds) if not re.fullmatch(pattern, local(t)))


def p24_recursive(g: rdflib.Graph) -> Found:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.unionOf):
        yield from (s for s, o in g.subject_objects(predicate) if s == o)


def p25_inverse_of_itself(g: rdflib.Graph) -> Found:
    yield from (s for s, o in g.subject_objects(OWL.inverseOf) if s == o)


def p26_inverse_of_a_symmetric_one(g: rdflib.Graph) -> Found:
    symmetric = set(of(g, OWL.SymmetricProperty))
    yield from (s for s, o in g.subject_objects(OWL.inverseOf) if symmetric & {s, o})


def p27_wrong_equal_properties(g: rdflib.Graph) -> Found:
    yield from g.subjects(OWL.equivalentProperty)


def p28_p29_unequal_ends(g: rdflib.Graph) -> Found:
    """Yield a symmetric or transitive property that leads from one class to another."""
    for term in of(g, OWL.SymmetricProperty, OWL.TransitiveProperty):
        domain, range_ = ends(g, term)
        if domain != range_:
            yield term


def p30_p32_classes_with_one_label(g: rdflib.Graph) -> Found:
    yield from alike(g, of(g, *CLASS, everywhere=True))


def p33_chain_of_one(g: rdflib.Graph) -> Found:
    for term, chain in g.subject_objects(OWL.propertyChainAxiom):
        if len(list(g.items(chain))) < 2:
            yield term


def p34_untyped_class(g: rdflib.Graph) -> Found:
    used = {o for p in (RDFS.subClassOf, RDFS.domain, RDFS.range) for o in g.objects(None, p)}
    used |= set(g.objects(None, RDF.type)) | set(g.subjects(RDFS.subClassOf))
    typed = set(of(g, *CLASS, everywhere=True)) | set(g.subjects(RDF.type, RDFS.Datatype))
    yield from (t for t in used - typed if not str(t).startswith(BUILT_IN))


def p35_untyped_property(g: rdflib.Graph) -> Found:
    used = set(g.predicates()) | set(g.subjects(RDFS.domain)) | set(g.subjects(RDFS.range))
    for predicate in (RDFS.subPropertyOf, OWL.inverseOf):
        used |= {n for pair in g.subject_objects(predicate) for n in pair}
    typed = set(of(g, *PROPERTY, everywhere=True))
    yield from (t for t in used - typed if not str(t).startswith(BUILT_IN))


def p36_file_ending_in_a_name(g: rdflib.Graph) -> Found:
    names = {*g.subjects(RDF.type, OWL.Ontology), *g.objects(None, OWL.versionIRI)}
    yield from (n for n in names if re.search(r"\.(owl|rdf|ttl|n3|nt|rdfs|xml)\b", str(n)))


def p38_no_declaration(g: rdflib.Graph) -> Found:
    names = list(g.subjects(RDF.type, OWL.Ontology))
    if names != [rdflib.URIRef(ONTOLOGY)]:
        yield names


def p39_ambiguous_namespace(g: rdflib.Graph) -> Found:
    if dict(g.namespaces()).get("hg") != rdflib.URIRef(HG):
        yield "hg"


def p40_foreign_namespace(g: rdflib.Graph) -> Found:
    """Yield a term that its namespace does not define, or of which we say too much."""
    ours = {RDF.type, RDFS.label, RDFS.comment, RDFS.isDefinedBy}
    defined = {space + name for space, names in DEFINED.items() for name in names.split()}
    said = {n for p in (RDFS.subClassOf, RDFS.domain, RDFS.range) for n in g.objects(None, p)}
    said |= set(g.subjects()) | set(g.predicates()) | set(g.objects(None, RDF.type))
    for term in said:
        if isinstance(term, rdflib.BNode) or str(term).startswith((*OWN, *BUILT_IN)):
            continue
        if str(term) not in defined:
            yield term
        yield from ((term, p) for p in set(g.predicates(term)) - ours)


def p41_no_licence(g: rdflib.Graph) -> Found:
    terms = rdflib.URIRef("http://purl.org/dc/terms/license")
    licences = list(g.objects(rdflib.URIRef(ONTOLOGY), terms))
    if len(licences) != 1 or not isinstance(licences[0], rdflib.URIRef):
        yield licences


def not_aligned_is_undefined(g: rdflib.Graph) -> Found:
    """Yield a match with a term that is not declared here (no pitfall of OOPS!, but one)."""
    typed = set(g.subjects(RDF.type))
    for name in ("closeMatch", "exactMatch", "relatedMatch", "broadMatch"):
        predicate = rdflib.URIRef(f"http://www.w3.org/2004/02/skos/core#{name}")
        yield from (pair for pair in g.subject_objects(predicate) if pair[1] not in typed)


CHECKS: dict[str, Callable[[rdflib.Graph], Found]] = {
    name: check for name, check in list(globals().items()) if re.match(r"p\d\d_|not_aligned", name)
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_ontology_is_free_of_the_pitfall(check: Callable[[rdflib.Graph], Found]) -> None:
    assert list(check(committed())) == []


NEW = "a owl:Class ; rdfs:label"
# An update of the ontology that brings the pitfall in, for each check.
BROKEN = {
    "p02_synonyms_as_classes": "INSERT DATA { hg:Work owl:equivalentClass hg:Group }",
    "p03_is_in_place_of_subclass": "INSERT DATA { hg:isA a owl:ObjectProperty }",
    "p04_unconnected": f"INSERT DATA {{ hg:Loose {NEW} 'suelta'@es }}",
    "p05_wrong_inverse": (
        "DELETE { hg:visitedBy rdfs:range ?x } INSERT { hg:visitedBy rdfs:range hg:Claim }"
        " WHERE { hg:visitedBy rdfs:range ?x }"
    ),
    "p06_cycle_of_classes": "INSERT DATA { hg:Entity rdfs:subClassOf hg:Person }",
    "p07_two_concepts_in_one_class": f"INSERT DATA {{ hg:PlaceOrGroup {NEW} 'uno'@es }}",
    "p08_missing_annotation": "DELETE WHERE { hg:visited rdfs:comment ?x }",
    "p10_missing_disjointness": "INSERT DATA { hg:Work a owl:Class . hg:Loose a owl:Class }",
    "p11_missing_domain_or_range": "DELETE WHERE { hg:claimedTime rdfs:range ?x }",
    "p12_equal_properties": "INSERT DATA { hg:met a rdf:Property ; rdfs:label 'met with'@en }",
    "p13_missing_inverse": "DELETE WHERE { hg:visitedBy owl:inverseOf ?x }",
    "p14_p15_misused_restriction": "INSERT DATA { [] owl:allValuesFrom hg:Person }",
    "p19_two_domains_or_ranges": "INSERT DATA { hg:visited rdfs:range hg:Place }",
    "p20_misused_annotation": (
        "DELETE { hg:Person rdfs:comment ?x } INSERT { hg:Person rdfs:comment 'person'@en }"
        " WHERE { hg:Person rdfs:comment ?x }"
    ),
    "p21_class_of_the_rest": "INSERT DATA { hg:OtherEntity a owl:Class }",
    "p22_other_naming": "INSERT DATA { hg:met_with a owl:ObjectProperty }",
    "p24_recursive": "INSERT DATA { hg:Person rdfs:subClassOf hg:Person }",
    "p25_inverse_of_itself": "INSERT DATA { hg:visited owl:inverseOf hg:visited }",
    "p26_inverse_of_a_symmetric_one": "INSERT DATA { hg:talked owl:inverseOf hg:spokeWith }",
    "p27_wrong_equal_properties": "INSERT DATA { hg:killed owl:equivalentProperty hg:injured }",
    "p28_p29_unequal_ends": "INSERT DATA { hg:visited a owl:SymmetricProperty }",
    "p30_p32_classes_with_one_label": f"INSERT DATA {{ hg:Human {NEW} 'persona'@es }}",
    "p33_chain_of_one": "INSERT DATA { hg:visited owl:propertyChainAxiom ( hg:metWith ) }",
    "p34_untyped_class": "INSERT DATA { hg:Work rdfs:subClassOf schema:Book }",
    "p35_untyped_property": "INSERT DATA { hg:Work skos:example 'x' }",
    "p36_file_ending_in_a_name": "INSERT DATA { <https://example.org/hg.owl> a owl:Ontology }",
    "p38_no_declaration": "DELETE WHERE { ?o a owl:Ontology }",
    "p40_foreign_namespace": "INSERT DATA { schema:headline rdfs:domain schema:NewsArticle }",
    "p41_no_licence": "DELETE WHERE { ?o dcterms:license ?x }",
    "not_aligned_is_undefined": "INSERT DATA { hg:Work skos:closeMatch schema:Book }",
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_finds_its_pitfall(name: str) -> None:
    broken = rdflib.Graph()
    broken += committed()
    broken.update(BROKEN[name], initNs=dict(committed().namespaces()))
    assert list(CHECKS[name](broken))


def test_every_check_is_tried() -> None:
    # rdflib binds prefixes of its own, so that an update cannot take ours away.
    assert set(CHECKS) - set(BROKEN) == {"p39_ambiguous_namespace"}
