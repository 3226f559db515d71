"""Packages and pages made to harm: refused or bounded in time and memory, with one sentence and a way out each."""

import contextlib
import io
import socket
import struct
import threading
import time
import zipfile

import pytest

from briefgen.importers._converted import package, webpage
from briefgen.importers._converted import run as pandoc_run
from tests.importers.converted.packages import (
    _NAMESPACES,
    docx,
    docx_parts,
    epub,
    lines,
    manuscript,
    odt,
    para,
    refusal,
    zipped,
)

BODY = para("Night trains", "Title") + para("Some text.")
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


def with_part(name, part):
    return zipped(docx_parts(BODY) | {name: part})


def flagged(content):
    """A package whose first entry says that it is encrypted."""
    at = content.index(b"PK\x01\x02")
    position = 0
    changed = bytearray(content)
    while (position := content.find(b"PK\x03\x04", position)) >= 0 and position < at:
        changed[position + 6] |= 1
        position += 4
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 8] |= 1
        at += 4
    return bytes(changed)


def damaged(content):
    """A package of which one byte of the main text is another one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("word/document.xml")
    position = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    return content[:position] + bytes([content[position] ^ 0xFF]) + content[position + 1 :]


def compound(*names):
    """The beginning of a file in Microsoft's compound format, with names of streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le") for name in names)


LYING = docx_parts(BODY)["word/document.xml"].replace("Some text.", " " * (33 << 20))
DEEP = "<w:p>" + "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000 + "</w:p>"

REFUSED = {
    "a bomb": (
        with_part("word/document.xml", LYING),
        "the document's part 'word/document.xml' unpacks to more than 32 MiB",
    ),
    "many parts": (
        zipped(docx_parts(BODY) | {f"word/x{number}.xml": " " * (31 << 20) for number in range(4)}),
        "unpacks to more than 96 MiB in all",
    ),
    "many entries": (
        zipped({f"{number}": "" for number in range(10_001)}, zipfile.ZIP_STORED),
        "the document has 10001 entries, more than 10000",
    ),
    "a name that climbs": (
        with_part("../../etc/cron.d/x", "x"),
        "the document has an entry whose name leads out of it: '../../etc/cron.d/x'",
    ),
    "an absolute name": (with_part("/etc/x", "x"), "the document has an entry whose name leads out of it: '/etc/x'"),
    "laughs in the text": (
        with_part("word/document.xml", f"{LAUGHS}<w:document {_NAMESPACES}><w:body/></w:document>"),
        "the document's part 'word/document.xml' declares entities or a document type",
    ),
    "laughs in UTF-16": (
        with_part("word/document.xml", f"{LAUGHS}<w:document {_NAMESPACES}/>".encode("utf-16")),
        "declares entities or a document type",
    ),
    "laughs in the styles": (with_part("word/styles.xml", LAUGHS + "<x/>"), "part 'word/styles.xml' declares entities"),
    "laughs in the relations": (with_part("_rels/.rels", LAUGHS + "<x/>"), "part '_rels/.rels' declares entities"),
    "a type from elsewhere": (with_part("word/settings.xml", OUTSIDE + "<x/>"), "declares entities or a document type"),
    "deep elements": (docx(DEEP), "no XML ("),
    "half a package": (
        docx(BODY)[:400],
        "the document is damaged: it was cut short, or is something else under this name",
    ),
    "a wrong byte": (damaged(docx(BODY)), "the document is damaged: "),
    "no XML": (
        with_part("word/document.xml", "<w:document"),
        "the document is damaged: its part 'word/document.xml' is no XML",
    ),
    "no UTF-8": (with_part("word/document.xml", b"<a>\xff</a>"), "its part 'word/document.xml' is not UTF-8"),
    "an encrypted entry": (flagged(docx(BODY)), "the document is encrypted"),
    "an encrypted document": (compound("EncryptedPackage"), "the document is encrypted"),
    "an old document": (compound("WordDocument"), "the document is in the old format of Word (.doc)"),
    "no text": (zipped({"a.txt": "x"}), "it is no DOCX: it has no main text as Word writes it"),
    "not a package": (
        b"not a package",
        "the document is damaged: it was cut short, or is something else under this name",
    ),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_package_made_to_harm_is_refused_soon_with_one_sentence(content, message):
    before = time.perf_counter()
    assert message in refusal(content, "a.docx")
    assert time.perf_counter() - before < 15


def test_odt_and_epub_are_held_to_the_same():
    assert "declares entities" in refusal(zipped({"content.xml": LAUGHS + "<x/>"}), "a.odt")
    assert refusal(zipped({"a": "b"}), "a.odt") == "it is no ODT: it has no text"
    content = epub({"one.xhtml": "<p>x</p>"})
    parts = {name: zipfile.ZipFile(io.BytesIO(content)).read(name) for name in ("mimetype",)}
    assert refusal(zipped(parts), "a.epub").startswith("it is no EPUB")
    chapter = '<!DOCTYPE html [<!ENTITY a "ha">]><html xmlns="http://www.w3.org/1999/xhtml"><body>&a;</body></html>'
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert "declares entities" in refusal(zipped(parts | {"book/one.xhtml": chapter}), "a.epub")


def test_packages_within_a_package_and_its_pictures_are_never_unpacked():
    inner = zipped({"bomb.bin": b"0" * (40 << 20)})
    content = zipped(docx_parts(BODY) | {"word/embeddings/x.docx": inner, "word/media/a.png": b"0" * (40 << 20)})
    assert lines(content, "a.docx") == ["# Night trains", "Some text."]


def test_a_name_twice_in_a_package_is_read_as_one_part(recwarn):
    parts = docx_parts(BODY)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in [*parts.items(), ("word/document.xml", parts["word/document.xml"])]:
            archive.writestr(name, part)
    recwarn.clear()
    assert lines(buffer.getvalue(), "a.docx") == ["# Night trains", "Some text."]


@contextlib.contextmanager
def listening():
    """A server that counts who comes."""
    came = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def serve():
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    came.append(server.accept()[0].close())

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], came
        stop.set()
        thread.join()


