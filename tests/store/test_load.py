"""Loading: what is said of a store that refuses, is busy, breaks off or is not there."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest
from click.testing import CliRunner

from graph.cli import UNUSABLE, cli
from graph.errors import UsageError
from graph.exports.turtle import to_triples, to_turtle
from graph.store import remote
from graph.store.load import graph_name, load_graph, query_address
from graph.store.remote import Credentials, GraphStore
from tests.samples import sample_graph
from tests.store.stores import free_port

TOTAL = len(list(to_triples(sample_graph())))


@dataclass
class Answers:
    """What a store made for tests answers to each write, and what it has seen and holds."""

    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    methods: list[str] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    most: int = 1 << 40
    counts: Callable[[int], str] = str
    store: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)

    def write(self, method: str, body: bytes) -> int:
        """Return the status of a write, and keep what it brings where all is well."""
        if len(body) > self.most:
            return 413
        status = self.statuses.pop(0) if self.statuses else 204
        if status == 204:
            self.sizes.append(len(body))
            if method == "PUT":
                self.store.clear()
            self.store.load(body, format=pyoxigraph.RdfFormat.TURTLE)
        return status


@contextmanager
def store_that(answers: Answers) -> Iterator[str]:
    """Run a store that answers so; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answers.methods.append(self.command)
            answers.graphs.append(urlsplit(self.path).query)
            answers.authorizations.append(self.headers.get("Authorization", ""))
            self._say(answers.write(self.command, body), b"no <b>way</b>\x1b[31m")

        do_POST = do_PUT  # noqa: N815  (the library's names)

        def do_GET(self) -> None:
            assert "COUNT" in parse_qs(urlsplit(self.path).query)["query"][0]
            number = answers.counts(len(answers.store))
            rows = [{"n": {"type": "literal", "value": number}}]
            self._say(200, json.dumps({"results": {"bindings": rows}}).encode())

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            for name, value in answers.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(0 if status == 204 else len(body)))
            self.end_headers()
            if status != 204:
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/store"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_bytes(to_turtle(sample_graph()))
    return tmp_path


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_BACKOFF", 0.001)


def at(url: str, graph: str | None = None, credentials: Credentials | None = None) -> GraphStore:
    return GraphStore(url, graph, query_address(url), credentials)


def test_all_is_sent_and_counted(folder: Path) -> None:
    with store_that(answers := Answers()) as url:
        loaded = load_graph(folder, at(url))
    assert (loaded.triples, loaded.sent, loaded.arrived) == (TOTAL, TOTAL, TOTAL)
    # A store may write a number its own way: 12 as an integer, whatever its subtype.
    assert len(answers.store) == TOTAL


def test_pieces_are_no_larger_than_asked(folder: Path) -> None:
    with store_that(answers := Answers()) as url:
        load_graph(folder, at(url), chunk_bytes=10_000)
    assert max(answers.sizes) <= 10_000
    assert len(answers.sizes) > 5


def test_a_graph_that_is_too_large_is_sent_in_halves(folder: Path) -> None:
    with store_that(answers := Answers(most=30_000)) as url:
        loaded = load_graph(folder, at(url))
    assert loaded.arrived == TOTAL
    assert max(answers.sizes) <= 30_000


@pytest.mark.parametrize(
    ("graph", "asked"),
    [(None, "default="), ("http://e.org/g?x=1&y", "graph=http%3A%2F%2Fe.org%2Fg%3Fx%3D1%26y")],
)
def test_the_graph_is_named(folder: Path, graph: str | None, asked: str) -> None:
    with store_that(answers := Answers()) as url:
        load_graph(folder, at(url, graph))
    assert answers.graphs == [asked]


