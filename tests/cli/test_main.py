"""The command line as a program: what it imports, how it ends, what it leaves on each stream."""

import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.build.desk.starter import make_desk
from briefgen.cli import group
from briefgen.workspace import Disk
from tests.build.desks import change, starter

#: What takes long to import, or starts programs, and is asked for only where it is used.
HEAVY = ("yaml", "jinja2", "docx", "weasyprint", "lxml", "pypandoc", "rich", "platformdirs", "filelock", "subprocess")
#: briefgen's own modules that a run with nothing to do needs none of.
STAGES = (
    "brief",
    "config",
    "corpus",
    "select",
    "cite",
    "compose",
    "writers",
    "importers",
    "yamlsource",
    "walk",
    "style",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = starter(tmp_path_factory.mktemp("main") / "desk", "docx, html, outline")
    assert briefgen(desk, "build").returncode == 0
    return desk


def briefgen(desk, *arguments, **more):
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=desk.root, capture_output=True, timeout=120, check=False, **more)


def imported(desk, *arguments):
    """Names of all modules that a command imports, as ``python -X importtime`` lists them."""
    command = [sys.executable, "-X", "importtime", "-m", "briefgen", *arguments]
    run = subprocess.run(command, cwd=desk.root, capture_output=True, text=True, timeout=60, check=True)
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build",), ("build", "first-brief.yaml")])
def test_help_and_a_build_with_nothing_to_do_import_nothing_heavy(desk, arguments):
    modules = imported(desk, *arguments)
    packages = {name.partition(".")[0] for name in modules}
    assert packages.isdisjoint(HEAVY), sorted(packages.intersection(HEAVY))
    assert {f"briefgen.{stage}" for stage in STAGES}.isdisjoint(modules)


def test_help_imports_no_command_at_all(desk):
    commands = {f"briefgen.cli.{module}" for module, _ in group.COMMANDS.values()}
    assert commands.isdisjoint(imported(desk, "--help"))


def test_the_one_line_of_each_command_is_the_first_of_its_own_help():
    for name, (_, purpose) in group.COMMANDS.items():
        command = group.briefgen.get_command(None, name)
        assert command.name == name
        assert command.help.splitlines()[0] == purpose


def test_the_version_is_told(desk):
    assert briefgen(desk, "--version").stdout.decode().startswith("briefgen, version ")


def test_quiet_says_nothing_and_verbose_says_the_verbs_of_the_architecture_page(desk, tmp_path):
    assert briefgen(desk, "-q", "build", "--fresh").stdout == b""
    run = briefgen(desk, "build", "--fresh", "--verbose")
    verbs = [line.split()[0] for line in run.stderr.decode().splitlines()]
    assert verbs == ["load", "load", "select", "check", "compose", "write", "write", "write"]
    page = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")
    for verb in set(verbs) - {"check"}:
        assert f"**{verb}**" in page


