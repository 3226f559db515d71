"""Receipts say what a build was made from, and are believed only when whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefgen.build.desk.observe import KINDS, Observation
from briefgen.build.history.receipt import BlockTrace, Output, Receipt, from_bytes, to_bytes
from briefgen.build.run import build
from briefgen.workspace import digest
from tests.build.desks import DOCX, FOLDER, starter

words = some.text(max_size=12)
outputs = some.builds(
    Output, file=words, beside=words, digest=words, brief=words, style=words, version=some.integers(0, 9)
)
blocks = some.builds(
    BlockTrace,
    id=words,
    digest=words,
    records=some.lists(words, max_size=2).map(tuple),
    evidence=some.lists(words, max_size=2).map(tuple),
)
receipts = some.builds(
    Receipt,
    id=words,
    config=words,
    briefgen=words,
    program=words,
    brief=words,
    style=words,
    observed=some.lists(some.builds(Observation, some.sampled_from(KINDS), words, words), max_size=3).map(tuple),
    formats=some.lists(words, max_size=3).map(tuple),
    outputs=some.dictionaries(words, outputs, max_size=2),
    records=some.dictionaries(words, words, max_size=2),
    blocks=some.lists(blocks, max_size=2).map(tuple),
    ours=some.frozensets(words, max_size=3),
)


@given(receipts)
def test_a_receipt_is_read_back_as_it_was_written(receipt):
    assert from_bytes(to_bytes(receipt)) == receipt


@given(some.binary(max_size=60))
def test_what_is_no_receipt_is_none(content):
    assert from_bytes(content) is None


@given(receipts, some.data())
def test_a_receipt_cut_off_or_with_a_value_of_another_kind_is_none(receipt, data):
    whole = to_bytes(receipt)
    cut = data.draw(some.integers(0, len(whole) - 3))
    assert from_bytes(whole[:cut]) is None
    said = json.loads(whole)
    key = data.draw(some.sampled_from(sorted(said)))
    said[key] = 7 if key != "form" else "1"
    assert from_bytes(json.dumps(said).encode()) is None


def test_deep_nesting_is_no_receipt():
    assert from_bytes(b"[" * 100_000) is None


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    desk = starter(tmp_path_factory.mktemp("receipt") / "desk", "docx")
    build(desk, "first-brief")
    return desk, json.loads(desk.read(f"{FOLDER}/receipt.json"))


def test_a_receipt_names_every_file_that_the_build_read_with_its_digest(built):
    desk, said = built
    seen = {name: digest for kind, name, digest in said["observed"] if kind == "file"}
    corpus = set(desk.files("corpus"))
    assert corpus <= set(seen)
    assert {"configs/first-brief.yaml", "configs/desk.yaml", "templates/policy-brief/content.html.j2"} <= set(seen)
    assert "templates/policy-brief/reference.docx" in seen
    assert all(digest(desk.read(name)) == found for name, found in seen.items())


def test_a_receipt_traces_every_block_with_a_record_to_its_evidence(built):
    _, said = built
    traced = [block for block in said["blocks"] if block["records"]]
    assert len(traced) > 10
    assert all(block["evidence"] for block in traced)
    finding = next(block for block in traced if block["records"] == ["sf-04"] or "sf-05" in block["records"])
    assert any(one.startswith("shade-first:report.p") for one in finding["evidence"])


def test_a_receipt_knows_the_digest_of_the_file_it_goes_with(built):
    desk, said = built
    assert said["outputs"]["docx"]["file"] == DOCX
    assert said["outputs"]["docx"]["digest"] == digest(desk.read(DOCX))


def test_a_receipt_holds_no_time_and_no_folder_of_this_machine(built):
    desk, _ = built
    assert str(desk.root) not in desk.read(f"{FOLDER}/receipt.json").decode()
