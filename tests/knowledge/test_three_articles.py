"""Articles read by the pipeline and put together: one person under three names, and a namesake."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.api import BuiltGraph, build_graph
from graph.store.explain import explain

ARTICLES = {
    "a": "date 2026-01-12\nEl presidente de Perú, Bruno Talavera, amenazó a los transportistas."
    " Talavera habló con Marcelo Rubianes en Arequipa.",
    "b": "date 2026-01-13\nBruno E. Talavera se reunió con el ministro de Energía, Marcelo"
    " Rubianes, en Arequipa.",
    "c": "date 2026-01-13\nTalavera criticó a Marcelo Rubianes, según fuentes de Arequipa.",
    "d": "date 2026-01-13\nEl delantero argentino Marcelo Rubianes marcó dos goles con el Club"
    " Lince en Rosario, Argentina, y celebró con la afición.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltGraph:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return build_graph(folder)


@pytest.mark.model
def test_three_names_are_one_person(built: BuiltGraph) -> None:
    (found,) = (e for e in built.entities if "Talavera" in e.label)
    assert (found.label, found.aliases) == ("Bruno Talavera", ("Bruno E. Talavera", "Talavera"))


@pytest.mark.model
def test_a_footballer_and_a_minister_of_one_name_are_two(built: BuiltGraph) -> None:
    namesakes = [e.key for e in built.entities if e.label == "Marcelo Rubianes"]
    assert len(namesakes) == 2 and "marcelo-rubianes" in namesakes


@pytest.mark.model
def test_the_written_graph_tells_why(built: BuiltGraph, tmp_path: Path) -> None:
    built.write(tmp_path, ["ttl"])
    text = explain(tmp_path, "Talavera")
    assert "why these names are one's" in text
    assert "one is named by the surname only" in text
