"""Acronyms are spelled out once, where they first stand in running text."""

import pytest

from briefgen.brief import Abbreviation, Cite, Emph, Foreign, Text
from briefgen.compose.acronyms import Acronyms, plural

KNOWN = {
    "EU": "",
    "EEAS": "European External Action Service",
    "CBM": "confidence-building measure",
    "CASS": "Chinese Academy of Social Sciences",
    "IES-CASS": "Institute of European Studies",
    "EV": "electric vehicle",
    "UNSC": "United Nations Security Council",
    "SME": "small enterprise",
    "R&D": "research and development",
}


def spelled(*texts, where="body", names=(), language="en-GB"):
    acronyms = Acronyms(KNOWN, names, language)
    said = []
    for text in texts:
        run = acronyms.run((Text(text),), where)
        said.append("".join(f"<{one.text}>" if isinstance(one, Abbreviation) else one.text for one in run))
    return said if len(said) > 1 else said[0]


def test_the_first_use_is_spelled_out_and_later_ones_are_short():
    first, later = spelled("The EEAS acts; the EEAS waits.", "Ask the EEAS.")
    assert first == "The European External Action Service (EEAS) acts; the EEAS waits."
    assert later == "Ask the EEAS."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("The EU acts.", "The EU acts."),
        ("Use CBMs now.", "Use confidence-building measures (CBMs) now."),
        ("CBMs help. EVs sell.", "Confidence-building measures (CBMs) help. Electric vehicles (EVs) sell."),
        ("“CBMs” are", "“CBMs” are"),
        ("the EEAS’s view", "the European External Action Service’s (EEAS) view"),
        ("CASS’s view", "Chinese Academy of Social Sciences’ (CASS) view"),
        ("an EEAS paper", "a European External Action Service (EEAS) paper"),
        ("an SME and an EV", "a small enterprise (SME) and an electric vehicle (EV)"),
        ("A UNSC vote", "A United Nations Security Council (UNSC) vote"),
        ("the European External Action Service (EEAS) acts", "the European External Action Service (EEAS) acts"),
        ("the EEAS (European External Action Service)", "the EEAS (European External Action Service)"),
        ("duties (on EVs too)", "duties (on electric vehicles [EVs] too)"),
        ("EV-makers and EVs", "<EV>-makers and electric vehicles (EVs)"),
        ("the EV Act", "the <EV> Act"),
        ("the IES-CASS view", "the Institute of European Studies (IES-CASS) view"),
        ("R&D pays", "Research and development (R&D) pays"),
        ("PREVENT EVENTS", "PREVENT EVENTS"),
        ("he said “the EEAS” and EEAS", "he said “the EEAS” and European External Action Service (EEAS)"),
    ],
)
def test_a_sentence_stays_one(typed, said):
    assert spelled(typed) == said


def test_names_of_authors_and_institutions_are_left_as_they_are_and_listed():
    acronyms = Acronyms(KNOWN, ("He (CASS)", "UNSC"), "en-GB")
    assert acronyms.run((Text("He (CASS) tells the UNSC of CBMs"),), "body") == (
        Text("He (CASS) tells the UNSC of confidence-building measures (CBMs)"),
    )
    assert list(acronyms.used) == ["CASS", "UNSC", "CBM"]


@pytest.mark.parametrize("where", ["title", "heading", "figure-label", "attribution"])
def test_headings_and_labels_carry_the_long_form_until_it_is_said(where):
    acronyms = Acronyms(KNOWN, (), "en-GB")
    assert acronyms.run((Text("The EEAS’s role"),), where) == (
        Text("The "),
        Abbreviation("EEAS", "European External Action Service"),
        Text("’s role"),
    )
    acronyms.run((Text("EEAS"),), "body")
    assert acronyms.run((Text("The EEAS"),), where) == (Text("The EEAS"),)


@pytest.mark.parametrize("where", ["facts", "glossary", "colophon", "reference", "caption", "figure-value"])
def test_elsewhere_nothing_changes(where):
    assert spelled("EEAS", where=where) == "EEAS"


def test_stress_is_entered_and_foreign_words_and_citations_are_not():
    acronyms = Acronyms(KNOWN, (), "en-GB")
    run = (Text("An "), Emph((Text("EV"),)), Foreign("zh", (Text("EEAS"),)), Cite(items=()))
    assert acronyms.run(run, "body") == (Text("An "), Emph((Text("electric vehicle (EV)"),)), *run[2:])


def test_those_met_are_kept_for_the_list():
    acronyms = Acronyms(KNOWN, (), "en-GB")
    acronyms.run((Text("EU, EVs and “the EEAS”"),), "body")
    assert acronyms.used == {"EV": "electric vehicle", "EEAS": "European External Action Service"}


def test_a_corpus_without_acronyms_changes_nothing():
    assert Acronyms({}, (), "en-GB").run((Text("EEAS"),), "body") == (Text("EEAS"),)


def test_articles_are_english_only():
    assert spelled("an EEAS", language="de") == "an European External Action Service (EEAS)"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("rare earth element", "rare earth elements"),
        ("ministry of foreign affairs", "ministries of foreign affairs"),
        ("crisis watch", "crisis watches"),
        ("key way", "key ways"),
        ("member of the European Parliament", "members of the European Parliament"),
    ],
)
def test_plurals(one, many):
    assert plural(one) == many
