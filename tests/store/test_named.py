"""The named queries: what each answers over known news, and that nothing can be smuggled in."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from graph.errors import DataError, UsageError
from graph.exports.turtle import to_turtle
from graph.store import named
from graph.store.guard import check_query
from graph.store.named import fill, list_queries, named_query, run_named
from graph.store.opening import open_graph
from tests.store.asked import SETTINGS
from tests.store.news import news_graph

ANSWERS = Path(__file__).parent / "answers"
QUERIES = {query.name: query for query in list_queries()}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "graph.ttl"
    path.write_bytes(to_turtle(news_graph()))
    return path


@pytest.fixture(scope="module")
def store(file: Path) -> pyoxigraph.Store:
    return open_graph(file, with_ontology=True)


@pytest.fixture(scope="module")
def rdflib_graph(file: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(file)


def expected(name: str) -> list[list[str]]:
    """Return the rows of the answer that was checked by hand, the columns first."""
    text = (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("name", QUERIES)
def test_it_answers_as_known(file: Path, name: str) -> None:
    answer = run_named(file, name, SETTINGS.get(name), "csv")
    assert list(csv.reader(StringIO(answer, newline=""))) == expected(name)


@pytest.mark.parametrize("name", QUERIES)
def test_the_known_answer_has_rows(name: str) -> None:
    assert len(expected(name)) > 1


@pytest.mark.parametrize("name", QUERIES)
def test_rdflib_gives_the_same_rows(
    store: pyoxigraph.Store, rdflib_graph: rdflib.Graph, name: str
) -> None:
    result = rdflib_graph.query(fill(QUERIES[name], SETTINGS.get(name, {}), store))
    rows = sorted([cell(value) for value in row] for row in result)  # type: ignore[union-attr]
    assert rows == sorted(expected(name)[1:])


def cell(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", QUERIES)
def test_it_asks_in_both_languages(name: str) -> None:
    assert QUERIES[name].question("es") != QUERIES[name].question("en")
    for parameter in QUERIES[name].parameters:
        assert parameter.es in QUERIES[name].question("es")


@pytest.mark.parametrize("name", QUERIES)
def test_it_only_asks(name: str) -> None:
    check_query(QUERIES[name].text)


def test_there_are_enough_of_them() -> None:
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Luis Prado", "luis-prado"),
        ("LUIS PRADÓ", "luis-prado"),
        ("prado", "luis-prado"),
        ("luis-prado", "luis-prado"),
        ("entity:luis-prado", "luis-prado"),
        ("https://w3id.org/hemerograph/kg/entity/luis-prado", "luis-prado"),
        ("PA", "partido-azul"),
    ],
)
def test_an_entity_is_known_by_name_alias_slug_or_address(
    store: pyoxigraph.Store, given: str, name: str
) -> None:
    text = fill(named_query("what-somebody-did"), {"who": given}, store)
    line = f"VALUES (?who) {{ (<https://w3id.org/hemerograph/kg/entity/{name}>) }}"
    assert line in text


SMUGGLED = [
    "x> } } ; DROP ALL #",
    '" } SERVICE <http://example.org/> {',
    "Ana Torres\n} UNION { ?a ?b ?c",
    "?who",
    "\\u0022",
    "",
]


@pytest.mark.parametrize("value", SMUGGLED)
def test_no_value_can_change_the_query(file: Path, value: str) -> None:
    with pytest.raises(UsageError, match="nothing in the graph is called"):
        run_named(file, "what-somebody-did", {"who": value})


REFUSED = [
    ("no-such-query", {}, "no query of this name"),
    ("what-somebody-did", {}, "asks for who"),
    ("what-somebody-did", {"who": "Ana Torres", "when": "2026"}, "no parameter 'when'"),
    ("timeline", {"who": "Ana Torres"}, "It has none"),
    ("what-somebody-did", {"who": "Ana Tores"}, "Near it: ana torres"),
]


@pytest.mark.parametrize(("name", "settings", "told"), REFUSED)
def test_what_cannot_be_asked_is_refused(
    file: Path, name: str, settings: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        run_named(file, name, settings)


def test_a_name_of_two_entities_asks_which(tmp_path: Path) -> None:
    turtle = to_turtle(news_graph()).decode()
    turtle += 'entity:luis-prado-2 a hg:Person ; rdfs:label "Luis Prado"@es .\n'
    (tmp_path / "graph.ttl").write_text(turtle, encoding="utf-8")
    with pytest.raises(UsageError, match="luis-prado, luis-prado-2"):
        run_named(tmp_path, "what-somebody-did", {"who": "Luis Prado"})


BROKEN = [
    ("# name: mala\n# en: x\nASK {}", "incomplete header"),
    ("# name: otra\n# es: x\n# en: x\nASK {}", "incomplete header"),
    ("# name: mala\n# es: x\n# en: x\n# set: a person required x / y\nASK { ?a ?b ?c }", "person"),
    ("# name: mala\n# es: x\n# en: x\n# set: a entity required x / y\nASK { ?b ?c ?d }", "entity"),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_a_broken_query_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mala.rq").write_text(text, encoding="utf-8")
    monkeypatch.setattr(named, "data_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=told):
        list_queries()
