"""A copy that is damaged: verify and adopt name it, say what is wrong and what to do; a build goes beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.build.edited.adopting import adoptable
from briefgen.build.edited.verify import verify
from briefgen.build.run import build
from briefgen.errors import DocumentError, Place
from tests.build.desks import DOCX, FOLDER, reword, starter


def inside(content: bytes) -> bytes:
    """Bytes within a part changed: what was packed cannot be unpacked."""
    middle = content.index(b"word/document.xml") + 200
    return content[:middle] + b"\xff" * 40 + content[middle + 40 :]


def listed(content: bytes) -> bytes:
    """The archive's list of parts points before the file."""
    place = content.rindex(b"PK\x05\x06") + 16
    return content[:place] + b"\xff\xff\xff\x00" + content[place + 4 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda content: content[: len(content) // 2],
    "one byte missing": lambda content: content[:1000] + content[1001:],
    "within a part": inside,
    "in the list of parts": listed,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_copy_is_told_and_left_as_it_is(tmp_path, damage):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, "first-brief")
    damaged = damage(desk.read(DOCX))
    desk.write(DOCX, damaged)
    for read in (lambda: verify(desk, damaged, DOCX), lambda: adoptable(desk, "first-brief")):
        with pytest.raises(DocumentError) as caught:
            read()
        (problem,) = caught.value.problems
        assert problem.place == Place(DOCX)
        assert problem.message.startswith("it is damaged and cannot be read (")
        assert problem.hint
    reword(desk.root)
    one = build(desk, "first-brief").delivered["docx"]
    assert (one.outcome, one.beside) == ("beside", f"{FOLDER}/first-brief.new.docx")
    assert "could not be brought over to it: it is damaged and cannot be read (" in one.why
    assert desk.read(DOCX) == damaged
