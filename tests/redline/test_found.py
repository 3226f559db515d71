"""What random runs found and the merge does right since, each as small as it could be made."""

from __future__ import annotations

import pytest

from briefgen.errors import DocumentError
from tests.redline.changes import Add, Figure, Level, MoreSentences, Remove, Reorder, Retitle, Reword, Sections
from tests.redline.editor import (
    Copy,
    Decide,
    Delete,
    DeleteRow,
    Join,
    Move,
    OwnParagraph,
    OwnTable,
    Picture,
    Rewrite,
    Split,
    TrackedMove,
    TrackedParagraph,
    Unmark,
    Write,
    play,
)
from tests.redline.merging import Round, merged
from tests.redline.runs import Run, Step, check, may_be_refused
from tests.redline.shelves import shelf
from tests.redline.writing import built

FOUND = {
    "the last paragraph of the text is taken out": Run(0, (Step((), (Remove(39),)),)),
    "one that came last goes again": Run(160, (Step((), (Add(29, 22, 3124), Remove(46))),)),
    "one that came goes, after an editor typed into the one before it": Run(
        220,
        (
            Step((Picture(45, 86),), (Add(35, 14, 7381),)),
            Step((Rewrite(41, 4, 39, 3),), (Remove(36),)),
        ),
    ),
    "one that came goes, of which an editor accepted the end alone": Run(
        371,
        (
            Step((Move(44, 58, 1),), (Add(45, 2, 9524), MoreSentences(58, 1414), Sections(2, 17, 8784))),
            Step((Rewrite(13, 50, 10, 3), Decide(accepts=True, part=1, seed=492, each=True)), ()),
            Step((), (Sections(5, 36, 3578),)),
        ),
    ),
    "one that came was moved by an editor to where it is the last": Run(
        256,
        (
            Step((Move(15, 3, 3), Move(28, 34, 1), Delete(24, 3)), (Add(58, 29, 3594),)),
            Step((Delete(21, 2), Move(11, 29, 3)), (Level(8, level=2, seed=0),)),
        ),
    ),
    "an end that comes and goes at once": Run(
        343, (Step((), (Remove(34),)), Step((Delete(54, 1), Move(50, 24, 2)), (Figure(57, 1),)))
    ),
    "an editor's tracked end came in the place of one that another bears": Run(
        76,
        (
            Step((), (Add(7, 11, 6806), Add(18, 29, 4508), Sections(3, 59, 4081))),
            Step(
                (Decide(accepts=False, part=8, seed=201, each=True),),
                (Reorder(31, 30), Reorder(4, 14), Sections(2, 23, 6298)),
            ),
            Step((TrackedParagraph(5, 1, after=True), OwnParagraph(24, 1, styled=False)), (Retitle(3428),)),
        ),
    ),
    "an editor typed into one that came, and the one after it bears another's end": Run(
        259,
        (
            Step((), (Add(20, 0, 5352), Reorder(24, 12))),
            Step((Join(39), Copy(22, 14, "both"), Copy(33, 27, "original")), (Add(25, 47, 5585), Add(17, 15, 6918))),
            Step((Write(53, 89, 4, inside=False), DeleteRow(23, table=True)), (Reword(49, 9987, 2),)),
        ),
    ),
    "an editor accepted the style of one that came and whose end another bears": Run(
        14,
        (
            Step((), (Add(30, 15, 6297),)),
            Step((Decide(accepts=True, part=3, seed=212, each=True),), (Figure(24, 349),)),
        ),
    ),
    "what an earlier redline moved is of another style": Run(
        267, (Step((), (Reorder(26, 36),)), Step((), (Add(16, 21, 4284),)), Step((), (Remove(51),)))
    ),
    "an editor split the last word of a heading, and something new comes after it": Run(
        48, (Step((), (Add(25, 37, 6781),)), Step((Split(13, 49, ends=True),), (Add(38, 20, 9563),)))
    ),
    "an editor moved away what bore an end, and something new comes last": Run(
        294,
        (
            Step((Delete(47, 3), Delete(27, 2)), (Add(48, 30, 3059), Add(25, 3, 5440))),
            Step((DeleteRow(23, table=True), OwnTable(51, 2, 0)), ()),
            Step((DeleteRow(35, table=True), Move(51, 24, 2)), (Add(56, 35, 4960),)),
        ),
    ),
    "a row goes in which an editor wrote a paragraph, tracked": Run(
        18, (Step((TrackedParagraph(42, 4),), (Remove(28),)),)
    ),
    "one that came last was moved elsewhere by an editor, away from the end that was tracked for it": Run(
        280,
        (
            Step((Move(4, 52, 1),), (Add(42, 43, 3428),)),
            Step((Move(24, 57, 3), Move(44, 15, 3)), (Reword(52, 7417, 6),)),
        ),
    ),
    "one that came is of another style, and an editor accepted its end alone": Run(
        45,
        (
            Step((DeleteRow(25, table=False),), (Reorder(45, 50), Add(2, 59, 335), Level(10, 2, 7))),
            Step((Decide(accepts=True, part=6, seed=404, each=True),), (Add(12, 29, 1461),)),
        ),
    ),
    "a row that lost its bookmarks goes in which an editor wrote a paragraph, tracked": Run(
        258, (Step((TrackedParagraph(42, 2), Unmark(0, all=True)), (Sections(5, 42, 5004),)),)
    ),
    "what an earlier redline moved is of another style, and an editor typed where it was struck": Run(
        298,
        (
            Step((), (Reorder(49, 34),)),
            Step((OwnTable(52, 1, 0), OwnParagraph(4, 2, styled=False)), ()),
            Step((TrackedMove(18, 21), Join(42)), (Reorder(35, 28),)),
            Step((Delete(25, 2), Write(40, 23, 3, inside=False)), (Remove(35),)),
        ),
    ),
    "of a heading and its copy an editor put a picture into the first": Run(
        126,
        (
            Step((Copy(37, 12, "both"), OwnParagraph(30, 3, styled=False)), (Add(32, 36, 21),)),
            Step((TrackedParagraph(59, 3, after=False),), ()),
            Step((Picture(44, 69),), (Add(4, 36, 853),)),
        ),
    ),
    "an editor accepted all of one that came but its end, which was there for another": Run(
        245,
        (
            Step(
                (Write(58, 23, 1, inside=False), Delete(26, 3), Move(26, 16, 2)),
                (Sections(2, 2, 8016), Sections(2, 52, 7973)),
            ),
            Step((Copy(5, 8, "original"), Decide(accepts=True, part=4, seed=766, each=True)), ()),
        ),
    ),
    "a heading without its bookmark says what its struck entry in the contents says": Run(
        90, (Step((Unmark(0, all=True),), (Level(17, 3),)), Step((), (Level(26, 2),)))
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_right(name: str) -> None:
    check(FOUND[name])


def test_a_copy_may_be_refused_only_where_nobody_can_tell_what_it_is() -> None:
    base = built(shelf(388))
    much = (DeleteRow(0, table=True), DeleteRow(0, table=True), Delete(1, 6))
    little = play(base, [Unmark(0, all=True), *much])
    assert may_be_refused(base, little)
    with pytest.raises(DocumentError, match="can be found in it"):
        merged(Round(base, play(little, [OwnParagraph(place, 3, styled=False) for place in range(12)]), base))
    assert not may_be_refused(base, play(base, much))
    assert not may_be_refused(base, play(base, [Unmark(0, all=True)]))
