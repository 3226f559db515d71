"""Asking a web server, within bounds: named hosts only, few redirects, so many bytes, so many seconds.

RFC 9110 (HTTP semantics) is followed where it matters here: conditional requests (13), redirects (15.4). Proxies of
the environment are not used. Nothing is decompressed: servers are asked for the document as it is.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from urllib.parse import urljoin, urlsplit

from briefgen import __version__
from briefgen.workspace.addresses import AddressError, check_host
from briefgen.workspace.protocol import Answered, Asked

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_LATER = "try again later, or look at the address in a browser"


def ask(asked: Asked) -> Answered:
    """The answer of a server that is among *asked*'s hosts, redirects followed to such hosts alone.

    Raises AddressError where that cannot be, or the bounds are passed.
    """
    ends = time.monotonic() + asked.seconds
    address = asked.address
    for _ in range(_MOST_REDIRECTS + 1):
        check_host(address, asked.hosts)
        answered = _once(asked, address, ends)
        target = answered.headers.get("location", "")
        if answered.status not in _REDIRECTS or not target or asked.method != "GET":
            return answered
        address = onward(address, target)
    raise AddressError(f"the server sends us on more than {_MOST_REDIRECTS} times", "name the last address yourself")


def onward(address: str, target: str) -> str:
    """Where a redirect of *address* leads; raises AddressError where it would leave https."""
    following = urljoin(address, target)
    if urlsplit(address).scheme == "https" and urlsplit(following).scheme != "https":
        raise AddressError("the server sends us on to an address without https", "name the new address yourself")
    return following


def _once(asked: Asked, address: str, ends: float) -> Answered:
    parts = urlsplit(address)
    left = ends - time.monotonic()
    if left <= 0:
        raise AddressError(f"the server did not answer within {asked.seconds:g} seconds", _LATER)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, left)
    late = threading.Event()
    timer: threading.Timer | None = None
    try:
        connection.connect()
        # a server that trickles never runs into the socket's own timeout
        timer = threading.Timer(left, _cut, (connection.sock, late))
        timer.daemon = True
        timer.start()
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": f"briefgen/{__version__}", "Accept-Encoding": "identity", **asked.headers}
        connection.request(asked.method, target, asked.body or None, headers)
        with connection.getresponse() as response:
            found = {name.lower(): value for name, value in response.getheaders()}
            content = b"" if response.status in _REDIRECTS else _content(response, asked.most)
            if late.is_set():  # a connection that we cut ends like one that is complete
                raise TimeoutError
            return Answered(status=response.status, headers=found, content=content, address=address)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, AddressError):
            raise
        if late.is_set() or isinstance(error, TimeoutError):
            raise AddressError(f"the server did not answer within {asked.seconds:g} seconds", _LATER) from None
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise AddressError(f"the server cannot be asked: {' '.join(str(said).split())[:200].lower()}", _LATER) from None
    finally:
        if timer is not None:
            timer.cancel()
        connection.close()


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=seconds)


def _cut(held: socket.socket, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):  # it is closed already
        held.shutdown(socket.SHUT_RDWR)


def _content(response: http.client.HTTPResponse, most: int) -> bytes:
    encoding = response.getheader("Content-Encoding", "identity").lower()
    if encoding not in ("identity", ""):
        raise AddressError(f"the server sends the document packed ({encoding[:40]})", "fetch it yourself")
    too_large = AddressError(f"the document has more than {most // 1024} KiB", "fetch it yourself and import it")
    length = response.getheader("Content-Length", "")
    if length.isdecimal() and int(length) > most:
        raise too_large
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(min(_PIECE, most + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise too_large
    if length.isdecimal() and size < int(length):
        raise AddressError("the document came in part only", _LATER)
    return b"".join(pieces)
