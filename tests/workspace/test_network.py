"""What may be asked of the web, and how much of it."""

import time

import pytest

from briefgen.workspace import Asked, Disk
from briefgen.workspace.addresses import AddressError, check_host
from briefgen.workspace.network import onward
from tests.webserver import says, web


@pytest.fixture(scope="module")
def server():
    with web() as found:
        yield found


def asked(server, path, **more):
    return Disk(None).ask(Asked(address=server.at(path), hosts=more.pop("hosts", (server.host,)), **more))


def refused(server, path, **more):
    with pytest.raises(AddressError) as caught:
        asked(server, path, **more)
    assert caught.value.hint
    return str(caught.value)


@pytest.mark.parametrize(
    ("address", "hosts", "message"),
    [
        ("https://a.org/x", ("a.org",), ""),
        ("http://A.org/x", ("a.ORG",), ""),
        ("https://a.org:8443/x", ("a.org:8443",), ""),
        ("https://a.org:8443/x", ("a.org",), "the host 'a.org:8443' is not one of the desk's"),
        ("https://b.a.org/x", ("a.org",), "the host 'b.a.org' is not one of the desk's"),
        ("https://a.org.evil/x", ("a.org",), "the host 'a.org.evil' is not one"),
        ("https://a.org", (), "the host 'a.org' is not one"),
        ("https://a.org@evil/x", ("a.org",), "an address holds no user and no password"),
        ("https://a.org/x\r\nHost: evil", ("a.org",), "an address holds no spaces and plain letters only"),
        ("https://a.org/ä", ("a.org",), "an address holds no spaces"),
        ("ftp://a.org/x", ("a.org",), "only http: and https: addresses are asked"),
        ("file:///etc/passwd", ("",), "only http: and https: addresses are asked"),
        ("https:///x", ("a.org",), "only http: and https: addresses are asked"),
        ("https://a.org:x/", ("a.org",), "this is no address"),
        ("https://a.org/" + "x" * 3000, ("a.org",), "only http: and https:"),
    ],
)
def test_only_hosts_that_are_named_are_asked(address, hosts, message):
    said = ""
    try:
        check_host(address, hosts)
    except AddressError as error:
        said = str(error)
    assert said.startswith(message)
    assert bool(said) == bool(message)


def test_an_answer_has_its_status_headers_and_content(server):
    server.answers["/a"] = says(b"text", ETag='"1"')
    found = asked(server, "/a", headers={"If-None-Match": '"0"'})
    assert (found.status, found.content, found.headers["etag"]) == (200, b"text", '"1"')
    _, path, headers, _ = server.requests[-1]
    assert (path, headers["If-None-Match"], headers["Accept-Encoding"]) == ("/a", '"0"', "identity")
    assert headers["User-Agent"].startswith("briefgen/")
    assert asked(server, "/none").status == 404


def test_a_message_is_posted(server):
    server.answers["/hook"] = says(b"ok")
    asked(server, "/hook", method="POST", body=b'{"a": 1}', headers={"Content-Type": "application/json"})
    assert server.requests[-1][0] == "POST"
    assert server.requests[-1][3] == b'{"a": 1}'


def test_redirects_are_followed_to_named_hosts_only_and_not_for_ever(server):
    server.answers["/to"] = says(b"here")
    server.answers["/from"] = says(b"", 302, Location="/to")
    assert asked(server, "/from").content == b"here"
    assert asked(server, "/from").address == server.at("/to")
    server.answers["/away"] = says(b"", 301, Location="http://evil.example/x")
    assert "the host 'evil.example' is not one of the desk's" in refused(server, "/away")
    server.answers["/local"] = says(b"", 301, Location="file:///etc/passwd")
    assert "only http: and https: addresses are asked" in refused(server, "/local")
    server.answers["/round"] = says(b"", 307, Location="/round")
    assert "the server sends us on more than 5 times" in refused(server, "/round")


def test_a_redirect_does_not_leave_https():
    assert onward("https://a.org/x/y", "../z") == "https://a.org/z"
    assert onward("http://a.org/x", "https://b.org/") == "https://b.org/"
    with pytest.raises(AddressError, match="the server sends us on to an address without https"):
        onward("https://a.org/x", "http://a.org/x")


def test_what_is_too_large_is_not_read(server):
    server.answers["/large"] = says(b"x" * 5000)
    assert "the document has more than 1 KiB" in refused(server, "/large", most=1024)

    def unending(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x" * 1000)

    server.answers["/unending"] = unending
    assert "the document has more than 1 KiB" in refused(server, "/unending", most=1024)


def test_what_comes_in_part_or_packed_is_refused(server):
    def short(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"x")

    server.answers["/short"] = short
    assert "the document came in part only" in refused(server, "/short")
    server.answers["/packed"] = says(b"x", Content_Encoding="gzip")
    assert "the server sends the document packed (gzip)" in refused(server, "/packed")


@pytest.mark.parametrize("where", ["headers", "content"])
def test_a_server_that_trickles_is_left_after_its_time(server, where):
    def trickle(handler):
        if where == "content":
            handler.send_response(200)
            handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    server.answers["/trickle"] = trickle
    began = time.monotonic()
    assert "the server did not answer within 0.3 seconds" in refused(server, "/trickle", seconds=0.3)
    assert time.monotonic() - began < 4


def test_a_server_that_is_not_there_is_told():
    with web() as gone:
        pass
    assert "the server cannot be asked: " in refused(gone, "/x")
