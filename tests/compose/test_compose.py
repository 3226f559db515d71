"""The whole way: a selection and a template become a brief with worded citations."""

from dataclasses import replace

import pytest

from briefgen.brief import Bibliography, Box, Cite, FigureStrip, Heading, Listing, NoteText, Paragraph, Table
from briefgen.cite.process import Worded
from briefgen.compose import compose, composed, load_template
from briefgen.compose.assemble import _bibliography
from briefgen.config.schema import CitationSettings, Criteria, Disagreement, Section, Statement
from briefgen.corpus.records import Addressee, Audience
from briefgen.diagnostics import render
from briefgen.errors import ConfigError, TemplateError
from briefgen.walk import cites, inlines, plain, runs
from briefgen.workspace import Memory
from tests.compose.desks import (
    RECORDS,
    SETTINGS,
    config,
    corpus,
    desk,
    full_config,
    plain_spaces,
    record,
    selection,
    without,
)

SHARED = Memory()  # lends its cache, so that pandoc words the same citations once


def made(template="policy-brief", *, wanted=None, known=None, chosen=None, source=None):
    workspace = desk(shared=SHARED, **({"t": source} if source else {}))
    asked = wanted or full_config()
    loaded = load_template(workspace, "t" if source else template, asked)
    return compose(known or corpus(), asked, SETTINGS, chosen or selection(), loaded, workspace)


def ids(brief):
    found = []
    for block in brief.blocks:
        found.append(block.id)
        if isinstance(block, Table):
            found += [row.id for row in (block.header, *block.rows)]
        found += [run.id for run in runs((block,)) if run is not block]
        if isinstance(block, FigureStrip):
            found += [card.id for card in block.cards]
    return found


def text_of(brief, id_):
    (found,) = [run for run in runs(brief.blocks) if run.id == id_]
    return plain_spaces(plain(found.inlines))


def headings(brief):
    return [plain_spaces(plain(block.inlines)) for block in brief.blocks if isinstance(block, Heading)]


def failed(source, **other):
    with pytest.raises(TemplateError) as caught:
        made(source=source, **other)
    return render(caught.value.problems)


def test_a_policy_brief_says_what_it_must_in_its_order():
    brief = made()
    assert headings(brief) == [
        "Context",
        "Findings",
        "Cars are short",
        "Track charges make up a third of a ticket",
        "Where views differ",
        "Recommendations",
        "How this brief was made",
        "Sources",
    ]
    kinds = [type(block) for block in brief.blocks if not isinstance(block, Heading | Paragraph)]
    assert kinds == [Box, FigureStrip, Table, Table, Bibliography]
    roles = [block.role for block in brief.blocks if isinstance(block, Paragraph)]
    assert roles == ["title", "standfirst", "facts", "body", "body", "body", *["colophon"] * 4]
    facts = "For members of parliament · As of March 2025 · Sources: two publications by four institutions"
    assert text_of(brief, "facts") == f"{facts} · 2 minutes’ reading"


def test_a_briefs_properties_come_from_config_settings_and_corpus():
    brief = made(wanted=full_config(short_title="Night trains", question='Who "pays"?'))
    assert (brief.id, brief.title, brief.short_title) == (
        "night-brief", "Night trains need depots before they need subsidies", "Night trains",
    )  # fmt: skip
    assert (brief.subject, brief.audience, brief.author) == ("Who “pays”?", "Members of parliament", "Night Desk")
    assert (brief.as_of, brief.as_of_label) == ("2025-03-01", "As of March 2025")
    assert brief.keywords == ("Night trains", "Sleeper cars", "Fares")
    assert made().subject == "Night trains, Sleeper cars, Fares"


def test_keywords_are_else_what_the_records_are_about_most_often():
    asked = config(select=Criteria(words="trains"))
    assert made(source='<p records="rr-01 rr-02 ea-01">x</p>', wanted=asked).keywords == (
        "Fares",
        "Night trains",
        "Sleeper cars",
    )


@pytest.mark.parametrize(
    ("given", "whole", "label"),
    [
        ("2025-12-05", "2025-12-05", "As of 5 December 2025"),
        ("2025-12", "2025-12-01", "As of December 2025"),
        ("2026", "2026-01-01", "As of 2026"),
    ],
)
def test_a_config_may_say_as_of_when(given, whole, label):
    brief = made(source="<p>x</p>", wanted=config(as_of=given))
    assert (brief.as_of, brief.as_of_label) == (whole, label)


