"""Which hosts may be asked: connections to this machine and to private networks are refused.

The address is checked that the connection goes to, not the name: a name may change what it stands
for between the check and the call.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateHostError(OSError):
    """A host that may not be asked; an OSError, for the library hands it on unchanged."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    Addresses of IPv6 that stand for one of IPv4 count as that one.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _connect(host: str, port: int, timeout: float | None, allow_private: bool) -> socket.socket:
    """Connect to a host, all of whose addresses are checked first.

    Raises
    ------
    OSError
        If it has no address that may be asked, or none answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [entry for entry in found if allow_private or is_public(str(entry[4][0]))]
    if not allowed:
        what = f"{host} is a host of this machine or of a private network"
        raise PrivateHostError(what)
    problem: OSError | None = None
    for family, kind, protocol, _, address in allowed:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(address)
        except OSError as error:
            connection.close()
            problem = error
        else:
            return connection
    raise problem or OSError("no address")


def checked_pools(allow_private: bool, sockets: list[socket.socket]) -> dict[str, Any]:
    """Return pools of connections for urllib3, of connections that check where they lead.

    Parameters
    ----------
    allow_private : bool
        Whether hosts of this machine and of private networks may be asked.
    sockets : list of socket.socket
        Gets a second handle of each socket that is opened, so that it can be cut.

    Returns
    -------
    dict
        By scheme, as a ``PoolManager`` wants them.
    """

    class CheckedHTTP(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(self, allow_private, sockets)

    class CheckedHTTPS(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(self, allow_private, sockets)

    class HTTPPool(HTTPConnectionPool):
        ConnectionCls = CheckedHTTP

    class HTTPSPool(HTTPSConnectionPool):
        ConnectionCls = CheckedHTTPS

    return {"http": HTTPPool, "https": HTTPSPool}


def _checked(
    connection: HTTPConnection, allow_private: bool, sockets: list[socket.socket]
) -> socket.socket:
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else None
    made = _connect(connection.host, connection.port or 80, timeout, allow_private)
    # TLS takes the socket over; a second handle of it is there to cut it.
    sockets.append(made.dup())
    return made
