"""One value changes, every other character stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import ConfigError
from briefgen.yamlsource import parse
from briefgen.yamlsource.parse import plain
from briefgen.yamlsource.splice import appended, folded, replaced

PAGE = """\
# a heading
title: Trees cool streets  # said in May
answer: {text: Plant more trees, rests-on: [a-1]}
records:
  - id: a-1   # the first
    headline: "Trees: cool"
    text: >-
      {voice} find that trees cool streets,
      in every year that was measured.

    # a remark between
    topics: [trees, heat]
  - id: a-2
    text: |
      Water
      runs.
    quoted: 'It''s so'
"""


def change(path, value, text=PAGE):
    return replaced(text, path, value, "x.yaml", ConfigError)


def values(text):
    return plain(parse(text, "x.yaml", ConfigError))


def only_changed(before, after, *gone):
    """Every line but those *gone* stands in *after*, in its order."""
    kept = [line for line in before.splitlines() if line not in gone]
    rest = iter(after.splitlines())
    assert all(any(line == other for other in rest) for line in kept)


def test_a_plain_value_keeps_its_comment():
    assert change(["title"], "Trees cool towns") == PAGE.replace("Trees cool streets  #", "Trees cool towns  #")


def test_a_value_within_brackets_stays_on_its_line():
    made = change(["answer", "text"], "Plant trees, and water them: now")
    assert '{text: "Plant trees, and water them: now", rests-on: [a-1]}' in made
    only_changed(PAGE, made, "answer: {text: Plant more trees, rests-on: [a-1]}")


def test_a_folded_text_stays_folded_and_the_blank_line_and_the_remark_behind_it_stay():
    made = change(["records", 0, "text"], "{voice} find " + "that trees cool streets " * 9 + "here.")
    assert "    text: >-\n      {voice} find that" in made
    assert "here.\n\n    # a remark between\n    topics:" in made
    assert max(map(len, made.splitlines())) < 112
    assert values(made)["records"][0]["topics"] == ["trees", "heat"]


def test_quoted_and_literal_values_are_found_too():
    assert values(change(["records", 0, "headline"], "Trees: warm"))["records"][0]["headline"] == "Trees: warm"
    assert values(change(["records", 1, "text"], "Water stands."))["records"][1]["text"] == "Water stands."
    assert "    quoted: 'It''s so'" in change(["records", 1, "text"], "Water stands.")
    assert values(change(["records", 1, "quoted"], "so"))["records"][1]["quoted"] == "so"


def test_line_ends_of_windows_stay():
    text = PAGE.replace("\n", "\r\n")
    made = change(["title"], "Trees cool towns", text)
    assert made == text.replace("Trees cool streets", "Trees cool towns")


def test_what_does_not_stand_there_is_not_put_there():
    with pytest.raises(KeyError):
        change(["records", 0, "action"], "Plant")
    with pytest.raises(IndexError):
        change(["records", 7, "text"], "Plant")


WORDS = (
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn", "Co"], exclude_characters="\ufeff\x85"
        ),
        min_size=1,
        max_size=300,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
PATHS = [
    ["title"],
    ["answer", "text"],
    ["records", 0, "headline"],
    ["records", 0, "text"],
    ["records", 0, "topics", 1],
    ["records", 1, "text"],
    ["records", 1, "quoted"],
]


@given(st.sampled_from(PATHS), WORDS)
def test_any_text_can_be_put_anywhere_and_nothing_else_changes(path, value):
    made = change(path, value)
    meant = values(PAGE)
    place = meant
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert values(made) == meant
    for comment in ("# a heading", "# said in May", "# the first", "# a remark between"):
        assert comment in made


@given(WORDS)
def test_a_key_and_its_text_are_lines_of_yaml(value):
    text = "\n".join(["a:", *folded("text", value, 2)]) + "\n"
    assert values(text) == {"a": {"text": value}}


def test_lines_are_put_behind_a_list_before_what_follows_it():
    meant = values(PAGE)
    meant["records"].append({"id": "a-3"})
    tail = PAGE + "\n# the end\n"
    made = appended(tail, ["records"], ["- id: a-3"], meant=meant, file="x.yaml", kind=ConfigError)
    assert made == PAGE + "  - id: a-3\n\n# the end\n"


def test_a_key_is_put_at_the_end_of_the_file():
    meant = {**values(PAGE), "overrides": [{"record": "a-1"}]}
    made = appended(PAGE, [], ["", "overrides:", "  - record: a-1"], meant=meant, file="x.yaml", kind=ConfigError)
    assert made == PAGE + "\noverrides:\n  - record: a-1\n"


def test_what_would_say_something_else_is_refused():
    with pytest.raises(ConfigError, match="could not be changed without touching what stands around it"):
        appended(PAGE, [], ["title: again"], meant={}, file="x.yaml", kind=ConfigError)