def test_every_note_is_numbered_in_reading_order_and_every_record_is_traced():
    brief = made()
    assert [cite.note for cite in cites(brief.blocks)] == list(range(1, len(brief.notes) + 1))
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert all(cite.records for cite in cites(brief.blocks))
    assert [trace.id for trace in brief.traces] == sorted(one.id for one in RECORDS)
    assert brief.traces[-1].evidence == ("rail:report-1",)


def test_a_traces_digest_is_that_of_what_the_record_says_and_not_of_where_it_stands():
    before = {trace.id: trace.digest for trace in made().traces}
    changed = [without(one, text="Other words.") if one.id == "rr-02" else one for one in RECORDS]
    after = {trace.id: trace.digest for trace in made(known=corpus(*changed), chosen=selection(*changed)).traces}
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"rr-02"}


def test_the_same_input_gives_the_same_brief():
    assert made() == made()
    assert repr(made()) == repr(made())


def test_ids_are_unique_well_formed_and_say_what_a_block_is_about():
    brief = made()
    found = ids(brief)
    assert len(found) == len(set(found))
    assert all(id_[0].isalpha() and id_ == id_.lower() for id_ in found)
    assert {"title", "standfirst", "message-rr-01", "figure-rr-01", "context-text", "section-sleeper-cars"} <= set(
        found
    )
    assert {"finding-rr-01", "finding-rr-02", "rec-eb-02", "rec-eb-02-2", "addressee-ministries", "views"} <= set(found)


def test_a_record_more_renames_no_other_block():
    extra = record("rr-09", "Depots are full", "{voice} say depots are full.", topics=("fares",))
    grown = (extra, *RECORDS)
    before, after = set(ids(made())), set(ids(made(known=corpus(*grown), chosen=selection(*grown))))
    assert before <= after
    assert {id_ for id_ in after - before if not id_.startswith("ref-")} == {"finding-rr-09"}


def test_another_order_renames_no_block():
    turned = tuple(reversed(RECORDS))
    assert set(ids(made())) == set(ids(made(known=corpus(*turned), chosen=selection(*turned))))


def test_a_changed_sentence_keeps_its_id():
    asked = full_config(
        key_messages=(
            Statement(text="Something new", rests_on=("ea-01", "eb-01")),
            Statement(text="", rests_on=("rr-01",)),
            Statement(text="Depots, depots", rests_on=("rr-03", "eb-02")),
        )
    )
    before = [id_ for id_ in ids(made()) if id_.startswith("message-")]
    after = [id_ for id_ in ids(made(wanted=asked)) if id_.startswith("message-")]
    assert after[1:] == before


def test_authors_are_named_in_full_once_and_acronyms_spelled_out_once():
    brief = made()
    assert text_of(brief, "finding-rr-01").startswith("The Rail Forum and Transit Lab find that sleeper cars")
    said = text_of(brief, "finding-rr-02")
    assert said == (
        "Track charges make up 33% of a ticket, the European Union Agency for Railways (ERA) reports."
        " In the ERA’s view they may fall."
    )
    (views,) = [block for block in brief.blocks if isinstance(block, Table) and block.kind == "views"]
    cells = [[plain(one.inlines) for one in cell.paragraphs] for cell in views.rows[0].cells]
    assert cells[1] == [
        "Ada Lind (NIT)",
        "Subsidies, the author holds, are the only way. Lind argues that night trains need public money.",
    ]
    assert cells[2] == [
        "Ben Ortiz (Southern College)",
        "Passengers should pay the whole cost. As Ortiz sees it, passengers can pay.",
    ]


def test_a_message_that_is_somebodys_view_says_whose():
    (box,) = [block for block in made().blocks if isinstance(block, Box)]
    assert [plain(one.inlines) for one in box.paragraphs] == [
        "Night trains fill up faster than they can be built (Rail Forum and Transit Lab).",
        "Depots are the bottleneck.",
    ]


def test_the_readers_own_addressees_stand_first():
    (table,) = [block for block in made().blocks if isinstance(block, Table) and block.kind == "recommendations"]
    said = [[plain(one.inlines) for cell in row.cells for one in cell.paragraphs] for row in table.rows]
    assert said[0] == ["Ministries"]
    assert said[1][:2] == ["Open state depots to newcomers.", "Also for: Railways."]
    assert [row.group for row in table.rows] == [True, False, True, False]


def test_an_addressee_with_an_article_is_named_within_a_sentence():
    railways = Addressee(id="railways", label="The railways together")
    known = replace(corpus(), addressees={**corpus().addressees, "railways": railways})
    (table,) = [block for block in made(known=known).blocks if isinstance(block, Table) and block.kind != "views"]
    assert plain(table.rows[1].cells[0].paragraphs[1].inlines) == "Also for: the railways together."


