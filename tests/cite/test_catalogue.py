"""What can be cited, and the citation that a record's evidence calls for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import CitationItem
from briefgen.cite.catalogue import catalogue, citation, ranges
from briefgen.corpus.records import Corpus, Evidence, Record
from briefgen.corpus.sources import Mention, Name, Note, Part, Passage, Source

VOLUME = {
    "id": "ports",
    "type": "book",
    "title": "Baltic Ports in Transition",
    "editor": [{"family": "Mora", "given": "Luis"}],
    "publisher": "Institute for Sea Trade",
    "issued": {"date-parts": [[2025, 11]]},
    "author": [{"literal": "never a chapter's"}],
}


def passage(key: str, section: str, number: int, start: int, *, part: str = "ch1", source: str = "ports") -> Passage:
    return Passage(
        id=key,
        source=source,
        part=part,
        section=("Top", section) if section else (),
        number=number,
        kind="paragraph",
        start=start,
        end=start + 10,
        spans=((start, start + 10),),
        digest="",
        fingerprint="",
    )


def note(number: int, *mentions: Mention) -> Note:
    return Note(
        id=f"n{number}",
        source="ports",
        part="ch1",
        number=number,
        start=0,
        end=1,
        spans=(),
        digest="",
        mentions=mentions,
    )


PORTS = Source(
    id="ports",
    csl=VOLUME,
    parts=(
        Part(id="foreword", title="Foreword", matter="front"),
        Part(id="ch1", title="Cranes", authors=(Name(family="Lind", given="Åsa", particle="van"),), number="1"),
        Part(id="ch2", title="码头", translated_title="Quays", authors=(Name(literal="Port Office"),)),
    ),
    passages=(
        passage("p1", "Costs", 1, 100),
        passage("p2", "Costs", 2, 200),
        passage("p3", "Costs", 3, 300),
        passage("p5", "Costs", 5, 500),
        passage("q1", "Prospects", 1, 900),
        passage("z1", "", 4, 50, part="ch2"),
    ),
    notes=(
        note(1, Mention(reference="r1", locator="7", label="page")),
        note(2, Mention(reference="r2"), Mention(reference="r1")),
        note(3, Mention(reference="r3")),
        note(4),
    ),
    references=({"id": "r1", "type": "book", "title": "One"}, {"id": "r2", "title": "Two"}, {"id": "r3", "title": "3"}),
)
REPORT = Source(
    id="report",
    csl={"id": "report", "type": "report", "title": "Dredging"},
    parts=(
        Part(id="report", title="Dredging", authors=(Name(family="Berg", given="Mia"),)),
        Part(id="cv", title="Authors", matter="back"),
    ),
    passages=(passage("a", "Depth", 9, 10, part="report", source="report"),),
)
CORPUS = Corpus(sources={"ports": PORTS, "report": REPORT})


def record(key: str, *evidence: Evidence) -> Record:
    return Record(
        id=key,
        kind="finding",
        headline="",
        text="",
        topics=(),
        perspective="",
        date="",
        evidence=evidence,
        source="ports",
        part="ch1",
    )


def evidence(*passages: str, notes: tuple[int, ...] = (), part: str = "ch1", source: str = "ports") -> Evidence:
    return Evidence(source=source, part=part, passages=passages, notes=notes)


def test_a_part_of_several_is_a_chapter_of_its_volume() -> None:
    assert catalogue(CORPUS)["ports:ch1"] == {
        "id": "ports:ch1",
        "type": "chapter",
        "title": "Cranes",
        "author": [{"family": "Lind", "given": "Åsa", "non-dropping-particle": "van"}],
        "container-title": "Baltic Ports in Transition",
        "editor": [{"family": "Mora", "given": "Luis"}],
        "publisher": "Institute for Sea Trade",
        "issued": {"date-parts": [[2025, 11]]},
        "chapter-number": "1",
    }


def test_a_chapter_keeps_its_translated_title_and_an_institution_its_whole_name() -> None:
    chapter = catalogue(CORPUS)["ports:ch2"]
    assert chapter["translated-title"] == "Quays"
    assert chapter["author"] == [{"literal": "Port Office"}]


def test_a_source_of_one_part_is_cited_as_itself_with_the_parts_authors_where_it_names_none() -> None:
    assert catalogue(CORPUS)["report:report"] == {
        "id": "report:report",
        "type": "report",
        "title": "Dredging",
        "author": [{"family": "Berg", "given": "Mia"}],
    }
    named = replace(REPORT, csl={**REPORT.csl, "author": [{"literal": "Agency"}]})
    assert catalogue(Corpus(sources={"report": named}))["report:report"]["author"] == [{"literal": "Agency"}]


def test_every_reference_has_a_key_of_its_own_in_its_source() -> None:
    works = catalogue(CORPUS)
    assert works["ports/r1"] == {"id": "ports/r1", "type": "book", "title": "One"}
    assert all(work["id"] == key for key, work in works.items())
    assert len(works) == 3 + 2 + 3


def test_evidence_is_cited_with_section_and_paragraphs_and_its_passages() -> None:
    cite = citation(CORPUS, [record("f1", evidence("p1", "p2"))])
    assert cite.records == ("f1",)
    assert cite.items == (
        CitationItem(reference="ports:ch1", locator="“Costs”, paras 1–2", passages=("ports:p1", "ports:p2")),
    )


def test_one_paragraph_is_para_and_neighbours_are_a_range() -> None:
    assert citation(CORPUS, [record("f1", evidence("p2"))]).items[0].locator == "“Costs”, para. 2"
    spread = citation(CORPUS, [record("f1", evidence("p5", "p1", "p2", "q1"))]).items[0]
    assert spread.locator == "“Costs”, paras 1–2, 5, and “Prospects”, para. 1"
    assert spread.passages == ("ports:p1", "ports:p2", "ports:p5", "ports:q1")


def test_passages_that_stand_on_pages_are_cited_by_their_pages() -> None:
    paged = replace(
        PORTS,
        passages=(
            replace(passage("s1", "Costs", 1, 10), pages="12–13"),
            replace(passage("s2", "Costs", 2, 20), pages="14"),
            replace(passage("s3", "Prospects", 1, 30), pages="17"),
            replace(passage("s4", "Foreword", 1, 5), pages="iv–v"),
            passage("s5", "Prospects", 2, 40),
        ),
    )
    corpus = Corpus(sources={"ports": paged})

    def place(*passages: str) -> tuple[str, str]:
        (item,) = citation(corpus, [record("f1", evidence(*passages))]).items
        return item.locator, item.label

    assert place("s2") == ("14", "page")
    assert place("s3", "s1", "s2") == ("12–14, 17", "page")
    assert place("s4", "s3") == ("iv–v, 17", "page")
    assert place("s3", "s5") == ("“Prospects”, paras 1–2", "")  # one of them stands on no page


def test_a_numbered_section_is_named_by_its_number() -> None:
    numbered = replace(
        PORTS,
        passages=(
            passage("s1", "2.1 Cranes rust", 1, 10),
            passage("s2", "3. Quays", 4, 20),
            passage("s3", "2040 in view", 1, 30),
        ),
    )
    (item,) = citation(Corpus(sources={"ports": numbered}), [record("f1", evidence("s1", "s2"))]).items
    assert item.locator == "section 2.1, para. 1, and section 3, para. 4"
    (item,) = citation(Corpus(sources={"ports": numbered}), [record("f1", evidence("s1", "s2"))], language="de").items
    assert item.locator == "Abschnitt 2.1, Abs. 1, und Abschnitt 3, Abs. 4"
    (item,) = citation(Corpus(sources={"ports": numbered}), [record("f1", evidence("s3"))]).items
    assert item.locator == "“2040 in view”, para. 1"


def test_a_number_that_two_sections_bear_is_not_enough() -> None:
    twice = replace(
        PORTS,
        passages=(
            replace(passage("s1", "1. Cranes", 1, 10), section=("Costs", "1. Cranes")),
            replace(passage("s2", "1. Quays", 2, 20), section=("Prospects", "1. Quays")),
        ),
    )
    (item,) = citation(Corpus(sources={"ports": twice}), [record("f1", evidence("s2"))]).items
    assert item.locator == "“1. Quays”, para. 2"


def test_a_heading_in_capitals_is_cited_in_sentence_case_with_its_names() -> None:
    loud = replace(PORTS, passages=(passage("s1", "WHY GDAŃSK’S QUAYS NEED THE EU: A VIEW", 1, 10),))
    told = replace(record("f0"), text="Dredging in Gdańsk costs more. In the EU it would cost less.")
    corpus = Corpus(sources={"ports": loud}, records={"f0": told}, acronyms={"EU": "European Union"})
    (item,) = citation(corpus, [record("f1", evidence("s1"))]).items
    assert item.locator == "“Why Gdańsk’s quays need the EU: A view”, para. 1"


@pytest.mark.parametrize(
    ("heading", "cited"),
    [
        ("QUAYS ON THE BLACK SEA", "“Quays on the Black Sea”"),
        ("THE BLACK SEA’S PORTS", "“The Black Sea’s ports”"),
        ("BLACK LISTS FOR THE PORTS", "“Black lists for the ports”"),
        ("OPEN SEA BETWEEN PORTS", "“Open sea between ports”"),
    ],
)
def test_a_name_of_common_words_keeps_its_capitals_in_a_heading_in_capitals(heading: str, cited: str) -> None:
    loud = replace(PORTS, passages=(passage("s1", heading, 1, 10),))
    text = "Ports on the Black Sea keep black lists. They say black cranes go to sea by open sea; the sea is black."
    corpus = Corpus(sources={"ports": loud}, records={"f0": replace(record("f0"), text=text)})
    (item,) = citation(corpus, [record("f1", evidence("s1"))]).items
    assert item.locator == f"{cited}, para. 1"


def test_a_paragraph_under_no_heading_has_csls_own_label() -> None:
    (item,) = citation(CORPUS, [record("f1", evidence("z1", part="ch2"))]).items
    assert (item.locator, item.label) == ("4", "paragraph")


def test_the_works_behind_the_notes_follow_their_part_each_once() -> None:
    cite = citation(
        CORPUS, [record("f1", evidence("p1", notes=(1, 2, 3, 4)), evidence("a", part="report", source="report"))]
    )
    assert [(item.prefix, item.reference, item.locator, item.label) for item in cite.items] == [
        ("", "ports:ch1", "“Costs”, para. 1", ""),
        ("citing", "ports/r1", "7", "page"),
        ("", "ports/r2", "", ""),
        ("and", "ports/r3", "", ""),
        ("", "report:report", "“Depth”, para. 9", ""),
    ]


def test_records_of_one_part_share_one_item() -> None:
    cite = citation(CORPUS, [record("f1", evidence("p3", notes=(3,))), record("f2", evidence("p2", "p3", notes=(3,)))])
    assert cite.records == ("f1", "f2")
    assert [(item.prefix, item.reference, item.locator) for item in cite.items] == [
        ("", "ports:ch1", "“Costs”, paras 2–3"),
        ("citing", "ports/r3", ""),
    ]


@pytest.mark.parametrize(
    ("language", "locator", "prefixes"),
    [
        ("de-DE", "„Costs“, Abs. 1–2", ["unter Berufung auf", "und"]),
        ("fr", "«\u00a0Costs\u00a0», §§ 1–2", ["citant", "et"]),
        ("es-ES", "«Costs», párrs. 1–2", ["que cita", "y"]),
        ("it", "«Costs», parr. 1–2", ["che cita", "e"]),
        ("tlh", "“Costs”, paras 1–2", ["citing", "and"]),
    ],
)
def test_a_citation_speaks_the_language_of_its_brief(language: str, locator: str, prefixes: list[str]) -> None:
    first, *cited = citation(CORPUS, [record("f1", evidence("p1", "p2", notes=(2,)))], language=language).items
    assert first.locator == locator
    assert [item.prefix for item in cited] == prefixes


def test_evidence_that_the_corpus_lacks_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        citation(CORPUS, [record("f1", evidence("p99"))])


@given(st.lists(st.integers(-3, 60)))
def test_ranges_name_every_number_above_zero_once_and_in_order(numbers: list[int]) -> None:
    said = ranges(numbers)
    named: list[int] = []
    for piece in said.split(", ") if said else []:
        first, _, last = piece.partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted({number for number in numbers if number > 0})
