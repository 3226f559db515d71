"""Citations as pandoc words them: each kind of work, each position, each style; caching; what may go wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.brief import CitationItem, Cite
from briefgen.cite.inlines import read_inlines
from briefgen.cite.process import Worded, word
from briefgen.cite.style import BUILT_IN, load_style
from briefgen.errors import CitationError, MissingProgramError
from briefgen.walk import plain
from briefgen.workspace import Memory, Ran
from tests.cite.works import SECTION, WORKS, cite, item, positions, readable


def worded(*cites: Cite, style: str = "notes", locale: str = "en-GB", workspace: Memory | None = None) -> Worded:
    desk = workspace or Memory()
    return word(cites, WORKS, style=load_style(desk, style), locale=locale, workspace=desk)


def notes(*cites: Cite, locale: str = "en-GB") -> list[str]:
    return [plain(note.inlines) for note in worded(*cites, locale=locale).notes]


def shown(cites: Sequence[Cite], result: Worded) -> str:
    lines: list[str] = []
    said = [readable(note.inlines) for note in result.notes] or [readable(each.label) for each in result.cites]
    for number, (asked_for, wording) in enumerate(zip(cites, said, strict=True), 1):
        asked = "; ".join(" ".join(filter(None, (i.prefix, i.reference, i.locator))) for i in asked_for.items)
        lines += [f"{number:3} {asked}", f"    {wording}"]
    lines += ["", "List of sources", ""]
    lines += [line for key, run in result.bibliography for line in (f"    {key}", f"    {readable(run)}")]
    return "\n".join(lines)


@pytest.mark.parametrize("style", BUILT_IN)
def test_every_kind_of_work_at_every_position_reads_as_the_golden_file_says(
    style: str, golden: Callable[[str, str], None]
) -> None:
    cites = positions()
    result = worded(*cites, style=style)
    assert result.problems == ()
    golden(f"citations-{style}.txt", shown(cites, result))


@pytest.mark.parametrize("locale", ["de-DE", "fr-FR", "es-ES", "it-IT", "zh-CN"])
def test_the_words_of_notes_are_those_of_the_briefs_language(locale: str, golden: Callable[[str, str], None]) -> None:
    one = item("volume:ch02", "2–3", "paragraph")
    cites = (cite(one), cite(one), cite("volume:ch02", "undated"), cite("journal", item("letter", "4", "page")))
    golden(f"citations-notes-{locale}.txt", shown(cites, worded(*cites, locale=locale)))


def test_the_first_mention_is_full_a_later_one_short_and_the_same_again_ibid() -> None:
    first, again, other, later = notes(cite("newspaper"), cite("newspaper"), cite("book"), cite("newspaper"))
    assert first.startswith("Brandt, Jonas, “Ministers call the tariff a ‘temporary shield’ as shipyards")
    assert first.endswith("”, Coastal Courier, 11 July 2024.")
    assert again == "Ibid."
    assert other == "Haugen, Liv (2019), Straits, Bergen: Fjord Press."
    assert later == "Brandt, “Ministers call the tariff …”."


def test_ibid_says_the_place_where_it_changed_and_nothing_where_it_did_not() -> None:
    _, same, changed = notes(
        cite(item("book", "4", "page")), cite(item("book", "4", "page")), cite(item("book", "5–6", "page"))
    )
    assert same == "Ibid."
    assert changed == "Ibid., pp.\u00a05–6."


def test_after_a_note_with_several_works_there_is_no_ibid() -> None:
    _, after = notes(cite("newspaper", "book"), cite("book"))
    assert after == "Haugen, Straits."


def test_a_section_and_paragraphs_stand_as_they_were_worded_in_every_style_and_language() -> None:
    for style in BUILT_IN:
        for locale in ("en-GB", "de-DE"):
            result = worded(cite(item("report", SECTION)), style=style, locale=locale)
            said = plain(result.notes[0].inlines if result.notes else result.cites[0].label)
            assert SECTION.replace(" ", "") in said.replace("\u00a0", " ").replace(" ", "")


def test_pages_are_named_in_the_briefs_language_one_and_several_apart() -> None:
    one, several = (
        cite(CitationItem(reference="report", locator=pages, label="page")) for pages in ("12", "iv, 12–14")
    )
    assert notes(one)[0].endswith("p.\xa012.")
    assert notes(several)[0].endswith("pp.\xa0iv, 12–14.")
    assert notes(several, locale="de-DE")[0].endswith("S.\xa0iv, 12–14.")


def test_hyphens_in_a_sections_title_stay_hyphens() -> None:
    (note,) = notes(cite(item("book", "“Sino-Baltic ports & co-ownership”, paras 2, 5")))
    assert note.endswith("“Sino-Baltic ports & co-ownership”, paras\u00a02, 5.")


def test_brackets_and_bars_in_a_locator_stand_as_written() -> None:
    (note,) = notes(cite(CitationItem(reference="book", locator="“Ports {new] | [old”", suffix="a|b}")))
    assert note == "Haugen, Liv (2019), Straits, Bergen: Fjord Press, “Ports {new] | [old”, a|b}."


def test_what_a_note_cites_follows_its_source_after_a_comma() -> None:
    (note,) = notes(cite(item("report", "3", "paragraph"), item("newspaper", prefix="citing"), "book"))
    assert "para.\u00a03, citing Brandt, Jonas, “Ministers" in note
    assert note.endswith("11 July 2024; Haugen, Liv (2019), Straits, Bergen: Fjord Press.")


def test_a_style_that_sorts_leaves_a_cited_work_behind_the_source_that_cites_it() -> None:
    desk = Memory(contents={"sorted.csl": _SORTED.encode()})
    (mixed, free) = worded(
        cite(item("several"), item("newspaper", prefix="citing"), "journal", "book"),
        cite("several", "journal"),
        style="sorted.csl",
        workspace=desk,
    ).cites
    assert plain(mixed.label) == "Ito, Roux and van den Berg, citing Brandt; Abe et al.; Haugen"
    assert plain(free.label) == "Abe et al.; Ito, Roux and van den Berg"


_SORTED = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>sorted</title><id>sorted</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><sort><key variable="author"/></sort><layout delimiter="; "><names variable="author">
<name form="short" and="text" delimiter-precedes-last="never" et-al-min="4" et-al-use-first="1"/></names></layout>
</citation></style>"""


