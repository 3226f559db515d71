"""Addresses of documents and webhooks, and whether a desk's settings let briefgen speak to their host."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

#: The longest address that is read, in characters.
_LONGEST = 2000
_PORTS = {"http": 80, "https": 443}


class AddressError(ValueError):
    """What is no address that may be asked; the text says why, ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def web_host(address: str) -> str:
    """Host and port of an ``http:`` or ``https:`` address, as ``name:port``; raises AddressError."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise AddressError("this is no address", "write it as https://host/path") from None
    if parts.scheme not in _PORTS or not parts.hostname or len(address) > _LONGEST:
        raise AddressError("only http: and https: addresses are asked", "write it as https://host/path")
    if parts.username is not None or parts.password is not None:
        raise AddressError("an address holds no user and no password", "leave out what stands before the '@'")
    if not address.isascii() or any(letter <= " " or letter == "\x7f" for letter in address):
        raise AddressError("an address holds no spaces and plain letters only", "write it percent-encoded")
    return f"{parts.hostname}:{port}"


def check_host(address: str, hosts: Collection[str]) -> None:
    """Raise AddressError where the host of a web address is not among *hosts* (``name``, or ``name:port``).

    A name alone stands for the usual ports, 80 and 443.
    """
    asked = web_host(address)
    name, _, port = asked.rpartition(":")
    known = {host.lower() for host in hosts}
    if asked in known or (name in known and int(port) in _PORTS.values()):
        return
    shown = name if int(port) in _PORTS.values() else asked
    raise AddressError(f"the host '{shown}' is not one of the desk's", f"add {shown} to 'hosts:' in configs/desk.yaml")
