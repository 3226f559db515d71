"""Addresses that a hyperlink relationship may hold: Word calls a file damaged over one that is no URI (RFC 3986)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

#: Schemes that a brief links to; others (``javascript:``, ``file:``) stay plain text.
SCHEMES = frozenset({"https", "http", "mailto"})
#: Longest address that Word opens, in characters.
LONGEST = 2079
#: Reserved and unreserved characters of RFC 3986 besides letters and digits, and the percent sign of what is escaped.
_ALLOWED = "-._~:/?#@!$&'()*+,;=%"


def usable(address: str) -> str:
    """*address* with all else percent-encoded, or an empty string where no link can be made of it."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
        host = host.encode("idna").decode()
    except ValueError:  # a bracket without its pair, a port that is no number, a host that is no name
        return ""
    if parts.scheme.lower() not in SCHEMES or not (host or parts.scheme.lower() == "mailto") or ":" in host:
        return ""
    if not parts.netloc.isascii():
        address = address.replace(parts.netloc, f"{host}:{parts.port}" if parts.port else host, 1)
    encoded = quote(address.encode("utf-8", "ignore"), safe=_ALLOWED)
    encoded = _percents(encoded)
    return encoded if len(encoded) <= LONGEST else ""


def _percents(address: str) -> str:
    """Each percent sign that begins no escape is escaped itself."""
    pieces = address.split("%")
    hexadecimal = set("0123456789abcdefABCDEF")
    joined = [pieces[0]]
    for piece in pieces[1:]:
        escape = len(piece) >= 2 and set(piece[:2]) <= hexadecimal
        joined.append(("%" if escape else "%25") + piece)
    return "".join(joined)
