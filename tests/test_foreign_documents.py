"""Word documents, PDFs and addresses: read as pages are, and refused in one line where they are none."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flashcards.documents.address import fetch
from flashcards.errors import AccessError
from flashcards.extras import installing
from tests.conftest import Home
from tests.documents import archive_of, docx, item, paragraph, pdf, table
from tests.examples import for_each

QUESTION = "Tell me about a time you calmed a crowd."
OTHER = "Describe a rule that you changed."
WORD_PAGE = (
    paragraph("Ferry stories", style="Title"),
    paragraph(QUESTION, style="heading1"),
    paragraph(" The 18:40 was cancelled, and 300 people stood on the pier.", bold="Situation:"),
    paragraph(" Get them home without anybody in the water.", bold="Task:"),
    paragraph(" I split the queue by village:", bold="Action:"),
    item("families first"),
    item("two buses for the 90 who had to work"),
    paragraph(" All were home by 21:00.", bold="Result:"),
    paragraph(OTHER, style="heading1"),
    paragraph(" Bicycles paid for a seat.", bold="Situation:"),
    paragraph(" Halve the complaints.", bold="Task:"),
    paragraph(" I asked 40 commuters.", bold="Action:"),
    paragraph(" 3 complaints where there were 11.", bold="Result:"),
)
PRINTED_PAGE = [
    (20.0, "Ferry stories"),
    (14.0, QUESTION),
    (10.0, "Situation: The 18:40 was cancelled, and 300 people"),
    (10.0, "stood on the pier."),
    (10.0, ""),
    (10.0, "Task: Get them home without anybody in the water."),
    (10.0, ""),
    (10.0, "Action: I split the queue by village."),
    (10.0, ""),
    (10.0, "Result: All were home by 21:00."),
]


def add(home: Home, path: Path, data: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """The questions that ``add`` finds in a document, each with the names and texts of its parts."""
    path.write_bytes(data)
    found = home.json("add", str(path), "--dry-run")
    return [
        (each["text"], [(part["name"], part["text"]) for answer in each["answers"] for part in answer["parts"]])
        for each in found["questions"]
    ]


def test_a_word_document_is_read_by_its_headings_bold_words_and_lists(home: Home, tmp_path):
    """As the same text in Markdown would be."""
    (first, parts), (second, _) = add(home, tmp_path / "ferry.docx", docx(*WORD_PAGE))
    assert (first, second) == (QUESTION, OTHER)
    assert [name for name, _ in parts] == ["Situation", "Task", "Action", "Result"]
    assert parts[2][1].splitlines() == [
        "I split the queue by village:",
        "- families first",
        "- two buses for the 90 who had to work",
    ]


@pytest.mark.parametrize("head", [("Question", "Answer"), ()])
def test_a_table_of_a_word_document_is_read_by_its_columns(home: Home, tmp_path, head: tuple[str, ...]):
    """Whether or not its first row names them."""
    rows = [(QUESTION, "I sang to 300 people on the pier."), (OTHER, "I let bicycles pay for a seat in May.")]
    found = add(home, tmp_path / "table.docx", docx(table(*([head] if head else []), *rows)))
    assert found == [(question, [("Text", answer)]) for question, answer in rows]


def test_the_deck_of_a_document_is_named_by_its_title(home: Home, tmp_path):
    """Not by the file, whose name is what a computer made of it; first headings are its chapters."""
    path = tmp_path / "export-2024-11-03.docx"
    path.write_bytes(docx(paragraph("Ferry stories", "Title"), *WORD_PAGE[1:], paragraph("Other", "heading1")))
    assert home.json("add", str(path), "--dry-run")["deck"] == "ferry-stories"


def test_the_lines_of_a_pdf_are_read_in_order_and_large_letters_are_headings(home: Home, tmp_path):
    """A wrapped line goes on; the running head of each page is no part of a story."""
    head = [(8.0, "Ferry company, page 1"), (8.0, "")]
    second = [(8.0, "Ferry company, page 2"), (8.0, ""), (14.0, OTHER), (10.0, "Situation: Bicycles paid.")]
    found = add(home, tmp_path / "ferry.pdf", pdf(head + PRINTED_PAGE, second))
    assert [text for text, _ in found] == [QUESTION, OTHER]
    assert " ".join(found[0][1][0][1].split()) == "The 18:40 was cancelled, and 300 people stood on the pier."
    assert found[0][1][3] == ("Result", "All were home by 21:00.")


def test_letters_that_a_font_of_a_pdf_does_not_name_are_shown_as_unknown(home: Home, tmp_path):
    page = [(10.0, "How do you \x00nd a leak?"), (10.0, ""), (10.0, "I listened at \x00ve pipes and found it.")]
    found = add(home, tmp_path / "leak.pdf", pdf(page))
    assert found == [("How do you \ufffdnd a leak?", [("Text", "I listened at \ufffdve pipes and found it.")])]


LOCKED = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "x" * 32 + ") /U (" + "y" * 32 + ") /P -4 >> /ID [(a) (a)]"
ENTITIES = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
# made where they are asked for: a bomb takes long to pack
REFUSED: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "bomb.docx": (
        lambda: docx(*WORD_PAGE, others={"word/footnotes.xml": b" " * 45_000_000}),
        3,
        "unpacks to over 40 MB",
    ),
    "entities.docx": (lambda: docx(*WORD_PAGE, prolog=ENTITIES), 3, "declares entities"),
    "broken.docx": (lambda: docx("<w:p>"), 3, "is a damaged .docx"),
    "cut.docx": (lambda: docx(*WORD_PAGE)[:400], 1, "cannot be opened"),
    "text.odt": (
        lambda: archive_of(content__xml=b"<office/>", mimetype=b"application/vnd.oasis.opendocument.text"),
        1,
        ".docx",
    ),
    "text.pages": (lambda: archive_of(Document__iwa=b"x"), 1, "save it as .docx"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), 1, "save it as .docx"),
    "rich.rtf": (lambda: rb"{\rtf1 Tell me about a time}", 1, "save it as .docx"),
    "photos.zip": (lambda: archive_of(one__jpg=b"x"), 1, "is an archive"),
    "scan.pdf": (lambda: pdf([], []), 1, "holds pictures, no text"),
    "locked.pdf": (lambda: pdf(PRINTED_PAGE, trailer=LOCKED), 1, "locked with a password"),
    "cut.pdf": (lambda: pdf(PRINTED_PAGE)[:90], 3, "is a damaged .pdf"),
    "many.pdf": (lambda: pdf(*([[]] * 1001)), 1, "over 1000 pages"),
}


@for_each("name", REFUSED)
def test_a_document_that_cannot_be_used_is_refused_in_one_line(home: Home, failing, tmp_path, name):
    """A bomb, a lock, a scan, another format: with what to do, and nothing written."""
    made, code, message = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(made())
    line = failing(code, "add", str(path))
    assert message in line
    assert str(path) in line
    assert not home.path.exists()


@pytest.mark.parametrize(("name", "needs"), [("a.docx", "mammoth"), ("a.pdf", "pypdf")])
def test_without_its_library_a_document_names_what_to_install(home: Home, failing, tmp_path, monkeypatch, name, needs):
    """And is not called a text in a wrong encoding."""
    monkeypatch.setitem(sys.modules, needs, None)
    path = tmp_path / name
    path.write_bytes(docx(*WORD_PAGE) if needs == "mammoth" else pdf(PRINTED_PAGE))
    line = failing(4, "add", str(path))
    assert f"{path} needs {needs}: {installing(needs)}" in line


class Site(BaseHTTPRequestHandler):
    """What the server of these tests answers, by path."""

    stop = threading.Event()
    page = f"<h2>{QUESTION}</h2><p>Situation: Überfüllt.</p><p>Task: b</p><p>Action: c</p><p>Result: d</p>"

    def do_GET(self) -> None:
        """Answer a request."""
        head, body = self.answers()[self.path]
        self.send_response(int(head.pop("status", "200")))
        for name, value in head.items():
            self.send_header(name, value)
        self.end_headers()
        # who has read enough hangs up, which the server would report as an error of its own
        with suppress(ConnectionError):
            self.wfile.write(body)
        if self.path == "/drip":
            self.stop.wait()

    def answers(self) -> dict[str, tuple[dict[str, str], bytes]]:
        """Each path with its headers and its body."""
        html = {"Content-Type": "text/html; charset=utf-8"}
        return {
            "/stories": (html, self.page.encode()),
            "/latin": ({"Content-Type": "text/html; charset=iso-8859-1"}, self.page.encode("latin-1")),
            "/meta": ({"Content-Type": "text/html"}, b'<meta charset="latin-1">' + self.page.encode("latin-1")),
            "/moved": ({"status": "302", "Location": "/stories"}, b""),
            "/round": ({"status": "302", "Location": "/round"}, b""),
            "/file": ({"status": "302", "Location": "file:///etc/hostname"}, b""),
            "/ferry.docx": ({"Content-Type": "application/octet-stream"}, docx(*WORD_PAGE)),
            "/picture": ({"Content-Type": "image/png"}, b"\x89PNG"),
            "/large": (html, b"<p>word</p>" * 1_000_000),
            "/gone": ({"status": "404", "Content-Type": "text/html"}, b"<h2>Not found?</h2>"),
            "/drip": ({"Content-Type": "text/plain", "Content-Length": "100"}, b"Tell me"),
        }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A server on this machine; yields its address."""
    Site.stop.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Site.stop.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/stories", "/latin", "/meta", "/moved"])
