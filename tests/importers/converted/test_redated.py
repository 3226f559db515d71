"""A new edition with another date than source.yaml has."""

from dataclasses import replace

import pytest

from briefgen.importers.document import import_document
from tests.importers.documents import KEY

PAGE = "---\ntitle: Night trains\ndate: {date}\n---\n\n# Fares\n\nFares rose by 12 percent.\n"


def read(date, known=None):
    content = PAGE.format(date=date).encode()
    return import_document(content, source_id="source", name="a.md", key=KEY, known=known)


@pytest.mark.parametrize(
    ("kept", "now", "told"),
    [
        ([2024, 5, 6], "2025-10-01", "the document's date is 2025-10-01, source.yaml says 2024-05-06"),
        (["2024"], "2025-10-01", "the document's date is 2025-10-01, source.yaml says 2024"),
        ([2024, 5, 6], "2024-05-06", ""),
        ([2024], "2024-05-06", ""),
    ],
)
def test_a_new_edition_of_another_date_is_told_and_source_yaml_left(kept, now, told):
    first = read("2024-05-06").source
    known = replace(first, csl={**first.csl, "issued": {"date-parts": [kept]}})
    made = read(now, known)
    assert [one.message for one in made.doubts if "date is" in one.message] == [told] * bool(told)
    assert all("new edition" in one.hint for one in made.doubts if "date is" in one.message)
    assert made.source.csl == known.csl


def test_a_source_without_a_date_is_not_told_of_another():
    first = read("2024-05-06").source
    for csl in ({"id": "source", "type": "book"}, {**first.csl, "issued": {"literal": "soon"}}):
        made = read("2025-10-01", replace(first, csl=csl))
        assert not [one for one in made.doubts if "date is" in one.message]
