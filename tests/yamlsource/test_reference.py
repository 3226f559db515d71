from briefgen.yamlsource.reference import reference, said
from briefgen.yamlsource.shape import (
    Boolean,
    Choice,
    Date,
    Either,
    Field,
    Free,
    Keyed,
    Listed,
    Number,
    Structure,
    Words,
)
from tests.yamlsource.shapes import PERSON


def test_each_structure_has_a_table_of_its_own_and_only_one():
    pair = Structure(
        name="a pair",
        purpose="two of them",
        fields=(Field("one", PERSON, "the first"), Field("two", Listed(of=PERSON), "the others", required=True)),
        build=dict,
    )
    page = reference(pair)
    assert page.count("### A person") == 1
    assert "### A pair\n\nTwo of them.\n" in page
    assert "| `two` (needed) | list of: *a person* | the others |" in page


def test_each_kind_of_value_is_said_in_a_few_words():
    assert said(Words()) == "text"
    assert said(Words(at_most=3)) == "text of at most 3 words"
    assert said(Words(says="an id: small letters")) == "an id"
    assert said(Choice(words=("a", "b"))) == "`a` or `b`"
    assert said(Number(most=3)) == "whole number from 0 to 3"
    assert said(Number(most=0.5, whole=False)) == "number from 0 to 0.5"
    assert said(Boolean()) == "`true` or `false`"
    assert said(Date()).startswith("date: 2024")
    assert said(Listed(of=Words(), least=2)) == "list of: text (at least 2)"
    assert said(Listed(of=Words(), lone=True)) == "list of: text; one may stand alone"
    assert said(Keyed(of=Words())) == "keys of your own, each with: text"
    assert said(Either(shapes=(Words(), PERSON))) == "text, or *a person*"
    assert said(Free(says="anything")) == "anything"
