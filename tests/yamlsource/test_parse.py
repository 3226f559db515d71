import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import ConfigError, CorpusError
from briefgen.yamlsource import Mapped, Scalar, Sequenced, decoded, parse, plain


def value(text):
    return plain(parse(text, "a.yaml", CorpusError))


def problem(text):
    with pytest.raises(CorpusError) as caught:
        parse(text, "a.yaml", CorpusError)
    (found,) = caught.value.problems
    return found


def test_scalars_are_read_by_the_core_schema():
    assert value("[1, -2, 0.5, 1e3, true, False, null, ~, '', '1', \"true\", a]") == [
        1, -2, 0.5, 1000.0, True, False, None, None, "", "1", "true", "a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "Norway", "2024-05-16", "0x1F", "0o7", "1_000", "12:30:45", "="]
)
def test_words_that_yaml_1_1_would_change_stay_text(word):
    assert value(f"a: {word}") == {"a": word}


@pytest.mark.parametrize("number", ["007", "1.", ".5", "1" * 30, "1e5000", "0" * 9])
def test_what_is_no_plain_number_stays_text(number):
    assert value(number) == number


def test_every_node_knows_its_line_and_column():
    root = parse("a:\n  - é: 1\n    b: [x, y]\n", "a.yaml", CorpusError)
    assert isinstance(root, Mapped)
    entry = root.get("a").entries[0]
    assert (entry.place.line, entry.place.column) == (2, 5)
    assert str(entry.get("é").place) == "a.yaml:2:8"
    assert [str(one.place) for one in entry.get("b").entries] == ["a.yaml:3:9", "a.yaml:3:12"]
    assert root.get("none") is None


def test_an_empty_file_is_nothing_at_its_first_place():
    for text in ("", "\n\n", "# only a comment\n", "---\n", "--- \n...\n"):
        assert parse(text, "a.yaml", CorpusError).value is None


def test_keys_keep_the_order_of_the_file():
    assert list(value("{b: 1, a: 2, c: 3}")) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("text", "message", "hint", "place"),
    [
        ("a: b: c", "mapping values are not allowed", "in quotation marks", "a.yaml:1:5"),
        ("a:\n\t- b", "not valid YAML", "with spaces, not with tabs", "a.yaml:2:1"),
        ("a: [1, 2", "while parsing a flow sequence", "what begins in line 1 is not closed", "a.yaml:2:1"),
        ("a: 'b\nc: 1", "while scanning a quoted scalar", "what begins in line 1 is not closed", "a.yaml:2:5"),
        ("a: {b} is c", "did not find expected key", "text that begins with { in quotation marks", "a.yaml:1:8"),
        ("a:\n  - [b] is c", "not valid YAML", "text that begins with [ in quotation marks", "a.yaml:2:9"),
        ("a: @b", "not valid YAML", "text that begins with @ in quotation marks", "a.yaml:1:4"),
        ('a: "\\q"', "unknown escape character", "for a backslash", "a.yaml:1:5"),
        ("a:\n  - b\n c: 1", "did not find expected key", "wrong indentation", "a.yaml:3:2"),
        ("a: 1\na: 2", "the key 'a' stands twice", "the first is in line 1", "a.yaml:2:1"),
        ("a: &x 1\nb: *x", "anchors and aliases are not used", "write the value out", "a.yaml:1:4"),
        ("b: *x", "anchors and aliases are not used", "write the value out", "a.yaml:1:4"),
        ("a: {<<: 1}", "merge keys ('<<') are not used", "write the values out", "a.yaml:1:5"),
        ("a: !!python/object/apply:os.system [ls]", "the tag '", "delete the tag", "a.yaml:1:4"),
        ("a: !secret x", "the tag '!secret' is not used here", "delete the tag", "a.yaml:1:4"),
        ("a: 1\n---\nb: 2", "a second document", "one document a file", "a.yaml:3:1"),
        ("? [a]\n: 1", "a key must be a single word or phrase", "in the value", "a.yaml:1:3"),
        ("a: \x07", "the character U+0007 is not allowed in YAML", "delete it", "a.yaml:1:4"),
        ("é: 'ü'\nb: \x00", "the character U+0000 is not allowed", "delete it", "a.yaml:2:4"),
        ('a: "b\\x07"', "the text holds the character U+0007", "delete the escape", "a.yaml:1:4"),
        ('a: "b\\ud800"', "invalid Unicode character escape code", "missing quotation mark", "a.yaml:1:8"),
        ("a: \ufeffb", "the character U+FEFF is not allowed", "delete it", "a.yaml:1:4"),
        ("a: \udc80", "the character U+DC80 is not allowed", "delete it", "a.yaml:1:4"),
    ],
)  # fmt: skip
def test_each_mistake_of_syntax_has_its_place_and_a_way_out(text, message, hint, place):
    found = problem(text)
    assert message in found.message
    assert hint in found.hint
    assert str(found.place) == place


