"""A new desk is whole, stays in step with the program, and comes with an installed package as well."""

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefgen.build.desk import starter
from briefgen.build.desk.starter import make_desk, templates_folder
from briefgen.build.shelf.importing import import_source
from briefgen.corpus.check import check_corpus
from briefgen.corpus.load import load_corpus
from briefgen.errors import DeskError, OutputError
from briefgen.workspace import Disk

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(tmp_path):
    make_desk(tmp_path / "desk")
    return Disk((tmp_path / "desk").resolve())


def test_a_new_desk_has_a_corpus_a_brief_templates_schemas_and_documents(desk):
    for folder in ("corpus", "configs", "templates", "schema", "documents", "output"):
        assert desk.files(folder), folder
    assert len(load_corpus(desk).records) >= 15


def test_every_figure_of_the_starter_corpus_stands_in_its_evidence(desk):
    corpus = load_corpus(desk)
    texts = {source.id: desk.read(f"documents/{source.document}").decode() for source in corpus.sources.values()}
    assert check_corpus(corpus, texts) == ()


def test_the_starters_sources_are_what_importing_their_documents_makes(desk):
    for name in ("shade-first", "water-first"):
        imported, change = import_source(desk, desk.root / "documents" / f"{name}.txt", name)
        assert change.files == (), "run the imports again and copy corpus/sources into briefgen/starter"
        assert imported.doubts == ()
        assert [note.doubt for note in imported.source.notes if note.doubt] == []


def test_every_yaml_file_of_a_new_desk_names_a_schema_that_is_there(desk):
    paths = (*desk.files("corpus", ".yaml"), *desk.files("configs", ".yaml"))
    assert len(paths) > 8
    for path in paths:
        first = desk.read(path).decode().splitlines()[0]
        prefix, _, named = first.partition("$schema=")
        assert prefix == "# yaml-language-server: ", path
        assert ((desk.root / path).parent / named).resolve().is_file(), path


def test_a_folder_with_anything_in_it_is_not_touched(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(DeskError, match="not an empty folder"):
        make_desk(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_becomes_a_desk(tmp_path):
    assert "configs/first-brief.yaml" in make_desk(tmp_path)


def test_where_no_folder_can_be_made_the_message_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        make_desk(tmp_path / "file" / "desk")


def test_on_a_full_disk_no_half_desk_is_left(tmp_path, monkeypatch):
    left = [20]

    def full(descriptor):
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device"):
        make_desk(tmp_path / "desk")
    assert list(tmp_path.iterdir()) == []


def test_without_its_templates_a_damaged_installation_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(starter, "_PACKAGE", tmp_path / "briefgen")
    with pytest.raises(DeskError, match="the templates that come with briefgen are not there") as caught:
        templates_folder()
    assert "pip install" in caught.value.problems[0].hint


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the checkout's own files without the network."""
    pytest.importorskip("hatchling", reason="the wheel is built with hatchling, which is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_has_all_of_the_package_its_styles_the_starter_and_the_templates(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {
        f"briefgen/{path.relative_to(ROOT / 'briefgen').as_posix()}"
        for path in (ROOT / "briefgen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    } <= names
    assert {
        f"briefgen/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    } <= names


def test_installed_from_the_wheel_init_and_build_work_away_from_the_checkout(wheel, tmp_path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    assert not (site.parent / "templates").exists()
    environment = {key: value for key, value in os.environ.items() if key != "BRIEFGEN_SOURCES"}
    environment["PYTHONPATH"] = str(site)
    program = [sys.executable, "-P", "-c", "import sys, briefgen.cli; print(briefgen.__file__); briefgen.cli.main()"]

    def run(*arguments, cwd):
        return subprocess.run([*program, *arguments], cwd=cwd, env=environment, capture_output=True, check=False)

    made = run("init", "desk", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert made.stdout.decode().startswith(str(site)), "the installed package ran, not the checkout"
    built = run("build", cwd=tmp_path / "desk")
    assert (built.returncode, built.stderr) == (0, b"")
    names = sorted(path.name for path in (tmp_path / "desk" / "output" / "first-brief").iterdir())
    assert names == ["first-brief.docx", "first-brief.html", "first-brief.pdf", "history", "receipt.json"]
    shutil.rmtree(site)
