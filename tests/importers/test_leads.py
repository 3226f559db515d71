"""Words that lead to a work are no part of its author's name; where that is unsure, it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.importers.leads import without_lead
from tests.importers.test_references import cited

WORK = "“Who pays for floods?”, *River Policy*, 3 May 2019."
QUIST, OKAFOR = ({"family": "Quist", "given": "Dara"},), ({"family": "Okafor", "given": "Ben"},)


def read(lead):
    """The authors of the one work that a note cites, the words before it that are kept, and the note's doubts."""
    found = cited(f"{lead} {WORK}")
    (work,) = found.references
    return tuple(work.get("author", ())), found.mentions["ch01", 1][0].prefix, found.doubts["ch01", 1]


@pytest.mark.parametrize(
    ("lead", "authors", "taken"),
    [
        ("On this, compare Dara Quist,", QUIST, "Dara Quist"),
        ("The figure was taken from Quist, Dara,", QUIST, "Quist, Dara"),
        ("This was first shown by Ben Okafor in", OKAFOR, "Ben Okafor"),
        ("The author thanks Jane Doe for this point. See Quist, Dara,", QUIST, "Quist, Dara"),
        ("The ministry denied this. Dara Quist,", QUIST, "Dara Quist"),
        ("Critics such as Dara Quist,", QUIST, "Dara Quist"),
        ("A summary is in Okafor, Ben,", OKAFOR, "Okafor, Ben"),
        ("Interview with a minister, Lund, 3 May 2020; see also Okafor, Ben,", OKAFOR, "Okafor, Ben"),
        ("Data for 2019; later years in Basin Centre,", ({"literal": "Basin Centre"},), "Basin Centre"),
        ("The best account remains Dara Quist,", QUIST, "Dara Quist"),
        (
            "A longer history by the Ministry of Works,",
            ({"literal": "the Ministry of Works"},),
            "the Ministry of Works",
        ),
    ],
)
def test_the_author_is_what_stands_behind_the_words_that_lead_to_the_work_and_that_is_told(lead, authors, taken):
    found, _, doubts = read(lead)
    assert found == authors
    assert doubts == [f"words lead to the work; '{taken}' was taken for its author"]


@pytest.mark.parametrize(
    "lead",
    [
        "As Dara Quist argues in",
        "Dara Quist says so, too,",
        "The report was leaked to the press:",
        "Quist made the point earlier,",
        "Dara Quist, then minister, in",
    ],
)
def test_a_sentence_without_a_name_at_its_end_gives_no_author_and_that_is_told(lead):
    authors, _, doubts = read(lead)
    assert authors == ()
    assert doubts == ["words lead to the work; no author was taken from them"]


@pytest.mark.parametrize(
    ("lead", "prefix"),
    [
        ("But see Dara Quist,", "But see"),
        ("Compare Quist, Dara,", "Compare"),
        ("Similarly, Dara Quist,", "Similarly"),
        ("In contrast, Dara Quist,", "In contrast"),
        ("Cited after Quist, Dara,", "Cited after"),
        ("Source: Dara Quist,", "Source"),
    ],
)
def test_the_usual_words_before_a_citation_are_kept_as_its_prefix(lead, prefix):
    assert read(lead) == (QUIST, prefix, [])


@pytest.mark.parametrize(
    ("lead", "authors"),
    [
        ("Maria von der Berg and Jan ter Horst,", ["Berg", "Horst"]),
        ("Institut für angewandte Forschung,", ["Institut für angewandte Forschung"]),
        (
            "Tech and Law (TLS) Program at the University of Lund,",
            ["Tech and Law (TLS) Program at the University of Lund"],
        ),
        ("Dara Quist, senior fellow at the Basin Centre,", ["Quist"]),
        ("Bloomberg news,", []),
    ],
)
def test_small_words_within_names_are_no_lead(lead, authors):
    found, _, doubts = read(lead)
    assert [name.get("family") or name["literal"] for name in found] == authors
    assert doubts == []


def test_an_affiliation_in_brackets_and_and_others_are_no_part_of_the_name():
    assert read("Dara Quist (Basin Centre),")[0] == QUIST
    assert read("World Bank and others,")[0] == ({"literal": "World Bank"}, {"literal": "others"})
    assert read("Basin Centre (Lund Office),")[0] == ({"literal": "Basin Centre (Lund Office)"},)


def test_one_word_that_is_none_of_a_name_is_left_and_told():
    _, _, doubts = read("Dara Quist, gardener,")
    assert doubts == ["a word before the title is none of a name; the author may be wrong"]


@given(st.text("ab AQ.,:;()[]’\ue002\ue003", max_size=60))
def test_what_is_taken_for_the_author_stands_in_the_words_before_the_title(opening):
    found = without_lead(opening)
    assert found.authors in opening
