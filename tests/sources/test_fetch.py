"""Fetching from a server of our own: what is asked for, politely, within limits."""

from __future__ import annotations

import datetime
import gzip
import http.server
import ipaddress
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceError
from graph.sources import SourceOptions, fetch, hosts, read_paths
from graph.sources.fetch import AGENT, Fetcher
from graph.sources.hosts import is_public
from tests.sources import inputs as made
from tests.sources.inputs import DATE, LEAD, OTHER, OUTLET, TEXT, TITLE, URL, row

ROBOTS = b"User-agent: *\nDisallow: /privado\nCrawl-delay: 7\n"
HTML = "text/html; charset=utf-8"
PACKED = {"Content-Type": HTML, "Content-Encoding": "gzip"}
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/nota": (200, {"Content-Type": HTML}, made.page().encode()),
    "/latin": (
        200,
        {"Content-Type": "text/html; charset=windows-1252"},
        made.page().replace('<meta charset="utf-8">', "").encode("cp1252"),
    ),
    "/texto": (200, {"Content-Type": "text/plain; charset=utf-8"}, TEXT.encode()),
    "/feed": (
        200,
        {"Content-Type": "application/rss+xml"},
        made.rss([made.item(f"<p>{LEAD}</p>"), made.item(f"<p>{OTHER}</p>")]).encode(),
    ),
    "/nota.pdf": (
        200,
        {"Content-Type": "application/octet-stream"},
        made.pdf(made.wrapped(TEXT)),
    ),
    "/datos.csv": (200, {"Content-Type": "text/plain"}, made.csv_text([row()]).encode()),
    "/datos.jsonl.gz": (
        200,
        {"Content-Type": "application/gzip"},
        gzip.compress(made.jsonl([row()]).encode()),
    ),
    "/packed": (200, PACKED, gzip.compress(made.page().encode())),
    "/bomb": (200, PACKED, gzip.compress(b"0" * (8 << 20))),
    "/brotli": (200, {"Content-Type": HTML, "Content-Encoding": "br"}, b"x"),
    "/moved": (301, {"Location": "/nota"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-private": (302, {"Location": "http://[::1]:9/"}, b""),
    "/to-secret": (302, {"Location": "http://ana:clave@127.0.0.1/"}, b""),
    "/privado/nota": (200, {"Content-Type": HTML}, made.page().encode()),
    "/gone": (404, {}, b""),
    "/login": (403, {}, b""),
    "/broken": (500, {}, b""),
    "/large": (200, {"Content-Type": HTML, "Content-Length": str(1 << 40)}, b"x"),
    "/short": (200, {"Content-Type": HTML, "Content-Length": "5000"}, b"x"),
    "/english": (200, {"Content-Type": HTML}, made.page(f"<p>{made.ENGLISH}</p>" * 2).encode()),
}  # fmt: skip


class Site(http.server.BaseHTTPRequestHandler):
    robots: tuple[int, bytes] = (200, ROBOTS)
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012  (one for all: it is the log)

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        Site.asked.append((self.path, self.headers.get("User-Agent")))
        if self.path == "/robots.txt":
            self._send(Site.robots[0], {"Content-Type": "text/plain"}, Site.robots[1])
        elif self.path in ("/endless", "/drip", "/drip-header"):
            self._without_end()
        else:
            self._send(*PAGES[self.path])

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _without_end(self) -> None:
        head = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"
        try:
            self.wfile.write(head + (b"X: " if self.path == "/drip-header" else b"\r\n"))
            while True:
                self.wfile.write(b"x" * (1 << 16) if self.path == "/endless" else b"x")
                if self.path != "/endless":
                    time.sleep(0.05)
        except OSError:
            self.close_connection = True


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(Site, "asked", [])
    monkeypatch.setattr(fetch, "PAUSE", 0.0)
    monkeypatch.setattr(fetch, "_LONGEST_PAUSE", 0.0)
    return server


@pytest.fixture
def fetcher(site: str) -> Iterator[Fetcher]:
    fetcher = Fetcher(1 << 20, allow_private=True, seconds=1.0, pause=0.0)
    yield fetcher
    fetcher.close()


OPTIONS = SourceOptions(fetch=True, allow_private=True)


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("path", "count"),
    [("/nota", 1), ("/latin", 1), ("/texto", 1), ("/feed", 2), ("/nota.pdf", 1), ("/datos.csv", 1),
     ("/datos.jsonl.gz", 1), ("/packed", 1), ("/moved", 1)],
)  # fmt: skip
def test_what_an_address_gives_is_read_in_its_format(site: str, path: str, count: int) -> None:
    sources = read_paths([site + path], OPTIONS)
    assert sources.refused == ()
    assert len(sources.documents) == count
    assert "informó Radio Sur" in sources.documents[0].text or path == "/feed"