def test_the_desk_is_found_from_any_folder_in_it_and_from_outside_by_name(desk, tmp_path):
    below = subprocess.run(
        [sys.executable, "-m", "briefgen", "build", "../../configs/first-brief.yaml"],
        cwd=desk.root / "corpus" / "records", capture_output=True, check=True,
    )  # fmt: skip
    assert below.stdout == b"first-brief: up to date\n"
    for arguments in (["--desk", str(desk.root), "build"], ["build", "--desk", str(desk.root)]):
        run = subprocess.run(
            [sys.executable, "-m", "briefgen", *arguments], cwd=tmp_path, capture_output=True, check=True
        )
        assert run.stdout == b"first-brief: up to date\n"


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("passages", "shade-first"), {"id", "part", "section", "start", "end", "kind", "notes", "text", "figures"}),
        (("notes", "shade-first"), {"id", "part", "number", "references", "called_by", "doubt", "start", "end"}),
        (("records",), {"id", "kind", "claim", "headline", "text", "region", "evidence", "links", "figure"}),
        (("search", "trees"), {"id", "kind", "rank", "score", "reasons", "evidence"}),
    ],
)
def test_lists_for_programs_are_json_lists_of_objects_with_these_keys(desk, arguments, keys):
    run = briefgen(desk, *arguments, "--json", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    listed = json.loads(run.stdout.decode("utf-8"))
    assert listed
    assert all(keys <= set(one) for one in listed)


def test_a_selection_for_programs_has_ranked_records_and_near_misses(desk):
    chosen = json.loads(briefgen(desk, "select", "first-brief", "--json").stdout)
    missed = json.loads(briefgen(desk, "select", "first-brief", "--json", "--missed").stdout)
    assert [one["rank"] for one in chosen] == list(range(1, len(chosen) + 1))
    assert not {one["id"] for one in chosen} & {one["id"] for one in missed}
    for one in (*chosen, *missed):
        assert one["reasons"]
        assert {"source", "passage", "start", "end"} <= set(one["evidence"][0])


def test_a_notes_own_words_are_printed_only_where_the_document_is_at_hand(tmp_path):
    make_desk(tmp_path / "desk")
    folder = (tmp_path / "desk").resolve()
    command = [sys.executable, "-m", "briefgen", "--desk", str(folder), "notes", "shade-first", "--json"]
    environment = {key: value for key, value in os.environ.items() if key != "BRIEFGEN_SOURCES"}
    with_document = json.loads(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    assert with_document[0]["raw"] == "Aldermoor Town Observatory, “Street temperature series 2014–2024”, 2025."
    (folder / "documents").rename(tmp_path / "elsewhere")
    run = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert "raw" not in json.loads(run.stdout)[0]
    assert b"is not at hand" in run.stderr
    environment["BRIEFGEN_SOURCES"] = os.pathsep.join(("/nowhere", str(tmp_path / "elsewhere")))
    assert "raw" in json.loads(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)[0]


def test_a_document_that_changed_since_its_import_is_not_read_by_its_old_places(tmp_path):
    make_desk(tmp_path / "desk")
    change(tmp_path / "desk", "documents/shade-first.txt", "Shade first", "Shade comes first")
    command = [sys.executable, "-m", "briefgen", "--desk", str(tmp_path / "desk"), "notes", "shade-first", "--json"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert "raw" not in json.loads(run.stdout)[0]
    assert b"is not the one that was imported" in run.stderr
    check = subprocess.run([*command[:5], "check"], capture_output=True, check=False)
    assert check.returncode == 4
    assert b"briefgen import documents/shade-first.txt --id shade-first" in check.stdout


def test_what_a_terminal_cannot_show_is_replaced_and_stops_nothing(desk):
    run = briefgen(desk, "passages", "shade-first", env=os.environ | {"PYTHONIOENCODING": "latin-1"})
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"147?494" in run.stdout, "the dash between two offsets is not in Latin 1"


def test_a_reader_that_goes_away_is_no_mistake(desk):
    command = f"{sys.executable} -m briefgen records --json | head -c 1"
    run = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], cwd=desk.root, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) in {(141, b""), (0, b"")}, "0: all fitted into the pipe before it was closed"
    command = f"{sys.executable} -m briefgen records --json | true"
    run = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=desk.root, capture_output=True, check=False)
    assert run.stderr == b""


def test_stopped_from_the_keyboard_it_says_so_in_one_line(desk):
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # also where tests run behind
    script = f"{heard}; import sys; from briefgen.cli import main; print('ready', flush=True); main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "build", "--fresh"]
    (name,) = (path.stem for path in (desk.root / "configs").glob("*.yaml") if path.stem != "desk")
    with Disk(desk.root).hold(f"build-{name}"):  # the run has to wait for its turn: it cannot be over too soon
        run = subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        for _ in range(10):  # Python drops an interrupt that comes while it tears an object down
            time.sleep(2)
            if run.poll() is not None:
                break
            run.send_signal(signal.SIGINT)
        _, rest = run.communicate(timeout=60)
    assert run.returncode == 130
    assert rest.decode().strip().splitlines()[-1] == "Stopped."
    assert b"Traceback" not in rest


def test_without_pango_the_other_formats_are_written_and_the_message_says_what_to_install(tmp_path):
    desk = starter(tmp_path / "desk", "docx, pdf, html")
    fake = tmp_path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    path = os.pathsep.join((str(fake.parent), str(Path(__file__).parents[2])))
    run = briefgen(desk, "build", env=os.environ | {"PYTHONPATH": path})
    assert run.returncode == 11
    assert desk.exists("output/first-brief/first-brief.docx")
    assert desk.exists("output/first-brief/first-brief.html")
    for word in ("Debian", "Fedora", "macOS", "Windows", "libpango", "The others were written."):
        assert word in run.stderr.decode()
    assert b"Traceback" not in run.stderr


