"""Which briefgen this is, to the letter of its code."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]
_CODE = (".py", ".csl")


@cache
def program() -> str:
    """SHA-256 over the package's code and citation styles: names and contents, in order.

    A release that says nothing of the kind, or a change in a checkout, may word or write a brief differently; then
    the brief is computed anew, and written only where that makes a difference.
    """
    seen = hashlib.sha256()
    for file in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _CODE):
        seen.update(file.relative_to(_PACKAGE).as_posix().encode())
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()
