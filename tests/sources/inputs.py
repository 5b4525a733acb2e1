"""Real files of every format, written through the libraries that users write them with.

The people and the outlets are invented.
"""

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEAD = (
    "La ministra Ana Torres se reunió ayer en Lima con el presidente Luis Prado, "
    "según informó Radio Sur."
)
MORE = "Torres criticó al Congreso y pidió más recursos para las escuelas rurales del país."
TEXT = f"{LEAD}\n{MORE}"
OTHER = "El alcalde Pedro Salas negó que haya amenazado a los vecinos durante la sesión del lunes."
ENGLISH = "The president met the Mexican foreign minister in Madrid yesterday to discuss trade."
PORTUGUESE = "O presidente reuniu-se ontem com o ministro em Lisboa para falar da cooperação."
TITLE = "Torres y Prado se reúnen en Lima"
DATE = "2026-01-12"
URL = "https://example.org/politica/torres-prado"
OUTLET = "Diario Andino"


def row(**more: Any) -> dict[str, Any]:
    """Return a row of a table with all that may be told of an article."""
    told = {"title": TITLE, "text": TEXT, "date": DATE, "url": URL, "outlet": OUTLET}
    return {**told, **more}


def page(body: str | None = None, head: str = "", lang: str = "es-PE") -> str:
    """Return a news page with its menus, metadata and what else surrounds an article."""
    article = body if body is not None else "".join(f"<p>{p}</p>" for p in (LEAD, MORE, OTHER))
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{TITLE} | {OUTLET}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{OUTLET}">
<meta property="article:published_time" content="{DATE}T08:30:00-05:00">
<link rel="canonical" href="{URL}">{head}</head>
<body><nav><ul><li><a href="/">Portada</a></li><li><a href="/deportes">Deportes</a></li></ul></nav>
<article><h1>{TITLE}</h1>{article}</article>
<aside><h2>Lo más leído</h2><a href="/x">Receta de arroz con pollo</a></aside>
<footer>Todos los derechos reservados</footer><script>var rastreo = "abc";</script></body></html>"""


def mhtml(html: str, url: str = URL) -> bytes:
    """Return a page as Chromium saves it in one file."""
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    mail = MIMEMultipart("related", type="text/html")
    mail["From"] = "<Saved by Blink>"
    mail["Snapshot-Content-Location"] = url
    mail["Subject"] = TITLE
    part = MIMEText(html, "html", "utf-8")
    part["Content-Location"] = url
    mail.attach(part)
    style = MIMEText("body { color: black }", "css", "utf-8")
    mail.attach(style)
    return mail.as_bytes()


def pdf(lines: Sequence[str], title: str = "") -> bytes:
    """Return a PDF of one page with one line of text below another, in Helvetica."""
    return pdf_pages([lines], title)


def pdf_pages(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """Return a PDF with these lines on its pages; an empty line is a space between blocks."""

    def literal(text: str) -> bytes:
        plain = text.encode("cp1252", "replace")
        return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    def content(lines: Sequence[str]) -> bytes:
        shown = b"".join(b"(" + literal(line) + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 10 Tf 12 TL 50 780 Td\n" + shown + b"ET"
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)

    # The pages stand behind the contents, and those behind what all share.
    numbers = range(len(pages))
    kids = b" ".join(b"%d 0 R" % (5 + len(pages) + n) for n in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + literal(title) + b") >>",
        *map(content, pages),
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + n)
            for n in numbers
        ],
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def wrapped(text: str, width: int = 60) -> list[str]:
    """Return the lines of a text as a page shows them, with a space between its paragraphs."""
    import textwrap

    return [line for part in text.split("\n") for line in (*textwrap.wrap(part, width), "")]


def docx(paragraphs: Sequence[str], title: str = "") -> bytes:
    """Return a Word document."""
    import docx as library

    document = library.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook with these rows in its sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return rows as cells below the names of the columns."""
    return [list(rows[0]), *[list(row.values()) for row in rows]]


def csv_text(rows: Sequence[Mapping[str, Any]], delimiter: str = ",") -> str:
    """Return a table of plain text."""
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table(rows))
    return out.getvalue()


def jsonl(rows: Sequence[Any]) -> str:
    """Return objects of JSON, one a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def parquet(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a Parquet table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), out)
    return out.getvalue()


def rss(items: Sequence[str], language: str = "es") -> str:
    """Return a feed with these items."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{OUTLET}</title><link>https://example.org/</link>"
        f"<language>{language}</language>{''.join(items)}</channel></rss>"
    )


def item(full: str | None = None, summary: str = "Resumen.", date: str = "") -> str:
    """Return an item of a feed; `full` is its whole content, HTML."""
    content = f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else ""
    when = date or "Mon, 12 Jan 2026 20:00:00 -0500"
    return (
        f"<item><title>{TITLE}</title><link>{URL}</link><pubDate>{when}</pubDate>"
        f"<description>{summary}</description>{content}</item>"
    )


def atom() -> str:
    """Return an Atom feed of one entry."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>{OUTLET}</title>
<id>urn:x</id><updated>2026-01-13T00:00:00Z</updated>
<entry><title>{TITLE}</title><link href="{URL}"/><id>urn:y</id>
<published>{DATE}T08:30:00-05:00</published><updated>2026-01-13T00:00:00Z</updated>
<summary>Resumen.</summary>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content>
</entry></feed>"""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    """Return a tar archive, packed as `mode` says (``w:gz`` …)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            info.mtime = int(datetime.datetime(2026, 1, 12, tzinfo=datetime.UTC).timestamp())
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


PACK = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


def put(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write files into a folder, with the folders that their names tell."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of OpenDocument with these rows, as LibreOffice writes them."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{name}office:1.0"'
        f' xmlns:table="{name}table:1.0" xmlns:text="{name}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="H">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{name}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    files = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped({name: text.encode() for name, text in files.items()})


def replaced(archive: bytes, member: str, content: str) -> bytes:
    """Return a zip archive in which one member has another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return out.getvalue()
