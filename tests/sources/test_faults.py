"""What libraries say reaches users as words about their file, not about Python."""

from __future__ import annotations

import pytest

from graph.sources.faults import brief
from tests.sources.test_formats import refusal

GAVE_UP = "its parser gave up"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("Bad magic  number\nfor file header"), "Bad magic number for file header"),
        (KeyError("There is no item named 'word/document.xml' in the archive"),
         "There is no item named 'word/document.xml' in the archive"),
        (ValueError("Not a gzipped file (b'\\x1f<')"), "Not a gzipped file"),
        (ValueError("File name in directory 'a.txt' and header b'b.txt' differ."),
         "File name in directory 'a.txt' and header differ."),
        (ValueError("Invalid dictionary construct: [/'Type', <PDFObjRef:2>]"),
         "Invalid dictionary construct"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
         "bytes that are not UTF-8"),
        (RecursionError("maximum recursion depth exceeded"), "nested too deep"),
        (KeyError("x"), GAVE_UP),
        (AttributeError("'NoneType' object has no attribute 'group'"), GAVE_UP),
        (IndexError("list index out of range"), GAVE_UP),
        (ValueError("chr() arg not in range(0x110000)"), GAVE_UP),
        (ValueError("Exceeds the limit; use sys.set_int_max_str_digits()"), GAVE_UP),
        (OSError("negative seek value -57"), GAVE_UP),
        (EOFError(), "EOFError"),
        (ValueError("x" * 500), "x" * 200),
    ],
)  # fmt: skip
def test_the_words_of_an_error(error: Exception, told: str) -> None:
    assert brief(error) == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError("Forbidden"), "PermissionError: Forbidden"),
        (TimeoutError(), "TimeoutError"),
        (TypeError("f() takes no arguments"), GAVE_UP),
    ],
)
def test_an_error_with_its_name(error: Exception, told: str) -> None:
    assert brief(error, named=True) == told


_FRONT = "---\ntitle: {}\n---\nEl alcalde Pedro Salas negó ayer los hechos ante la prensa local."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", _FRONT.format("a: b"), "a.txt:2: the front matter is not YAML (mapping values"),
        ("a.rss", "<rss><channel><title></channel></rss>",
         "a.rss: a feed without entries (mismatched tag). Fetch it again"),
        ("a.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages >>\nendobj\n"
         "trailer << /Root 1 0 R >>\n%%EOF", "a.pdf: damaged PDF file ("),
    ],
)  # fmt: skip
def test_a_refusal_has_no_talk_of_python(name: str, content: str, told: str) -> None:
    said = str(refusal(name, content))
    assert said.startswith(told)
    assert not any(word in said for word in ("<unknown>", "<unicode string>", "PDFObjRef"))
