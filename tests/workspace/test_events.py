"""What happens below the folders is heard, however an editor saves; by events and by looking."""

import os
import shutil
import threading

import pytest

from briefgen.workspace import Disk, stopping
from briefgen.workspace import events as events_module
from briefgen.workspace.events import on_network

#: Longer than any of this takes; a test that passes does not wait so long.
PATIENCE = 30


def atomic(path):
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text("new", encoding="utf-8")
    beside.replace(path)


def backed_up(path):
    path.replace(path.with_name(f"{path.name}~"))
    path.write_text("new", encoding="utf-8")


def in_place(path):
    with path.open("a", encoding="utf-8") as file:
        file.write("more")


def gone(path):
    path.unlink()


def new_folder(path):
    (path.parent / "deeper").mkdir()
    (path.parent / "deeper" / "new.yaml").write_text("x", encoding="utf-8")


def folder_gone(path):
    shutil.rmtree(path.parent)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "desk/corpus/records").mkdir(parents=True)
    (tmp_path / "desk/corpus/records/a.yaml").write_text("old", encoding="utf-8")
    (tmp_path / "shelf").mkdir()
    return tmp_path / "desk"


@pytest.mark.parametrize("polling", [False, True])
@pytest.mark.parametrize("save", [atomic, backed_up, in_place, gone, new_folder, folder_gone])
def test_a_change_is_heard(root, polling, save):
    with Disk(root).watching(("corpus", "../shelf", "none"), polling=polling) as watcher:
        assert not watcher.happened(0.01)
        save(root / "corpus/records/a.yaml")
        assert watcher.happened(PATIENCE)


@pytest.mark.parametrize("polling", [False, True])
def test_what_happens_in_a_folder_that_is_new_is_heard_too(root, polling):
    with Disk(root).watching(("corpus", "templates"), polling=polling) as watcher:
        (root / "corpus/records/2026").mkdir()
        assert watcher.happened(PATIENCE)
        while watcher.happened(0.5):  # what was still to come of the first change
            pass
        (root / "corpus/records/2026/b.yaml").write_text("x", encoding="utf-8")
        assert watcher.happened(PATIENCE)
        while watcher.happened(0.5):
            pass
        (root / "templates").mkdir()
        assert watcher.happened(PATIENCE)


@pytest.mark.parametrize("polling", [False, True])
def test_a_folder_outside_the_desk_and_the_desk_s_own_are_heard_and_hidden_ones_are_not(root, polling):
    (root / ".briefgen").mkdir()
    (root / "output/brief").mkdir(parents=True)
    with Disk(root).watching(("corpus", "../shelf"), polling=polling) as watcher:
        (root / ".briefgen/state.json").write_text("x", encoding="utf-8")
        (root / "output/brief/a.docx").write_text("x", encoding="utf-8")
        assert not watcher.happened(0.6)
        (root.parent / "shelf/paper.txt").write_text("x", encoding="utf-8")
        assert watcher.happened(PATIENCE)
        while watcher.happened(0.5):
            pass
        (root / "own.csl").write_text("x", encoding="utf-8")
        assert watcher.happened(PATIENCE)


@pytest.mark.parametrize("polling", [False, True])
def test_waiting_ends_when_a_stop_is_asked_for(root, polling):
    with Disk(root).watching(("corpus",), polling=polling) as watcher:
        timer = threading.Timer(0.1, stopping.asked.set)
        timer.start()
        try:
            assert not watcher.happened(PATIENCE)
            assert not Disk(root).wait(PATIENCE)
        finally:
            timer.join()
            stopping.asked.clear()


def test_where_the_system_has_no_room_for_more_watches_the_folders_are_looked_at(root, monkeypatch):
    def full(*_paths, **_options):
        raise OSError(28, os.strerror(28))
        yield

    monkeypatch.setattr("watchfiles.watch", full)
    with Disk(root).watching(("corpus",), polling=False) as watcher:
        assert watcher.polling
        atomic(root / "corpus/records/a.yaml")
        assert watcher.happened(PATIENCE)


def test_a_network_share_is_looked_at_again_and_again(root, monkeypatch, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n//s/y {tmp_path}/with\\040space cifs rw 0 0\nbad\n",
        encoding="utf-8",
    )
    assert on_network(root, mounts)
    assert on_network(tmp_path / "with space" / "a", mounts)
    assert not on_network(tmp_path.parent, mounts)
    assert not on_network(root, tmp_path / "none")
    monkeypatch.setattr(events_module, "on_network", lambda folder: True)
    with Disk(root).watching((), polling=False) as watcher:
        assert watcher.polling
