"""Pandoc's tree as text: marks that are read as such again, offsets that are exact, notes in their order."""

import re

from hypothesis import given
from hypothesis import strategies as st

from briefgen.corpus.anchors import plain
from briefgen.importers._converted.blocks import manuscript
from briefgen.importers.manuscript import Given


def words(text):
    return [
        node
        for position, word in enumerate(text.split(" "))
        for node in ([{"t": "Space"}] if position else []) + ([{"t": "Str", "c": word}] if word else [])
    ]


def emph(text):
    return {"t": "Emph", "c": words(text)}


def strong(text):
    return {"t": "Strong", "c": words(text)}


def link(text, target):
    return {"t": "Link", "c": [["", [], []], words(text), [target, ""]]}


def note(*blocks):
    return {"t": "Note", "c": list(blocks)}


def para(*inlines):
    return {"t": "Para", "c": list(inlines)}


def made(*blocks, numbers=()):
    return manuscript(list(blocks), given=Given(), numbers=numbers)


def line(*inlines):
    return made(para(*inlines)).pieces[0].text


def test_stress_is_marked_where_it_will_be_read_as_such():
    assert line(emph("River Journal"), *words(", 2020")) == "*River Journal*, 2020"
    assert line(*words("very "), strong(" bold "), *words("words")) == "very **bold** words"
    assert line({"t": "Strong", "c": [emph("both")]}) == "***both***"
    assert line(*words("un"), emph("believ"), *words("able")) == "unbelievable"
    assert line(emph("a * b")) == "a * b"
    assert line(emph("one"), emph(" two")) == "*one two*"
    assert line(emph("—")) == "—"


def test_links_keep_their_targets_and_addresses_are_printed_once():
    assert (
        line(link("Flow and trade", "https://a.example/x y(1)")) == "[Flow and trade](https://a.example/x%20y%281%29)"
    )
    assert line(link("https://a.example/x", "https://a.example/x/")) == "https://a.example/x"
    assert line(link("section 2", "#two")) == "section 2"
    assert line(link("a [b]", "https://a.example")) == "a [b]"
    read = made(para(*words("Text"), note(para(link("Flow", ""), *words(", "), link("Trade", "#x")))))
    assert read.notes[0].pieces[0].text == "[Flow](#), [Trade](#)"


def test_raised_digits_are_raised_and_other_raised_letters_are_plain():
    def raised(text):
        return {"t": "Superscript", "c": words(text)}

    assert line(*words("The 10"), raised("th"), *words(" of 5 km"), raised("2")) == "The 10th of 5 km²"
    called = {"t": "Superscript", "c": [note(para(*words("A"))), {"t": "Str", "c": ","}, note(para(*words("B")))]}
    assert line(*words("Text "), called, *words(" goes on")) == "Text¹² goes on"


def test_lists_show_the_numbers_that_the_document_shows():
    def ordered(start, style, delimiter, *items):
        attributes = [start, {"t": style}, {"t": delimiter}]
        return {"t": "OrderedList", "c": [attributes, [[para(*words(item))] for item in items]]}

    read = made(
        ordered(1, "Decimal", "Period", "one", "two"),
        ordered(3, "LowerAlpha", "TwoParens", "three"),
        ordered(4, "UpperRoman", "OneParen", "four"),
        ordered(50, "LowerRoman", "DefaultDelim", "fifty"),
    )
    assert [piece.text for piece in read.pieces] == ["1. one", "2. two", "(c) three", "IV) four", "50. fifty"]


def test_terms_with_their_meanings_are_rows_and_lines_of_verse_are_lines():
    terms = {"t": "DefinitionList", "c": [[words("EU"), [[para(*words("European Union"))]]]]}
    verse = {"t": "LineBlock", "c": [words("One line"), words("Another")]}
    quoted = {"t": "BlockQuote", "c": [para(*words("Quoted."))]}
    read = made(terms, verse, quoted, {"t": "HorizontalRule"}, {"t": "RawBlock", "c": ["html", "<x>"]})
    assert [(piece.text, piece.row) for piece in read.pieces] == [
        ("EU\tEuropean Union", True),
        ("One line", False),
        ("Another", False),
        ("Quoted.", False),
    ]


def test_pictures_are_told_and_their_captions_read():
    picture = {"t": "Image", "c": [["", [], []], words("A map"), ["a.png", ""]]}
    figure = {"t": "Figure", "c": [["", [], []], [None, [para(*words("Map 1: rivers"))]], [para(picture)]]}
    read = made(figure, para(*words("Text.")))
    assert [piece.text for piece in read.pieces] == ["Map 1: rivers", "Text."]
    assert [one.message for one in read.doubts] == ["pictures left out: 1"]


def test_notes_stand_in_the_order_of_their_calls_with_the_numbers_that_are_shown():
    first, second = note(para(*words("First.")), para(*words("More."))), note(para(*words("Second.")))
    blocks = (para(*words("One"), first, *words(" two"), second, *words(".")),)
    assert made(*blocks).text == "One¹ two².\n¹ First.\nMore.\n² Second.\n"
    assert [one.number for one in made(*blocks).notes] == [0, 0]
    assert made(*blocks, numbers=(7, 9)).text.startswith("One⁷ two⁹.")
    assert [one.number for one in made(*blocks, numbers=(7, 9)).notes] == [7, 9]
    assert [one.number for one in made(*blocks, numbers=(7,)).notes] == [0, 0]


TEXTS = st.text(st.sampled_from("ab .,*[]()¹2\u00a0“”\\_#|\t\n"), max_size=12)
INLINES = st.recursive(
    st.one_of(
        TEXTS.map(lambda text: {"t": "Str", "c": text}),
        st.just({"t": "Space"}),
        TEXTS.map(lambda text: note(para({"t": "Str", "c": text or "x"}))),
    ),
    lambda inner: st.one_of(
        *(st.lists(inner, max_size=3).map(lambda c, t=t: {"t": t, "c": c}) for t in ("Emph", "Strong", "Superscript")),
        st.lists(inner, max_size=3).map(lambda c: {"t": "Link", "c": [["", [], []], c, ["https://a.example", ""]]}),
    ),
    max_leaves=6,
)


@given(st.lists(st.lists(INLINES, max_size=5).map(lambda inlines: para(*inlines)), max_size=4))
def test_offsets_are_exact_and_calls_show_their_marks(blocks):
    read = made(*blocks)
    pieces = [*read.pieces, *(piece for one in read.notes for piece in one.pieces)]
    for piece in pieces:
        assert read.text[piece.start : piece.end] == piece.text
        assert "\n" not in piece.text
    for one in read.notes:
        for start, end in one.calls:
            assert re.fullmatch("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", read.text[start:end])
    assert len({piece.start for piece in pieces}) == len(pieces)


@given(st.lists(st.sampled_from(["one", "two three", "four,"]), min_size=1, max_size=4), st.data())
def test_stress_never_changes_what_a_digest_is_made_from(texts, data):
    looks = [data.draw(st.sampled_from([emph, strong, lambda text: link(text, "https://a.example/x")])) for _ in texts]
    inlines = [node for text, look in zip(texts, looks, strict=True) for node in (look(text), {"t": "Space"})]
    assert plain(line(*inlines)) == " ".join(texts)
