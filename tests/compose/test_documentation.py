"""docs/templates.md says everything that a template may use, and nothing that it may not."""

import re
from dataclasses import fields
from pathlib import Path

from briefgen.compose.environment import FACTS, Facts, Values
from briefgen.compose.groups import Actions, Comparison, Group, Message, Views
from briefgen.compose.tables import KINDS
from briefgen.compose.vocabulary import ROLES, VOCABULARY
from briefgen.compose.words import words
from tests.compose.desks import SETTINGS, config, corpus, selection

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "templates.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`<?([^`<>( /]+)", PAGE))


def test_every_element_its_attributes_and_every_role_is_told():
    told = set(re.findall(r"`<([a-z0-9]+)", PAGE))
    assert told == set(VOCABULARY)
    for word in VOCABULARY.values():
        assert word.attributes <= NAMED
    (roles,) = [line for line in PAGE.splitlines() if line.startswith("`title`, `standfirst`")]
    assert set(re.findall(r"`([a-z-]+)`", roles.split(". ")[0])) == set(ROLES)
    assert set(KINDS) <= NAMED


def test_every_name_and_function_a_template_may_use_is_told_and_is_there():
    given = Values(corpus(), config(), SETTINGS, selection(), words("en")).given(Facts(as_of="", as_of_date=""))
    tables = PAGE.split("## What a template may use")[1].split("`brief` has")[0]
    told = {
        name
        for line in tables.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([a-z_]+)[`(]", line.split("|")[1])
    }
    assert told == set(given)


def test_what_is_known_of_a_brief_and_of_its_groups_is_told():
    paragraph = PAGE.split("`brief` has")[1].split("##")[0]
    assert set(FACTS) <= set(re.findall(r"`([a-z_]+)`", paragraph))
    for noun in (Group, Message, Views, Comparison, Actions):
        assert {field.name for field in fields(noun)} <= NAMED, noun
