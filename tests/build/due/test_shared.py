"""The corpus is read once for all briefs of a run, and again where it changed in between."""

import pytest

from briefgen.build.desk.briefs import locate
from briefgen.build.desk.observe import Observed
from briefgen.build.due.shared import Shared
from briefgen.build.making.compute import compute
from briefgen.errors import CorpusError
from briefgen.workspace import Disk
from tests.build.desks import RECORDS, reword, starter


class Counting(Disk):
    reads = 0

    def read(self, path):
        self.reads += path == RECORDS
        return super().read(path)


@pytest.fixture
def desk(tmp_path):
    return Counting(starter(tmp_path / "desk", "outline").root)


def test_it_is_read_once(desk):
    shared = Shared(desk)
    first, second = shared.corpus(Observed(desk)), shared.corpus(Observed(desk))
    assert first is second
    assert desk.reads == 1


def test_a_change_in_between_is_read(desk):
    shared = Shared(desk)
    shared.corpus(Observed(desk))
    reword(desk.root)
    assert shared.corpus(Observed(desk)).records["sf-01"].headline.startswith("Planted")
    desk.write("corpus/records/new.yaml", b"records: 7")
    with pytest.raises(CorpusError):
        shared.corpus(Observed(desk))


def test_a_brief_is_the_same_with_it_and_its_receipt_says_the_same_was_seen(desk):
    shared, named = Shared(desk), locate(desk, "first-brief")
    shared.corpus(Observed(desk))
    alone = compute(desk, named, (), lambda *_: None)
    together = compute(desk, named, (), lambda *_: None, shared.corpus)
    assert (alone.digest, alone.observed) == (together.digest, together.observed)
