"""Loading: what is said of a store that refuses, is busy, breaks off or is not there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest
from click.testing import CliRunner

from graph.cli import INTERRUPTED, UNUSABLE, cli
from graph.errors import UsageError
from graph.exports.turtle import to_triples, to_turtle
from graph.output import PRIVATE
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
    pause: float = 0
    counts: Callable[[int], str] = str
    store: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)

    def write(self, method: str, body: bytes) -> int:
        """Return the status of a write, and keep what it brings where all is well."""
        time.sleep(self.pause)
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


# a store that means no good


@contextmanager
def store_that_says(*answers: bytes, endless: bytes = b"") -> Iterator[tuple[str, list[bytes]]]:
    """Run a server that says these bytes, the last for ever on; yield its address and requests."""
    heads: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            head = b"".join(iter(self.rfile.readline, b"\r\n"))
            self.close_connection = True
            if not head:
                return
            heads.append(head)
            for line in head.splitlines():
                if line.lower().startswith(b"content-length:"):
                    self.rfile.read(int(line.split(b":")[1]))
            with suppress(OSError):
                self.wfile.write(answers[min(len(heads), len(answers)) - 1])
                while endless:
                    self.wfile.write(endless)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/store", heads
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def head(status: str, *lines: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *lines, "", ""]).encode()


EMPTY, LONG = "Content-Length: 0", "Content-Length: 999999999999"
CHALLENGE = 'WWW-Authenticate: Digest realm="r", qop="auth", nonce="n"'
MEAN = {
    "an endless answer": (head("200 OK"), b"x" * 65536, "", None),
    "an endless refusal": (head("401 No", LONG, CHALLENGE), b"x" * 65536, "401", True),
    "endless asking for credentials": (head("401 No", CHALLENGE, EMPTY), b"", "401", True),
    "too short an answer": (head("200 OK", LONG), b"", "", None),
    "a wait of a year": (head("503 No", "Retry-After: 31536000"), b"", "still busy", None),
    "a wait of some time": (head("503 No", "Retry-After: soon"), b"", "still busy", None),
    "no answer": (b"", b"", "broken off", None),
    "no HTTP": (b"\x00\xff nonsense\r\n\r\n", b"", "broken off", None),
    "a redirect": (head("307 X", "Location: http://127.0.0.1:1/"), b"", "has moved", False),
    "a packed answer": (head("200 OK", "Content-Encoding: gzip") + b"no gzip", b"", "", None),
    "half a chunk": (head("200 OK", "Transfer-Encoding: chunked") + b"zz", b"", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("says", "endless", "told", "digest"), MEAN.values(), ids=MEAN)
def test_no_answer_makes_it_wait_for_ever_or_fall(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    says: bytes,
    endless: bytes,
    told: str,
    digest: bool | None,
) -> None:
    monkeypatch.setattr(remote, "_LONGEST", 0.01)
    who = None if digest is None else Credentials("ana", "secreto", digest)
    with store_that_says(says, endless=endless) as (url, heads):
        if told:
            with pytest.raises(UsageError, match=told) as caught:
                load_graph(folder, at(url, credentials=who))
            assert "secreto" not in str(caught.value)
        else:
            assert load_graph(folder, at(url, credentials=who)).arrived is None
    assert len(heads) <= 8
    assert b"secreto" not in b"".join(heads)


@pytest.mark.parametrize(
    "rows", ['{"results": {"bindings": []}}', "[]", "[" * 100_000, '{"results": 3}', "null", "3"]
)
def test_a_count_that_is_none_is_left_open(folder: Path, rows: str) -> None:
    answer = head("200 OK", f"Content-Length: {len(rows)}") + rows.encode()
    with store_that_says(head("204 Fine"), answer) as (url, _):
        assert load_graph(folder, at(url)).arrived is None


@pytest.mark.parametrize(
    "url",
    [
        "http://ana:secreto@127.0.0.1/store",
        "ftp://ana:secreto@127.0.0.1/store",
        "ana:secreto@127.0.0.1/store",
        "http://ana:secreto@127.0.0.1:99999/store",
        "http://[::1:secreto@x/",
        "http://127.0.0.1:1/store?key=secreto",
        "http://127.0.0.1:1/store#secreto",
        "http://127.0.0.1:99999/store?key=secreto",
    ],
)
def test_no_secret_of_an_address_is_told(folder: Path, url: str) -> None:
    status, told = load(folder, url)
    assert status == UNUSABLE
    assert "secreto" not in told
    assert [path.name for path in folder.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("digest", [False, True])
@pytest.mark.parametrize("user", ["ñandú", "漢字", 'a"b', "a\r\nb"])
def test_names_and_passwords_of_any_letters_are_sent_or_refused(
    folder: Path, user: str, digest: bool
) -> None:
    answers = head("401 No", CHALLENGE, EMPTY), head("204 Fine"), head("404 No")
    with store_that_says(*(answers if digest else answers[1:])) as (url, heads):
        try:
            load_graph(folder, at(url, credentials=Credentials(user, "contraseña €", digest)))
        except UsageError as error:
            assert digest, str(error)
        else:
            assert b"Authorization: " in heads[1 if digest else 0]


# graphs that are not ours


def test_blank_nodes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("_:a <b:b> <c:c> .")
    with store_that(answers := Answers()) as url, pytest.raises(UsageError, match="blank nodes"):
        load_graph(tmp_path, at(url))
    assert answers.methods == []


@pytest.mark.parametrize(
    ("turtle", "triples"),
    [("", 0), ("<a:a> <b:b> <c:c> , <d:d> .", 2), ("<a:a> <b:b> <c:c> , <c:c> .", 1)],
    ids=["empty", "another base", "a triple twice"],
)
def test_any_graph_is_counted(tmp_path: Path, turtle: str, triples: int) -> None:
    (tmp_path / "graph.ttl").write_text(turtle)
    with store_that(Answers()) as url:
        loaded = load_graph(tmp_path, at(url))
    assert (loaded.triples, loaded.arrived) == (triples, triples)


@pytest.mark.parametrize("name", ["con espacio", "línea\nnueva", "\"comillas\" 'y más'", "-o"])
def test_any_name_of_a_folder_is_taken(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "graph.ttl").write_bytes(to_turtle(sample_graph()))
    with store_that(Answers(statuses=[204, 500])) as url:
        with pytest.raises(UsageError, match="fails"):
            load_graph(folder, at(url), chunk_bytes=20_000)
        assert load_graph(folder, at(url)).sent < TOTAL
    assert [path.name for path in folder.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_load_that_is_ended_goes_on(folder: Path, number: signal.Signals) -> None:
    answers = Answers(pause=0.2)
    with store_that(answers) as url:
        command = [sys.executable, "-m", "graph", "load", str(folder), url, "--chunk-size", "0.02"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        while len(answers.sizes) < 2:
            time.sleep(0.01)
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
        assert process.returncode == INTERRUPTED
        assert "goes on from here" in told
        assert "Traceback" not in told
        # Ended in the midst of noting how far it came, it may leave the folder for that too.
        left = {path.name for path in folder.iterdir()} - {PRIVATE}
        assert len(left) == 2
        answers.pause = 0
        loaded = load_graph(folder, at(url))
    assert [path.name for path in folder.iterdir()] == ["graph.ttl"]
    assert loaded.sent < loaded.triples == loaded.arrived


# the command


@pytest.mark.parametrize("option", [["--digest"], ["--password-env", "HOME"]])
def test_credentials_without_a_user_are_refused(folder: Path, option: list[str]) -> None:
    status, told = load(folder, "http://127.0.0.1:1/store", *option)
    assert status == UNUSABLE
    assert "--user" in told


def test_no_password_is_told(folder: Path) -> None:
    status, told = load(folder, "http://127.0.0.1:1/store", "--user", "ana", input="")
    assert status == UNUSABLE
    assert "--password-env" in told


def load(*arguments: str | Path, **options: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["load", *map(str, arguments)], **options)  # type: ignore[arg-type]
    return result.exit_code, result.output


def test_the_command_tells_what_it_did(folder: Path) -> None:
    with store_that(Answers()) as url:
        status, told = load(folder, url)
    assert status == 0
    assert f"{TOTAL} of {TOTAL} triples sent" in told
    assert f"{TOTAL} triples are in the store" in told


@pytest.mark.parametrize(("options", "first"), [([], "POST"), (["--replace"], "PUT")])
def test_the_command_replaces_only_where_it_is_told(
    folder: Path, options: list[str], first: str
) -> None:
    with store_that(answers := Answers()) as url:
        status, _ = load(folder, url, *options)
    assert (status, answers.methods[0]) == (0, first)


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
