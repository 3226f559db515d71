"""Short forms are tied to the work that they mean where that is certain, and told where it is not."""

import pytest

from briefgen.corpus.sources import Mention
from briefgen.importers.short_forms import short_form
from tests.importers.test_references import cited

EARLIER = (
    "Quist, Dara, *Roots and the law*, Leyden: Canal Press, 2019.",
    "Okafor, Ben, “Flow and trade”, *River Journal*, 4 June 2020; Moretti, Chiara, “Dams”, *River Journal*, 5 May 2021.",
    "The term is used loosely here.",
)
ROOTS, FLOW, DAMS = "quist-2019-roots-law", "okafor-2020-flow-trade", "moretti-2021-dams"


def read(text):
    """What a fourth note mentions, its doubts, and how many works there are after it."""
    found = cited(*EARLIER, text)
    return found.mentions["ch01", 4], found.doubts["ch01", 4], len(found.references)


@pytest.mark.parametrize(
    ("text", "work", "locator", "prefix"),
    [
        ("Quist 2019, p. 44.", ROOTS, "44", ""),
        ("See Quist (2019), pp. 4–6.", ROOTS, "4-6", "See"),
        ("Quist, 2019: 44.", ROOTS, "44", ""),
        ("Quist et al. (2019: 44)", ROOTS, "44", ""),
        ("See note 1.", ROOTS, "", "See"),
        ("Quist (n 1) 44", ROOTS, "44", ""),
        ("Moretti, note 2, p. 3.", DAMS, "3", ""),
        ("Okafor, supra note 2.", FLOW, "", ""),
        ("Okafor, “Flow”, p. 3.", FLOW, "3", ""),
        ("Moretti, “Dams”, p. 12.", DAMS, "12", ""),
        ("Quist, *Roots*, p. 5.", ROOTS, "5", ""),
        ("Quist, op. cit., p. 3.", ROOTS, "3", ""),
    ],
)
def test_a_short_form_is_tied_to_the_one_work_that_it_means(text, work, locator, prefix):
    mentions, doubts, works = read(text)
    label = "page" if locator else ""
    assert mentions == (Mention(reference=work, locator=locator, label=label, prefix=prefix, ibid=True),)
    assert doubts == []
    assert works == 3


def test_several_short_forms_in_one_note_are_each_tied():
    mentions, doubts, _ = read("Quist 2019; Okafor 2020, p. 4.")
    assert [(one.reference, one.locator) for one in mentions] == [(ROOTS, ""), (FLOW, "4")]
    assert doubts == []


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Okafor 1999.", ["'Okafor 1999' points to no work cited before in this part"]),
        ("See note 9 above.", ["'note 9' points to no work cited before in this part"]),
        ("See note 2.", ["'note 2' may be one of 2 works cited before; none of them was taken"]),
        ("As shown in note 1, this holds.", ["'note 1' may point to a work cited before; it was not tied to it"]),
        (
            "This holds, as Quist (2019) has it.",
            ["'Quist 2019' may point to a work cited before; it was not tied to it"],
        ),
    ],
)
def test_a_short_form_that_is_not_certain_is_told_and_not_tied(text, doubts):
    assert read(text) == ((), doubts, 3)


@pytest.mark.parametrize("text", ["By 2021 this had changed.", "In 2019.", "March 2019.", "The term “Dams” is loose."])
def test_years_and_quoted_words_in_prose_are_no_short_forms(text):
    assert read(text) == ((), [], 3)


def test_a_shortened_title_by_another_author_or_of_two_works_is_not_tied():
    assert read("Maro, “Flow”, p. 3.")[0] == ()
    twice = cited(*EARLIER, "Quist, Dara, *Roots and the sky*, Leyden: Canal Press, 2020.", "Quist, “Roots and”, p. 5.")
    assert twice.mentions["ch01", 5] == ()


def test_ibid_behind_a_note_that_cites_nothing_is_tied_with_a_doubt():
    found = cited(EARLIER[0], "The term is used loosely here.", "Ibid., p. 7.")
    assert [(one.reference, one.locator) for one in found.mentions["ch01", 3]] == [(ROOTS, "7")]
    assert found.doubts["ch01", 3] == ["ibid. after note 2, which cites no work: that of note 1 was taken"]
    directly = cited(EARLIER[0], "Ibid.", "Ibid.")
    assert directly.doubts["ch01", 2] == directly.doubts["ch01", 3] == []


def test_a_work_by_the_same_author_of_the_same_year_is_no_pointer():
    found = cited(EARLIER[0], "Quist, Dara (2019), *Boughs and the law*, Leyden: Canal Press.")
    assert found.doubts["ch01", 2] == []
    assert len(found.references) == 2


def test_a_form_is_read_only_where_nothing_else_stands():
    assert short_form("Quist 2019 and what came of it") is None
    assert short_form("Van der Berg and d’Hooghe 2019, pp. 3-4").name == "Van der Berg and d’Hooghe"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("d’Hooghe, Ingrid, *On names*, Leyden: Canal Press, 2019.", "d’Hooghe 2019, p. 3."),
        ("Jan van der Berg, *On names*, Leyden: Canal Press, 2019.", "Van der Berg (2019), p. 3."),
        (
            "Ada Lindqvist and Jan van der Berg, *On names*, Leyden: Canal Press, 2019.",
            "Lindqvist and van der Berg 2019.",
        ),
        ("UNESCO (2019), *On names*, Leyden: Canal Press.", "UNESCO 2019."),
    ],
)
def test_particles_and_names_of_one_word_are_known_again(full, short):
    found = cited(full, short)
    assert len(found.mentions["ch01", 2]) == 1
    assert found.doubts["ch01", 2] == []
