"""What the corpus covers: counted, drawn, and nothing left out."""

import pytest
from lxml import etree

from briefgen.build.desk.starter import make_desk
from briefgen.build.shelf.coverage import cover
from briefgen.build.shelf.coverage_page import PAGE, PICTURE, pictures
from briefgen.corpus.load import load_corpus
from briefgen.workspace import Disk
from tests.build.desks import change


@pytest.fixture
def desk(tmp_path):
    make_desk(tmp_path / "desk")
    return Disk((tmp_path / "desk").resolve())


def test_every_record_is_counted_once_by_perspective_and_year_and_under_each_of_its_topics(desk):
    corpus, found = load_corpus(desk), cover(desk)
    records = list(corpus.records.values())
    assert found.records == len(records)
    for rows in (found.perspectives, found.years):
        assert sum(row.findings for row in rows) == sum(record.kind == "finding" for record in records)
        assert sum(row.recommendations for row in rows) == sum(record.kind == "recommendation" for record in records)
        assert all(sum(number for _, number in row.regions) == row.records for row in rows)
    assert sorted(row.id for row in found.topics) == sorted(corpus.topics)
    assert sum(row.records for row in found.topics) == sum(len(record.topics) for record in records)


def test_narrower_topics_stand_below_their_broader_term(desk):
    corpus, rows = load_corpus(desk), cover(desk).topics
    place = {row.id: number for number, row in enumerate(rows)}
    narrower = [topic for topic in corpus.topics.values() if topic.broader]
    assert narrower
    for topic in narrower:
        above = topic.broader[0]
        assert place[above] < place[topic.id]
        assert rows[place[topic.id]].depth == rows[place[above]].depth + 1


def test_what_no_record_rests_on_or_cites_is_named(desk):
    before = {part.source: part for part in cover(desk).parts}
    text = desk.read("corpus/records/shade-first/report.yaml").decode()
    change(desk.root, "corpus/records/shade-first/report.yaml", text[text.index("  - id: sf-07") :], "")
    (desk.root / "configs" / "first-brief.yaml").unlink()
    after = {part.source: part for part in cover(desk).parts}["shade-first"]
    assert set(after.unused) > set(before["shade-first"].unused)
    assert "report.p06" in after.unused
    assert len(after.unused) <= after.passages


def test_records_of_no_brief_are_named_and_a_brief_with_mistakes_is_told(desk):
    found = cover(desk)
    assert found.briefs == 1
    used = found.records - len(found.unused)
    assert used > 0
    change(desk.root, "configs/first-brief.yaml", "audience: ", "audience: x")
    broken = cover(desk)
    assert (broken.briefs, len(broken.unused)) == (0, found.records)
    (problem,) = broken.problems
    assert problem.message.startswith("the brief 'first-brief' was left out: no audience 'x")
    assert problem.severity == "warning"


def test_the_picture_is_sound_the_same_each_time_and_says_every_number(desk):
    found = cover(desk)
    made = pictures(found)
    assert made == pictures(cover(desk))
    svg = etree.fromstring(made[PICTURE])
    said = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    for rows in (found.topics, found.sources, found.perspectives, found.years):
        for row in rows:
            assert str(row.records) in said
            assert any(row.label.startswith((text or "?").rstrip("…")) for text in said)
    page = made[PAGE].decode()
    assert all(name in page for name in found.unused)
    assert all(name in page for part in found.parts for name in part.unused)


def test_labels_are_text_and_no_markup(desk):
    change(desk.root, "corpus/topics.yaml", "label: ", "label: <script>alert(1)</script> ")
    made = pictures(cover(desk))
    assert all(b"<script" not in content for content in made.values())
    etree.fromstring(made[PICTURE])


def test_a_desk_without_records_has_a_picture_too(tmp_path):
    for folder in ("corpus", "configs"):
        (tmp_path / folder).mkdir()
    found = cover(Disk(tmp_path))
    assert (found.records, found.briefs, found.unused) == (0, 0, ())
    etree.fromstring(pictures(found)[PICTURE])
