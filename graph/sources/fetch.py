"""Web addresses, fetched only where the user asks for it: politely, from public hosts, with limits.

A name is resolved once, its addresses are checked, and the connection goes to a checked one: what
the name means a moment later makes no difference (DNS rebinding). Each redirect is checked like
the first address. Proxies of the environment are not used: what lies behind one cannot be checked.
"""

from __future__ import annotations

import io
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import certifi
import urllib3

from graph.errors import SourceError
from graph.sources.faults import brief
from graph.sources.file import SourceFile, too_large, without_password
from graph.sources.guess import LOOKED_AT, guess_suffix, suffix_of_type
from graph.sources.hosts import PrivateHostError, checked_pools
from graph.sources.packing import PACKINGS
from graph.sources.registry import READERS
from graph.version import __version__

AGENT = f"hemerograph/{__version__} (fetches single pages for a reader)"
_NAME = "hemerograph"
SECONDS = 30.0
"""For one page with its redirects; a browser's user waits no longer."""

PAUSE = 1.0
"""Seconds between two requests to one host, where its robots.txt asks for no more."""

_LONGEST_PAUSE = 30.0
_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
_BUNDLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
_GENERIC = frozenset({"", "index", "default", "home", "nota", "noticia", "articulo", "article"})


class Fetcher:
    """Fetches pages, one after another.

    Parameters
    ----------
    limit : int
        The largest size of a page in bytes.
    allow_private : bool
        Whether hosts of this machine and its network may be asked.
    seconds : float
        How long a page may take.
    pause : float, optional
        Seconds between two requests to one host; `PAUSE` where none is given.
    """

    def __init__(
        self,
        limit: int,
        allow_private: bool = False,
        seconds: float = SECONDS,
        pause: float | None = None,
    ) -> None:
        self._limit, self._seconds = limit, seconds
        self._pause = PAUSE if pause is None else pause
        self._sockets: list[socket.socket] = []
        self._late = False
        self._robots: dict[str, Any] = {}
        self._last: dict[str, float] = {}
        bundle = next((os.environ[name] for name in _BUNDLES if os.environ.get(name)), None)
        self._pool = urllib3.PoolManager(
            headers={
                "User-Agent": AGENT,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "Accept-Language": "es,*;q=0.5",
                "Accept-Encoding": "identity",
                "Connection": "close",  # each has its own socket, which the time limit can cut
            },
            ca_certs=bundle or certifi.where(),
            retries=False,
        )
        self._pool.pool_classes_by_scheme = checked_pools(allow_private, self._sockets)

    def close(self) -> None:
        """Close what is open."""
        self._pool.clear()

    def fetch(self, url: str) -> SourceFile:
        """Return what an address gives.

        Parameters
        ----------
        url : str
            Of scheme http or https.

        Returns
        -------
        SourceFile
            With its content in memory, the last address as its ``url``, and the format that the
            server tells, else the name, else the content.

        Raises
        ------
        SourceError
            If it may not be fetched, does not answer in time, or is too large.
        """
        shown = without_password(url)
        host = _require_plain(url, shown)
        with self._deadline() as end:
            rules = self._rules(host, shown, end)
        self._wait(host, rules)
        with self._deadline() as end:
            at = url
            for _ in range(_REDIRECTS + 1):
                self._require_robots(at, shown, end)
                response, content = self._get(at, shown, self._limit, end)
                location = response.headers.get("Location")
                if response.status in _MOVED and location:
                    at = urljoin(at, location)
                    continue
                if response.status != 200:
                    raise _answered(response.status, shown)
                return _as_file(shown, at, response.headers, content)
        raise SourceError(f"more than {_REDIRECTS} redirects", shown, "Give the last address")

    def _get(
        self, at: str, url: str, limit: int, end: float
    ) -> tuple[urllib3.BaseHTTPResponse, bytes]:
        """Return an answer with its content, which is empty for any status but 200."""
        left = max(0.1, end - time.monotonic())
        timeout = urllib3.Timeout(connect=min(10, left), read=min(15, left))
        response = None
        try:
            response = self._pool.request(
                "GET", at, redirect=False, preload_content=False, timeout=timeout
            )
            content = b""
            if response.status == 200:
                content = _content(response, url, limit)
            if self._late:  # what is cut looks like an answer that ends
                raise TimeoutError("timed out")
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise _failed(error, url, self._late, self._seconds) from error
        finally:
            if response is not None:
                response.close()
            for handle in self._sockets:
                handle.close()
            self._sockets.clear()
        return response, content

    def _require_robots(self, at: str, shown: str, end: float) -> None:
        """See whether the host of an address lets programs have it.

        Raises
        ------
        SourceError
            If it does not, or does not tell.
        """
        rules = self._rules(_require_plain(at, shown), shown, end)
        if rules is None:
            what = "the host does not give its robots.txt at the moment: nothing may be fetched"
            raise SourceError(what, shown, "Try again later, or save the page in a browser")
        if not rules.can_fetch(at, _NAME):
            what = "the host's robots.txt asks programs to stay away from this page"
            raise SourceError(what, shown, "Save the page in a browser, and give the file")

    def _wait(self, host: str, rules: Any) -> None:
        """Wait until it is polite to ask a host again."""
        wanted = (rules.crawl_delay(_NAME) if rules is not None else None) or 0
        pause = max(self._pause, min(float(wanted), _LONGEST_PAUSE))
        wait = self._last.get(host, -pause) + pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _rules(self, host: str, shown: str, end: float) -> Any:
        """Return the rules of a host, asked for once; None where it fails to give them."""
        if host not in self._robots:
            self._robots[host] = self._fetched_rules(host, shown, end)
        return self._robots[host]

    def _fetched_rules(self, host: str, shown: str, end: float) -> Any:
        # Imported late: without --fetch nobody needs it.
        from protego import Protego

        at = f"{host}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            _require_plain(at, shown)
            response, content = self._get(at, shown, _ROBOTS_BYTES, end)
            location = response.headers.get("Location")
            if response.status in _MOVED and location:
                at = urljoin(at, location)
                continue
            if response.status >= 500 or response.status == 429:
                return None
            return Protego.parse(content.decode("utf-8", "replace"))
        return Protego.parse("")

    @contextmanager
    def _deadline(self) -> Iterator[float]:
        """Yield the moment at which all connections are cut, also one that waits for a header."""
        self._late = False
        timer = threading.Timer(self._seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield time.monotonic() + self._seconds
        finally:
            timer.cancel()
            timer.join()

    def _cut(self) -> None:
        self._late = True
        for open_socket in list(self._sockets):
            with suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)


