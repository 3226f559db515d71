"""Briefs of other shapes: for readers in a hurry, for those who want sources named in the text, on one page."""

from __future__ import annotations

import pytest

from briefgen.brief import Brief, Cite, Inlines, Listing, Table
from briefgen.config.schema import CitationSettings, Config
from briefgen.corpus.records import Audience
from briefgen.walk import inlines, plain, runs
from tests.compose.desks import corpus, full_config, plain_spaces
from tests.compose.test_compose import headings, made, text_of


def hurried(**asked: object) -> Brief:
    """A brief for a reader who wants the gist."""
    known = corpus()
    known.audiences["mps"] = Audience(id="mps", label="MPs", addressees=("ministries",), detail="gist")  # type: ignore[index]
    return made(known=known, wanted=full_config(**asked))


def cited(run: Inlines) -> list[Cite]:
    return [inline for inline in inlines(run) if isinstance(inline, Cite)]


def table(brief: Brief, name: str) -> list[list[str]]:
    (found,) = [block for block in brief.blocks if isinstance(block, Table) and block.id == name]
    return [
        [" / ".join(plain_spaces(plain(one.inlines)) for one in cell.paragraphs) for cell in row.cells]
        for row in found.rows
        if not row.group
    ]


def test_a_reader_who_wants_the_gist_gets_first_sentences_and_who_proposes_what() -> None:
    brief = hurried()
    assert text_of(brief, "finding-rr-02") == (
        "Track charges make up 33% of a ticket, the European Union Agency for Railways (ERA) reports."
    )
    ((_, one, another),) = table(brief, "views")
    assert one == "Ada Lind (NIT) / Subsidies, the author holds, are the only way."
    assert another == "Ben Ortiz (Southern College) / Passengers should pay the whole cost."
    assert table(brief, "recommendations") == [
        ["Open state depots to newcomers. / Also for: Railways.", "Ben Ortiz (Southern College)"],
        ["Publish track charges a year ahead.", "The Rail Forum and Transit Lab"],
    ]


@pytest.mark.parametrize("style", ["author-date", "numeric"])
def test_sources_in_the_text_leave_out_the_place_where_a_sentence_is_read_at_a_glance(style: str) -> None:
    brief = made(wanted=full_config(citations=CitationSettings(style=style)))
    for run in runs(brief.blocks):
        glanced = run.id.startswith(("standfirst", "message-", "figure-"))
        for item in [item for cite in cited(run.inlines) for item in cite.items if item.passages]:
            assert bool(item.locator) != glanced


def listed(wanted: Config) -> dict[str, list[str]]:
    return {
        block.id: [plain_spaces(plain(entry.inlines)) for entry in block.entries]
        for block in made("one-pager", wanted=wanted).blocks
        if isinstance(block, Listing)
    }


def test_a_one_pager_sets_views_side_by_side_where_the_config_asks() -> None:
    wanted = full_config()
    assert headings(made("one-pager", wanted=wanted)) == ["Findings", "Where views differ", "Recommendations"]
    (view,) = listed(wanted)["views"]
    assert view.startswith("Who should pay? Ada Lind (NIT): Subsidies, the author holds, are the only way.")
    assert not any("Subsidies" in finding for finding in listed(wanted)["findings-list"])