def test_sections_with_nothing_to_say_are_left_out_with_their_headings():
    finding = RECORDS[1]
    brief = made(
        wanted=config(answer=Statement(text="A", rests_on=("rr-02",)), citations=CitationSettings(bibliography="none")),
        chosen=selection(finding),
    )
    assert headings(brief) == ["Findings", "Track charges make up a third of a ticket", "How this brief was made"]


def test_a_reader_who_reads_less_gets_headlines_and_nothing_twice():
    brief_reader = corpus()
    brief_reader.audiences["mps"] = Audience(id="mps", label="MPs", addressees=("ministries",), detail="headline")  # type: ignore[index]
    asked = full_config(disagreements=(), sections=(Section(topic="fares"),))
    brief = made(known=brief_reader, wanted=asked, chosen=selection(*(one for one in RECORDS if one.id != "eb-01")))
    assert text_of(brief, "section-fares") == "Track charges make up a third of a ticket"
    assert text_of(brief, "finding-rr-02").startswith("Track charges make up 33% of a ticket")
    assert text_of(brief, "finding-ea-01") == "Subsidies, the author holds, are the only way (NIT)."


@pytest.mark.parametrize(("glossary", "listed"), [("auto", False), ("always", True), ("never", False)])
def test_acronyms_are_listed_as_the_audience_needs(glossary, listed):
    known = corpus()
    known.audiences["mps"] = Audience(id="mps", label="MPs", glossary=glossary)  # type: ignore[index]
    assert ("Acronyms" in headings(made(known=known))) == listed


def test_more_than_eight_acronyms_are_listed_by_themselves():
    known = corpus()
    many = {f"AC{letter}": f"long {letter}" for letter in "ABCDEFGHI"}
    known.acronyms.update(many)  # type: ignore[attr-defined]
    source = "<p>{{ config.question }}</p>{% for a in brief.acronyms %}<p role='glossary'>{{ a.short }}: {{ a.long }}</p>{% endfor %}"
    eight = made(source=source, known=known, wanted=config(question=", ".join([*many][:8])))
    nine = made(source=source, known=known, wanted=config(question=", ".join(many)))
    assert (len(eight.blocks), len(nine.blocks)) == (1, 10)
    assert nine.blocks[1].id == "acronym-aca-long-a"


@pytest.mark.parametrize(
    ("language", "words", "note"),
    [
        ("de-DE", ["Kernaussagen", "Hintergrund", "Empfehlungen"], "Abs."),
        ("fr-FR", ["Messages clés", "Contexte", "Recommandations"], "§"),
    ],
)
def test_a_brief_in_another_language_has_its_words(language, words, note):
    brief = made(wanted=full_config(language=language))
    (box,) = [block for block in brief.blocks if isinstance(block, Box)]
    assert [plain(box.title), headings(brief)[0], headings(brief)[-3]] == words
    assert note in plain(brief.notes[0].inlines)


def test_labels_in_the_text_stand_before_the_stop():
    brief = made(wanted=full_config(citations=CitationSettings(style="author-date")))
    assert brief.notes == ()
    said = text_of(brief, "finding-rr-02")
    assert said.endswith("In the ERA’s view they may fall (Rail Forum 2025, “Findings”, para. 1).")


def test_the_list_of_sources_is_filled_and_its_entries_are_named_after_the_works():
    (sources,) = [block for block in made().blocks if isinstance(block, Bibliography)]
    assert sorted(entry.id for entry in sources.entries) == ["ref-essays-a", "ref-essays-b", "ref-rail-report"]


def test_a_one_pager_is_short():
    brief = made("one-pager", wanted=full_config(disagreements=()))
    assert headings(brief) == ["Findings", "Recommendations"]
    (findings, recommendations) = [block for block in brief.blocks if isinstance(block, Listing)]
    assert [entry.id for entry in findings.entries] == ["finding-rr-02", "finding-ea-01", "finding-eb-01"]
    assert plain_spaces(plain(findings.entries[1].inlines)) == (
        "Subsidies, the author holds, are the only way. Ada Lind (NIT) argues that night trains need public money."
    )
    assert [plain(entry.inlines) for entry in recommendations.entries] == [
        "Ministries: Open state depots to newcomers.",
        "Railways: Publish track charges a year ahead.",
    ]
    assert text_of(brief, "sources-short") == (
        "Sources: Two Essays (Lake Press, 5 November 2024); Sleepers Awake (Rail Forum, March 2025)."
    )


