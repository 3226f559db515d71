"""Document properties: dates of any precision, nothing from the clock."""

from __future__ import annotations

import pytest

from briefgen.writers._word.properties import custom, moment


@pytest.mark.parametrize(
    ("date", "wanted"),
    [("2025-12-05", "2025-12-05"), ("2025-12", "2025-12-01"), ("2025", "2025-01-01"), ("soon", "1980-01-01")],
)
def test_a_date_is_its_first_day_at_midnight(date: str, wanted: str) -> None:
    assert moment(date).isoformat() == f"{wanted}T00:00:00+00:00"


def test_custom_properties_are_numbered_from_two() -> None:
    made = custom({"Brief": "a & b", "As of": "2025"}).decode()
    assert 'pid="2" name="Brief"' in made
    assert "a &amp; b" in made
    assert 'pid="3" name="As of"' in made
