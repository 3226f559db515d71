import pytest

from briefgen.corpus.load import load_corpus
from briefgen.diagnostics import render
from briefgen.errors import CorpusError
from tests.corpus.desks import RECORDS, SOURCE, TOPICS, desk, edited

FILE = "corpus/records/two-views/c1.yaml"


def said(workspace):
    with pytest.raises(CorpusError) as caught:
        load_corpus(workspace)
    return render(caught.value.problems)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "records",
            "[tariffs]",
            "[tarifs]",
            ":10:14: error: no topic 'tarifs' in corpus/topics.yaml\n  hint: did you mean 't",
        ),
        (
            "records",
            "[tariffs]",
            "[tariffs, zz]",
            ":10:23: error: no topic 'zz' in corpus/topics.yaml\n  hint: add it to",
        ),
        (
            "records",
            "[ministries]",
            "[ministry]",
            "no addressee 'ministry' in corpus/addressees.yaml\n  hint: did you mean",
        ),
        ("records", "perspective: south", "perspective: sooth", "no perspective 'sooth' in corpus/perspectives.yaml"),
        (
            "records",
            "source: two-views",
            "source: three-views",
            "no source 'three-views' in corpus/sources\n  hint: did",
        ),
        ("records", "part: c1", "part: c9", "no part 'c9' in corpus/sources/two-views/source.yaml"),
        ("records", "- part: c2", "- part: c9", ":32:15: error: no part 'c9' in corpus/sources/two-views/source.yaml"),
        (
            "records",
            "[c1.p1]",
            "[c1.p9]",
            ":14:20: error: no passage 'c1.p9' in corpus/sources/two-views/passages.jsonl",
        ),
        (
            "records",
            "[c1.p1]",
            "[c2.p1]",
            "the passage 'c2.p1' stands in the part 'c2', not in 'c1'\n  hint: give it as ev",
        ),
        (
            "records",
            "notes: [1]",
            "notes: [2]",
            ":15:17: error: the part 'c1' of 'two-views' has no note 2\n  hint: its notes",
        ),
        (
            "records",
            "passages: [c2.p1]",
            "passages: [c2.p1]\n        notes: [1]",
            "has no note 1\n  hint: it has no notes at all",
        ),
        ("records", "supports: [c1-02]", "supports: [c1-03]", ":17:18: error: no record 'c1-03' in corpus/records"),
        ("records", "record: c1-02", "record: c1-01", "the record 'c1-01' links to itself\n  hint: delete the link"),
        (
            "records",
            "addressees: [ministries]",
            "actors: []",
            "the recommendation 'c1-02' has no addressees\n  hint: say who",
        ),
        (
            "records",
            "    action: Lower tariffs by 3 percentage points\n",
            "",
            "'c1-02' has no action\n  hint: say what to do",
        ),
        ("records", "kind: recommendation", "kind: recommendation\n    claim: fact", "a recommendation makes no claim"),
        ("records", "claim: fact", "action: Do it", ":7:13: error: a finding has no action\n  hint: delete 'action'"),
        ("records", "claim: fact", "addressees: [ministries]", "a finding has no addressees"),
        (
            "records",
            "Trade grew by 12% in 2022\n",
            "'{voice} grows'\n",
            "{voice} stands in the headline\n  hint: use {voice} in",
        ),
        (
            "records",
            '"{voice} finds',
            '"{voice} {voice} finds',
            "{voice} stands twice in one text\n  hint: use a pronoun",
        ),
        (
            "records",
            '"{voice} finds',
            '"{voce} finds',
            "there are braces in the text\n  hint: only {voice} is replaced",
        ),
        ("records", '"{voice} finds', '"{voice} } finds', "there are braces in the text"),
        ("source", "    voice: {", "    group: {}\n#", "wanted here"),
        (
            "source",
            "    voice: {first: Ann Boreal (Northern Institute), later: Boreal, number: singular}\n",
            "",
            "the part 'c1' of 'two-views' has no voice",
        ),
        ("source", "perspective: north", "perspective: nord", "no perspective 'nord' in corpus/perspectives.yaml"),
        (
            "source",
            "id: c2",
            "id: c1",
            "source.yaml:12:9: error: the part id 'c1' stands twice\n  hint: give each part an id",
        ),
        ("topics", "[trade]", "[trad]", "corpus/topics.yaml:7:15: error: no topic 'trad' in corpus/topics.yaml"),
        ("audiences", "[ministries]", "[x]", "no addressee 'x' in corpus/addressees.yaml"),
    ],
)
def test_each_thing_that_points_to_nothing_is_told_with_its_place(file, old, new, message):
    assert message in said(edited(file, old, new))


