"""A triple store behind HTTP: what is sent to it, what it answers, and what that means."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graph.errors import UsageError

if TYPE_CHECKING:
    import requests
    from requests.adapters import HTTPAdapter

# Seconds to connect, and to wait for an answer: a store may take long over a large piece.
_CONNECT, _READ = 10.0, 600.0
# How often a busy store (429, 503) is asked again; the wait doubles, or is what it asks for, in
# seconds, but never longer than the last.
_RETRIES, _BACKOFF, _LONGEST = 6, 0.5, 60.0
_BUSY = frozenset({429, 503})
# Of an answer so many bytes are read, for at most so many seconds: no store has more to say.
_ANSWER, _ANSWER_TIME = 1 << 20, 60.0
_TOO_LARGE = 413

_MEANINGS = {
    400: ("does not understand the request", "Check that the address takes graphs (README)"),
    401: ("wants other credentials", "Check --user and the password; some stores want --digest"),
    403: ("forbids it to this user", "Check --user, and the user's rights in the store"),
    404: ("has nothing at this address", "Check the address of the graph store (README)"),
    405: ("takes no graphs at this address", "Check the address of the graph store (README)"),
    406: ("speaks another dialect", "Check the address of the graph store (README)"),
    415: ("takes no Turtle", "Check the address of the graph store (README)"),
    429: ("is still busy after several tries", "Try again later: the load goes on from here"),
    503: ("is still busy after several tries", "Try again later: the load goes on from here"),
    507: ("is full", "Make room in the store, then load again: it goes on from here"),
}


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password; ``digest`` for digest instead of basic authentication."""

    user: str
    password: str = field(repr=False)
    digest: bool = False


