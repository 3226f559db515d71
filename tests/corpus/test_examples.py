"""The examples on the page about records are records: they load, and every figure in them is proved."""

import re
from collections import defaultdict

import pytest

from briefgen.build.desk.documents import at_hand
from briefgen.build.desk.starter import make_desk
from briefgen.config.load import load_settings
from briefgen.corpus.check import check_corpus
from briefgen.corpus.load import load_corpus
from briefgen.workspace import Disk

PAGE = "docs/records.md"
BLOCK = re.compile(r"```yaml\n# corpus/records/([\w-]+)/examples\.yaml\n(.*?)```", re.DOTALL)


@pytest.fixture
def examples(desk, tmp_path):
    made = tmp_path / "desk"
    make_desk(made)
    files = defaultdict(list)
    for source, text in BLOCK.findall((desk / PAGE).read_text(encoding="utf-8")):
        files[source].append(text)
    for source, texts in files.items():
        body = "".join(f"  {line}".rstrip() + "\n" for text in texts for line in text.splitlines())
        path = made / "corpus" / "records" / source / "examples.yaml"
        path.write_text(f"source: {source}\npart: report\nrecords:\n{body}", encoding="utf-8")
    return Disk(made.resolve())


def test_there_is_an_example_for_each_kind_and_each_claim(examples):
    records = [one for one in load_corpus(examples).records.values() if one.id.startswith("ex-")]
    assert {one.kind for one in records} == {"finding", "recommendation"}
    assert {one.claim for one in records if one.kind == "finding"} == {"fact", "assessment", "forecast", "position"}
    assert any(one.figure for one in records)
    assert any(len({evidence.source for evidence in one.evidence}) == 2 for one in records)
    assert {link.kind for one in records for link in one.links} == {"contradicts"}


def test_every_example_is_proved_from_the_documents_text(examples):
    corpus = load_corpus(examples)
    documents = at_hand(examples, load_settings(examples), corpus.sources.values())
    assert len(documents.texts) == 2
    assert [problem.message for problem in check_corpus(corpus, documents.texts)] == []


def test_the_passages_shown_stand_in_the_documents(desk, examples):
    text = re.sub(
        r"\s+",
        " ",
        "".join((examples.root / "documents" / f"{name}-first.txt").read_text("utf-8") for name in ("shade", "water")),
    )
    page = (desk / PAGE).read_text(encoding="utf-8")
    shown = [
        re.sub(r"\s+", " ", " ".join(line[1:] for line in block.strip().splitlines())).strip()
        for block in re.findall(r"(?:^>.*\n)+", page, re.MULTILINE)
    ]
    assert len(shown) == 6
    for passage in shown:
        for piece in passage.split("[…]"):
            assert piece.strip().replace("’", "'") in text.replace("’", "'"), piece