def test_a_record_without_any_perspective_is_told():
    source = SOURCE.replace("perspective: north\n", "", 1)
    assert "the record 'c1-01' has no perspective\n  hint: name one here, or with the part" in said(desk(source=source))
    assert "source.yaml (perspective: ID); corpus/perspectives.yaml has: north" in said(desk(source=source))


@pytest.mark.parametrize("quote", ["“{}”", '"{}"', "„{}“", "«{}»"])
def test_a_quotation_of_more_than_eight_words_is_told(quote):
    eight, nine = (quote.format(" ".join(["word"] * count)) for count in (8, 9))
    text = "text: Tariffs should be lowered by 3 percentage points."
    assert "a quotation of 9 words stands in the text; at most 8 are wanted" in said(
        edited("records", text, f"text: 'They said {nine}.'")
    )
    load_corpus(edited("records", text, f"text: 'They said {eight} and {eight}.'"))


def test_a_headline_has_at_most_fifteen_words_and_an_action_twenty_five():
    fifteen, twenty_five = (" ".join(["word"] * count) for count in (15, 25))
    load_corpus(edited("records", "Trade grew by 12% in 2022\n", f"{fifteen}\n"))
    load_corpus(edited("records", "Lower tariffs by 3 percentage points\n", f"{twenty_five}\n"))
    assert "at most 15 words are wanted here, found 16" in said(
        edited("records", "Trade grew by 12% in 2022\n", f"{fifteen} more\n")
    )
    assert "at most 25 words are wanted here, found 26" in said(
        edited("records", "Lower tariffs by 3 percentage points\n", f"{twenty_five} more\n")
    )


@pytest.mark.parametrize(
    ("broader", "circles"),
    [
        ({"a": "a"}, ["'a' is broader than itself (a → a)"]),
        ({"a": "b", "b": "c", "c": "b"}, ["'b' is broader than itself (b → c → b)"]),
        ({"c": "a", "b": "c", "a": "b"}, ["'c' is broader than itself (c → a → b → c)"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["(a → b → a)", "(c → d → c)"]),
    ],
)
def test_each_circle_of_broader_terms_is_told_once_from_its_first_topic(broader, circles):
    terms = "".join(f"  - {{id: {term}, label: {term}, broader: [{up}]}}\n" for term, up in broader.items())
    found = said(desk(topics=TOPICS + terms))
    assert found.count("is broader than itself") == len(circles)
    assert all(circle in found for circle in circles)


def test_two_ways_to_the_same_broader_term_are_no_circle():
    diamond = "  - {id: x, label: X, broader: [tariffs, trade]}\n"
    assert "x" in load_corpus(desk(topics=TOPICS + diamond)).topics


def test_a_lattice_of_broader_terms_takes_no_longer_than_its_size():
    rows = "".join(
        f"  - {{id: {side}{level}, label: x, broader: [l{level - 1}, r{level - 1}]}}\n"
        for level in range(1, 400)
        for side in "lr"
    )
    lattice = TOPICS + "  - {id: l0, label: x}\n  - {id: r0, label: x}\n" + rows
    assert len(load_corpus(desk(topics=lattice)).topics) == 802


def test_in_a_corpus_full_of_unknown_ids_each_is_told():
    topics = ", ".join(f"zz{number}" for number in range(300))
    assert said(desk(records=RECORDS.replace("[tariffs]", f"[{topics}]"))).count("error: no topic") == 300
