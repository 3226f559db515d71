"""Plain strings as inlines: quotations told from apostrophes, markup read, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cite.quotations import quoted


def shown(inlines: list[dict[str, Any]]) -> str:
    """Inlines in one line: ``[double quotation]``, ``(single quotation)``, ``<Kind:…>``."""
    said: list[str] = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            said.append(content)
        elif kind == "Space":
            said.append(" ")
        elif kind == "Quoted":
            marks = "[]" if content[0]["t"] == "DoubleQuote" else "()"
            said.append(marks[0] + shown(content[1]) + marks[1])
        elif kind == "Span":
            said.append(f"<Span{'.'.join(['', *content[0][1]])}:{shown(content[1])}>")
        else:
            said.append(f"<{kind}:{shown(content)}>")
    return "".join(said)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("plain  words", "plain words"),
        ("a 'temporary shield' for all", "a (temporary shield) for all"),
        ("a ‘temporary shield’ for all", "a (temporary shield) for all"),
        ('"Yes" and “no”', "[Yes] and [no]"),
        ("„Ja“ und «oui» und « non »", "[Ja] und [oui] und [non]"),
        ("China's 'new' ports", "China’s (new) ports"),
        ("the members' view", "the members’ view"),
        ("It isn’t ‘China’s port’", "It isn’t (China’s port)"),
        ("'Honeypots' and spies", "(Honeypots) and spies"),
        ("’Honeypots’ and spies’ work", "(Honeypots) and spies’ work"),
        ("the class of ’89 and ’90", "the class of ’89 and ’90"),
        ("rock 'n roll", "rock ’n roll"),
        ('a 6" pipe', 'a 6" pipe'),
        ("she said “he ‘knew’ it”", "she said [he (knew) it]"),
        ("an “open end", "an “open end"),
        ("a closed” end", "a closed” end"),
        ("‘a “b’ c”", "(a “b) c”"),
        ("the <i>Seagull</i> affair", "the <Emph:Seagull> affair"),
        ("CO<sub>2</sub> and 21<sup>st</sup>", "CO<Subscript:2> and 21<Superscript:st>"),
        ('<span class="nocase">iPort</span> <b>now</b>', "<Span.nocase:iPort> <Strong:now>"),
        ('<span style="font-variant:small-caps;">Ad</span>', "<SmallCaps:Ad>"),
        ("a < b > c <script>x</script>", "a < b > c <script>x</script>"),
        ("<i>never closed", "<i>never closed"),
        ("closed</i> only", "closed</i> only"),
        ("加快“智慧港口”建设", "加快[智慧港口]建设"),
        ("", ""),
    ],
)
def test_a_string_is_read_as_a_typesetter_reads_it(words: str, read: str) -> None:
    assert shown(quoted(words)) == read


@given(st.text(alphabet="ab '\"“”‘’„«»<i>/", max_size=40))
def test_letters_are_never_lost_or_moved(words: str) -> None:
    assert [sign for sign in shown(quoted(words)) if sign in "ab"] == [sign for sign in words if sign in "ab"]


def test_no_depth_of_quotations_is_a_stack_overflow() -> None:
    read = shown(quoted("“" * 5000 + "a" + "”" * 5000))
    assert read.count("a") == 1


def test_a_long_string_takes_no_longer_than_its_length() -> None:
    assert shown(quoted("it's " * 20_000)).count("it’s") == 20_000