def test_nothing_that_a_document_names_is_fetched():
    with listening() as (port, came):
        address = f"http://127.0.0.1:{port}/x"
        parts = docx_parts(BODY)
        parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
            "</Relationships>",
            f'<Relationship Id="rId9" Type="x/image" Target="{address}" TargetMode="External"/></Relationships>',
        )
        drawing = '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId9"/></w:pict></w:r>'
        parts["word/document.xml"] = str(parts["word/document.xml"]).replace(
            "</w:p></w:body>", drawing + "</w:p></w:body>"
        )
        assert lines(zipped(parts), "a.docx") == ["# Night trains", "Some text."]
        frame = (
            f"<draw:frame xmlns:xlink='http://www.w3.org/1999/xlink'><draw:image xlink:href='{address}'/></draw:frame>"
        )
        assert "Some text." in lines(odt(f"<text:p>Some text.{frame}</text:p>"), "a.odt")
        page = (
            f"<html><head><link rel='stylesheet' href='{address}'><base href='{address}'></head><body><h1>Night trains</h1>"
            f"<p>Some text.<img src='{address}'></p><iframe src='{address}'></iframe></body></html>"
        )
        assert lines(page.encode(), "a.html") == ["# Night trains", "Some text."]
        assert "Some text." in lines(epub({"one.xhtml": f"<p>Some text.<img src='{address}'/></p>"}), "a.epub")
        markdown = f"# Night trains\n\nSome text.[^1] ![x]({address})\n\n[^1]: A note.\n"
        assert "Some text.¹" in lines(markdown.encode(), "a.md")
    assert came == []


REPEATED = {
    "rows": "<table:table><table:table-row table:number-rows-repeated='1000000000'><table:table-cell>"
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    "cells": "<table:table><table:table-row><table:table-cell table:number-columns-repeated='1000000000'>"
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    "spans": "<table:table><table:table-row><table:table-cell table:number-columns-spanned='1000000000'>"
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    "spaces": "<text:p>x<text:s text:c='1000000000'/>y</text:p>",
}


@pytest.mark.parametrize("body", REPEATED.values(), ids=REPEATED.keys())
def test_what_an_odt_says_is_repeated_without_end_is_bounded(body):
    from briefgen.errors import DocumentError

    before = time.perf_counter()
    with contextlib.suppress(DocumentError):
        manuscript(odt(f"<text:p>Some text.</text:p>{body}"), "a.odt")
    assert time.perf_counter() - before < 60


