"""What becomes of words that an editor types into what a build of ours left pending, whatever the next build wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.redline.case import Case
from tests.redline.editing import OURS
from tests.redline.package import Docx, find, q
from tests.redline.pending import NUMBER, Type, rounds, stands, without, worded
from tests.redline.promises import broken
from tests.redline.runs import settles
from tests.redline.shelves import Shelf

NEW, OTHER = "all ships wait for state cover", "other trade follows reports"

#: What the first two builds leave pending at the middle item of a kind.
PENDING: dict[str, Callable[[str], tuple[Shelf, Shelf]]] = {
    "inserted": lambda kind: (without(stands(), kind), stands()),
    "struck": lambda kind: (stands(), without(stands(), kind)),
    "reworded": lambda kind: (stands(), worded(stands(), kind, NEW)),
}
#: What the build after it wants.
WANTED: dict[str, Callable[[Shelf, str], Shelf]] = {
    "the same": lambda brief, _: brief,
    "other words": lambda _, kind: worded(stands(), kind, OTHER),
    "none of it": without,
    "its neighbour reworded": lambda brief, kind: worded(brief, kind, OTHER, NUMBER[kind] + 1),
}
CASES = [
    (kind, pending, how, wanted)
    for kind in NUMBER
    for pending in PENDING
    for how in ("plain", "inside", "tracked")
    for wanted in WANTED
    if how != "inside" or (kind == "finding" and pending != "struck")  # who types into struck words types beside them
]


@pytest.mark.parametrize(("kind", "pending", "how", "wanted"), CASES, ids=[", ".join(case) for case in CASES])
def test_words_typed_into_what_is_pending_stay_where_they_were_typed(
    kind: str, pending: str, how: str, wanted: str
) -> None:
    briefs = PENDING[pending](kind)
    case = rounds((*briefs, WANTED[wanted](briefs[1], kind)), (Type(f"r{NUMBER[kind]}k0", how),))[-1]
    assert not broken(case)
    assert not settles(case)
    mine = {"inserted": "grain port", "struck": "", "reworded": "all ships wa"}[pending]
    assert [line.split("zq")[0].partition("k0 ")[2].strip() for line in case.result if "zq" in line] == [mine]
    beside = [
        remark.said for remark in case.remarks if "zq" in remark.about or kind == "rec"
    ]  # rows: at their first cell
    assert _wording(kind, pending, wanted) in "\n".join(beside)


def _wording(kind: str, pending: str, wanted: str) -> str:
    """What the comment beside the typed words says at least."""
    if wanted == "other words":
        return f"Your text stays.\nNew wording: R{NUMBER[kind]}k0 {OTHER}."
    if pending == "struck":
        return (
            "You wrote into a row that is to go" if kind == "rec" else "what you wrote stays, as a paragraph of its own"
        )
    if wanted == "none of it":
        return "You changed it, so it stays."
    return ""


def test_what_is_typed_into_a_struck_text_does_not_run_on_into_the_next_paragraph() -> None:
    briefs = PENDING["struck"]("work")
    case = rounds((*briefs, briefs[1]), (Type("r21k0", "plain"),))[-1]
    assert [line for line in case.result if "zq" in line or "r22k0" in line.casefold()] == [
        " zq1n1z ",
        "R22k0 grain ports wait for cover.",
    ]
    assert _ends(case) == []


def test_what_is_typed_into_a_struck_row_does_not_go_with_the_row() -> None:
    briefs = PENDING["struck"]("rec")
    case = rounds((*briefs, briefs[1]), (Type("r31k0", "plain"),))[-1]
    assert " zq1n1z " in case.result
    assert not find(Docx(case.made).body, ".//w:trPr/w:del")


def _ends(case: Case) -> list[str]:
    """What the paragraphs say whose ends we deleted."""
    return [
        "".join(find(paragraph, ".//w:t/text()"))
        for paragraph in Docx(case.made).body.iter(q("w:p"))
        if find(paragraph, f"w:pPr/w:rPr/w:del[@w:author='{OURS}']")
    ]