def test_only_the_first_piece_replaces(folder: Path) -> None:
    with store_that(answers := Answers()) as url:
        load_graph(folder, at(url), replace=True, chunk_bytes=20_000)
    assert answers.methods[0] == "PUT"
    assert set(answers.methods[1:]) == {"POST"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_store_is_asked_again(folder: Path, status: int) -> None:
    with store_that(Answers(statuses=[status, status])) as url:
        assert load_graph(folder, at(url)).arrived == TOTAL


FAILURES = [
    (400, "does not understand the request"),
    (401, "wants other credentials"),
    (403, "forbids it"),
    (404, "has nothing at this address"),
    (405, "takes no graphs"),
    (415, "takes no Turtle"),
    (429, "is still busy"),
    (503, "is still busy"),
    (500, "fails"),
    (507, "is full"),
    (302, "has moved"),
]


@pytest.mark.parametrize(("status", "told"), FAILURES)
def test_a_refusal_is_told_in_words(folder: Path, status: int, told: str) -> None:
    with (
        store_that(Answers(statuses=[status] * 9)) as url,
        pytest.raises(UsageError, match=told) as caught,
    ):
        load_graph(folder, at(url))
    assert "\x1b" not in str(caught.value)
    assert caught.value.todo


def test_a_piece_that_is_always_too_large_is_told(folder: Path) -> None:
    with store_that(Answers(most=10)) as url, pytest.raises(UsageError, match="413"):
        load_graph(folder, at(url))


def test_nobody_there_is_told(folder: Path) -> None:
    with pytest.raises(UsageError, match="connection refused"):
        load_graph(folder, at(f"http://127.0.0.1:{free_port()}/store"))


def test_a_store_that_never_answers_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(remote, "_READ", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(UsageError, match="does not answer in time"):
            load_graph(folder, at(f"http://127.0.0.1:{silent.getsockname()[1]}/store"))


def test_a_load_that_broke_off_goes_on(folder: Path) -> None:
    answers = Answers(statuses=[204, 204, 500])
    with store_that(answers) as url:
        with pytest.raises(UsageError, match="fails"):
            load_graph(folder, at(url), chunk_bytes=10_000)
        came = len(answers.store)
        loaded = load_graph(folder, at(url), chunk_bytes=10_000)
    assert 0 < came < TOTAL
    assert loaded.sent == TOTAL - came
    assert loaded.arrived == TOTAL


def test_a_replacing_load_that_broke_off_goes_on(folder: Path) -> None:
    answers = Answers(statuses=[204, 204, 500])
    with store_that(answers) as url:
        with pytest.raises(UsageError, match="fails"):
            load_graph(folder, at(url), chunk_bytes=10_000, replace=True)
        loaded = load_graph(folder, at(url), chunk_bytes=10_000, replace=True)
    assert answers.methods.count("PUT") == 1
    assert loaded.arrived == TOTAL


def test_another_graph_than_the_one_that_broke_off_begins_anew(folder: Path) -> None:
    answers = Answers(statuses=[204, 500])
    with store_that(answers) as url:
        with pytest.raises(UsageError):
            load_graph(folder, at(url), chunk_bytes=10_000)
        file = folder / "graph.ttl"
        file.write_bytes(file.read_bytes() + b"\n# touched\n")
        assert load_graph(folder, at(url)).sent == TOTAL


def test_nothing_is_left_beside_the_graph(folder: Path) -> None:
    with store_that(Answers()) as url:
        load_graph(folder, at(url))
    assert [path.name for path in folder.iterdir()] == ["graph.ttl"]


def test_triples_that_did_not_arrive_are_told_and_sent_again(folder: Path) -> None:
    answers = Answers(counts=lambda number: str(number - 1))
    with store_that(answers) as url:
        with pytest.raises(UsageError, match=f"only {TOTAL - 1} of {TOTAL}"):
            load_graph(folder, at(url))
        answers.counts = str
        assert load_graph(folder, at(url)).sent == TOTAL


def test_a_store_that_cannot_be_asked_leaves_the_count_open(folder: Path) -> None:
    with store_that(Answers(counts=lambda number: "many")) as url:
        assert load_graph(folder, at(url)).arrived is None


def test_basic_credentials_are_sent(folder: Path) -> None:
    with store_that(answers := Answers()) as url:
        load_graph(folder, at(url, credentials=Credentials("ana", "secreto")))
    assert answers.authorizations == ["Basic YW5hOnNlY3JldG8="]


def test_a_password_is_not_shown() -> None:
    assert "secreto" not in repr(Credentials("ana", "secreto"))


@pytest.mark.parametrize(
    ("graphs", "queries"),
    [
        ("http://localhost:7878/store", "http://localhost:7878/query"),
        ("http://localhost:3030/news/data", "http://localhost:3030/news/query"),
        ("http://localhost:8890/sparql-graph-crud-auth", "http://localhost:8890/sparql"),
        ("http://h:7200/repositories/r/rdf-graphs/service", "http://h:7200/repositories/r"),
        ("https://example.org/x?y=1", "https://example.org/x"),
        ("http://localhost:7001", "http://localhost:7001/"),
    ],
)
def test_where_a_store_answers_queries(graphs: str, queries: str) -> None:
    assert query_address(graphs) == queries


@pytest.mark.parametrize("iri", ["mi grafo", "grafo", "<http://e.org/>", "http://e.org/ x"])
def test_what_is_no_name_of_a_graph_is_refused(iri: str) -> None:
    with pytest.raises(UsageError, match="IRI"):
        graph_name(iri)


# the command


def load(*arguments: str | Path, **options: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["load", *map(str, arguments)], **options)  # type: ignore[arg-type]
    return result.exit_code, result.output


def test_the_command_tells_what_it_did(folder: Path) -> None:
    with store_that(Answers()) as url:
        status, told = load(folder, url)
    assert status == 0
    assert f"{TOTAL} of {TOTAL} triples sent" in told
    assert f"{TOTAL} triples are in the store" in told


def test_the_command_ends_in_1_where_the_count_is_open(folder: Path) -> None:
    with store_that(Answers(counts=lambda number: "many")) as url:
        status, told = load(folder, url)
    assert status == 1
    assert "--query-url" in told


def test_the_password_comes_from_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_PASSWORD", "secreto")
    with store_that(answers := Answers()) as url:
        status, told = load(folder, url, "--user", "ana", "--password-env", "STORE_PASSWORD")
    assert status == 0
    assert answers.authorizations == ["Basic YW5hOnNlY3JldG8="]
    assert "secreto" not in told


def test_the_password_is_asked_for_without_being_shown(folder: Path) -> None:
    with store_that(answers := Answers()) as url:
        status, told = load(folder, url, "--user", "ana", input="secreto\n")
    assert status == 0
    assert answers.authorizations == ["Basic YW5hOnNlY3JldG8="]
    assert "secreto" not in told


def test_a_refusal_ends_in_2(folder: Path) -> None:
    with store_that(Answers(statuses=[401])) as url:
        status, told = load(folder, url)
    assert status == UNUSABLE
    assert "Traceback" not in told