def test_a_mistake_of_our_own_is_one_line_and_a_report_never_a_traceback(desk, monkeypatch, capsys):
    from briefgen.cli import run, schema

    def broken():
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(schema, "all_schemas", broken)
    assert run(["--desk", str(desk.root), "schema"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: briefgen made a mistake of its own (RuntimeError: two lines)\n")
    report = Path(said.rpartition("with the file ")[2].strip())
    assert report.is_relative_to(os.environ["BRIEFGEN_CACHE"])
    assert "Traceback" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "word", "wanted"),
    [
        ("briefgen bu", 1, "build"),
        ("briefgen build fi", 2, "first-brief.yaml"),
        ("briefgen select ", 2, "first-brief.yaml"),
        ("briefgen passages wat", 2, "water-first"),
        ("briefgen records wf-0", 2, "wf-01"),
    ],
)
def test_the_shell_completes_commands_configs_sources_and_records(desk, line, word, wanted):
    environment = os.environ | {"_BRIEFGEN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(word)}
    run = briefgen(desk, env=environment)
    assert wanted in [found.partition(",")[2] for found in run.stdout.decode().splitlines()]


def test_outside_a_desk_completion_offers_nothing_and_complains_of_nothing(tmp_path):
    environment = os.environ | {
        "_BRIEFGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": "briefgen build ",
        "COMP_CWORD": "2",
    }
    run = subprocess.run(
        [sys.executable, "-m", "briefgen"], cwd=tmp_path, capture_output=True, env=environment, check=False
    )
    assert (run.stdout.strip(), run.stderr) == (b"", b"")


def on_a_terminal(desk, arguments, environment):
    """What a command shows on a terminal of 120 columns."""
    main, side = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, *arguments], cwd=desk.root, stdout=side, stderr=side, stdin=side,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"} | environment,
    )  # fmt: skip
    os.close(side)
    shown = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([main], [], [], 0.2)
        try:
            piece = os.read(main, 65536) if ready else b""
        except OSError:
            break
        shown += piece
        if not piece and run.poll() is not None:
            break
    run.wait(timeout=10)
    os.close(main)
    return shown.decode("utf-8", errors="replace"), run.returncode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", ["records", "records --json", "build", "--help"])
def test_where_what_is_printed_finds_no_room_one_message_says_so(desk, arguments, unbuffered):
    run = subprocess.run(
        f"{sys.executable} -m briefgen {arguments} > /dev/full", shell=True, cwd=desk.root, capture_output=True,
        check=False, text=True, env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    assert run.returncode == 10
    first, second, _ = run.stderr.splitlines()
    assert first == "error: what the command prints cannot be written: no space left on device"
    assert second == "  hint: send it to a place with room"


def test_closed_standard_streams_are_no_mistake(desk):
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        for arguments in ("check", "records", "records --json", "build"):
            command = f"{sys.executable} -m briefgen {arguments} {closed}"
            run = subprocess.run(command, shell=True, cwd=desk.root, capture_output=True, check=False)
            assert (run.returncode, run.stderr) == (0, b""), command


def test_a_reader_that_goes_away_early_is_told_by_the_exit_code_without_buffers_too(desk):
    code = "from briefgen.cli.printing import print_json; print_json(['x' * 1_000_000])"
    command = f"{sys.executable} -u -c {shlex.quote(code)} 2> /dev/null | head -c 1; exit ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (run.stdout, run.returncode) == (b"[", 1), "what did not fit into the pipe was dropped in silence"


def test_on_a_terminal_results_are_a_table_with_headings_and_no_colour_where_none_is_wanted(desk):
    shown, code = on_a_terminal(desk, ["-m", "briefgen", "records"], {"NO_COLOR": "1"})
    assert code == 0
    assert "headline" in shown
    assert "Port Velin lost 44 percent" in shown
    assert "\x1b[3" not in shown


def test_long_work_shows_its_steps_on_a_terminal_and_the_result_stands_alone_at_the_end(desk):
    slow = (  # each step takes long enough to be drawn, however busy the machine is
        "import time; from briefgen.cli import main, steps; steps.LONG = 0; begin = steps.Steps.begin;"
        "steps.Steps.begin = lambda self, *said: (begin(self, *said), time.sleep(0.4));"
        "main(['build', '--fresh'])"
    )
    shown, code = on_a_terminal(desk, ["-c", slow], {})
    assert code == 0
    assert "compose  the brief" in shown
    last = shown.rstrip().splitlines()[-1]
    assert re.sub(r"\x1b\[[0-9]*[A-Z]", "", last).startswith("first-brief: ")


def test_quick_work_shows_no_steps_on_a_terminal_and_long_work_none_in_a_pipe(desk):
    assert on_a_terminal(desk, ["-m", "briefgen", "build"], {}) == ("first-brief: up to date\r\n", 0)
    impatient = "from briefgen.cli import main, steps; steps.LONG = 0; main(['build', '--fresh'])"
    run = subprocess.run([sys.executable, "-c", impatient], cwd=desk.root, capture_output=True, check=True)
    assert run.stderr == b""
