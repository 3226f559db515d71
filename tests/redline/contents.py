"""Whether the entries of a table of contents stand in its field, whatever is decided.

What stands outside is left there by the next "update field", and stands twice then.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.redline.package import Docx, find, q
from tests.redline.revisions import Decide, accept, reject, settled

#: A text in an entry of a table of contents.
_ENTRY = "ancestor::w:p[1][starts-with(w:pPr/w:pStyle/@w:val, 'Toc')]/ancestor::w:sdt"


def outside(content: bytes) -> Iterator[str]:
    """What is wrong with the field of the contents: as it stands, with all accepted, and with all rejected."""
    views: tuple[tuple[str, Decide], ...] = (
        ("as it stands", lambda _: None),
        ("accepted", accept),
        ("rejected", reject),
    )
    for name, decide in views:
        yield from (f"{name}: {wrong}" for wrong in _outside(settled(content, decide)))


def _outside(docx: Docx) -> Iterator[str]:
    codes: list[str] = []
    for entry in docx.body.iter(q("w:fldChar"), q("w:instrText"), q("w:delInstrText"), q("w:t"), q("w:delText")):
        kind = entry.get(q("w:fldCharType"))
        if kind == "begin":
            codes.append("")
        elif kind == "end":
            if not codes:
                yield "a field ends that never began"
            codes = codes[:-1]
        elif entry.tag in (q("w:instrText"), q("w:delInstrText")) and codes:
            codes[-1] += entry.text or ""
        elif entry.text and not any(code.split()[:1] == ["TOC"] for code in codes) and find(entry, _ENTRY):
            yield f"an entry of the contents stands outside its field: {entry.text!r}"
    if codes:
        yield f"a field does not end: {codes}"
