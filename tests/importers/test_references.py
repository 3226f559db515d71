"""Notes of many styles become CSL-JSON: authors, titles, containers, dates; each work once."""

import pytest

from briefgen.corpus.csl import csl_mistakes
from briefgen.corpus.sources import Mention
from briefgen.importers.references import Cited, NoteToRead, cite


def cited(*texts: str, document: str = "", part: str = "ch01") -> Cited:
    notes = [NoteToRead(part=part, number=number, text=text) for number, text in enumerate(texts, start=1)]
    return cite(notes, f"{document} {' '.join(texts)}")


def work(text: str) -> dict:
    """The one work that a note cites, without its id."""
    (found,) = cited(text).references
    assert csl_mistakes(found) == []
    return {name: value for name, value in found.items() if name != "id"}


def day(*parts: int) -> dict:
    return {"date-parts": [list(parts)]}


QUIST = {"family": "Quist", "given": "Dara"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dara Quist, “Who pays for floods?,” *River Policy* 15, no. 2 (2019): 29–37, https://doi.org/10.5555/rp.2.",
            {
                "type": "article-journal",
                "title": "Who pays for floods?",
                "author": [QUIST],
                "container-title": "River Policy",
                "volume": "15",
                "issue": "2",
                "page": "29-37",
                "issued": day(2019),
                "URL": "https://doi.org/10.5555/rp.2",
                "DOI": "10.5555/rp.2",
            },
        ),
        (
            "Quist, Dara (2019), “[Who pays for floods?](#)”, *River Policy*, 15(2), pp. 29–37.",
            {
                "type": "article-journal",
                "title": "Who pays for floods?",
                "author": [QUIST],
                "container-title": "River Policy",
                "volume": "15",
                "issue": "2",
                "page": "29-37",
                "issued": day(2019),
            },
        ),
        (
            (
                "Dara Quist: “Floods again”, River Times, 3 May 2021, available at: https://river.example/again "
                "(consulted on 4 June 2021)"
            ),
            {
                "type": "article-newspaper",
                "title": "Floods again",
                "author": [QUIST],
                "container-title": "River Times",
                "issued": day(2021, 5, 3),
                "accessed": day(2021, 6, 4),
                "URL": "https://river.example/again",
            },
        ),
        (
            '*River Times*, "[The water is back](#)", 13.04.2023.',
            {
                "type": "article-newspaper",
                "title": "The water is back",
                "container-title": "River Times",
                "issued": day(2023, 4, 13),
            },
        ),
        (
            (
                'Basin Commission & High Representative for Rivers (2020), "[A river outlook](#)", Geneva, '
                "JOIN (2020) 7 final."
            ),
            {
                "type": "report",
                "title": "A river outlook",
                "author": [{"literal": "Basin Commission"}, {"literal": "High Representative for Rivers"}],
                "publisher-place": "Geneva",
                "number": "JOIN(2020) 7 final",
                "issued": day(2020),
            },
        ),
        (
            (
                "Quist, Dara and Lee Park (2018), “Dams”, in *Handbook of Rivers*, eds. Ada Lindqvist et al., "
                "Oslo: Fjord Press, pp. 7-19."
            ),
            {
                "type": "chapter",
                "title": "Dams",
                "author": [QUIST, {"family": "Park", "given": "Lee"}],
                "editor": [{"family": "Lindqvist", "given": "Ada"}, {"literal": "others"}],
                "container-title": "Handbook of Rivers",
                "publisher": "Fjord Press",
                "publisher-place": "Oslo",
                "page": "7-19",
                "issued": day(2018),
            },
        ),
        (
            "Quist, Dara (2020), *The Long Flood*, Cambridge: Cambridge University Press.",
            {
                "type": "book",
                "title": "The Long Flood",
                "author": [QUIST],
                "publisher": "Cambridge University Press",
                "publisher-place": "Cambridge",
                "issued": day(2020),
            },
        ),
        (
            "Dara Quist (eds) (2021), *Flood papers*, Basin Centre.",
            {
                "type": "report",
                "title": "Flood papers",
                "editor": [QUIST],
                "publisher": "Basin Centre",
                "issued": day(2021),
            },
        ),
        (
            "Quist, Dara (2022), “Dry years”, *Basin Memo* 8535, Basin Centre.",
            {
                "type": "report",
                "title": "Dry years",
                "author": [QUIST],
                "collection-title": "Basin Memo",
                "number": "8535",
                "publisher": "Basin Centre",
                "issued": day(2022),
            },
        ),
        (
            "Ministry of Water, “[河流报告 \\[Report on rivers\\]](#)”, 24 December 2021.",
            {
                "type": "webpage",
                "title": "河流报告",
                "translated-title": "Report on rivers",
                "author": [{"literal": "Ministry of Water"}],
                "issued": day(2021, 12, 24),
                "language": "zh",
            },
        ),
        (
            (
                "Ding Lan (丁兰), A year of water (水的一年), Basin Centre, May/June 2023, available at: "
                "https://doi.org/10.1234/abc.5 (consulted on 1 July 2023)"
            ),
            {
                "type": "webpage",
                "title": "水的一年",
                "translated-title": "A year of water",
                "author": [{"family": "Ding", "given": "Lan"}],
                "publisher": "Basin Centre",
                "issued": {"date-parts": [[2023, 5], [2023, 6]]},
                "accessed": day(2023, 7, 1),
                "language": "zh",
                "URL": "https://doi.org/10.1234/abc.5",
                "DOI": "10.1234/abc.5",
            },
        ),
        (
            "Park, Lee, Dara Quist *et al.*, “[Many hands](#)”; Basin Centre, January 2025.",
            {
                "type": "webpage",
                "title": "Many hands",
                "author": [{"family": "Park", "given": "Lee"}, QUIST, {"literal": "others"}],
                "publisher": "Basin Centre",
                "issued": day(2025, 1),
            },
        ),
        (
            "Quist, Dara, *Deutsche Flusswelle*, “[Wer zahlt für die Flut und das Wasser?](#)”, 7 August 2025.",
            {
                "type": "article-newspaper",
                "title": "Wer zahlt für die Flut und das Wasser?",
                "author": [QUIST],
                "container-title": "Deutsche Flusswelle",
                "issued": day(2025, 8, 7),
                "language": "de",
            },
        ),
    ],
)
def test_a_reference_in_the_styles_of_reports_is_read_field_by_field(text, expected):
    assert work(text) == expected