def _require_plain(at: str, url: str) -> str:
    """Return the scheme and host of an address that we may try.

    Raises
    ------
    SourceError
        If it has another scheme, no host, or a password.
    """
    try:
        parts = urlsplit(at)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(f"no web address ({error})", url, "Mend it") from error
    if parts.scheme not in ("http", "https") or not host:
        what = f"it leads to {parts.scheme or 'no scheme'}:, which is no page of the web"
        raise SourceError(what, url, "Give an address that begins with https://")
    if parts.username or parts.password:
        what = "it leads to an address with a user or password in it, which others would see"
        raise SourceError(what, url, "Save the page in a browser, and give the file")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}"


def _content(response: urllib3.BaseHTTPResponse, url: str, limit: int) -> bytes:
    """Return the content as it is sent, in pieces as they come, up to the limits."""
    told = response.headers.get("Content-Length", "")
    if told.isdigit() and int(told) > limit:
        raise too_large(url, limit)
    parts: list[bytes] = []
    size = 0
    while part := response.read1(1 << 16, decode_content=False):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise too_large(url, limit)
    if told.isdigit() and size < int(told):
        raise OSError(f"the connection ended after {size:,} of {int(told):,} bytes")
    return b"".join(parts)


def _as_file(url: str, at: str, headers: Any, content: bytes) -> SourceFile:
    kind = headers.get("Content-Type", "")
    packed = headers.get("Content-Encoding", "identity").casefold()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        what = f"the server packs the page in a way that was not asked for ({packed[:40]})"
        raise SourceError(what, url, "Save the page in a browser, and give the file")
    segments = [part for part in urlsplit(at).path.split("/") if part]
    stems = [re.sub(r"\.[A-Za-z0-9]{1,8}$", "", part) for part in segments]
    stem = next((s for s in stems[::-1] if s.casefold() not in _GENERIC), urlsplit(at).hostname)
    named = re.search(r"(\.[A-Za-z0-9]{1,8}){1,2}$", segments[-1]) if segments else None
    suffix = suffix_of_type(kind) or guess_suffix(content[:LOOKED_AT])
    last = f".{segments[-1].rpartition('.')[2].casefold()}" if named else ""
    # A server calls much "plain text" and "bytes"; then the name is surer.
    if last in READERS and suffix in (".txt", ".xml", ".json"):
        suffix = last
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", kind, re.I)
    plain = urlunsplit(urlsplit(at)._replace(fragment=""))
    is_packed = packed in ("gzip", "x-gzip") or suffix in PACKINGS
    name = f"{stem}{suffix}"
    if is_packed:
        inner = suffix if suffix not in PACKINGS else _inner_suffix(segments)
        name = f"{stem}{inner}{suffix if suffix in PACKINGS else '.gz'}"
    return SourceFile(
        url,
        name,
        opener=lambda: io.BytesIO(content),
        url=plain,
        charset=charset[1] if charset else None,
    )


def _inner_suffix(segments: list[str]) -> str:
    """Return the suffix before that of the packing: ``.csv`` of ``a.csv.gz``."""
    parts = (segments[-1] if segments else "").split(".")
    return f".{parts[-2].casefold()}" if len(parts) > 2 else ".txt"


def _answered(status: int, url: str) -> SourceError:
    if status in (401, 402, 403, 407, 451):
        what = f"the server does not give it to programs or without a login (status {status})"
        return SourceError(what, url, "Save the page in a browser, and give the file")
    if status in (404, 410):
        return SourceError(f"no such page (status {status})", url, "Check the address")
    what = f"the server answers with status {status}"
    return SourceError(what, url, "Try again later, or save the page in a browser")


def _failed(error: BaseException, url: str, late: bool, seconds: float) -> SourceError:
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, PrivateHostError):
            todo = "Give --allow-private if you trust the address"
            return SourceError(str(inner), url, todo)
        inner = inner.__cause__ or inner.__context__
    todo = "Check the address and the connection"
    if late or isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return SourceError(f"no answer within {seconds:.0f} seconds", url, todo)
    return SourceError(f"it cannot be fetched ({brief(error)})", url, todo)
