from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.exports.graphml import to_graphml
from graph.exports.network import to_networkx
from graph.model import KnowledgeGraph
from tests.samples import sample_graph

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]


def read(data: bytes) -> Network:
    network = nx.read_graphml(BytesIO(data), force_multigraph=True)
    assert isinstance(network, nx.MultiDiGraph)
    return network


def with_label(label: str) -> KnowledgeGraph:
    kg = sample_graph()
    first, *rest = kg.entities
    return replace(kg, entities=(replace(first, label=label), *rest))


def test_it_reads_back_to_the_same_edges() -> None:
    network = to_networkx(sample_graph())
    expected = {
        (subject, object_, key): {name: value for name, value in data.items() if value is not None}
        for subject, object_, key, data in network.edges(keys=True, data=True)
    }
    found = {
        (subject, object_, key): data
        for subject, object_, key, data in read(to_graphml(sample_graph())).edges(
            keys=True, data=True
        )
    }
    assert found == expected


def test_it_reads_back_to_the_same_nodes() -> None:
    expected = {
        node: {**data, "aliases": " | ".join(data["aliases"])}
        for node, data in to_networkx(sample_graph()).nodes(data=True)
    }
    found = {node: dict(data) for node, data in read(to_graphml(sample_graph())).nodes(data=True)}
    assert found == expected


@pytest.mark.parametrize(
    ("label", "read_back"),
    [
        pytest.param("A\x00B\x08C\x1fD", "ABCD", id="control characters are dropped"),
        pytest.param("A\ufffeB\uffffC", "ABC", id="noncharacters are dropped"),
        pytest.param("A\ud800B", "AB", id="a lone surrogate is dropped"),
        pytest.param("A\r\nB\rC", "A\nB\nC", id="line ends become one kind"),
        pytest.param("<b>&amp;]]></b>", "<b>&amp;]]></b>", id="markup stays text"),
        pytest.param("Peñón 🐢 \u2028", "Peñón 🐢 \u2028", id="the rest stays as it is"),
    ],
)
def test_any_text_gives_valid_xml(label: str, read_back: str) -> None:
    data = to_graphml(with_label(label))
    ElementTree.fromstring(data)
    assert read(data).nodes["ana-torres"]["label"] == read_back


def test_the_bytes_do_not_depend_on_the_order_of_the_input() -> None:
    kg = sample_graph()
    turned = replace(kg, entities=kg.entities[::-1], claims=kg.claims[::-1])
    assert to_graphml(kg) == to_graphml(turned)


def test_without_text_no_sentence_is_written() -> None:
    data = to_graphml(sample_graph(), with_text=False)
    assert b"domingo 11 de enero" not in data
    assert b"domingo 11 de enero" in to_graphml(sample_graph())
