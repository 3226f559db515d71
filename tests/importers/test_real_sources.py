"""The two real publications, read whole: what must be true of them, checked in ways of its own."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from briefgen.config.load import load_settings
from briefgen.corpus.anchors import words
from briefgen.corpus.load import load_corpus
from briefgen.importers.document import import_document
from briefgen.importers.storage import note_text, passage_text, store
from briefgen.workspace import Disk, Memory

REPORT, VOLUME = "china-russia-alignment", "eu-china-fifty-fifty"
NOTES = {"ch01": 14, "ch02": 23, "ch03": 9, "ch04": 64, "ch05": 6, "ch06": 22, "ch07": 6, "ch08": 5, "ch09": 6}
NOTES |= {"ch10": 17, "ch11": 19, "ch12": 32, "report": 50}
RUNNING = ("paragraph", "list-item")
#: Items of a list that end without a full stop in the document.
WITHOUT_FULL_STOP = {"report.p46", "report.p47", "report.p48", "report.p49"}
#: Notes that cite nothing: a term explained, thanks, interviews.
COMMENTS = {"report.n1", "report.n11", "report.n14", "report.n49", "ch10.n1", "ch10.n2"}

SUPERSCRIPT = "[⁰¹²³⁴⁵⁶⁷⁸⁹]+"


@pytest.fixture(scope="module")
def key(desk):
    return load_settings(Disk(desk)).fingerprint_key


@pytest.fixture(scope="module")
def documents(sources):
    names = (REPORT, VOLUME)
    return {name: (sources / f"{name}.txt").read_bytes().decode("utf-8") for name in names}


@pytest.fixture(scope="module")
def read(documents, key):
    return {
        name: import_document(text.encode(), source_id=name, name=f"{name}.txt", key=key, known=None)
        for name, text in documents.items()
    }


@pytest.fixture(scope="module")
def passages(read):
    return [one for name in (REPORT, VOLUME) for one in read[name].source.passages]


@pytest.fixture(scope="module")
def notes(read):
    return [one for name in (REPORT, VOLUME) for one in read[name].source.notes]


@pytest.fixture(scope="module")
def shown(passages, documents):
    """The words of each passage by its id, read back from the document, without raised marks."""
    return {one.id: re.sub(SUPERSCRIPT, "", passage_text(documents[one.source], one)).strip() for one in passages}


def test_each_of_the_273_notes_is_found_exactly_once(notes, documents):
    counted = Counter(note.part for note in notes)
    assert counted == NOTES
    assert [note.number for note in notes] == [number for part in ["report", *NOTES][:1] for number in range(1, 51)] + [
        number for part in list(NOTES)[:12] for number in range(1, NOTES[part] + 1)
    ]
    volume = len(re.findall(rf"^ *(?:- )?{SUPERSCRIPT} \S", documents[VOLUME], re.MULTILINE))
    report = len(re.findall(r"(?<!\d)\d{1,2} \| ", documents[REPORT]))
    assert (volume, report) == (223, 50)


def test_each_note_is_tied_to_a_passage_that_calls_it_but_for_the_documents_one_fault(notes, passages):
    calling = {one.id: one for one in passages}
    assert {note.id for note in notes if not note.called_by} == {"ch05.n3"}
    for note in notes:
        for caller in note.called_by:
            assert note.number in calling[caller].notes
            assert calling[caller].part == note.part
            assert calling[caller].kind != "pull-quote"
    assert "a call of note 5 stands where its own is expected" in next(n.doubt for n in notes if n.id == "ch05.n3")


def test_the_marks_of_the_volume_stand_where_its_text_has_them(passages, documents):
    text = documents[VOLUME]
    marks = re.findall(rf"(?<![\s⁰¹²³⁴⁵⁶⁷⁸⁹-]){SUPERSCRIPT}", text)  # a note's own number stands at the start of a line
    assert len(marks) == sum(len(one.notes) for one in passages if one.source == VOLUME)


def test_no_passage_is_cut_in_two(passages, shown):
    for one in passages:
        if one.kind not in RUNNING or one.id in WITHOUT_FULL_STOP:
            continue
        text = shown[one.id]
        assert not re.match(r"[“‘\"'*(\[]*[a-z,;.)\]]", text), f"{one.id} begins within a sentence"
        assert re.search(r"[.!?:][”’\"')\]*]*\d{0,2}\.?$", text), f"{one.id} breaks off"


def test_no_pull_quote_stands_among_the_passages(passages, shown):
    for part in NOTES:
        told = {one.id: " ".join(words(shown[one.id])) for one in passages if one.part == part and one.kind in RUNNING}
        for name, text in told.items():
            if len(text.split()) >= 6:
                others = [other for other, whole in told.items() if other != name and text in whole]
                assert others == [], f"{name} is said again in {others}"


def test_every_pull_quote_points_to_a_passage_of_its_part(passages):
    running = {one.id: one for one in passages if one.kind in RUNNING}
    quotes = [one for one in passages if one.kind == "pull-quote"]
    assert len(quotes) == 49
    assert all(running[one.repeats].part == one.part for one in quotes)


def test_offsets_are_exact_and_no_two_passages_overlap(passages, notes, documents):
    for name, text in documents.items():
        spans = sorted(
            (start, end, one.id) for one in (*passages, *notes) if one.source == name for start, end in one.spans
        )
        assert all(text[start].strip() and text[end - 1].strip() for start, end, _ in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_nothing_in_the_documents_is_left_unread(read, documents):
    for name, text in documents.items():
        lines = {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
        assert {one.line for one in read[name].reading} == lines
        assert not [one for one in read[name].reading if one.role == "unread"]


def test_the_twelve_chapters_stand_under_the_six_themes(read):
    chapters = [part for part in read[VOLUME].source.parts if part.matter == "body"]
    assert [part.id for part in chapters] == [f"ch{number:02d}" for number in range(1, 13)]
    groups = list(dict.fromkeys(part.group for part in chapters))
    assert len(groups) == 6
    assert all(sum(part.group == group for part in chapters) == 2 for group in groups)
    assert all(part.authors for part in chapters)
    front = [part.id for part in read[VOLUME].source.parts if part.matter == "front"]
    assert front[-3:] == ["foreword", "preface", "acronyms"]


def test_every_note_cites_works_or_is_a_comment(notes, documents):
    for note in notes:
        assert bool(note.mentions) == (note.id not in COMMENTS), note.id
    for note in notes:
        if note.id in COMMENTS:
            raw = note_text(documents[note.source], note)
            assert "http" not in raw
            assert "](#)" not in raw


def test_every_pointer_back_finds_its_work(notes, documents):
    pointing = [
        note for note in notes if re.search(r"\bibid\b", note_text(documents[note.source], note), re.IGNORECASE)
    ]
    assert len(pointing) == 18
    assert all(any(mention.ibid for mention in note.mentions) for note in pointing)


def test_every_work_has_a_title_and_somebody_or_something_that_published_it(read):
    for name in (REPORT, VOLUME):
        for work in read[name].source.references:
            assert len(work["title"]) > 3
            assert not re.search("[\ue000-\ue010]|https?:|\\]\\(", str(work["title"]))
            told = {"author", "editor", "container-title", "publisher", "collection-title", "URL"} & set(work)
            assert told or work["id"] == "anonymous-2025-china-com"  # a site is all that the note names
    by_id = {work["id"]: work for name in read for work in read[name].source.references}
    undated = [name for name, work in by_id.items() if "issued" not in work and "accessed" not in work]
    assert undated == ["nato-strategic-communications-nd-prc-narratives"]  # "forthcoming"


def test_every_printed_address_is_a_works_url(read, documents):
    printed = len(re.findall(r"https?://", documents[REPORT]))
    works = [work for work in read[REPORT].source.references if "URL" in work]
    urls = [work["URL"] for work in works]
    assert len(set(urls)) == len(urls) == len(read[REPORT].source.references)
    assert not [url for url in urls if re.search(r"\s", url)]
    repeated = Counter(
        mention.reference for note in read[REPORT].source.notes for mention in note.mentions if not mention.ibid
    )
    again = sum(count - 1 for count in repeated.values())
    assert printed == len(urls) + again + 1  # one note prints its address twice


def test_works_in_chinese_keep_their_title_and_its_translation(read):
    works = [work for name in read for work in read[name].source.references if work.get("language") == "zh"]
    assert len(works) == 11
    for work in works:
        assert re.search("[\u4e00-\u9fff]", work["title"])
        assert re.search("[A-Za-z]", work["translated-title"])


def test_the_desk_holds_what_importing_makes_and_no_sentence_of_the_documents(desk, documents, key, passages, shown):
    corpus = load_corpus(Disk(desk))
    copy = Memory()
    for path in sorted((desk / "corpus/sources").rglob("*.*")):
        copy.contents[path.relative_to(desk).as_posix()] = path.read_bytes()
    for name, text in documents.items():
        known = corpus.sources[name]
        again = import_document(text.encode(), source_id=name, name=f"{name}.txt", key=key, known=known)
        assert store(copy, again.source) == ()
        kept = " ".join(
            words(
                b" ".join(
                    copy.contents[f"corpus/sources/{name}/{file}"] for file in ("passages.jsonl", "notes.jsonl")
                ).decode()
            )
        )
        for one in passages:
            said = words(shown[one.id])
            if one.source == name and one.kind == "paragraph":
                runs = (" ".join(said[at : at + 12]) for at in range(0, max(0, len(said) - 11), 6))
                assert not [run for run in runs if run in kept], one.id
