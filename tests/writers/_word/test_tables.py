"""Tables: columns that add up to the width, whatever the shares."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.writers._word.tables import column_widths


@given(st.lists(st.floats(-1, 10, allow_nan=False), max_size=8), st.integers(1, 8), st.integers(1000, 20000))
def test_widths_add_up_and_none_is_negative(shares: list[float], columns: int, whole: int) -> None:
    widths = column_widths(shares, columns, whole)
    assert len(widths) == columns
    assert sum(widths) == whole
    assert min(widths) >= 0


def test_shares_are_kept_and_missing_ones_count_equally() -> None:
    assert column_widths((0.2, 0.3, 0.5), 3, 1000) == [200, 300, 500]
    assert column_widths((), 4, 1000) == [250, 250, 250, 250]
    assert column_widths((0.5, 0.5), 3, 900) == [300, 300, 300]