@pytest.mark.usefixtures("in_process")
def test_a_page_is_read_with_all_that_it_tells(site: str) -> None:
    (document,) = read_paths([f"{site}/nota"], OPTIONS).documents
    told = (document.title, document.date, document.url, document.outlet)
    assert told == (TITLE, DATE, URL, OUTLET)


@pytest.mark.usefixtures("in_process")
def test_what_cannot_be_fetched_is_named_and_the_rest_is_read(site: str) -> None:
    paths = [site + path for path in ("/gone", "/nota", "/english", "/texto")]
    sources = read_paths(paths, OPTIONS)
    assert len(sources.documents) == 2
    assert [error.where for error in sources.refused] == [f"{site}/english", f"{site}/gone"]


REFUSED = {
    "/loop": "more than 5 redirects",
    "/to-file": "no page of the web",
    "/to-secret": "user or password",
    "/privado/nota": "robots.txt",
    "/gone": "no such page (status 404)",
    "/login": "without a login (status 403)",
    "/broken": "status 500",
    "/large": "larger than 1 MiB",
    "/endless": "larger than 1 MiB",
    "/drip": "no answer within 1 seconds",
    "/drip-header": "no answer within 1 seconds",
    "/short": "cannot be fetched",
    "/brotli": "not asked for",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_goes_beyond_a_limit_is_refused(fetcher: Fetcher, site: str, path: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetcher.fetch(site + path)
    assert REFUSED[path] in str(caught.value)
    assert caught.value.where == site + path
    assert caught.value.todo


def test_a_packed_answer_is_not_unfolded_beyond_the_limit(fetcher: Fetcher, site: str) -> None:
    with pytest.raises(SourceError, match="larger than 1 MiB"):
        fetcher.fetch(f"{site}/bomb").read(1 << 20)


def test_the_server_learns_who_asks(fetcher: Fetcher, site: str) -> None:
    fetcher.fetch(f"{site}/nota")
    assert Site.asked == [("/robots.txt", AGENT), ("/nota", AGENT)]
    assert AGENT.startswith("hemerograph/")


def test_the_robots_of_a_host_are_asked_for_once(fetcher: Fetcher, site: str) -> None:
    for path in ("/nota", "/texto", "/moved"):
        fetcher.fetch(site + path)
    assert [path for path, _ in Site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"User-agent: *\nDisallow: /\n", False),
        (200, b"User-agent: hemerograph\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        (200, b"User-agent: *\nDisallow: /\nAllow: /nota$\n", True),
        (200, b"User-agent: otro\nDisallow: /\n", True),
        (200, b"\xff\x00 no es nada", True),
        (404, b"", True),
        (403, b"", True),
        (500, b"", False),
        (503, b"", False),
    ],
)
def test_robots_are_obeyed_as_their_standard_says(
    fetcher: Fetcher,
    site: str,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    body: bytes,
    allowed: bool,
) -> None:
    monkeypatch.setattr(Site, "robots", (status, body))
    if allowed:
        assert fetcher.fetch(f"{site}/nota").url == f"{site}/nota"
    else:
        with pytest.raises(SourceError, match=r"robots\.txt"):
            fetcher.fetch(f"{site}/nota")
        assert [path for path, _ in Site.asked] == ["/robots.txt"]


def test_between_two_pages_of_a_host_it_waits_as_long_as_robots_ask(
    fetcher: Fetcher, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(fetch, "_LONGEST_PAUSE", 30.0)
    monkeypatch.setattr(fetch.time, "sleep", waited.append)
    for path in ("/nota", "/moved"):
        fetcher.fetch(site + path)
    (seconds,) = waited
    assert 5 < seconds <= 7


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://localhost:9/", "http://127.1:9/", "http://2130706433:9/",
     "http://0x7f000001:9/", "http://[::1]:9/", "http://[::ffff:127.0.0.1]:9/", "http://0.0.0.0:9/",
     "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/",
     "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "https://127.0.0.1:9/"],
)  # fmt: skip
def test_private_hosts_are_not_asked_unless_allowed(address: str) -> None:
    fetcher = Fetcher(1 << 20, seconds=1.0)
    with pytest.raises(SourceError, match="private network") as caught:
        fetcher.fetch(address)
    assert "--allow-private" in caught.value.todo
    fetcher.close()


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.215.14", True), ("2606:2800:21f::1", True), ("64:ff9b::5db8:d70e", True),
     ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::ffff:10.0.0.1", False),
     ("224.0.0.1", False), ("255.255.255.255", False), ("198.18.0.1", False), ("::", False),
     ("192.0.2.1", False), ("fe80::1%eth0", False)],
)  # fmt: skip
def test_addresses_that_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_changes_its_address_after_the_check_leads_nowhere_else(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rpartition(":")[2])
    # A public address for the first question, this machine for all that follow.
    answers = itertools.chain(["93.184.215.14"], itertools.repeat("127.0.0.1"))
    tried: list[Any] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (next(answers), port))]

    def connect(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    fetcher = Fetcher(1 << 20, seconds=1.0)
    for _ in range(2):
        with pytest.raises(SourceError):
            fetcher.fetch(f"http://cambiante.example:{port}/nota")
    assert tried == [("93.184.215.14", port)]
    assert Site.asked == []
    fetcher.close()


def test_a_redirect_to_a_private_host_is_checked_like_any(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This server stands for a public one; what it redirects to is private all the same.
    monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1")
    fetcher = Fetcher(1 << 20, seconds=2.0, pause=0.0)
    with pytest.raises(SourceError, match="private network"):
        fetcher.fetch(f"{site}/to-private")
    fetcher.close()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://ana:clave@example.org/", "user or password"),
        ("http:///nota", "no page of the web"),
        ("http://[mal", "no web address"),
        ("http://example.org:99999/", "no web address"),
        ("http://no-existe.invalid/", "cannot be fetched"),
    ],
)
def test_an_address_that_is_none_is_refused_without_its_password(address: str, told: str) -> None:
    fetcher = Fetcher(1 << 20, seconds=2.0)
    with pytest.raises(SourceError, match=told) as caught:
        fetcher.fetch(address)
    assert "clave" not in str(caught.value)
    fetcher.close()


def certificate(folder: Path) -> Path:
    """Write a key and the certificate of 127.0.0.1 that it signs itself; return the file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made_out = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(pem + made_out.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize("known", [True, False], ids=["known authority", "unknown authority"])
def test_encrypted_pages_are_fetched_from_hosts_that_prove_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    fetcher = Fetcher(1 << 20, allow_private=True, seconds=5.0, pause=0.0)
    url = f"https://127.0.0.1:{server.server_port}/nota"
    if known:
        assert fetcher.fetch(url).url == url
    else:
        with pytest.raises(SourceError, match="certificate"):
            fetcher.fetch(url)
    fetcher.close()
    server.shutdown()
    thread.join()
    server.server_close()
