"""docs/selection.md and the code say the same."""

import re
from typing import get_args

from briefgen.select import balance, likeness, rank, score
from briefgen.select.criteria import FilterName
from briefgen.select.selection import Criterion


def page(desk):
    return (desk / "docs" / "selection.md").read_text(encoding="utf-8")


def test_the_page_explains_each_criterion_and_no_other(desk):
    table = page(desk).partition("## Criteria")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(get_args(Criterion))


def test_the_page_names_each_filter(desk):
    for name in get_args(FilterName):
        assert f"`{name}`" in page(desk)


def test_the_page_gives_the_numbers_in_use(desk):
    text = " ".join(page(desk).split())
    assert f"lambda {balance.LAMBDA}" in text
    assert f"from {likeness.SAME} on two records are duplicates" in text
    assert f"k1 {rank.K1}, b {rank.B}" in text
    fields = "headline {headline}, text {text:g}, topic labels {topics}, actors {actors}, names of the authors {voice}"
    assert fields.format(**rank.FIELDS) in text
    topic = (
        f"{score.TOPIC:g} for the main topic, {score.NARROWER} of it for each step down, "
        f"{score.DEPTH:.0%} more for each step of depth; {', '.join(f'{place:g}' for place in score.PLACES)} of it by place "
        f"among the record's topics; {score.FURTHER} of it for a further topic of the request; "
        f"labels up to {score.LABELS:g}"
    )
    assert topic in text
    assert f"| up to {score.WORDS:g}, the best match having all |" in text
    assert f"| {score.ADDRESSED}; {score.CLAIM}, less for the later kinds |" in text
    assert f"| {score.LINKED}, again at each doubling |" in text
    assert f"rests on notes of its source | {score.NOTED} |" in text
    assert f"| up to {score.RECENT} for the newest" in text