def test_notes_are_numbered_in_the_order_of_the_document_and_keep_their_structure() -> None:
    given_cites = (cite("book"), cite("newspaper"), cite("book"))
    result = worded(*given_cites)
    assert [each.note for each in result.cites] == [1, 2, 3]
    assert [note.number for note in result.notes] == [1, 2, 3]
    assert [each.items for each in result.cites] == [each.items for each in given_cites]


def test_a_style_in_the_text_gives_labels_and_no_notes() -> None:
    result = worded(cite("book"), style="author-date")
    assert (plain(result.cites[0].label), result.cites[0].note, result.notes) == ("(Haugen 2019)", 0, ())


def test_only_cited_works_are_sent_and_listed() -> None:
    result = worded(cite("book"), cite("letter"))
    assert [key for key, _ in result.bibliography] == ["book", "letter"]


def test_one_work_under_two_keys_is_one_work() -> None:
    twice = {**WORKS, "again": {**WORKS["book"], "id": "again"}}
    desk = Memory()
    result = word([cite("book"), cite("again")], twice, style=load_style(desk, "notes"), locale="en", workspace=desk)
    assert plain(result.notes[1].inlines) == "Ibid."
    assert [key for key, _ in result.bibliography] == ["book"]
    assert result.cites[1].items[0].reference == "again"


