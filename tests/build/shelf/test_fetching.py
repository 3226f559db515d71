"""Documents with an address, at a server of our own and at a clock of our own."""

from datetime import UTC, datetime, timedelta

import pytest

from briefgen.build.shelf import fetching
from briefgen.build.shelf.fetching import STATE, fetch_documents
from briefgen.build.shelf.shelved import Shelved
from briefgen.config.schema import Settings, Watching
from briefgen.workspace import Disk, digest
from tests.webserver import says, tagged, web

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FIRST, SECOND = b"The first edition.", b"The second edition."


class Clocked(Disk):
    moment = NOON

    def now(self):
        return self.moment


@pytest.fixture
def server():
    with web() as found:
        yield found


@pytest.fixture
def desk(tmp_path):
    return Clocked(tmp_path)


def look(desk, server, *, address="", minutes=60, hosts=None, later=0, **options):
    """A look, so many minutes after the one before: digests found by source, and what is wrong."""
    desk.moment += timedelta(minutes=later)
    settings = Settings(
        hosts=(server.host,) if hosts is None else hosts,
        watch=Watching(addresses={"paper": address or server.at("/paper.txt")}, minutes=minutes),
    )
    sources = {"paper": Shelved(source="paper", document="paper.txt", digest=digest(FIRST))}
    found = fetch_documents(desk, settings, sources, **options)
    return [one.digest for one in found.changed], [problem.message for problem in found.problems.values()]


def test_a_document_is_asked_for_again_only_with_what_the_server_said_and_after_a_while(desk, server):
    server.answers["/paper.txt"] = tagged(FIRST, '"one"')
    assert look(desk, server) == ([], [])
    assert look(desk, server, later=59) == ([], [])
    assert len(server.requests) == 1
    assert look(desk, server, later=1) == ([], [])
    assert server.requests[1][2]["If-None-Match"] == '"one"'
    server.answers["/paper.txt"] = tagged(SECOND, '"two"')
    assert look(desk, server, later=60) == ([digest(SECOND)], [])
    assert desk.read(".briefgen/documents/paper/paper.txt") == SECOND
    assert look(desk, server, later=60) == ([digest(SECOND)], [])
    assert server.requests[-1][2]["If-None-Match"] == '"two"'


def test_a_date_of_change_is_said_back(desk, server):
    modified = "Wed, 25 Nov 2026 08:00:00 GMT"
    server.answers["/paper.txt"] = says(FIRST, Last_Modified=modified)
    look(desk, server)
    look(desk, server, later=60)
    assert server.requests[1][2]["If-Modified-Since"] == modified


def test_what_was_kept_and_lost_is_asked_for_whole(desk, server):
    server.answers["/paper.txt"] = tagged(SECOND, '"two"')
    look(desk, server)
    desk.remove(".briefgen/documents/paper/paper.txt")
    assert look(desk, server, later=60) == ([digest(SECOND)], [])
    assert "If-None-Match" not in server.requests[1][2]
    assert desk.exists(".briefgen/documents/paper/paper.txt")


@pytest.mark.parametrize("patience", ["7200", "Wed, 25 Nov 2026 14:00:00 GMT"])
def test_a_server_that_asks_for_patience_gets_it(desk, server, patience):
    server.answers["/paper.txt"] = says(b"", 503, Retry_After=patience)
    assert look(desk, server, minutes=5) == ([], ["the server answered 503"])
    assert look(desk, server, minutes=5, later=119) == ([], ["the server answered 503"])
    assert len(server.requests) == 1
    server.answers["/paper.txt"] = says(FIRST)
    assert look(desk, server, minutes=5, later=1) == ([], [])
    assert len(server.requests) == 2


def test_patience_is_bounded_and_nonsense_is_none(desk, server):
    for number, said in enumerate(("9" * 30, "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "-5")):
        server.answers["/paper.txt"] = says(b"", 429, Retry_After=said)
        look(desk, server, address=server.at("/paper.txt") + f"?{number}", minutes=5)
    server.answers["/paper.txt?0"] = says(FIRST)
    assert look(desk, server, address=server.at("/paper.txt?0"), later=7 * 24 * 60 + 1) == ([], [])


def test_failures_are_told_and_asked_again_later_and_later(desk, server):
    asked = []
    for _ in range(4 * 60):
        look(desk, server, minutes=5, later=1)
        asked.append(len(server.requests))
    # after 5, 10, 20, 40 and 80 minutes
    assert [asked.count(number) for number in (1, 2, 3, 4, 5)] == [5, 10, 20, 40, 80]
    assert look(desk, server) == ([], ["the server answered 404"])


def test_the_state_survives_and_a_damaged_one_counts_as_none(desk, server):
    server.answers["/paper.txt"] = tagged(SECOND, '"two"')
    look(desk, server)
    again = Clocked(desk.root)
    assert look(again, server) == ([digest(SECOND)], [])
    assert len(server.requests) == 1
    desk.write(STATE, b'{"form": 1, "addresses": {"paper": 3}}')
    assert look(again, server) == ([digest(SECOND)], [])
    assert len(server.requests) == 2


def test_a_clock_set_back_does_not_stop_the_looking(desk, server):
    server.answers["/paper.txt"] = tagged(FIRST, '"one"')
    look(desk, server)
    desk.moment -= timedelta(days=400)
    look(desk, server)
    assert len(server.requests) == 2


def test_without_being_asked_to_nothing_is_fetched(desk, server):
    assert look(desk, server, ask=False) == ([], [])
    assert server.requests == []


def test_no_host_is_asked_that_the_settings_do_not_name(desk, server):
    assert look(desk, server, hosts=("www.example.org",))[1] == [f"the host '{server.host}' is not one of the desk's"]
    assert server.requests == []


def test_what_is_too_large_is_told(desk, server, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 1024)
    server.answers["/paper.txt"] = says(b"x" * 2000)
    assert look(desk, server) == ([], ["the document has more than 1 KiB"])


def test_a_file_at_an_address_is_read_where_it_lies(desk, server, tmp_path):
    file = tmp_path / "a b.txt"
    file.write_bytes(FIRST)
    address = file.as_uri()
    assert look(desk, server, address=address) == ([], [])
    file.write_bytes(SECOND)
    assert look(desk, server, address=address, later=2) == ([digest(SECOND)], [])
    file.unlink()
    assert look(desk, server, address=address, later=2) == ([digest(SECOND)], ["there is no such document"])
    assert server.requests == []


def test_an_address_of_no_source_is_told(desk, server):
    settings = Settings(hosts=(server.host,), watch=Watching(addresses={"lost": server.at("/x")}))
    found = fetch_documents(desk, settings, {})
    assert found.problems["lost"].message == "'lost' has an address, but is no source of the corpus"
    assert server.requests == []


def test_a_hostile_name_stays_in_its_folder(desk, server):
    server.answers["/..%2F..%2Fevil%00"] = says(SECOND)
    settings = Settings(hosts=(server.host,), watch=Watching(addresses={"paper": server.at("/..%2F..%2Fevil%00")}))
    sources = {"paper": Shelved(source="paper", document="", digest="")}
    fetch_documents(desk, settings, sources)
    assert [path.name for path in (desk.root / ".briefgen/documents/paper").iterdir()] == ["evil_"]
