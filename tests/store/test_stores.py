"""Real stores, started here and stopped: what is loaded arrives, and every query answers alike."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph
import pytest
import requests

from graph.errors import UsageError
from graph.exports.formats import to_files
from graph.exports.turtle import to_triples, to_turtle
from graph.store.load import load_graph
from graph.store.named import fill, list_queries, run_named
from graph.store.opening import open_graph
from graph.store.remote import Credentials, GraphStore
from tests.exports.hostile import HOSTILE, hostile_graph
from tests.store.asked import SETTINGS
from tests.store.news import news_graph
from tests.store.stores import VIRTUOSO, RunningStore, oxigraph, virtuoso

QUERIES = {query.name: query for query in list_queries()}
STORES = {"Oxigraph": oxigraph, "Virtuoso": virtuoso}
NEWS = "http://example.org/graph/news"
# Seconds that an example query may take.
LIMIT = 30

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(VIRTUOSO is None, reason="virtuoso-t is not installed"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "graph.ttl"
    path.write_bytes(to_turtle(news_graph()))
    return path


@pytest.fixture(scope="module", params=STORES)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, file: Path
) -> Iterator[RunningStore]:
    """A running store with the news in a graph of its own."""
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as running:
        load_graph(file, of(running, NEWS))
        yield running


def of(store: RunningStore, graph: str | None) -> GraphStore:
    """Return one graph of a store, with the right to write."""
    credentials = None
    if store.user is not None and store.password is not None:
        credentials = Credentials(store.user, store.password, store.digest)
    return GraphStore(store.graphs, graph, store.queries, credentials)


def ask(store: RunningStore, sparql: str, graph: str = NEWS) -> list[list[str]]:
    """Return the rows of an answer over one graph."""
    answer = requests.get(
        store.queries,
        params={"query": sparql, "default-graph-uri": graph},
        headers={"Accept": "application/sparql-results+json"},
        timeout=LIMIT,
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    columns = found["head"]["vars"]
    return [
        [value(row[name]["value"]) if name in row else "" for name in columns]
        for row in found["results"]["bindings"]
    ]


def value(text: str) -> str:
    """Return a value in one spelling: numbers by their worth, truth values by their word."""
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return {"true": "1", "false": "0"}.get(text, text)


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_answers_as_on_the_command_line(
    store: RunningStore, file: Path, name: str
) -> None:
    settings = SETTINGS.get(name, {})
    found = ask(store, fill(QUERIES[name], settings, open_graph(file)))
    lines = run_named(file, name, settings, "json")
    assert sorted(found) == sorted(local_rows(lines))


def local_rows(answer: str) -> list[list[str]]:
    solutions = pyoxigraph.parse_query_results(
        answer.encode(), format=pyoxigraph.QueryResultsFormat.JSON
    )
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [["" if row[n] is None else value(row[n].value) for n in names] for row in solutions]


def test_all_triples_arrive_in_small_pieces(store: RunningStore, file: Path) -> None:
    graph = f"{NEWS}/pieces"
    loaded = load_graph(file, of(store, graph), chunk_bytes=20_000)
    assert loaded.sent == loaded.triples == loaded.arrived == len(list(to_triples(news_graph())))


def test_loading_twice_changes_nothing(store: RunningStore, file: Path) -> None:
    graph = f"{NEWS}/twice"
    first = load_graph(file, of(store, graph))
    second = load_graph(file, of(store, graph))
    assert first.arrived == second.arrived == first.triples


def test_replace_gives_up_what_was_there(store: RunningStore, file: Path, tmp_path: Path) -> None:
    graph = f"{NEWS}/replaced"
    other = tmp_path / "graph.ttl"
    other.write_bytes(to_turtle(hostile_graph("otra")))
    load_graph(other, of(store, graph))
    loaded = load_graph(file, of(store, graph), replace=True)
    assert loaded.arrived == loaded.triples


# No store has to take an IRI of 100 kB, which a document of that name would have.
KEPT = {name: words for name, words in HOSTILE.items() if name != "very long"}


@pytest.mark.parametrize("words", KEPT.values(), ids=KEPT)
def test_hostile_words_arrive_unchanged(store: RunningStore, tmp_path: Path, words: str) -> None:
    graph = f"{NEWS}/hostile"
    path = tmp_path / "graph.ttl"
    path.write_bytes(to_turtle(hostile_graph(words)))
    load_graph(path, of(store, graph), replace=True)
    rows = ask(
        store,
        "SELECT ?name { ?e a <https://w3id.org/hemerograph/ontology#Work> ;"
        " <http://www.w3.org/2000/01/rdf-schema#label> ?name }",
        graph,
    )
    assert [words] in rows


def test_a_name_of_100_kilobytes_arrives(store: RunningStore, tmp_path: Path) -> None:
    graph = f"{NEWS}/long"
    kg = news_graph()
    first, *rest = kg.entities
    long = replace(kg, entities=(replace(first, label=HOSTILE["very long"]), *rest))
    path = tmp_path / "graph.ttl"
    path.write_bytes(to_turtle(long))
    load_graph(path, of(store, graph))
    rows = ask(store, "SELECT ?n { ?e <http://www.w3.org/2000/01/rdf-schema#label> ?n }", graph)
    assert [HOSTILE["very long"]] in rows


def test_a_wrong_password_is_told(tmp_path_factory: pytest.TempPathFactory, file: Path) -> None:
    with virtuoso(tmp_path_factory.mktemp("locked")) as running:
        wrong = GraphStore(
            running.graphs, NEWS, running.queries, Credentials("dba", "falsa", digest=True)
        )
        with pytest.raises(UsageError, match=r"wants other credentials \(401"):
            load_graph(file, wrong)


@pytest.mark.skipif(shutil.which("roqet") is None, reason="roqet is not installed")
def test_redland_answers_a_query_over_the_file(file: Path) -> None:
    query = (
        "PREFIX hg: <https://w3id.org/hemerograph/ontology#> "
        "SELECT ?claim WHERE { ?claim a hg:Claim ; hg:polarity hg:negated }"
    )
    command = ["roqet", "-q", "-r", "csv", "-D", str(file), "-e", query]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 2  # the heading and one claim


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed")
@pytest.mark.parametrize(
    ("key", "form"), [("nt", "ntriples"), ("nquads", "nquads"), ("trig", "trig")]
)
def test_redland_reads_every_format_that_it_knows(tmp_path: Path, key: str, form: str) -> None:
    (content,) = map(b"".join, to_files(news_graph(), [key]).values())
    path = tmp_path / "graph"
    path.write_bytes(content)
    command = ["rapper", "-q", "-i", form, "-o", "ntriples", str(path)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    triples = set(done.stdout.splitlines())
    assert len(triples) == len(list(to_triples(news_graph())))