def test_the_same_citations_start_no_pandoc_a_second_time() -> None:
    desk = Memory()
    first = worded(cite("book"), cite("letter"), workspace=desk)
    assert len(desk.ran) == 1
    assert worded(cite("book"), cite("letter"), workspace=desk) == first
    assert len(desk.ran) == 1


@pytest.mark.parametrize(
    ("what", "again"),
    [
        ("style", {"style": "numeric"}),
        ("locale", {"locale": "de-DE"}),
    ],
)
def test_another_style_or_language_is_worded_anew(what: str, again: dict[str, str]) -> None:
    desk = Memory()
    worded(cite("book"), workspace=desk)
    worded(cite("book"), workspace=desk, **again)
    assert len(desk.ran) == 2, what


def test_a_work_that_is_not_cited_may_change_without_pandoc_and_one_that_is_may_not() -> None:
    desk = Memory()
    style = load_style(desk, "notes")
    changed = {**WORKS, "law": {**WORKS["law"], "title": "Another"}}
    for works in (WORKS, changed):
        word([cite("book")], works, style=style, locale="en-GB", workspace=desk)
    assert len(desk.ran) == 1
    word([cite("law")], WORKS, style=style, locale="en-GB", workspace=desk)
    word([cite("law")], changed, style=style, locale="en-GB", workspace=desk)
    assert len(desk.ran) == 3


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"cites": []}', b"0\n{}", b"\xff"])
def test_a_damaged_cache_is_passed_over_and_mended(damage: bytes) -> None:
    desk = Memory()
    whole = worded(cite("book"), workspace=desk)
    (key,) = desk.kept
    desk.kept[key] = damage
    assert worded(cite("book"), workspace=desk) == whole
    assert len(desk.ran) == 2
    assert desk.kept[key] != damage


def test_no_citations_need_no_pandoc() -> None:
    desk = Memory()
    assert worded(workspace=desk) == Worded(cites=(), notes=(), bibliography=())
    assert desk.ran == []


def test_every_missing_work_is_told_at_once_with_what_was_meant() -> None:
    with pytest.raises(CitationError) as caught:
        worded(cite("newspapr"), cite("book", "ghost"), Cite(items=(), records=("r-1",)))
    assert [(problem.message, problem.hint) for problem in caught.value.problems] == [
        ("a citation names no work (records: r-1)", "give each record evidence"),
        ("no reference 'newspapr' among the corpus's works", "did you mean 'newspaper'?"),
        ("no reference 'ghost' among the corpus's works", "import its source anew, or correct the id"),
    ]


def test_a_language_without_a_locale_is_set_in_english_with_a_warning() -> None:
    result = worded(cite("undated"), locale="tlh")
    assert "(accessed 27 October 2025)" in plain(result.notes[0].inlines)
    assert [(problem.severity, problem.message) for problem in result.problems] == [
        ("warning", "CSL has no locale for the language 'tlh'; its words are set in English")
    ]


def test_a_work_that_a_style_does_not_list_is_reported() -> None:
    style = _SORTED.replace(
        "</style>",
        '<bibliography><layout><choose><if type="book"><text variable="title"/></if></choose></layout></bibliography>'
        "</style>",
    )
    desk = Memory(contents={"s.csl": style.encode()})
    result = worded(cite("book", "letter"), style="s.csl", workspace=desk)
    assert [key for key, _ in result.bibliography] == ["book"]
    assert [problem.message for problem in result.problems] == [
        "the citation style prints no entry for 'letter' in the list of sources"
    ]


def test_a_style_that_pandoc_refuses_is_an_error_with_its_words() -> None:
    style = _SORTED.replace('<names variable="author">', '<text/><names variable="author">')
    desk = Memory(contents={"s.csl": style.encode()})
    with pytest.raises(
        CitationError, match=r"pandoc could not word the citations: .*text element lacks needed attribute"
    ):
        worded(cite("book"), style="s.csl", workspace=desk)


