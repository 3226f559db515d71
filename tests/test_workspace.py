import errno
import os
from pathlib import Path

import pytest

from briefgen.errors import BusyError, DeskError, DocumentError, MissingProgramError, OutputError
from briefgen.workspace import Disk, Memory, find_desk, inside, run_program
from briefgen.workspace import disk as disk_module


def make_desk(folder: Path) -> Path:
    (folder / "corpus").mkdir()
    (folder / "configs").mkdir()
    return folder


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "C:/x", "a\\..\\..\\x", "a\0b"])
def test_no_path_leads_out_of_the_desk(path):
    with pytest.raises(DeskError, match="leads out of the desk"):
        inside(path)


def test_a_link_that_leads_out_of_the_desk_is_refused(tmp_path):
    desk = make_desk(tmp_path)
    (desk / "corpus" / "link").symlink_to("/etc")
    with pytest.raises(DeskError, match="a link that leads out"):
        Disk(desk).read("corpus/link/hostname")


def test_the_desk_is_found_from_any_folder_below_it(tmp_path):
    desk = make_desk(tmp_path)
    below = desk / "corpus" / "a" / "b"
    below.mkdir(parents=True)
    assert find_desk(below) == desk.resolve()


def test_where_there_is_no_desk_the_message_says_how_to_make_one(tmp_path):
    with pytest.raises(DeskError) as caught:
        find_desk(tmp_path)
    assert "no desk here" in caught.value.problems[0].message
    assert "briefgen init" in caught.value.problems[0].hint


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DeskError) as caught:
        Disk(make_desk(tmp_path)).read("corpus/none.yaml")
    assert "there is no such file" in caught.value.problems[0].message
    assert caught.value.problems[0].place.file == "corpus/none.yaml"


def test_what_is_written_is_read_back_and_nothing_else_is_left(tmp_path):
    disk = Disk(make_desk(tmp_path))
    disk.write("output/a/b.txt", b"one")
    disk.write("output/a/b.txt", b"two")
    assert disk.read("output/a/b.txt") == b"two"
    assert disk.files("output") == ("output/a/b.txt",)
    assert [path.name for path in (tmp_path / "output" / "a").iterdir()] == ["b.txt"]


def test_a_full_disk_leaves_the_old_file_whole_and_says_so(tmp_path, monkeypatch):
    disk = Disk(make_desk(tmp_path))
    disk.write("output/b.txt", b"old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device; what was there before is unchanged"):
        disk.write("output/b.txt", b"new")
    monkeypatch.undo()
    assert disk.read("output/b.txt") == b"old"
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["b.txt"]


def test_a_document_is_looked_for_in_each_folder_by_its_name_alone(tmp_path):
    desk = make_desk(tmp_path / "desk" if (tmp_path / "desk").mkdir() is None else tmp_path)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "a.txt").write_bytes(b"text")
    assert Disk(desk).document("a.txt", ["nowhere", "../shelf"]) == b"text"
    with pytest.raises(DocumentError, match="is not at hand"):
        Disk(desk).document("b.txt", ["../shelf"])


def test_a_document_that_is_missing_or_a_folder_is_a_clear_error(tmp_path):
    with pytest.raises(DocumentError, match="no such document"):
        disk_module.read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="it is a folder"):
        disk_module.read_document(tmp_path)


def test_a_pipe_or_a_device_is_refused_before_it_is_opened(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("a.txt", "zero.txt"):
        with pytest.raises(DocumentError, match="it is no file but a pipe or a device"):
            disk_module.read_document(tmp_path / name)


def test_a_file_over_the_bound_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(disk_module, "LARGEST_FILE", 3)
    disk = Disk(make_desk(tmp_path))
    disk.write("corpus/a.yaml", b"long")
    with pytest.raises(DeskError, match="larger than 512 MiB"):
        disk.read("corpus/a.yaml")
    with pytest.raises(DocumentError, match="larger than 512 MiB"):
        disk_module.read_document(tmp_path / "corpus" / "a.yaml")


def test_a_program_that_is_missing_or_too_slow_is_a_clear_error():
    with pytest.raises(MissingProgramError, match="is not installed"):
        run_program(["no-such-program-here"], b"", 1)
    with pytest.raises(MissingProgramError, match=r"did not answer within 0\.1 seconds"):
        run_program(["sleep", "5"], b"", 0.1)
    assert run_program(["cat"], b"given", 5).output == b"given"


def test_two_runs_cannot_hold_the_desk_at_once(tmp_path, monkeypatch):
    filelock = pytest.importorskip("filelock")
    disk = Disk(make_desk(tmp_path))

    class Impatient(filelock.FileLock):
        def __init__(self, path, timeout):
            super().__init__(path, timeout=0)

    monkeypatch.setattr(filelock, "FileLock", Impatient)
    with disk.hold("build"), pytest.raises(BusyError, match="another run"), Disk(tmp_path).hold("build"):
        pytest.fail("held twice")
    with disk.hold("build"):
        pass


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    disk = Disk(tmp_path, cache_folder=blocked)
    disk.cache("a", b"x")
    assert disk.cached("a") is None


def test_the_toy_desk_answers_like_the_real_one():
    toy = Memory({"corpus/a.yaml": b"x"}, documents={"d.txt": b"text"}, settings={"A": "1"})
    assert toy.read("corpus/a.yaml") == b"x"
    assert toy.files("corpus", ".yaml") == ("corpus/a.yaml",)
    assert toy.document("d.txt", []) == b"text"
    assert (toy.setting("A"), toy.setting("B")) == ("1", "")
    assert toy.now().year == 2026
    with pytest.raises(DeskError, match="no such file"):
        toy.read("corpus/b.yaml")
    with pytest.raises(DocumentError, match="not at hand"):
        toy.document("e.txt", [])
