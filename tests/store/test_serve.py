"""The SPARQL server: what it answers, what it refuses, and that it stops."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from graph.errors import DataError, UsageError
from graph.exports.turtle import to_turtle
from graph.store import serve
from graph.store.gate import is_loopback
from graph.store.serve import serving
from tests.samples import sample_graph
from tests.store.stores import free_port
from tests.store.test_query import SMUGGLED

ASK = "ASK { ?s a <https://w3id.org/hemerograph/ontology#Claim> }"
CALL_OUT = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output")
    (path / "graph.ttl").write_bytes(to_turtle(sample_graph()))
    return path


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder, port=0) as at:
        yield at


def get(url: str, **options: object) -> requests.Response:
    return requests.get(url, timeout=30, **options)  # type: ignore[arg-type]


def post(url: str, **options: object) -> requests.Response:
    return requests.post(url, timeout=30, **options)  # type: ignore[arg-type]


JSON = {"Accept": "application/sparql-results+json"}
SPARQL = {"Content-Type": "application/sparql-query", **JSON}


@pytest.mark.parametrize("path", ["query", "sparql"])
def test_it_answers_a_query_in_the_address(address: str, path: str) -> None:
    answer = get(f"{address}{path}", params={"query": ASK}, headers=JSON)
    assert answer.json()["boolean"] is True


def test_it_answers_a_query_in_a_form(address: str) -> None:
    assert post(f"{address}query", data={"query": ASK}, headers=JSON).json()["boolean"] is True


def test_it_answers_a_query_as_the_body(address: str) -> None:
    assert post(f"{address}query", data=ASK, headers=SPARQL).json()["boolean"] is True


def test_the_ontology_is_there_as_a_named_graph(address: str) -> None:
    query = "ASK { GRAPH <https://w3id.org/hemerograph/ontology> { ?s ?p ?o } }"
    assert get(f"{address}query", params={"query": query}, headers=JSON).json()["boolean"] is True


def test_a_long_answer_comes_whole(address: str) -> None:
    query = "SELECT * { ?a ?b ?c . ?d a <https://w3id.org/hemerograph/ontology#Claim> }"
    rows = get(f"{address}query", params={"query": query}, headers=JSON).json()["results"]
    triples = get(f"{address}query", params={"query": "SELECT * { ?a ?b ?c }"}, headers=JSON)
    assert len(rows["bindings"]) == 10 * len(triples.json()["results"]["bindings"])


def test_the_query_page_needs_nothing_from_elsewhere(address: str) -> None:
    page = get(address)
    assert page.status_code == 200
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    assert "https://" not in page.text
    assert get(f"{address}yasgui.min.js").status_code == 200


REFUSED = [
    ("SERVICE in the address", "GET", "query", {"params": {"query": CALL_OUT}}),
    ("SERVICE in a form", "POST", "query", {"data": {"query": CALL_OUT}}),
    ("SERVICE as the body", "POST", "sparql", {"data": CALL_OUT, "headers": SPARQL}),
    ("SERVICE beside a good query", "POST", "query?query=ASK{}", {"data": {"query": CALL_OUT}}),
    ("two queries", "GET", f"query?query=ASK{{}}&query={CALL_OUT}", {}),
    ("an update", "POST", "update", {"data": {"update": "DROP ALL"}}),
    ("an update as a query", "POST", "query", {"data": {"query": "DROP ALL"}}),
    ("a body of another kind", "POST", "query", {"data": "x", "headers": {"Content-Type": "a/b"}}),
    ("a graph", "POST", "store?default", {"data": "<a:a> <a:b> <a:c> ."}),
]


@pytest.mark.parametrize(
    ("method", "path", "options"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_it_refuses(address: str, method: str, path: str, options: dict[str, object]) -> None:
    answer = requests.request(method, f"{address}{path}", timeout=30, **options)  # type: ignore[arg-type]
    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_it_has_no_way_to_write(address: str, method: str) -> None:
    answer = requests.request(method, f"{address}store?default", data="", timeout=30)
    assert answer.status_code in (403, 405, 501)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "10.0.0.1", ""])
def test_another_name_than_this_machine_gets_no_answer(address: str, host: str) -> None:
    assert get(f"{address}query", params={"query": ASK}, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "[::1]:9"])
def test_a_name_of_this_machine_gets_an_answer(address: str, host: str) -> None:
    assert get(f"{address}query", params={"query": ASK}, headers={"Host": host}).status_code == 200


def test_no_page_of_another_origin_may_read_the_answer(address: str) -> None:
    answer = get(
        f"{address}query", params={"query": ASK}, headers={"Origin": "http://evil.example"}
    )
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_query_of_many_megabytes_is_refused(address: str) -> None:
    data = ASK + " " * (1 << 21)
    answer = post(f"{address}query", data=data, headers=SPARQL)
    assert answer.status_code == 413


def say(address: str, request: bytes) -> bytes:
    """Send bytes as they are; return what comes until the server closes."""
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


HOST = b"Host: localhost\r\nConnection: close\r\n"
BODY = b"Content-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n%b"
PACKED = gzip.compress(CALL_OUT.encode())
ASKED = b"GET /query?query=ASK%7B%7D HTTP/1.1\r\n"
AMBIGUOUS = {
    "a packed body": (
        b"POST /query HTTP/1.1\r\nContent-Encoding: gzip\r\n" + HOST + BODY % (len(PACKED), PACKED),
        415,
    ),
    "two types": (
        b"POST /query HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + HOST + BODY % (len(CALL_OUT), CALL_OUT.encode()),
        400,
    ),
    "two lengths": (
        b"POST /query HTTP/1.1\r\nContent-Length: 5\r\n" + HOST + BODY % (5, b"ASK{}"), 400,
    ),
    "chunks and a length": (
        b"POST /query HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST + BODY % (5, b"ASK{}"),
        411,
    ),
    "a length that is no number": (
        b"POST /query HTTP/1.1\r\n" + HOST + b"Content-Length: \xb2\r\n\r\n", 400,
    ),
    "a negative length": (b"POST /query HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
    "a space in a name": (ASKED + HOST + b"Content-Length : 5\r\n\r\nASK{}", 400),
    "a second request as a body": (ASKED + HOST + b"Content-Length: 5\r\n\r\nGET /", 400),
    "a fragment": (b"GET /query?x#&query=ASK%7B%7D HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "another machine": (b"GET http://evil.example/query HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "two hosts": (ASKED + HOST + b"Host: evil.example\r\n\r\n", 403),
    "no host": (ASKED + b"Connection: close\r\n\r\n", 403),
    "a user before the host": (ASKED + b"Host: evil@localhost\r\n\r\n", 403),
    "half a host": (ASKED + b"Host: [::1\r\n\r\n", 403),
}  # fmt: skip


@pytest.mark.parametrize(("request_", "status"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_refused(
    address: str, request_: bytes, status: int
) -> None:
    answer = say(address, request_)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("sparql", SMUGGLED.values(), ids=SMUGGLED)
@pytest.mark.parametrize("where", ["address", "form", "body"])
def test_no_other_machine_is_called(address: str, where: str, sparql: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.05)
        query = sparql.replace("AT", f"http://127.0.0.1:{other.getsockname()[1]}/")
        if where == "address":
            answer = get(f"{address}query", params={"query": query})
        elif where == "form":
            answer = post(f"{address}query", data={"query": query})
        else:
            answer = post(f"{address}query", data=query.encode(), headers=SPARQL)
        assert answer.status_code == 403
        with pytest.raises(TimeoutError):
            other.accept()


def test_a_string_may_say_service(address: str) -> None:
    query = 'ASK { FILTER(CONTAINS("Secret Service", "Service")) }'
    assert get(f"{address}query", params={"query": query}, headers=JSON).json()["boolean"] is True


def test_an_old_client_gets_no_chunks(address: str) -> None:
    query = "query=SELECT*%7B%3Fs%20%3Fp%20%3Fo%7D"
    answer = say(address, f"GET /query?{query} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"chunked" not in head
    assert body.startswith(b"{")
    assert body.endswith(b"}")


def test_a_server_that_a_query_ends_is_started_again(address: str) -> None:
    # Chains, unlike brackets, are not counted before.
    query = "ASK {{}" + "UNION{}" * 100_000 + "}"
    assert post(f"{address}query", data=query, headers=SPARQL).status_code == 502
    end = time.monotonic() + 20
    while get(f"{address}query", params={"query": ASK}).status_code != 200:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_it_listens_on_ipv6(folder: Path, host: str) -> None:
    with serving(folder, host=host, port=0) as at:
        assert at.startswith("http://[::1]:")
        assert get(f"{at}query", params={"query": ASK}, headers=JSON).json()["boolean"] is True


def test_no_room_for_the_data_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve.tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(DataError, match="TMPDIR"), serving(folder, port=0):
        pass


def test_many_at_once_are_answered(address: str) -> None:
    found: list[int] = []

    def once() -> None:
        found.append(get(f"{address}query", params={"query": ASK}).status_code)

    threads = [threading.Thread(target=once) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 12


def test_a_taken_port_is_told(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with (
            pytest.raises(UsageError, match="--port"),
            serving(folder, port=taken.getsockname()[1]),
        ):
            pass


def test_a_missing_server_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve.shutil, "which", lambda *args, **options: None)
    with pytest.raises(DataError, match="pip install oxigraph"), serving(folder, port=0):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_and_leaves_nothing(
    folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", str(folder), "--port", str(port)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert f":{port}/" in process.stdout.readline()
    assert get(f"http://127.0.0.1:{port}/query", params={"query": ASK}).status_code == 200
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, "hemerograph: stopped\n")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(requests.ConnectionError):
        get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("host", ["127.0.0.2", "0.0.0.0"])
def test_the_command_listens_where_it_is_told(folder: Path, tmp_path: Path, host: str) -> None:
    process, address = started(folder, tmp_path, "--host", host)
    assert address.startswith(f"http://{host}:")
    near = address.replace("0.0.0.0", "127.0.0.1")
    assert get(f"{near}query", params={"query": ASK}).status_code == 200
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=30)
    assert ("there is no password" in told) == (host == "0.0.0.0")


def started(folder: Path, temporary: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """Run the command; return it with its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", str(folder), "--port", "0", *options],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().split()[0]


def servers_in(temporary: Path) -> list[int]:
    """Return the servers on data in a folder, and what keeps them."""
    found = subprocess.run(
        ["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in found.stdout.splitlines() if str(temporary) in line]
    return [int(line[0]) for line in lines if "serve-read-only" in line]


def test_a_killed_program_leaves_neither_server_nor_folder(folder: Path, tmp_path: Path) -> None:
    process, _ = started(folder, tmp_path)
    assert servers_in(tmp_path)
    process.kill()
    process.communicate(timeout=30)
    end = time.monotonic() + 20
    while servers_in(tmp_path) or list(tmp_path.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("LOCALHOST", True),
     ("0.0.0.0", False), ("192.168.1.4", False), ("localhost.evil.example", False), ("", False)],
)  # fmt: skip
def test_what_is_loopback(host: str, here: bool) -> None:
    assert is_loopback(host) is here