@dataclass
class Answering(Memory):
    """A desk on which every program gives the same answer, and says which version it is."""

    answer: Ran = field(default_factory=lambda: Ran(0, b"", b""))
    version: bytes = b"pandoc 3.9\n"

    def run(self, command: Sequence[str], given: bytes, seconds: float) -> Ran:
        self.ran.append(tuple(command))
        return Ran(0, self.version, b"") if "--version" in command else self.answer


def test_a_failing_pandoc_is_told_in_its_first_line() -> None:
    desk = Answering(answer=Ran(99, b"", b"Something broke\nat length"))
    with pytest.raises(CitationError) as caught:
        worded(cite("book"), workspace=desk)
    assert caught.value.problems[0].message == "pandoc could not word the citations: Something broke"


def test_an_old_pandoc_is_told_by_its_version() -> None:
    desk = Answering(answer=Ran(64, b"", b"JSON parse error"), version=b"pandoc 2.17.1\n")
    with pytest.raises(MissingProgramError) as caught:
        worded(cite("book"), workspace=desk)
    problem = caught.value.problems[0]
    assert problem.message == "pandoc 2.17 is too old: 3.1 or newer is needed"
    assert problem.hint == "install it with: pip install pypandoc_binary"


def test_a_program_that_is_no_pandoc_is_told() -> None:
    with pytest.raises(MissingProgramError, match="' is not pandoc"):
        worded(cite("book"), workspace=Answering(answer=Ran(1, b"", b""), version=b"hello"))
    with pytest.raises(MissingProgramError, match="does not answer as pandoc does"):
        worded(cite("book"), workspace=Answering(answer=Ran(0, b"hello", b"")))


def test_a_pandoc_that_is_named_but_missing_is_told() -> None:
    desk = Memory(settings={"BRIEFGEN_PANDOC": "/nowhere/pandoc"})
    with pytest.raises(MissingProgramError, match="BRIEFGEN_PANDOC names no program: /nowhere/pandoc"):
        worded(cite("book"), workspace=desk)


def test_a_desk_without_any_pandoc_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("briefgen.pandoc.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError) as caught:
        worded(cite("book"))
    assert caught.value.problems[0].message == "citations are worded by pandoc, and it is not installed"
    assert caught.value.problems[0].hint == "install it with: pip install pypandoc_binary"


def test_pandoc_reads_no_file_that_a_style_or_reference_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    works = {
        "x": {"id": "x", "type": "book", "title": f"![](file://{secret}) {{{{{secret}}}}}", "URL": f"file://{secret}"}
    }
    desk = Memory()
    result = word([cite("x")], works, style=load_style(desk, "notes"), locale="en-GB", workspace=desk)
    assert "hidden words" not in plain(result.notes[0].inlines)
    assert "--sandbox" in desk.ran[0]


_LINE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(_LINE, _LINE, st.sampled_from(["", "page", "section", "table", "nonsense"]), _LINE), max_size=4)
)
def test_no_title_locator_or_suffix_breaks_a_run(drawn: list[tuple[str, str, str, str]]) -> None:
    works = {f"w{n}": {"id": f"w{n}", "type": "book", "title": title} for n, (title, _, _, _) in enumerate(drawn)}
    items = tuple(
        CitationItem(reference=f"w{n}", locator=locator, label=label, suffix=suffix)
        for n, (_, locator, label, suffix) in enumerate(drawn)
    )
    desk = Memory()
    cites = [Cite(items=items)] if items else []
    result = word(cites, works, style=load_style(desk, "notes"), locale="en-GB", workspace=desk)
    for note in result.notes:
        assert "briefgen-locator-" not in plain(note.inlines)


def test_inlines_that_a_citation_cannot_hold_are_named() -> None:
    with pytest.raises(CitationError, match="the citation style made a 'Image', which a citation cannot hold"):
        read_inlines([{"t": "Image", "c": [["", [], []], [], ["x.png", ""]]}])
