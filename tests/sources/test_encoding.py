from __future__ import annotations

import pytest

from graph.errors import SourceError
from graph.sources.encoding import MAX_CHARACTERS, decode

SPANISH = "El señor Núñez dijo: “¿Qué pasó?” — según él, nada.\r\nCostó 5 €.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_it_reads_the_encodings_of_spanish_files(encoding: str) -> None:
    assert decode(SPANISH.encode(encoding), "a.txt") == SPANISH


def test_line_ends_are_kept_for_the_offsets() -> None:
    assert decode(b"uno\r\ndos\rtres\n", "a.txt") == "uno\r\ndos\rtres\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\t\n", "empty file"),
        ("\ufeff \n".encode(), "empty file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary file"),
        (bytes(range(1, 32)) * 4, "binary file"),
        (b"\x01\x02\x03\x04\xe1\xe9\xed", "binary file"),
        (SPANISH.encode("utf-16"), "UTF-16"),
        ("Él habló con Núñez el miércoles".encode("utf-16-le"), "binary file"),
        ("El señor Núñez habló ayer".encode("mac_roman"), "wrong encoding"),
        ("El señor Núñez habló ayer".encode("cp850"), "wrong encoding"),
        ("Президент встретился вчера".encode("cp1251"), "wrong encoding"),
        ("総統は昨日、外相と会談した。".encode("shift_jis"), "wrong encoding"),
        ("El se\ufffdor N\ufffd\ufffdez".encode(), "letters lost"),
        (b"a" * (MAX_CHARACTERS + 1), "more than"),
    ],
)
def test_it_refuses_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        decode(data, "carpeta/a.txt")
    assert caught.value.where == "carpeta/a.txt"
    assert caught.value.todo or reason == "empty file"