def test_a_long_brief_gets_contents_and_a_config_may_ask_for_or_refuse_them():
    source = '{% if brief.contents %}<contents title="C"/>{% endif %}<h1>A</h1><p>{{ config.question }}</p>'
    long = "word " * 3300
    for contents, question, there in (
        ("auto", "short", 0),
        ("auto", long, 1),
        ("always", "short", 1),
        ("never", long, 0),
    ):
        brief = made(source=source, wanted=config(question=question, contents=contents))
        assert len(brief.blocks) == 2 + there


def test_statements_from_the_config_are_text_and_nothing_else():
    evil = Statement(text="<script>alert(1)</script> {{ 7 * 7 }} <p>x", rests_on=("rr-01",))
    brief = made(source="<p>{{ statement(config.answer) }}</p>", wanted=config(answer=evil))
    (paragraph,) = brief.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines) == "<script>alert(1)</script> {{ 7 * 7 }} <p>x."
    assert [type(one) for one in inlines(paragraph.inlines)][-1] is Cite


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n <script>x</script>", "templates/t/content.html.j2:2:2: error: a template has no element <script>"),
        ("{{ '<script>' | safe }}", "a template has no element <script>"),
        ("{% macro m() %}\n<blik></blik>{% endmacro %}{{ m() }}", "templates/t/content.html.j2:2:1: error"),
        ("<p>{{ nothing }}</p>", "templates/t/content.html.j2:1: error: the template uses something that is not there"),
        ("<p>{{ cite(3) }}</p>", "cite() takes records, statements and record ids, not int"),
        ("<p>x{{ cite('rr-1') }}</p>", "templates/t/content.html.j2:1:1: error: there is no record 'rr-1'"),
        ("{# nothing #}", "the template makes an empty brief"),
        ("{% include 'more.html.j2' %}", "the template includes 'more.html.j2', which is not in its folder"),
    ],
)
def test_a_templates_mistake_is_told_with_its_place(source, said):
    assert said in failed(source)


def test_a_mistake_in_an_included_file_is_told_with_that_files_place():
    workspace = desk(t="<p>x</p>\n{% include 'more.html.j2' %}")
    workspace.contents["templates/t/more.html.j2"] = b"\n\n  <p><blnk>x</blnk></p>"
    template = load_template(workspace, "t", config())
    with pytest.raises(TemplateError) as caught:
        compose(corpus(), config(), SETTINGS, selection(), template, workspace)
    assert render(caught.value.problems).startswith(
        "templates/t/more.html.j2:3:6: error: a template has no element <blnk>"
    )


def test_what_a_config_asks_and_a_brief_cannot_say_is_told_at_once():
    asked = config(
        figures=("rr-01", "ea-01", "zzz", "rr-02", "rr-02"),
        key_messages=tuple(Statement(text="x", rests_on=("rr-01",)) for _ in range(6)),
        disagreements=(Disagreement(question="?", records=("ea-01",)),),
        context=(Statement(text="x", rests_on=("ea-02",)),),
        sections=(Section(topic="fares"),),
    )
    with pytest.raises(ConfigError) as caught:
        made(wanted=asked)
    said = render(caught.value.problems)
    assert said.count("configs/night-brief.yaml: error: ") == len(caught.value.problems) == 6
    for sentence in (
        "there is no record 'zzz'",
        "there is no record 'ea-02'\n  hint: did you mean",
        "the record 'ea-01' has no figure",
        "5 figures are more than a glance takes in",
        "6 key messages are more than a reader keeps",
        "a disagreement has two sides",
    ):
        assert sentence in said


def test_what_the_citations_processor_warns_of_is_handed_on():
    workspace, asked = desk(shared=SHARED), config(language="tlh")
    template = load_template(workspace, "one-pager", asked)
    done = composed(corpus(), asked, SETTINGS, selection(), template, workspace)
    assert "CSL has no locale for the language 'tlh'" in render(done.warnings)
    assert done.brief == compose(corpus(), asked, SETTINGS, selection(), template, workspace)
    assert composed(corpus(), config(), SETTINGS, selection(), template, workspace).warnings == ()


@pytest.mark.parametrize(
    ("asked", "in_notes", "listed"),
    [
        ("all", True, ["rail:report", "rail/grau-2024"]),
        ("sources", True, ["rail:report"]),
        ("sources", False, ["rail:report", "rail/grau-2024"]),
        ("none", True, []),
    ],
)
def test_the_list_at_the_end_holds_what_is_asked_for_and_all_that_labels_name(asked, in_notes, listed):
    works = (("rail:report", ()), ("rail/grau-2024", ()))
    notes = (NoteText(number=1, inlines=()),) if in_notes else ()
    done = Worded(cites=(), notes=notes, bibliography=works)
    found = _bibliography(done, config(citations=CitationSettings(bibliography=asked)))
    assert [key for key, _ in found] == listed