def test_spans_without_end_in_word_and_html_are_bounded():
    from briefgen.errors import DocumentError

    span = '<w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>'
    table = f"<w:tbl><w:tr><w:tc>{span}{para('x')}</w:tc><w:tc>{para('y')}</w:tc></w:tr></w:tbl>"
    page = "<h1>T</h1><table><tr><td colspan='100000000' rowspan='100000000'>x</td><td>y</td></tr></table>"
    before = time.perf_counter()
    for content, name in ((docx(BODY + table), "a.docx"), (page.encode(), "a.html")):
        with contextlib.suppress(DocumentError):
            manuscript(content, name)
    assert time.perf_counter() - before < 60


PAGES = {
    "deep elements": "<div>" * 50_000 + "x",
    "unclosed tags": "<b><i>" * 50_000 + "x",
    "deep lists": "<ul><li>" * 3_000 + "x",
    "deep tables": "<table><tr><td>" * 2_000 + "x",
    "many attributes": "<p " + " ".join(f"a{number}='1'" for number in range(5_000)) + ">x</p>",
    "one long word": "<p>" + "a" * 500_000 + "</p>",
    "many links": "<p>" + "<a href='#x'>1</a> " * 4_000 + "<span id='x'>1</span></p>",
    "many notes": "".join(f"<p>x<a href='#n{n}'>{n}</a></p>" for n in range(2000))
    + "".join(f"<p id='n{n}'>{n} y</p>" for n in range(2000)),
    "many elements": "<p>x</p>" * 400_001,
    "half tags": "<" * 100_000,
    "entities": "<p>" + "&amp;" * 50_000 + "&#1114112;" * 1000 + "</p>",
    "brackets": "<p>" + "[" * 50_000 + "<b>*" * 2000 + "</p>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_made_to_harm_is_read_or_refused_in_bounded_time(page):
    from briefgen.errors import DocumentError

    before = time.perf_counter()
    with contextlib.suppress(DocumentError):
        manuscript(f"<html><body><h1>T</h1>{page}</body></html>".encode(), "a.html")
    assert time.perf_counter() - before < 40


def test_limits_of_pages_are_told(monkeypatch):
    assert "the page has more than 400000 elements" in refusal(PAGES["many elements"].encode(), "a.html")
    assert "one of its elements has more than 200 attributes" in refusal(PAGES["many attributes"].encode(), "a.html")
    assert "its elements stand in one another more than 200 deep" in refusal(("<div>" * 300 + "x").encode(), "a.html")
    monkeypatch.setattr(webpage, "LARGEST", 10)
    assert "the page is larger than" in refusal(b"<p>0123456789</p>", "a.html")
    monkeypatch.setattr(webpage, "LARGEST", 1000)
    monkeypatch.setattr(webpage, "LONGEST", 0.01)
    assert "looking for the page's main content took more than 0.01 seconds" in refusal(b"<p>x</p>", "a.html")


def test_pandoc_is_bounded_in_time_and_memory(monkeypatch):
    big = docx(para("Night trains", "Title") + para("Some words of a long text. ") * 60_000)
    with monkeypatch.context() as small:
        small.setattr(pandoc_run, "MEMORY", "24M")
        assert refusal(big, "a.docx") == "reading the document took more than 24MB of memory"
    monkeypatch.setattr(pandoc_run, "LONGEST", 0.05)
    assert refusal(big, "a.docx") == "reading the document took more than 0.05 seconds"


def test_what_pandoc_says_is_passed_on(monkeypatch):
    monkeypatch.setattr("briefgen.importers._converted.word._is_needed", lambda part: "styles" in part)
    assert refusal(docx(BODY), "a.docx").startswith("pandoc cannot read the document: ")


def test_a_page_whose_process_dies_is_told(monkeypatch):
    import sys

    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refusal(b"<p>x</p>", "a.html") == "the page cannot be read: its reader ended with status 1"


def test_packing_is_repeatable():
    parts = {"b": b"2", "a": b"1"}
    assert package.packed(parts) == package.packed(parts)
    assert struct.unpack("<H", package.packed(parts)[8:10])[0] == zipfile.ZIP_STORED