def test_a_page_behind_an_address_is_read_in_its_own_encoding(home: Home, site, path):
    """Also where the server sends us on."""
    (found,) = home.json("add", site + path, "--dry-run")["questions"]
    assert found["text"] == QUESTION
    assert found["answers"][0]["parts"][0]["text"] == "Überfüllt."


def test_a_document_behind_an_address_is_read_as_one(home: Home, site):
    """By its bytes, whatever the server calls it."""
    assert len(home.json("add", f"{site}/ferry.docx", "--dry-run")["questions"]) == 2


@for_each(
    ("path", "code", "message"),
    [
        ("/gone", 4, "answers 404"),
        ("/round", 4, "redirect"),
        ("/file", 4, "not allowed"),
        ("/picture", 1, "is no text (image/png)"),
        ("/large", 1, "holds over 10 MB"),
    ],
)
def test_an_address_that_leads_to_no_page_is_refused_in_one_line(home: Home, failing, site, path, code, message):
    """Missing, going round, leading to a file of this machine, a picture, without end."""
    line = failing(code, "add", site + path)
    assert message in line
    assert site + path in line
    assert not home.path.exists()


def test_an_answer_that_never_ends_is_waited_for_no_longer_than_allowed(site):
    """Bytes that still come do not lengthen it."""
    with pytest.raises(AccessError, match=r"no whole answer within 0\.2 s"):
        fetch(f"{site}/drip", seconds=0.2)


@pytest.mark.parametrize("address", ["ftp://example.org/a.md", "file:///etc/hostname", "https://", "http:///a"])
def test_only_addresses_of_the_web_are_fetched(failing, address):
    """Nothing else that looks like one."""
    assert "is no address that can be read" in failing(1, "add", address)


def test_a_server_that_is_not_there_is_named(failing):
    """With exit 4, as any other missing thing."""
    assert "http://127.0.0.1:9/a" in failing(4, "add", "http://127.0.0.1:9/a")