def test_several_works_in_one_note_are_several_mentions():
    found = cited(
        "Quist, Dara, “[One; two](#)”, *Water Daily*, 3 May 2021; “[Three](#)”, 4 May 2021; see also Lee Park, “Four”, "
        "Water Daily, 5 May 2021 and Basin Centre, “[Five](#)”, 6 May 2021."
    )
    titles = {str(one["id"]): one for one in found.references}
    cites = [titles[mention.reference] for mention in found.mentions["ch01", 1]]
    assert [one["title"] for one in cites] == ["One; two", "Three", "Four", "Five"]
    assert cites[1]["author"] == cites[0]["author"] == [QUIST]
    assert found.mentions["ch01", 1][2].prefix == "see also"


def test_a_work_cited_in_several_notes_is_one_reference_with_all_that_is_said_of_it():
    found = cited(
        "Basin Centre, “[A report](#)”, 3 May 2021.",
        "Centre of the Basin, “[A Report](#)”, *Basin News*, 3 May 2021 (accessed 4 May 2021).",
        "Basin Centre, “[A report](#)”, 3 May 2022.",
    )
    assert len(found.references) == 2
    first = found.mentions["ch01", 1][0].reference
    assert found.mentions["ch01", 2] == (Mention(reference=first),)
    merged = next(one for one in found.references if one["id"] == first)
    assert merged["container-title"] == "Basin News"
    assert merged["accessed"] == day(2021, 5, 4)


