"""The Python API on the seed, and what the same input must give."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import graph
from graph.api import BuiltGraph, build_graph
from graph.engines.choice import EngineChoice
from graph.errors import UsageError
from graph.exports.formats import chosen_formats, to_files
from tests.conftest import SEEDS
from tests.samples import sample_graph

PROSE = {
    "a.txt": "Ana Torres habló ayer con Luis Prado en Lima. Torres criticó al Congreso del Perú.",
    "b.txt": "El presidente Luis Prado pidió a la ministra Ana Torres renunciar, según Radio Sur.",
    "sub/a.txt": "Luis Prado negó que haya amenazado a Ana Torres durante la reunión del lunes.",
}


@pytest.fixture
def news(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in PROSE]
    for path, text in zip(paths, PROSE.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths


def files(built: BuiltGraph) -> dict[str, bytes]:
    parts = to_files(built.knowledge, (), built.base, built.with_text)
    return {name: b"".join(content) for name, content in parts.items()}


@pytest.mark.model
def test_the_seed_gives_a_graph_in_every_format(seed_graph: BuiltGraph) -> None:
    assert len(seed_graph.documents) == 1
    assert seed_graph.entities
    assert seed_graph.claims
    assert seed_graph.events
    assert seed_graph.refused == ()
    assert isinstance(seed_graph.to_networkx(), nx.MultiDiGraph)
    assert seed_graph.to_networkx().number_of_edges() == len(seed_graph.claims)
    assert len(seed_graph.to_rdf()) == len(rdflib.Graph().parse(data=seed_graph.to_turtle()))
    assert seed_graph.to_html().lstrip().casefold().startswith("<!doctype html>")
    assert seed_graph.report()["claims"]["total"] == len(seed_graph.claims)


@pytest.mark.model
def test_the_committed_output_is_what_the_seed_gives(seed_graph: BuiltGraph) -> None:
    for name, content in files(seed_graph).items():
        assert (SEEDS.parent / "output" / name).read_bytes() == content, f"run make build ({name})"


@pytest.mark.model
def test_the_package_builds_from_one_path(seed_graph: BuiltGraph) -> None:
    assert graph.build(SEEDS).to_turtle() == seed_graph.to_turtle()


@pytest.mark.model
def test_the_package_takes_corrections_a_base_and_leaves_texts_out(
    news: list[Path], tmp_path: Path
) -> None:
    rules = tmp_path / "corrections.toml"
    rules.write_text('[[drop]]\nentity = "Radio Sur"\n', encoding="utf-8")
    kg = graph.build(
        news[1], engine="serial", base="https://example.org/", with_text=False, corrections=rules
    )
    assert kg.corrections is not None
    assert not kg.corrections.left_out
    turtle = kg.to_turtle().decode("utf-8")
    assert "https://example.org/entity/" in turtle
    assert "Radio Sur" not in turtle
    assert "pidió a la ministra" not in turtle


def test_where_nothing_can_be_read_a_program_is_told_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(UsageError, match=r"none of the inputs.*a\.txt: empty file"):
        graph.build(tmp_path)


@pytest.mark.model
@pytest.mark.slow
def test_order_and_processes_do_not_show(news: list[Path]) -> None:
    assert files(build_graph(news)) == files(build_graph(news[::-1], how=EngineChoice(jobs=2)))


@pytest.mark.model
def test_a_store_spares_the_reading_and_does_not_show(news: list[Path], tmp_path: Path) -> None:
    without = build_graph(news)
    first = graph.build(news[:2], store=tmp_path / "kept")
    second = graph.build(news[::-1], store=tmp_path / "kept")
    assert (without.read, first.read, second.read) == (3, 2, 1)
    assert files(second) == files(without)


def test_write_makes_the_files_and_gives_their_paths(tmp_path: Path) -> None:
    built = BuiltGraph(sample_graph())
    written = built.write(tmp_path / "out")
    assert {path.name: path.read_bytes() for path in written[:-1]} == files(built)
    report = json.loads(written[-1].read_text(encoding="utf-8"))
    assert report["files"] == sorted(path.name for path in written)


def test_without_text_no_sentence_is_given_out() -> None:
    built = replace(BuiltGraph(sample_graph()), with_text=False)
    sentences = [
        document.text[span.begin : span.end]
        for document in built.documents
        for span in built.knowledge.sentences[document.id]
    ]
    for name, content in files(built).items():
        text = content.decode("utf-8")
        assert not [sentence for sentence in sentences if sentence in text], name


@pytest.mark.parametrize(
    ("formats", "chosen"),
    [
        ([], ("ttl", "html", "graphml")),
        (["graphml", "ttl"], ("ttl", "graphml")),
        (["html", "html"], ("html",)),
    ],
)
def test_formats_are_taken_in_one_order(formats: list[str], chosen: tuple[str, ...]) -> None:
    assert chosen_formats(formats) == chosen


@pytest.mark.parametrize("base", ["", "kg/", "https://example.org/kg", "https://example.org/ a/"])
def test_a_bad_base_is_refused_before_the_reading(news: list[Path], base: str) -> None:
    with pytest.raises(UsageError):
        build_graph(news, base=base)
