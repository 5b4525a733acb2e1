"""A triple store behind HTTP: what is sent to it, what it answers, and what that means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError

if TYPE_CHECKING:
    import requests

# Seconds to connect, and to wait for an answer: a store may take long over a large piece.
_CONNECT, _READ = 10.0, 600.0
# How often a busy store (429, 503) is asked again; the wait doubles, or is what it asks for.
_RETRIES, _BACKOFF = 6, 0.5
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
        self._require(answer, self.url)
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
        except (UsageError, ValueError, KeyError, IndexError, TypeError):
            return None

    def _ask(self, method: str, url: str, **options: Any) -> requests.Response:
        import requests

        try:
            return self.session.request(
                method, url, timeout=(_CONNECT, _READ), allow_redirects=False, **options
            )
        except requests.exceptions.SSLError as error:
            raise UsageError(
                f"no secure connection: {_reason(error)}", url, "Check the store's certificate"
            ) from error
        except requests.exceptions.Timeout as error:
            raise UsageError(
                "the store does not answer in time", url,
                "Try again: the load goes on from here; a smaller --chunk-size may help",
            ) from error  # fmt: skip
        except requests.exceptions.RetryError as error:
            what, todo = _MEANINGS[503]
            raise UsageError(f"the store {what}", url, todo) from error
        except requests.exceptions.RequestException as error:
            raise UsageError(
                f"the store cannot be reached: {_reason(error)}", url,
                "Check that it runs, and its address and port",
            ) from error  # fmt: skip

    def _require(self, answer: requests.Response, url: str) -> None:
        status = answer.status_code
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


def _check(url: str) -> None:
    from urllib.parse import urlsplit

    try:
        address = urlsplit(url)
        usable = address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise UsageError("not an http(s) address", ascii(url), "Give the store's address")
    if address.username or address.password:
        raise UsageError(
            "a password does not belong in an address", address.hostname or "",
            "Give --user, and the password with --password-env or when asked",
        )  # fmt: skip


def _session(credentials: Credentials | None) -> requests.Session:
    import requests
    from requests.adapters import HTTPAdapter
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth
    from urllib3.util import Retry

    retry = Retry(
        total=_RETRIES,
        connect=1,
        read=False,  # what was sent may have been taken: the caller decides
        status=_RETRIES,
        backoff_factor=_BACKOFF,
        status_forcelist=(429, 503),
        # Adding the same triples twice changes nothing.
        allowed_methods=frozenset({"GET", "PUT", "POST"}),
        respect_retry_after_header=True,
        raise_on_status=False,
    )
    session = requests.Session()
    session.trust_env = False  # no proxy and no .netrc: what is loaded goes where it is sent
    session.headers["User-Agent"] = "hemerograph"
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    if credentials is not None:
        kind = HTTPDigestAuth if credentials.digest else HTTPBasicAuth
        session.auth = kind(credentials.user, credentials.password)
    return session


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
        ("CERTIFICATE_VERIFY_FAILED", "its certificate is not trusted"),
    ):
        if known in text:
            return told
    return ascii(text[:160])


def _string(text: str) -> str:
    """Return a string of SPARQL that holds `text`."""
    from pyoxigraph import Literal

    return str(Literal(text))
