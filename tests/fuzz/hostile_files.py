"""Files that no program should trust: damaged, nested, unfolding, lying about what they are."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Literal

from tests.fuzz.hostile_texts import MARKUP
from tests.sources import inputs as made
from tests.sources.inputs import LEAD, OTHER, TEXT

SECRET = "clave 8c1f0e"
"""What stands in a file beside the inputs, and must never be in an output."""

_SPANISH = f"{TEXT}\n{OTHER}\n"


def _markup(stem: str) -> str:
    return MARKUP[int(stem[1:]) % len(MARKUP)]


def _in_row(text: str, stem: str) -> dict[str, object]:
    return made.row(
        id=stem, text=text, title=_markup(stem), url=f"javascript:{_markup(stem)}",
        outlet=_markup(stem), language="es",
    )  # fmt: skip


WRAPPERS: dict[str, Callable[[str, str], bytes]] = {
    ".txt": lambda text, stem: text.encode("utf-8", "surrogatepass"),
    ".text.txt": lambda text, stem: text.encode("cp1252", "replace"),
    ".md": lambda text, stem: (
        f"---\ntitle: {json.dumps(_markup(stem))}\ndate: 2026-01-12\n---\n{text}".encode()
    ),
    ".html": lambda text, stem: made.page(f"<p>{text}</p><p>{LEAD}</p>").encode(),
    ".jsonl": lambda text, stem: made.jsonl([_in_row(text, stem)]).encode(),
    ".csv": lambda text, stem: made.csv_text([_in_row(text, stem)]).encode(),
    ".tsv": lambda text, stem: made.csv_text([_in_row(text, stem)], "\t").encode(),
    ".rss": lambda text, stem: made.rss([made.item(f"{text}<p>{LEAD}</p>")]).encode(),
    ".txt.gz": lambda text, stem: gzip.compress(text.encode(), mtime=0),
}
"""How a hostile text is put into a file, by suffix."""


def _flip(content: bytes, random: Random, times: int = 12) -> bytes:
    """Return `content` with a few bytes changed."""
    out = bytearray(content)
    for _ in range(times):
        out[random.randrange(len(out))] = random.randrange(256)
    return bytes(out)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(1, max(2, len(content) * 9 // 10))]


def _tar_of_links(stem: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"../{stem}.txt")
            info.type, info.linkname = kind, "../../secreto.key"
            archive.addfile(info)
    return out.getvalue()


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ja">'
    + "".join(
        f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><item><title>x</title><description>&i;</description></item></channel></rss>"
)
_THEFT = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "{}secreto.key">]><rss version="2.0">'
    f"<channel><item><title>&a;</title><description>&a; {TEXT}</description></item></channel></rss>"
)
_ANY = (
    "txt", "md", "html", "jsonl", "json", "csv", "parquet", "xlsx", "xls", "ods", "pdf", "docx",
    "rss", "zip", "tar", "txt.gz", "txt.bz2", "csv.xz", "jsonl.zst", "mhtml",
)  # fmt: skip

Fate = Literal["read", "refused", "either", "any"]
Damage = tuple[str, Fate, Callable[[Random, str], bytes]]

DAMAGED: dict[str, Damage] = {
    "empty": (".txt", "refused", lambda r, s: b""),
    "blank": (".txt", "refused", lambda r, s: b" \n\t\r\n\xc2\xa0" * 50),
    "nulls": (".txt", "refused", lambda r, s: b"\x00" * r.randint(1, 5000)),
    "nulls in prose": (".txt", "either", lambda r, s: _SPANISH.replace(" ", " \x00").encode()),
    "english": (".txt", "refused", lambda r, s: (made.ENGLISH * 3).encode()),
    "portuguese": (".txt", "refused", lambda r, s: (made.PORTUGUESE * 3).encode()),
    "mixed encodings": (
        ".txt", "refused", lambda r, s: TEXT.encode() + b"\xff\xfe\x81" + TEXT.encode("utf-16")
    ),
    "surrogates": (".txt", "either", lambda r, s: f"{TEXT}\ud800".encode("utf-8", "surrogatepass")),
    "overlong": (".txt", "either", lambda r, s: TEXT.encode() + b"\xc0\x80\xed\xa0\x80\xf8\x88\x80"),
    "utf-7": (".txt", "either", lambda r, s: _SPANISH.encode("utf-7")),
    "utf-32": (".txt", "either", lambda r, s: _SPANISH.encode("utf-32")),
    "escapes": (".html", "either", lambda r, s: made.page(_SPANISH).encode("iso2022_jp", "replace")),
    "noise": (".txt", "either", lambda r, s: r.randbytes(3000)),
    "front matter without end": (".md", "either", lambda r, s: b"---\n" + b"a: b\n" * 5000),
    "huge front matter": (
        ".md", "either",
        lambda r, s: ("---\n" + "".join(f"k{n}: {n}\n" for n in range(20_000)) + f"---\n{TEXT}").encode(),
    ),
    "deep front matter": (
        ".md", "refused", lambda r, s: ("---\na: " + "[" * 9_000 + f"\n---\n{TEXT}").encode()
    ),
    "front matter of aliases": (
        ".md", "refused",
        lambda r, s: (
            "---\na: &a [x, x]\n"
            + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefghijk", "bcdefghijkl", strict=True))
            + f"---\n{TEXT}"
        ).encode(),
    ),
    "front matter that runs code": (
        ".md", "either",
        lambda r, s: f'---\ntitle: !!python/object/apply:os.system ["touch x"]\n---\n{TEXT}'.encode(),
    ),
    "no day": (".md", "refused", lambda r, s: f"---\ndate: 2026-02-31\n---\n{TEXT}".encode()),
    "no day in a row": (".jsonl", "refused", lambda r, s: made.jsonl([made.row(id=s, date="31/02/2026")]).encode()),
    "year ten thousand": (".jsonl", "either", lambda r, s: made.jsonl([made.row(id=s, date="10000-01-01")]).encode()),
    "deep page": (".html", "either", lambda r, s: made.page("<div>" * 3_000 + LEAD + "</div>" * 3_000).encode()),
    "page of bold": (".html", "either", lambda r, s: b"<b>" * 20_000),
    "page of tables": (".html", "either", lambda r, s: made.page("<table><tr><td>" * 500 + _SPANISH).encode()),
    "page of scripts": (".html", "refused", lambda r, s: b"<script>alert(1)</script>" * 500),
    "page of attributes": (
        ".html", "either", lambda r, s: made.page(f"<p {'a=b ' * 5_000}>{_SPANISH}</p>").encode()
    ),
    "page of entities": (".html", "either", lambda r, s: made.page("&#0;&#x110000;&#xD800;&nbsp;&bogus;" * 300 + LEAD).encode()),
    "page of comments": (".html", "either", lambda r, s: made.page("<!--" * 2_000 + LEAD + "-->").encode()),
    "page in a page": (".html", "either", lambda r, s: made.page(made.page(made.page())).encode()),
    "base and refresh": (
        ".html", "either",
        lambda r, s: made.page(head='<base href="file:///"><meta http-equiv=refresh content="0;url=//x">').encode(),
    ),
    "parts without end": (".mhtml", "either", lambda r, s: _cut(made.mhtml(made.page()), r)),
    "pile of json": (".json", "refused", lambda r, s: b"[" * 50_000),
    "deep row": (".jsonl", "refused", lambda r, s: b'{"a":' * 50_000 + b"\n"),
    "json of nothing": (".json", "refused", lambda r, s: b"null"),
    "json of numbers": (".jsonl", "refused", lambda r, s: b"1e999\n-0\n" + b"9" * 5_000),
    "rows of other types": (
        ".jsonl", "either",
        lambda r, s: made.jsonl([{"id": s, "text": x} for x in (1, None, [], {}, True, 1.5, ["a"])]).encode(),
    ),
    "bad rows among good": (
        ".jsonl", "either", lambda r, s: ('{"text":\n' + made.jsonl([made.row(id=s)]) + "x\n\x00\n").encode()
    ),
    "table without text": (".csv", "refused", lambda r, s: b"a,b\n1,2\n"),
    "table of one quote": (".csv", "either", lambda r, s: b'text\n"' + TEXT.encode() * 20),
    "table of formulas": (
        ".csv", "either", lambda r, s: made.csv_text([made.row(id=s, title="=HYPERLINK(1)", outlet="@SUM(1)")]).encode()
    ),
    "table of many columns": (".csv", "refused", lambda r, s: b"a," * 20_000 + b"\n" + b"1," * 20_000),
    "feed of nothing": (".rss", "refused", lambda r, s: made.rss([]).encode()),
    "feed that laughs": (".rss", "either", lambda r, s: _LAUGHS.encode()),
    "feed that steals": (".rss", "either", lambda r, s: _THEFT.format("../").encode()),
    "feed cut": (".rss", "either", lambda r, s: _cut(made.rss([made.item(TEXT)]).encode(), r)),
    "feed of markup": (
        ".rss", "either", lambda r, s: made.rss([made.item(f"<p>{_SPANISH}{m}</p>") for m in MARKUP[:8]]).encode()
    ),
    "archive in an archive": (
        ".zip", "refused", lambda r, s: made.zipped({f"{s}.zip": made.zipped({"a.txt": TEXT.encode()})})
    ),
    "archive of odd names": (
        ".zip", "either",
        lambda r, s: made.zipped(dict.fromkeys(
            (f"../../{s}.txt", f"/etc/{s}.txt", f"C:\\{s}.txt", f"{s}\n.txt", "\x1b[2J.txt", f"-{s}.txt"),
            TEXT.encode(),
        )),
    ),
    "archive of many": (
        ".zip", "either", lambda r, s: made.zipped({f"{s}-{n}.txt": b"" for n in range(300)})
    ),
    "archive cut": (".zip", "refused", lambda r, s: made.zipped({"a.txt": TEXT.encode()})[:60]),
    "archive flipped": (".zip", "any", lambda r, s: _flip(made.zipped({f"{s}.txt": TEXT.encode()}), r)),
    "tar of links": (".tar", "refused", lambda r, s: _tar_of_links(s)),
    "gzip cut": (".txt.gz", "refused", lambda r, s: gzip.compress(TEXT.encode(), mtime=0)[:40]),
    "gzip in gzip": (".txt.gz", "either", lambda r, s: gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0)),
    "xz of noise": (".txt.xz", "either", lambda r, s: lzma.compress(r.randbytes(500))),
    "pdf cut": (".pdf", "either", lambda r, s: _cut(made.pdf([LEAD]), r)),
    "pdf flipped": (".pdf", "either", lambda r, s: _flip(made.pdf([LEAD]), r)),
    "pdf that turns round": (
        ".pdf", "either", lambda r, s: made.pdf([]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")
    ),
    "pdf of nulls": (".pdf", "refused", lambda r, s: b"%PDF-1.4\n" + b"\x00" * 3_000),
    "word cut": (".docx", "refused", lambda r, s: _word()[:-200]),
    "word flipped": (".docx", "either", lambda r, s: _flip(_word(), r)),
    "word that is text": (".docx", "refused", lambda r, s: TEXT.encode()),
    "workbook flipped": (".xlsx", "either", lambda r, s: _flip(_workbook(), r)),
    "workbook of zip": (".xlsx", "refused", lambda r, s: made.zipped({"a": b"b"})),
    "old workbook of noise": (".xls", "refused", lambda r, s: b"\xd0\xcf\x11\xe0" + r.randbytes(600)),
    "parquet flipped": (".parquet", "either", lambda r, s: _flip(_parquet(), r)),
    "parquet cut": (".parquet", "refused", lambda r, s: _parquet()[:-20]),
    "page flipped": (".html", "either", lambda r, s: _flip(made.page().encode(), r, 60)),
    "feed flipped": (".rss", "either", lambda r, s: _flip(made.rss([made.item(TEXT)]).encode(), r)),
    **{f"noise as {s}": (f".{s}", "either", lambda r, s: r.randbytes(400)) for s in _ANY},
}  # fmt: skip
"""Damaged files by kind: suffix, what must become of it, and how it is made of a number's stem."""


