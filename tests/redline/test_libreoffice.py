"""The editor's copy as LibreOffice writes it: edited there, redlined by us, accepted, rejected and set there again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.redline import promises, reading, wholeness
from tests.redline.around_edits import Comment
from tests.redline.case import Case
from tests.redline.editing import OURS
from tests.redline.editor import play
from tests.redline.libreoffice import Job, edited, uncommented
from tests.redline.merging import Round, merged
from tests.redline.package import Docx
from tests.redline.revisions import by
from tests.redline.shelves import Item, Sentence, Shelf, item, shelf
from tests.redline.writing import built
from tests.writers.word import faults, libreoffice, pdf_text

BEFORE = replace(shelf(522), contents=True, endnotes=False)
FIRST, *_, LAST = BEFORE.sections[0].items
MESSAGE = BEFORE.messages[0]
HEADING = " ".join(BEFORE.sections[0].heading)
RECOMMENDED = BEFORE.recommendations[0].items[0]


def said(one: Item, place: int = 0) -> str:
    """A sentence of an item, without its first word, which begins with a capital."""
    return " ".join(one.sentences[place].words[1:])


def sign(one: Item) -> str:
    """The word by which an item is found."""
    return next(word for word in one.sentences[0].words if re.fullmatch(r"r\d+k0", word))


def worded(one: Item) -> Item:
    """The item with its first sentence put otherwise and its note too."""
    first = one.sentences[0]
    words = (*first.words[:2], "now", *first.words[2:], "again")
    return replace(one, sentences=(Sentence(words, (*first.note, "anew") if first.note else ()), *one.sentences[1:]))


def changed() -> Shelf:
    """What changed: statements and recommendations reworded, one new, one no longer chosen, the last source not cited."""
    import random

    section = BEFORE.sections[0]
    new = item(random.Random(5), BEFORE.made, "finding")
    items = (worded(FIRST), new, *(worded(one) for one in section.items[1:]))
    last = BEFORE.sections[-1]
    actor = BEFORE.recommendations[0]
    return replace(
        BEFORE,
        messages=tuple(worded(one) for one in BEFORE.messages),
        sections=(replace(section, items=items), *BEFORE.sections[1:-1], replace(last, items=last.items[:-1] or last.items)),
        recommendations=(
            replace(actor, items=tuple(worded(one) for one in actor.items)),
            *BEFORE.recommendations[1:],
        ),
        references=BEFORE.references[:-1],
        made=BEFORE.made + 1,
    )  # fmt: skip


def newer() -> Shelf:
    """What changed after that: key messages reworded once more, the first statement no longer chosen.

    The last message is left alone: where a struck link is accepted, LibreOffice 7.4 lets it reach over the words after
    it, and its note then counts as the editor's.
    """
    after = changed()
    section = after.sections[0]
    return replace(
        after,
        messages=(*(worded(one) for one in after.messages[:-1]), after.messages[-1]),
        sections=(replace(section, items=section.items[1:]), *after.sections[1:]),
    )


SCENARIOS: dict[str, Sequence[Sequence[Any]]] = {
    "saved and no more": [],
    "a sentence rewritten": [("replace", said(FIRST), "zq1n1z zq1n2z holds")],
    "words written into a paragraph": [("write_after", sign(MESSAGE), " zq1n1z zq1n2z")],
    "a paragraph deleted": [("delete_paragraph", sign(FIRST))],
    "a paragraph moved": [("move_down", sign(FIRST), 2)],
    "a paragraph copied": [("copy_paragraph", sign(MESSAGE), HEADING)],
    "an own paragraph with a note": [("own_paragraph", sign(FIRST), "zq1n1z zq1n2z.", "zq1n3z.")],
    "a table cell edited": [("write_after", sign(RECOMMENDED), " zq1n1z")],
    "a row deleted": [("delete_row", sign(RECOMMENDED))],
    "with changes tracked": [
        ("track", True),
        ("replace", said(FIRST), "zq1n1z zq1n2z"),
        ("write_after", sign(MESSAGE), " zq1n3z"),
        ("delete_paragraph", sign(LAST)),
    ],
    "a heading changed": [("replace", HEADING, "zq1n1z zq1n2z")],
    "an own table": [("own_table", sign(FIRST), 2, 2, "zq1n")],
    "a paragraph split": [("split", sign(FIRST))],
    "two paragraphs joined": [("join", sign(FIRST))],
    "a note edited": [("edit_note", FIRST.sentences[0].note[0], " zq1n1z")],
    "words made bold": [("bold", sign(FIRST))],
    "the running head edited": [("header", " zq1n1z")],
}
#: The comment is put in beside LibreOffice, which without windows takes none, and saved by it.
ALL = [*SCENARIOS, "a comment"]


@dataclass(frozen=True)
class Office:
    """What LibreOffice made of the scenarios, what we made of that, and what it made of ours."""

    cases: dict[str, Case]
    accepted: dict[str, bytes]
    rejected: dict[str, bytes]
    pdfs: dict[str, bytes]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    base, new = built(BEFORE), built(changed())
    names = {name: f"s{place}" for place, name in enumerate(SCENARIOS)}
    copies = edited({names[name]: Job(base, does) for name, does in SCENARIOS.items()}, folder / "edited")
    commented = libreoffice({"commented": play(base, [Comment(14, 3, 12)])}, made_in(folder / "saved"), "docx")
    names["a comment"] = "commented"
    cases = {name: merged(Round(base, {**copies, **commented}[file], new)) for name, file in names.items()}
    jobs: dict[str, Job] = {}
    for name, case in cases.items():
        jobs[f"{names[name]}-accept"] = Job(uncommented(case.made), [("accept_all",)])
        jobs[f"{names[name]}-reject"] = Job(uncommented(case.made), [("reject_all",)])
    made = edited(jobs, folder / "settled")
    pdfs = libreoffice({names[name]: case.made for name, case in cases.items()}, made_in(folder / "set"), "pdf")
    return Office(
        cases,
        {name: made[f"{file}-accept"] for name, file in names.items()},
        {name: made[f"{file}-reject"] for name, file in names.items()},
        {name: pdfs[file] for name, file in names.items()},
    )


def made_in(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", ALL)
def test_every_promise_is_kept_on_what_libreoffice_wrote(name: str, office: Office) -> None:
    case = office.cases[name]
    own = set(wholeness.whole(case.copy)) | set(wholeness.notes_in_order(case.copy))
    assert [wrong for wrong in promises.broken(case) if wrong not in own] == []


@pytest.mark.parametrize("name", ALL)
def test_the_edit_is_in_the_copy_and_the_news_in_the_result(name: str, office: Office) -> None:
    case = office.cases[name]
    wanted = sorted(
        {word for does in SCENARIOS.get(name, ()) for word in re.findall(reading.TOKEN, " ".join(map(str, does)))}
    )
    there = reading.tokens([*promises.lines_said(case.copy, by(OURS, decision=True)), *reading.heads(Docx(case.copy))])
    assert set(wanted) <= set(there)
    news = [case.after[one].full for one in case.after if one not in case.before]
    assert len(news) == 1
    assert case.result.count(news[0]) == 1
    for name_of, line in case.before.items():  # LibreOffice writes looks its own way: words alone decide here
        fresh = case.after.get(name_of)
        if (
            fresh is not None
            and fresh.full != line.full
            and case.kept.count(line.full) == 1
            and name != "words made bold"
        ):
            assert case.result.count(fresh.full) == 1, name_of


@pytest.mark.parametrize("name", ALL)
def test_libreoffice_accepts_and_rejects_all_as_promised(name: str, office: Office) -> None:
    case = office.cases[name]
    assert reading.accepted(office.accepted[name]) == reading.accepted(case.made)
    assert reading.accepted(office.rejected[name]) == reading.rejected(case.copy)


@pytest.mark.parametrize("name", ALL)
def test_each_note_is_set_beside_its_own_text(name: str, office: Office, tmp_path: Path) -> None:
    text = pdf_text(office.pdfs[name], tmp_path, "-raw")
    notes = dict(re.findall(r"(?m)^(\d+)\s+(r\d+m\d)\b", text))
    called = re.findall(r"(?i)\b(r\d+k\d)\b[^.]*?\.(\d+)", text.replace("\n", " "))
    assert len(called) >= 20
    pairs = [(mark.lower().replace("k", "m"), notes.get(number, "nothing")) for mark, number in called]
    assert [(wanted, shown) for wanted, shown in pairs if wanted != shown] == []


@pytest.mark.parametrize("name", ["saved and no more", "with changes tracked", "an own table"])
def test_the_open_xml_validator_finds_no_more_than_in_the_copy(name: str, office: Office, tmp_path: Path) -> None:
    case = office.cases[name]

    def kinds(content: bytes) -> set[str]:
        return {fault.partition(": ")[2] for fault in faults(content, tmp_path)}

    assert kinds(case.made) <= kinds(case.copy)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_what_was_decided_in_libreoffice_is_the_next_copy(name: str, decision: str, office: Office) -> None:
    """The editor accepts or rejects all there and saves; then the corpus changes again."""
    copy = getattr(office, decision)[name]
    settled_ = merged(Round(office.cases[name].new, copy, office.cases[name].new))
    assert reading.accepted(settled_.made) == reading.accepted(copy)
    case = merged(Round(office.cases[name].new, copy, built(newer())))
    own = set(wholeness.whole(case.copy)) | set(wholeness.notes_in_order(case.copy))
    assert [wrong for wrong in promises.broken(case) if wrong not in own] == []