def test_the_error_is_of_the_kind_that_was_asked_for():
    with pytest.raises(ConfigError):
        parse("a: [", "a.yaml", ConfigError)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_levels_are_refused_at_once(opening):
    before = time.process_time()
    assert "nested deeper than 40 levels" in problem(opening * 100_000).message or opening == "? "
    assert time.process_time() - before < 5


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(f"{k}: &{k} [*{j}, *{j}]\n" for j, k in zip("abcdefgh", "bcdefghi", strict=True))
    assert "anchors and aliases" in problem(bomb).message


def test_a_bomb_of_merge_keys_is_refused_before_it_is_merged():
    before = time.process_time()
    assert "anchors and aliases" in problem("a: &a {b: 1}\nc:\n" + "  <<: *a\n" * 10_000).message
    assert "merge keys" in problem("c: {<<: {<<: {<<: 1}}}").message
    assert time.process_time() - before < 2


def test_a_file_of_more_than_16_mib_is_refused_unread():
    before = time.process_time()
    assert "larger than 16 MiB" in problem("a: 1\n" * 4_000_000).message
    assert time.process_time() - before < 1


def test_a_byte_order_mark_is_passed_over_and_other_encodings_are_placed():
    assert decoded(b"\xef\xbb\xbfa: 1", "a.yaml", CorpusError) == "a: 1"
    with pytest.raises(CorpusError, match="not in UTF-8") as caught:
        decoded("a: 1\né: \xe9".encode() + b"\xe9", "a.yaml", CorpusError)
    assert str(caught.value.problems[0].place) == "a.yaml:2:5"
    with pytest.raises(CorpusError, match="not in UTF-8"):
        decoded("a: 1".encode("utf-16"), "a.yaml", CorpusError)


def problems_of(make):
    """The problems of what *make* raises, none where it raises nothing; any other error goes through."""
    try:
        return make()
    except CorpusError as error:
        return error.problems


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@settings(max_examples=400, deadline=None)
def test_no_text_raises_anything_but_the_error_asked_for(text):
    found = problems_of(lambda: parse(text, "a.yaml", CorpusError))
    if isinstance(found, tuple):
        assert all(one.message and one.hint and one.place.file == "a.yaml" for one in found)
    else:
        assert isinstance(found, Scalar | Sequenced | Mapped)


@given(st.text("ab:-?[]{},&*!|>'\"%@`#\t\n <~0.", max_size=60))
@settings(max_examples=250, deadline=None)
def test_no_mixture_of_yaml_signs_raises_anything_but_the_error_asked_for(text):
    found = problems_of(lambda: parse(text, "a.yaml", CorpusError))
    assert found.place.file == "a.yaml" if not isinstance(found, tuple) else found[0].place.line


@given(st.binary(max_size=100))
def test_no_bytes_raise_anything_but_the_error_asked_for(content):
    found = problems_of(lambda: parse(decoded(content, "a.yaml", CorpusError), "a.yaml", CorpusError))
    assert found.place.file == "a.yaml" if not isinstance(found, tuple) else found[0].place.line
