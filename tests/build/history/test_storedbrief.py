"""A brief that is kept is read back as it was, whatever the document model can hold."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefgen.build.history.storedbrief import from_bytes, to_bytes
from tests.build import nouns
from tests.writers import briefs, hard_briefs

REAL = [briefs.everything, hard_briefs.long_brief, hard_briefs.wide_table, hard_briefs.chinese, hard_briefs.hostile]


@pytest.mark.parametrize("make", REAL, ids=lambda make: make.__name__)
def test_a_real_brief_is_read_back_as_it_was(make):
    brief = make()
    assert from_bytes(to_bytes(brief)) == brief
    assert repr(from_bytes(to_bytes(brief))) == repr(brief), "the digest of a brief is that of its repr"


@given(nouns.briefs)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_whatever_the_model_can_hold_is_read_back_as_it_was(brief):
    assert repr(from_bytes(to_bytes(brief))) == repr(brief)


@given(some.binary(max_size=60))
def test_what_is_no_brief_is_none(content):
    assert from_bytes(content) is None


def _broken(said, data):
    """Change one value somewhere in the JSON to one of another kind."""
    place = said
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(some.sampled_from(list(keys)))
        inner = place[key]
        if isinstance(inner, dict | list) and len(inner) and data.draw(some.booleans()):
            place = inner
            continue
        place[key] = {"is": "Nothing"} if not isinstance(inner, dict) else 7
        return


@given(some.data())
def test_a_brief_with_a_value_of_another_kind_is_none(data):
    said = json.loads(to_bytes(briefs.everything()))
    _broken(said["brief"], data)
    assert from_bytes(json.dumps(said).encode()) is None


def test_a_brief_of_another_form_or_nested_beyond_sense_is_none():
    said = json.loads(to_bytes(briefs.everything()))
    assert from_bytes(json.dumps(said | {"form": 2}).encode()) is None
    assert from_bytes(b"[" * 100_000) is None