class GraphStore:
    """One graph of a triple store, by the Graph Store Protocol.

    Parameters
    ----------
    url : str
        Where the store takes graphs.
    graph : str or None
        The graph's name; None for the default graph.
    query_url : str
        Where the store answers SPARQL queries.
    credentials : Credentials or None

    Raises
    ------
    UsageError
        If an address is no http(s) address, or holds a password.
    """

    def __init__(
        self,
        url: str,
        graph: str | None,
        query_url: str,
        credentials: Credentials | None = None,
    ) -> None:
        self.url, self.graph, self.query_url = url, graph, query_url
        for address in (url, query_url):
            _check(address)
        self.session = _session(credentials)

    def send(self, body: bytes, replace: bool) -> bool:
        """Add triples to the graph, or put them in place of what it holds.

        Parameters
        ----------
        body : bytes
            N-Triples, which is Turtle too.
        replace : bool

        Returns
        -------
        bool
            False where the store finds the body too large.

        Raises
        ------
        UsageError
            If the store refuses it or cannot be reached.
        """
        answer = self._ask(
            "PUT" if replace else "POST",
            self.url,
            params={"default": ""} if self.graph is None else {"graph": self.graph},
            data=body,
            headers={"Content-Type": "text/turtle; charset=utf-8"},
        )
        if answer.status_code == _TOO_LARGE:
            return False
        self._require(answer)
        return True

    def count(self, base: str) -> int | None:
        """Return how many triples about things under `base` the graph holds.

        Returns
        -------
        int or None
            None where the store answers no queries at the query address.
        """
        where = f"?s ?p ?o FILTER (STRSTARTS(STR(?s), {_string(base)}))"
        pattern = where if self.graph is None else f"GRAPH <{self.graph}> {{ {where} }}"
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        try:
            answer = self._ask(
                "GET",
                self.query_url,
                params={"query": query},
                headers={"Accept": "application/sparql-results+json"},
            )
            return int(answer.json()["results"]["bindings"][0]["n"]["value"])
        except (UsageError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def _ask(self, method: str, url: str, **options: Any) -> requests.Response:
        import requests

        where = shown(url)
        try:
            return self.session.request(
                method, url, timeout=(_CONNECT, _READ), allow_redirects=False, **options
            )
        except requests.exceptions.SSLError as error:
            raise UsageError(
                f"no secure connection: {_reason(error)}", where, "Check the store's certificate"
            ) from error
        except requests.exceptions.Timeout as error:
            raise UsageError(
                "the store does not answer in time", where,
                "Try again: the load goes on from here; a smaller --chunk-size may help",
            ) from error  # fmt: skip
        except requests.exceptions.RequestException as error:
            raise UsageError(
                f"the store cannot be reached: {_reason(error)}", where,
                "Check that it runs, and its address and port; the load goes on from here",
            ) from error  # fmt: skip
        except ValueError as error:  # a header that cannot be written
            raise UsageError(
                "this user's name cannot be sent", "--user", "Give it in plain Latin letters"
            ) from error

    def _require(self, answer: requests.Response) -> None:
        status, url = answer.status_code, shown(self.url)
        if status in (200, 201, 202, 204):
            return
        if 300 <= status < 400:
            raise UsageError(
                f"the store has moved ({status})", url,
                f"Give its new address: {answer.headers.get('Location', 'unknown')!a}",
            )  # fmt: skip
        what, todo = _MEANINGS.get(status, ("fails", "See the log of the store"))
        told = ascii(" ".join(answer.text.split())[:200])
        raise UsageError(f"the store {what} ({status}: {told})", url, todo)


def shown(url: str) -> str:
    """Return an address as it may be shown: without what may be a secret in it."""
    before, slashes, rest = url.partition("//")
    place, slash, path = (rest if slashes else url).partition("/")
    place = place.rpartition("@")[2]
    text = f"{before if slashes else ''}{slashes}{place}{slash}{path}"
    return ascii(text.partition("?")[0].partition("#")[0])[1:-1]


def _check(url: str) -> None:
    try:
        address = urlsplit(url)
        usable = address.scheme in ("http", "https") and bool(address.hostname)
        _ = address.port  # raises where it is none
    except ValueError:
        usable = False
    if "@" in url.partition("//")[2].partition("/")[0] or ("//" not in url and "@" in url):
        raise UsageError(
            "a password does not belong in an address", shown(url),
            "Give --user, and the password with --password-env or when asked",
        )  # fmt: skip
    if not usable:
        raise UsageError(
            "not an http(s) address", shown(url), "Give one such as http://127.0.0.1:7878/store"
        )


def _session(credentials: Credentials | None) -> requests.Session:
    import requests
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth

    session = requests.Session()
    session.trust_env = False  # no proxy and no .netrc: what is loaded goes where it is sent
    session.headers["User-Agent"] = "hemerograph"
    session.headers["Accept-Encoding"] = "identity"
    for scheme in ("http://", "https://"):
        session.mount(scheme, _adapter())
    if credentials is not None and credentials.digest:
        session.auth = HTTPDigestAuth(credentials.user, credentials.password)
    elif credentials is not None:
        # As UTF-8 (RFC 7617), not as the Latin-1 that the library takes text for.
        session.auth = HTTPBasicAuth(credentials.user.encode(), credentials.password.encode())
    return session


def _adapter() -> HTTPAdapter:
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry

    class Patient(HTTPAdapter):
        """Asks a busy store again, and reads no more of an answer than it may have to say."""

        def send(self, request: Any, *args: Any, **options: Any) -> requests.Response:
            options["stream"] = True
            for again in range(_RETRIES + 1):
                answer = super().send(request, *args, **options)
                _read(answer)
                if answer.status_code not in _BUSY or again == _RETRIES:
                    break
                time.sleep(_wait(answer.headers.get("Retry-After", ""), again))
            return answer

    # What was sent may have been taken where the answer is lost: the caller decides.
    once = Retry(total=1, connect=1, read=False, status=0, other=0, redirect=0)
    once.respect_retry_after_header = False
    return Patient(max_retries=once)


def _wait(asked: str, again: int) -> float:
    """Return how many seconds to wait: what the store asks for, within reason."""
    seconds = float(asked) if asked.isascii() and asked.isdecimal() else _BACKOFF * 2**again
    return min(seconds, _LONGEST)


def _read(answer: requests.Response) -> None:
    """Read what an answer says, as far as it can be read; its status counts."""
    from urllib3.exceptions import HTTPError

    content = b""
    end = time.monotonic() + _ANSWER_TIME
    try:
        while len(content) < _ANSWER and time.monotonic() < end:
            part = answer.raw.read1(_ANSWER - len(content))
            if not part:
                break
            content += part
        else:
            answer.close()  # not kept for the next request: there is still something in it
    except (HTTPError, OSError):
        answer.close()
    answer._content = content
    answer._content_consumed = True  # type: ignore[attr-defined]


def _reason(error: BaseException) -> str:
    """Return the innermost reason of a failed connection, in one short line."""
    text = str(error)
    for known, told in (
        ("Connection refused", "connection refused"),
        ("Name or service not known", "unknown host"),
        ("Temporary failure in name resolution", "unknown host"),
        ("nodename nor servname", "unknown host"),
        ("No route to host", "no route to host"),
        ("Connection reset", "the connection was broken off"),
        ("Connection aborted", "the connection was broken off"),
        ("Broken pipe", "the connection was broken off"),
        ("CERTIFICATE_VERIFY_FAILED", "its certificate is not trusted"),
    ):
        if known in text:
            return told
    return ascii(text[:160])


def _string(text: str) -> str:
    """Return a string of SPARQL that holds `text`."""
    from pyoxigraph import Literal

    return str(Literal(text))
