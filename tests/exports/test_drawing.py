from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.exports.drawing import Bundle, bundle_claims, draw
from graph.model import KnowledgeGraph
from tests.samples import sample_graph

BUNDLE = Bundle("a", "b", "criticó a", "affirmed", "actual", False, False, False, (0,))


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return sample_graph()


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({}, "criticó a"),
        ({"polarity": "negated"}, "no criticó a"),
        ({"modality": "nonactual"}, "¿criticó a?"),
        ({"attributed": True}, "«criticó a»"),
        ({"claims": (0, 1, 2)}, "criticó a ×3"),
        (
            {"polarity": "negated", "modality": "nonactual", "attributed": True, "claims": (0, 1)},
            "«¿no criticó a?» ×2",
        ),
        ({"relation": "secretario\u202e de Estado"}, "secretario de Estado"),
    ],
)
def test_the_label_tells_the_status_without_colour(change: dict[str, Any], label: str) -> None:
    assert replace(BUNDLE, **change).label == label


def bundles_between(kg: KnowledgeGraph, *ends: str) -> set[tuple[str, int]]:
    return {
        (bundle.label, len(bundle.claims))
        for bundle in bundle_claims(kg.claims)
        if {bundle.subject, bundle.object} == set(ends)
    }


@pytest.mark.parametrize(
    ("subject", "object_", "lines"),
    [
        pytest.param(
            "ana-torres", "luis-prado", {("habló con ×2", 2)}, id="symmetric, told from either side"
        ),
        pytest.param(
            "ana-torres",
            "ley-de-aguas",
            {("criticó a ≠", 1), ("no criticó a ≠", 1)},
            id="a denial has a line of its own",
        ),
        pytest.param(
            "luis-prado", "ley-de-aguas", {("criticó a", 1), ("rechazó", 1)}, id="two relations"
        ),
        pytest.param("ana-torres", "peru", {("ministra de Energía", 1)}, id="a post, by its title"),
        pytest.param("ana-torres", "transportistas", {("«amenazó a»", 1)}, id="attributed"),
        pytest.param("ana-torres", "feria-del-libro-de-lima", {("inaugurar", 1)}, id="open"),
    ],
)
def test_claims_are_bundled_by_relation_and_status(
    kg: KnowledgeGraph, subject: str, object_: str, lines: set[tuple[str, int]]
) -> None:
    assert bundles_between(kg, subject, object_) == lines


def test_every_claim_is_in_exactly_one_bundle(kg: KnowledgeGraph) -> None:
    claims = sorted(i for bundle in bundle_claims(kg.claims) for i in bundle.claims)
    assert claims == list(range(len(kg.claims)))


def test_a_bundle_with_one_claim_in_the_document_s_own_voice_is_not_marked(
    kg: KnowledgeGraph,
) -> None:
    threat = next(known for known in kg.claims if known.claim.source)
    own = replace(threat, id="own", claim=replace(threat.claim, source=None))
    (bundle,) = bundle_claims([threat, own])
    assert bundle.label == "amenazó a ×2"


def test_a_node_has_its_type_as_group_and_grows_with_its_lines(kg: KnowledgeGraph) -> None:
    nodes, _ = draw(kg, bundle_claims(kg.claims))
    by_id = {node["id"]: node for node in nodes}
    assert by_id["lima"]["group"] == "Place"
    assert by_id["ana-torres"]["size"] > by_id["luis-prado"]["size"] > by_id["radio-sur"]["size"]


def test_the_lines_of_one_pair_bend_apart(kg: KnowledgeGraph) -> None:
    _, edges = draw(kg, bundle_claims(kg.claims))
    bends = [edge["bend"] for edge in edges if edge["to"] == "ley-de-aguas"]
    assert len(bends) == 4
    for subject in ("ana-torres", "luis-prado"):
        own = [e["bend"] for e in edges if (e["from"], e["to"]) == (subject, "ley-de-aguas")]
        assert len(set(own)) == len(own) == 2


def test_a_name_of_nothing_that_can_be_seen_is_drawn_as_its_slug(kg: KnowledgeGraph) -> None:
    first, *rest = kg.entities
    nodes, _ = draw(replace(kg, entities=(replace(first, label="\u202e"), *rest)), [])
    assert nodes[0]["label"] == first.key