@cache
def _word() -> bytes:
    return made.docx([LEAD, OTHER])


@cache
def _workbook() -> bytes:
    return made.xlsx({"a": made.table([made.row()])})


@cache
def _parquet() -> bytes:
    return made.parquet([made.row()])


_FLOOD = "palabra " * 2_500_000  # 20 MB without a line's end

FLOODS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "line of 20 MB": (".txt", lambda: _FLOOD.encode()),
    "page of 20 MB": (".html", lambda: f"<p>{_FLOOD}</p>".encode()),
    "page 100,000 deep": (".html", lambda: b"<div>" * 100_000 + b"Hola" + b"</div>" * 100_000),
    "row of 20 MB": (".jsonl", lambda: made.jsonl([made.row(text=_FLOOD)]).encode()),
    "cell of 20 MB": (".csv", lambda: f'text\n"{_FLOOD}'.encode()),
    "zip bomb": (".zip", lambda: made.zipped({"a.txt": b"0" * (80 << 20)})),
    "gzip bomb": (".txt.gz", lambda: gzip.compress(b"0" * (80 << 20), mtime=0)),
    "word bomb": (".docx", lambda: made.zipped({"word/document.xml": b"0" * (80 << 20)})),
    "json 5,000,000 deep": (".json", lambda: b"[" * 5_000_000),
    "20 MB of nulls": (".pdf", lambda: b"%PDF-1.4\n" + b"\x00" * (20 << 20)),
}
"""Large ones, each of which must be refused."""
