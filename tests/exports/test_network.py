from __future__ import annotations

from dataclasses import replace

import pytest

from graph.exports.network import relation_label, to_networkx
from graph.model import KnowledgeGraph
from tests.samples import sample_graph


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return sample_graph()


def test_a_node_is_an_entity_and_an_edge_is_a_claim(kg: KnowledgeGraph) -> None:
    network = to_networkx(kg)
    assert set(network.nodes) == {entity.key for entity in kg.entities}
    assert {key for _, _, key in network.edges(keys=True)} == {known.id for known in kg.claims}


def test_a_node_tells_what_the_entity_is(kg: KnowledgeGraph) -> None:
    assert to_networkx(kg).nodes["ana-torres"] == {
        "label": "Ana Torres",
        "type": "Person",
        "aliases": ["Torres"],
        "documents": 2,
    }


def test_a_source_counts_as_named_by_the_document_it_speaks_in(kg: KnowledgeGraph) -> None:
    without_mentions = replace(kg, mentions={})
    assert to_networkx(without_mentions).nodes["radio-sur"]["documents"] == 1


def test_an_edge_tells_all_of_its_claim(kg: KnowledgeGraph) -> None:
    (edge,) = to_networkx(kg)["ana-torres"]["transportistas"].values()
    event = next(event.id for event in kg.events if event.relation == "threatened")
    assert edge == {
        "relation": "threatened",
        "label_es": "amenazó a",
        "group": "threaten",
        "polarity": "affirmed",
        "modality": "actual",
        "source": "radio-sur",
        "source_label": "Radio Sur",
        "sentence": (
            "Torres, ministra de Energía del Perú, amenazó a los transportistas, según Radio Sur."
        ),
        "trigger": "amenazó",
        "document": "andina-2026-01-12",
        "date": "2026-01-12",
        "time": None,
        "confidence": 0.8,
        "title": None,
        "event": event,
    }


def test_claims_that_contradict_each_other_stand_side_by_side(kg: KnowledgeGraph) -> None:
    edges = to_networkx(kg)["ana-torres"]["ley-de-aguas"].values()
    assert sorted(edge["polarity"] for edge in edges) == ["affirmed", "negated"]


def test_a_relation_outside_the_table_is_labelled_with_its_lemma(kg: KnowledgeGraph) -> None:
    (edge,) = to_networkx(kg)["ana-torres"]["feria-del-libro-de-lima"].values()
    assert (edge["label_es"], edge["group"]) == ("inaugurar", "")


@pytest.mark.parametrize(
    ("relation", "label"), [("spokeWith", "habló con"), ("inaugurar", "inaugurar")]
)
def test_relation_label(relation: str, label: str) -> None:
    assert relation_label(relation) == label


def test_without_text_the_words_of_the_documents_are_left_out(kg: KnowledgeGraph) -> None:
    edges = [data for _, _, data in to_networkx(kg, with_text=False).edges(data=True)]
    assert {(edge["sentence"], edge["trigger"]) for edge in edges} == {(None, None)}


def test_the_order_of_the_input_does_not_matter(kg: KnowledgeGraph) -> None:
    turned = replace(
        kg,
        documents=kg.documents[::-1],
        entities=kg.entities[::-1],
        claims=kg.claims[::-1],
        mentions=dict(reversed(kg.mentions.items())),
    )
    one, other = to_networkx(kg), to_networkx(turned)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
