"""Why something is due is said in people's words."""

import contextlib

import pytest

from briefgen.build.desk.briefs import briefs, locate
from briefgen.build.desk.observe import MISSING, Observation, Observed, Present
from briefgen.build.desk.program import program
from briefgen.build.due.plan import plan
from briefgen.build.history.receipt import Output, Receipt, to_bytes
from briefgen.errors import ConfigError, DeskError, DocumentError
from briefgen.workspace import Memory, digest


def memory(**contents):
    files = {"configs/a.yaml": b"a", "configs/desk.yaml": b"", "corpus/topics.yaml": b"t"}
    return Memory(contents=files | {path.replace("__", "/"): content for path, content in contents.items()})


def receipt_for(desk, *observed, **more):
    values = {
        "id": "a", "config": "configs/a.yaml", "briefgen": "0", "program": program(), "brief": "b", "style": "s",
        "observed": observed, "formats": (), "ours": frozenset(),
    }  # fmt: skip
    desk.write("output/a/receipt.json", to_bytes(Receipt(**(values | more))))


def reasons(desk, *formats):
    return plan(desk, locate(desk, "a"), formats).reasons


def observe(desk, look):
    watched = Observed(desk)
    with contextlib.suppress(DeskError, DocumentError):
        look(watched)
    return watched.observations


CHANGES = [
    (lambda desk: desk.read("corpus/topics.yaml"), ("write", "corpus/topics.yaml"), "corpus/topics.yaml changed"),
    (lambda desk: desk.read("corpus/topics.yaml"), ("remove", "corpus/topics.yaml"), "corpus/topics.yaml is gone"),
    (lambda desk: desk.read("corpus/none.yaml"), ("write", "corpus/none.yaml"), "corpus/none.yaml changed"),
    (lambda desk: desk.exists("corpus/topics.yaml"), ("remove", "corpus/topics.yaml"), "corpus/topics.yaml is gone"),
    (lambda desk: desk.exists("corpus/none.yaml"), ("write", "corpus/none.yaml"), "corpus/none.yaml is new"),
    (lambda desk: desk.files("corpus", ".yaml"), ("write", "corpus/x.yaml"), "files came or went in corpus/"),
    (lambda desk: desk.document("d.txt", ("docs",)), ("document", "d.txt"), "the document d.txt changed"),
    (lambda desk: desk.document("e.txt", ("docs",)), ("forget", "e.txt"), "the document e.txt is gone"),
    (lambda desk: desk.setting("LANG"), ("setting", "LANG"), "the environment variable LANG changed"),
    (lambda desk: desk.now(), ("day", ""), "the day changed"),
]


def apply(desk, kind, name):
    match kind:
        case "write":
            desk.write(name, b"new")
        case "remove":
            desk.remove(name)
        case "document":
            desk.documents[name] = b"new"
        case "forget":
            del desk.documents[name]
        case "setting":
            desk.settings = {name: "new"}
        case "day":
            desk.moment = desk.moment.replace(day=16)


@pytest.mark.parametrize(("look", "change", "reason"), CHANGES)
def test_whatever_was_looked_at_is_a_reason_once_it_changed_and_not_before(look, change, reason):
    desk = memory()
    desk.documents["e.txt"] = b"old"
    receipt_for(desk, *observe(desk, look))
    assert reasons(desk) == ()
    apply(desk, *change)
    assert reasons(desk) == (reason,)


def test_listing_with_another_ending_does_not_matter():
    desk = memory()
    receipt_for(desk, *observe(desk, lambda watched: watched.files("corpus", ".yaml")))
    desk.write("corpus/notes.txt", b"")
    assert reasons(desk) == ()


def test_a_new_config_makes_no_other_brief_due_unless_it_has_the_same_name():
    desk = memory()
    receipt_for(desk, *observe(desk, lambda watched: watched.files("configs", ".yaml")))
    desk.write("configs/b.yaml", b"")
    assert reasons(desk) == ()
    desk.write("configs/team/a.yaml", b"")
    assert plan(desk, locate(desk, "configs/a.yaml")).reasons == ("another config has the same name",)


def test_another_version_of_briefgen_is_a_reason():
    desk = memory()
    receipt_for(desk, program="another")
    assert reasons(desk) == ("briefgen itself changed",)


def test_a_config_that_moved_is_a_reason():
    desk = memory()
    receipt_for(desk, config="configs/old/a.yaml")
    assert reasons(desk) == ("its config was configs/old/a.yaml and is now configs/a.yaml",)


def test_a_run_that_was_interrupted_is_a_reason():
    desk = memory()
    receipt_for(desk)
    desk.write("output/a/receipt.pending.json", b"")
    assert reasons(desk) == ("the last run was interrupted",)


def test_outputs_are_held_against_the_receipt():
    desk = memory(output__a__b=b"x")
    current = Output(file="output/a/b", digest=digest(b"x"), brief="b", style="s", version=1)
    receipt_for(desk, formats=("docx",), outputs={"docx": current})
    assert reasons(desk) == ()
    assert reasons(desk, "pdf") == ("its pdf was not written yet",)
    desk.write("output/a/b", b"edited")
    assert plan(desk, locate(desk, "a")).edited == ("output/a/b",)
    desk.remove("output/a/b")
    assert reasons(desk) == ("output/a/b is missing",)


def test_a_file_is_looked_at_once_for_all_briefs_of_a_run():
    desk = memory()
    present = Present(desk)
    seen = Observation("file", "corpus/topics.yaml", digest(b"t"))
    assert present.sees(seen) == seen.seen
    desk.remove("corpus/topics.yaml")
    assert present.sees(seen) == seen.seen
    assert Present(desk).sees(seen) == MISSING


@pytest.mark.parametrize("name", ["a", "a.yaml", "configs/a", "configs/a.yaml", "./configs/a.yaml"])
def test_a_brief_is_found_by_its_configs_name_however_it_is_given(name):
    assert locate(memory(), name).config == "configs/a.yaml"


def test_the_desks_settings_are_no_brief():
    assert [brief.id for brief in briefs(memory())] == ["a"]
    with pytest.raises(ConfigError, match="settings, not a brief"):
        locate(memory(), "desk")


def test_an_unknown_brief_is_refused_with_a_suggestion():
    desk = memory(configs__ukraine=b"")
    desk.write("configs/ukraine-brief.yaml", b"")
    with pytest.raises(ConfigError) as caught:
        locate(desk, "ukrane-brief")
    assert "ukraine-brief" in caught.value.problems[0].hint


def test_a_name_that_leads_out_of_the_desk_is_refused():
    with pytest.raises(DeskError, match="leads out of the desk"):
        locate(memory(), "../a")
