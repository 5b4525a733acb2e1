"""What stands before the SPARQL server: it lets questions through, and nothing else.

Oxigraph's read-only server refuses updates itself, but follows SERVICE to other machines, and
answers whatever web page asks it from the user's own browser. The gate reads each query first
(as `graph.store.query.check_query` does for the command line), and on the loopback interface
answers only to a loopback name, so that no page can reach it under a name of its own (DNS
rebinding).
"""

from __future__ import annotations

import http.client
import ipaddress
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from graph.errors import UsageError
from graph.store.query import check_query

_QUERY_PATHS = frozenset({"/query", "/sparql"})
_MOST = 1 << 20  # bytes of a query
_CHUNK = 1 << 16
_WAIT = 600.0  # seconds for an answer; the server itself ends a query earlier
# What concerns one connection only (RFC 9110, 7.6.1), or is set anew.
_HOP = frozenset(
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade", "host", "content-length", "date", "server",
    }
)  # fmt: skip


class Gate(ThreadingHTTPServer):
    """Passes questions on to a SPARQL server on the loopback interface.

    Parameters
    ----------
    address : (str, int)
        Host and port to listen on; port 0 for a free one.
    behind : int
        Port of the SPARQL server on 127.0.0.1.

    Raises
    ------
    OSError
        If the address cannot be listened on.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], behind: int) -> None:
        self.behind = behind
        super().__init__(address, _Handler)
        self.only_loopback = is_loopback(address[0])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "hemerograph"
    sys_version = ""
    server: Gate
    timeout = 60  # seconds for a client to send its request

    def do_GET(self) -> None:
        """Pass on the page, what belongs to it, and queries in the address."""
        self._pass(b"")

    def do_HEAD(self) -> None:
        """Pass on a question for the head of an answer."""
        self._pass(b"")

    def do_OPTIONS(self) -> None:
        """Pass on a question for what is allowed."""
        self._pass(b"")

    def do_POST(self) -> None:
        """Pass on a query in the body."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self._refuse(411, "The length of the query is not told")
        elif int(length) > _MOST:
            self._refuse(413, f"The query is longer than {_MOST} bytes")
        elif urlsplit(self.path).path not in _QUERY_PATHS:
            self.rfile.read(int(length))
            self._refuse(403, "A built graph is read-only: POST goes to /query only")
        else:
            self._pass(self.rfile.read(int(length)))

    def _pass(self, body: bytes) -> None:
        if self.server.only_loopback and not is_loopback(self._host()):
            self._refuse(403, "This server answers on this machine only")
            return
        try:
            for query in self._queries(body):
                check_query(query)
        except UsageError as error:
            self._refuse(403, f"{error.what}. {error.todo}")
            return
        self._forward(body)

    def _host(self) -> str:
        return urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""

    def _queries(self, body: bytes) -> Iterator[str]:
        """Yield each query of the request, wherever it stands."""
        address = urlsplit(self.path)
        yield from parse_qs(address.query, errors="replace").get("query", ())
        if self.command != "POST":
            return
        kind = self.headers.get_content_type()
        text = body.decode("utf-8", errors="replace")
        if kind == "application/sparql-query":
            yield text
        elif kind == "application/x-www-form-urlencoded":
            yield from parse_qs(text, errors="replace").get("query", ())
        else:
            raise UsageError(f"{kind} is no query", todo="Send application/sparql-query")

    def _forward(self, body: bytes) -> None:
        headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
        behind = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=_WAIT)
        try:
            behind.request(self.command, self.path, body or None, headers)
            answer = behind.getresponse()
        except (OSError, http.client.HTTPException):
            self._refuse(502, "The SPARQL server does not answer")
            return
        try:
            self._answer(answer)
        finally:
            behind.close()

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        length = answer.getheader("Content-Length")
        if length is not None or self.command == "HEAD" or answer.status in (204, 304):
            self.send_header("Content-Length", length or "0")
            self.end_headers()
            while chunk := answer.read(_CHUNK):
                self.wfile.write(chunk)
            return
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while chunk := answer.read(_CHUNK):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        self.wfile.write(b"0\r\n\r\n")

    def _refuse(self, status: int, what: str) -> None:
        body = f"{what}.\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Keep no record of what people ask."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine's loopback interface."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
