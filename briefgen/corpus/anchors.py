"""Finding a passage again without keeping its text: normal form, keyed digest, keyed similarity fingerprint.

The fingerprint is a MinHash (A. Z. Broder, "On the resemblance and containment of documents", 1997) of the set of
a passage's words: 64 independent hash functions, of which the least value each is kept, cut to its lowest byte
(P. Li and A. C. König, "b-Bit Minwise Hashing", 2010, with b = 8). Two texts agree in a byte with probability
J + (1 - J) / 256, where J is the share of words they have in common; :func:`similarity` solves that for J.
Hashes are keyed (BLAKE2b, RFC 7693), so that without the desk's key a short passage cannot be guessed from them.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from functools import lru_cache

#: Values in a fingerprint; each is one byte.
VALUES = 64

_FORMAT = struct.Struct(f"<{VALUES}I")
_DIGESTS = VALUES * 4 // hashlib.blake2b.MAX_DIGEST_SIZE

_NOTE_MARKS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_INVISIBLE: dict[int, None] = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)
_ESCAPED = re.compile(r"\\([\\$*_#\[\]()])")
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_STRESSED = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]*?)(?<=\S)\1(?![\w*])")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def plain(text: str) -> str:
    """*text* in the form that digests and fingerprints are made from.

    Superscript note marks, soft hyphens and zero-width characters go; compatibility characters are resolved
    (Unicode NFKC); quotes, dashes and runs of white space become one form each; Markdown's escapes, links and
    stress are read as what they show. Note marks that are plain digits must be cut out before (the importer
    knows where they stand).
    """
    shown = _NOTE_MARKS.sub("", text).translate(_INVISIBLE)
    shown = unicodedata.normalize("NFKC", shown.translate(_FOLDED)).translate(_FOLDED)
    shown = _ESCAPED.sub(r"\1", _STRESSED.sub(r"\2", _LINKED.sub(r"\1", shown)))
    return _SPACE.sub(" ", shown).strip()


def words(text: str) -> list[str]:
    """The words of *text* in its plain form, lower case, in order, without punctuation."""
    return _WORD.findall(plain(text).casefold())


def digest(text: str, key: str) -> str:
    """Keyed BLAKE2b of the plain form of *text*: 16 bytes, hexadecimal."""
    return hashlib.blake2b(plain(text).encode(), digest_size=16, key=_key(key), person=b"briefgen digest").hexdigest()


def fingerprint(text: str, key: str) -> str:
    """MinHash of the words of *text*: 64 one-byte values, hexadecimal (128 digits); empty for a text without words."""
    distinct = set(words(text))
    if not distinct:
        return ""
    vectors = [_vector(word, key) for word in distinct]
    least = map(min, *vectors) if len(vectors) > 1 else iter(vectors[0])
    return bytes(value & 0xFF for value in least).hex()


def similarity(a: str, b: str) -> float:
    """The estimated share of words that two texts have in common, 0 to 1, from their fingerprints.

    Corrected for the agreement of one-byte values by chance (1 in 256). The estimate's standard error is at
    most 0.0625. Two texts without words are alike; one without words is like no other.

    Raises ValueError where a fingerprint is not one.
    """
    first, second = bytes.fromhex(a), bytes.fromhex(b)
    if {len(first), len(second)} - {0, VALUES}:
        raise ValueError(f"a fingerprint has {VALUES} bytes or none")
    if not first or not second:
        return float(first == second)
    agreeing = sum(x == y for x, y in zip(first, second, strict=True)) / VALUES
    chance = 1 / 256
    return max(0.0, (agreeing - chance) / (1 - chance))


def _key(key: str) -> bytes:
    """*key* as BLAKE2b takes it: at most 64 bytes, longer keys by their hash."""
    raw = key.encode()
    return raw if len(raw) <= hashlib.blake2b.MAX_KEY_SIZE else hashlib.blake2b(raw).digest()


@lru_cache(maxsize=16384)
def _vector(word: str, key: str) -> tuple[int, ...]:
    """The 64 hash values of a word: consecutive 32-bit pieces of keyed digests, one salt each."""
    raw = word.encode()
    keyed = _key(key)
    pieces = (
        hashlib.blake2b(raw, key=keyed, salt=bytes([number]), person=b"briefgen minhash").digest()
        for number in range(_DIGESTS)
    )
    return tuple(_FORMAT.unpack(b"".join(pieces)))
