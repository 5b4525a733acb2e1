"""The benchmark of large graphs runs, on a small one; what it measures is told on demand only."""

from __future__ import annotations

import pytest

from graph.exports.turtle import to_triples
from tests.bench.rdf import main
from tests.bench.synthetic import TRIPLES, synthetic_graph


def test_a_synthetic_graph_is_the_same_each_time_and_as_large_as_asked() -> None:
    assert synthetic_graph(7) == synthetic_graph(7)
    assert len(list(to_triples(synthetic_graph(7)))) == pytest.approx(7 * TRIPLES, rel=0.05)


def test_every_ratio_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(triples=3000, articles=0, pairs=1)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[1:]] == [
        "to_turtle / Store.dump",
        "to_turtle / serialize, ready triples",
        "to_turtle / serialize, triples made",
        "query / load and query",
        "query --named / load and query",
        "query / load and query, the seed's graph",
        "query --named / load and query, the seed's graph",
    ]