def test_pointers_back_are_resolved_by_place_by_name_and_by_title_with_their_locators():
    found = cited(
        "Dara Quist, “Floods”, Basin Centre, 3 May 2021, 40 pp., p. 7, available at: https://a.example/b",
        "Ibid., p. 18.",
        "Lee Park, “Dams”, Basin Centre, 4 May 2021 (as quoted in Dara Quist, ibid: Fn. 72), available at: "
        "https://a.example/c",
        "Dara Quist, ibid, pp. 14-15; Lee Park, “Dams”, ibid. p. 5",
        "As quoted by Lee Park, ibid.",
    )
    floods, dams = "quist-2021-floods", "park-2021-dams"
    assert found.mentions["ch01", 1] == (Mention(reference=floods, locator="7", label="page"),)
    assert found.mentions["ch01", 2] == (Mention(reference=floods, locator="18", label="page", ibid=True),)
    assert found.mentions["ch01", 3] == (
        Mention(reference=dams),
        Mention(reference=floods, locator="72", label="note", prefix="as quoted in", ibid=True),
    )
    assert found.mentions["ch01", 4] == (
        Mention(reference=floods, locator="14-15", label="page", ibid=True),
        Mention(reference=dams, locator="5", label="page", ibid=True),
    )
    assert found.mentions["ch01", 5] == (Mention(reference=dams, prefix="As quoted by", ibid=True),)
    assert all(said == [] for said in found.doubts.values())


def test_a_pointer_never_leads_into_another_part():
    notes = [
        NoteToRead(part="ch01", number=1, text="Basin Centre, “[A report](#)”, 3 May 2021."),
        NoteToRead(part="ch02", number=1, text="Ibid."),
    ]
    found = cite(notes, "")
    assert found.mentions["ch02", 1] == ()
    assert found.doubts["ch02", 1] == ["'ibid.' points to no work cited before in this part"]


@pytest.mark.parametrize(
    ("texts", "doubt"),
    [
        (("“[A](#)”, 2020; “[B](#)”, 2021.", "Ibid."), "ibid. after note 1, which cites 2 works: the last one was taken"),
        (("Huiyun, Wang, “[A](#)”, 2 May 2020.",), "'Huiyun, Wang' may be printed with the names exchanged"),
        (("Basin Centre, Flows, Oslo, 2 May 2020",), "the title is not set off; it was taken from the order of the fields"),
        (("Zhang Min, head of the Basin Centre, quoted in [basin.example](#), 2 May 2020.",), "the work quoted has no title here"),
        (
            (("In the same year the floods were denounced by many members of the house, available at “Question 4”, "
             "https://a.example"),),
            "a remark leads to the work; its author is not named",
        ),
        (("“[A](#)”, *Water Daily*",), "no date was found"),
        (("x" * 9000,), "it is too long to be read as a note"),
    ],
)  # fmt: skip
def test_what_is_uncertain_is_said(texts, doubt):
    found = cited(*texts)
    assert doubt in found.doubts["ch01", len(texts)]


@pytest.mark.parametrize(
    "text",
    [
        "The term “upstream” is used loosely here.",
        "Interviews conducted by the authors with engineers in March 2024.",
        "The authors thank their students, and Lee Park in particular.",
        "Ministry of Water: Office of Flood Control",
    ],
)
def test_a_comment_cites_nothing(text):
    found = cited(text)
    assert (found.references, found.mentions["ch01", 1], found.doubts["ch01", 1]) == ((), (), [])


def test_ids_are_readable_distinct_and_kept():
    first = cited("Quist, Dara (2019), “[The flood of all floods](#)”, *A*, 1(1).")
    assert [one["id"] for one in first.references] == ["quist-2019-flood-all"]
    two = cited("Quist, Dara, “[Flood one](#)”, 1 May 2019.", "Quist, Dara, “[Flood one more](#)”, 2 May 2019.")
    assert [one["id"] for one in two.references] == ["quist-2019-flood-one", "quist-2019-flood-one-2"]
    named = cite(
        [NoteToRead(part="ch01", number=1, text="Quist, Dara (2019), “[The flood of all floods](#)”, *A*, 1(1).")],
        "",
        known=[{"id": "my-own-id", "type": "book", "title": "The Flood of All Floods"}],
    )
    assert [one["id"] for one in named.references] == ["my-own-id"]


def test_names_printed_family_first_without_a_comma_are_told_by_the_rest_of_the_document():
    document = "Lee Park and Dara Quist are the authors of many papers."
    found = cited(
        "Park Lee, Ines Maro (2020), *Flood papers*, Basin Centre.",
        "Quist Dara (2021), *More papers*, Basin Centre.",
        "Feld Rosa (2022), *Last papers*, Basin Centre.",
        document=document,
    )
    families = [[name["family"] for name in one["author"]] for one in found.references]
    assert sorted(map(tuple, families)) == [("Feld",), ("Park", "Maro"), ("Quist",)]
