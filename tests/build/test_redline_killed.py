"""Killed with kill -9 while it redlines, a build never costs an editor a word, and the next run finishes the work."""

import random
import signal
import subprocess
import sys
import time

from briefgen.build.run import build
from tests.build.desks import DOCX, reword, starter
from tests.redline.editor import play
from tests.redline.reading import accepted, rejected, tokens
from tests.redline.text_edits import OwnNote, Write


def test_killed_at_random_moments_of_redlining_no_word_is_lost(tmp_path):
    desk = starter(tmp_path / "desk", "docx")
    build(desk, "first-brief")
    copy = play(desk.read(DOCX), [Write(1, 5, 3), OwnNote(2, 4)])
    desk.write(DOCX, copy)
    reword(desk.root)
    moments = random.Random(5)
    command = [sys.executable, "-m", "briefgen", "--desk", str(desk.root), "build"]
    for _ in range(5):
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(moments.uniform(0.2, 1.4))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert tokens(accepted(desk.read(DOCX))) == tokens(accepted(copy))
    build(desk, "first-brief")
    made = desk.read(DOCX)
    assert rejected(made) == rejected(copy)
    assert any("3.1 degrees cooler on hot afternoons" in said for said in accepted(made))
    build(desk, "first-brief")
    assert desk.read(DOCX) == made
