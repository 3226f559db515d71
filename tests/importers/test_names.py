"""Names of persons and institutions are taken apart as their owners would."""

import pytest

from briefgen.corpus.sources import Name
from briefgen.importers.authors import Authors, read_authors
from briefgen.importers.marked import mark
from briefgen.importers.names import author, csl_name, inverted, order_is_doubtful, person

QUIST, PARK = Name(family="Quist", given="Dara"), Name(family="Park", given="Lee")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dara Quist", QUIST),
        ("Ambassador Dara Quist", QUIST),
        ("Dr. Dara M. Quist", Name(family="Quist", given="Dara M.")),
        ("Jan van der Veen", Name(family="Veen", given="Jan", particle="van der")),
        ("Ana De Smet", Name(family="De Smet", given="Ana")),
        ("Wang Xiaoming", Name(family="Wang", given="Xiaoming")),
        ("Xiaoming Wang", Name(family="Wang", given="Xiaoming")),
        ("Ding Lan (丁兰)", Name(family="Ding", given="Lan")),
        ("丁兰", Name(family="丁", given="兰")),
        ("Plato", Name(literal="Plato")),
    ],
)
def test_a_name_in_reading_order_is_taken_apart(text, expected):
    assert person(text) == expected


def test_only_a_person_can_tell_the_family_name_of_two_single_syllables():
    assert order_is_doubtful("Li Hao")
    assert not order_is_doubtful("Li Haoran")
    assert not order_is_doubtful("Lee Park")


def test_institutions_stay_whole_and_inverted_names_keep_their_particles():
    assert author("Basin Centre (BC)") == Name(literal="Basin Centre (BC)")
    assert author("Water AI") == Name(literal="Water AI")
    assert inverted("van Veen", "Jan") == Name(family="Veen", given="Jan", particle="van")
    assert inverted("De la Fuente", "Ana") == Name(family="De la Fuente", given="Ana")
    assert csl_name(Name(family="Veen", given="Jan", particle="van")) == {
        "family": "Veen",
        "given": "Jan",
        "non-dropping-particle": "van",
    }


def authors(text: str, *media: str) -> Authors:
    return read_authors(mark(text).text, frozenset(media))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quist, Dara,", (QUIST,)),
        ("Quist, Dara and Lee Park,", (QUIST, PARK)),
        ("Quist, Dara, and Park, Lee (2020),", (QUIST, PARK)),
        ("Quist, D., Park, L., & Veen, J. (2020),", ("Quist", "Park", "Veen")),
        ("Quist, Dara; Park, Lee (2020),", (QUIST, PARK)),
        ("Dara Quist, Lee Park, Ines Maro,", ("Quist", "Park", "Maro")),
        ("Abo Salem, Fatima,", (Name(family="Abo Salem", given="Fatima"),)),
        ("Quist, Dara., and Lee Park,", (QUIST, PARK)),
        ("李 兰 [Li, Lan],", (Name(family="Li", given="Lan"),)),
        ("Severin, R.C. (2009),", (Name(family="Severin", given="R.C."),)),
        ("The State Council, Republic of Rivers (2020),", ("The State Council, Republic of Rivers",)),
        ("River Fund of the North and the Law Program at the South University (2020),",
         ("River Fund of the North", "Law Program at the South University")),
        ("The Institute for Rivers & Peace (2020),", ("The Institute for Rivers & Peace",)),
        ("General Water and Security Service (2019),", ("General Water and Security Service",)),
    ],
)  # fmt: skip
def test_lists_of_authors_of_every_kind_are_read(text, expected):
    names = authors(text).names
    assert len(names) == len(expected)
    for name, wanted in zip(names, expected, strict=True):
        assert wanted in (name, name.family or name.literal)


def test_years_editors_others_genres_outlets_and_media_are_told_from_names():
    read = authors("Quist, Dara *et al.* (eds) (2021),")
    assert (read.names, read.others, read.edited, read.year) == ((QUIST,), True, True, 2021)
    assert authors("Basin Office (forthcoming),").forthcoming
    assert authors("Basin Council press release,").genre == "press release"
    assert authors("Basin Council press release,").names == (Name(literal="Basin Council"),)
    assert (authors("Dara Quist, Basin Centre,").names, authors("Dara Quist, Basin Centre,").outlet) == (
        (QUIST,),
        "Basin Centre",
    )
    assert authors("*Quelle*,").medium == "Quelle"
    assert authors("Wasserblatt,", "wasserblatt").medium == "Wasserblatt"
    assert authors("Water Daily,").medium == "Water Daily"
    assert authors("*Ministry of Water*,").names == (Name(literal="Ministry of Water"),)
    assert authors("Dara Quist in").names == (QUIST,)
