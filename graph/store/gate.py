"""What stands before the SPARQL server: it lets questions through, and nothing else.

Oxigraph's read-only server refuses updates itself, but follows SERVICE to other machines, and
answers whatever web page asks it from the user's own browser. The gate reads each query first
(as `graph.store.guard.check_query` does for the command line), and on the loopback interface
answers only to a loopback name, so that no page can reach it under a name of its own (DNS
rebinding). What two servers could read in two ways (a length given twice, a packed body, ...) it
does not pass on.
"""

from __future__ import annotations

import contextlib
import http
import http.client
import ipaddress
import re
import socket
import socketserver
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from graph.errors import UsageError
from graph.store.guard import check_query

_QUERY_PATHS = frozenset({"/query", "/sparql"})
_MOST = 1 << 20  # bytes of a query
_CHUNK = 1 << 16
_WAIT = 600.0  # seconds for an answer; the server itself ends a query earlier
# What concerns one connection only (RFC 9110, 7.6.1), or is set anew.
_HOP = frozenset(
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade", "host", "content-length", "date", "server", "expect",
    }
)  # fmt: skip
# What tells how a request is to be read may be said once only.
_ONCE = ("Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Content-Encoding")
_TARGET = re.compile(r"/(?!/)[!-\"$-~]*")  # path and query, without fragment
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^][/?#@:\s]*))(?::[0-9]*)?")
_SLACK = 64 << 20  # bytes of a refused body that are still taken, so that the answer is read


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
        self.name = address[0].lower()
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        # Of a name with addresses of both kinds the older kind, which every client reaches.
        self.address_family = min(entry[0] for entry in found)
        super().__init__(address, _Handler)
        self.only_loopback = is_loopback(str(self.server_address[0]))

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.name, int(self.server_address[1])

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
        self._pass()

    def do_HEAD(self) -> None:
        """Pass on a question for the head of an answer."""
        self._pass()

    def do_OPTIONS(self) -> None:
        """Pass on a question for what is allowed."""
        self._pass()

    def do_POST(self) -> None:
        """Pass on a query in the body."""
        if self._readable():
            length = int(self.headers.get("Content-Length", "-1"))
            if length < 0:
                self._refuse(411, "The length of the query is not told")
            elif length > _MOST:
                self._refuse(413, f"The query is longer than {_MOST} bytes")
            elif urlsplit(self.path).path not in _QUERY_PATHS:
                self._refuse(403, "A built graph is read-only: POST goes to /query only")
            else:
                body = self.rfile.read(length)
                if len(body) == length:  # else the client went away
                    self._forward(body)

    def _pass(self) -> None:
        if self._readable():
            if self.headers.get("Content-Length", "0").strip("0"):
                self._refuse(400, f"{self.command} has no body here")
            else:
                self._forward(b"")

    def _readable(self) -> bool:
        """Whether a request can be read in one way only, and may come here; else refuse it."""
        heads = self.headers
        length = heads.get("Content-Length", "0")
        if self.server.only_loopback and not self._is_for_us():
            self._refuse(403, "This server answers on this machine only")
        elif any(len(heads.get_all(name, ())) > 1 for name in _ONCE) or heads.defects:
            self._refuse(400, "The head of the request is ambiguous")
        elif not (length.isascii() and length.isdecimal()) or len(length) > 18:
            self._refuse(400, "The length of the request is no number")
        elif "Transfer-Encoding" in heads:
            self._refuse(411, "The length of the query is not told")
        elif "Content-Encoding" in heads:
            self._refuse(415, "The query is packed: send it as it is")
        elif not _TARGET.fullmatch(self.path):
            self._refuse(400, "The address is no plain path")
        else:
            return True
        return False

    def _is_for_us(self) -> bool:
        """Whether the client calls this machine by a name that only this machine has."""
        names = self.headers.get_all("Host", ())
        match = _HOST.fullmatch(names[0].strip()) if len(names) == 1 else None
        host = ((match[1] or match[2]) if match else "").lower().removesuffix(".")
        return is_loopback(host) or (bool(host) and host == self.server.name)

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
        try:
            for query in self._queries(body):
                check_query(query, self._require_parses)
        except UsageError as error:
            self._refuse(403, f"{error.what}. {error.todo}")
            return
        headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
        behind = self._behind()
        try:
            behind.request(self.command, self.path, body or None, headers)
            answer = behind.getresponse()
        except (OSError, http.client.HTTPException):
            self._refuse(502, "The SPARQL server does not answer")
        else:
            self._answer(answer)
        finally:
            behind.close()

    def _behind(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=_WAIT)

    def _require_parses(self, query: str) -> None:
        """Refuse a query that the server behind does not take."""
        behind = self._behind()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            behind.request("POST", "/query", urlencode({"query": query}), form)
            fine = behind.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            fine = False
        finally:
            behind.close()
        if not fine:
            raise UsageError("no valid query, or one with SERVICE", todo="Ask of the graph alone")

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        length = answer.getheader("Content-Length")
        if self.command == "HEAD" or answer.status in (204, 304):
            length = length or "0"
        chunked = length is None and self.request_version != "HTTP/1.0"
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", length)
        elif chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        # Where the server breaks off, this does too, without the last chunk: the client sees it.
        while chunk := answer.read(_CHUNK):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk) if chunked else chunk)
        if chunked:
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
        if self.command == "POST":
            self._drain()

    def _drain(self) -> None:
        """Take what is still sent: a client that is cut off does not read why it is refused."""
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(2)
            left = _SLACK
            while left > 0 and (taken := self.rfile.read1(_CHUNK)):
                left -= len(taken)

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
