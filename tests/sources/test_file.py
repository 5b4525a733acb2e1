"""One input, and how it is named."""

from __future__ import annotations

import pytest

from graph.sources.file import without_password

ADDRESSES = [
    ("ftp://ana:secret@host:21/x", "ftp://host:21/x"),
    ("ftp://ana:se@cret@host/x", "ftp://host/x"),
    ("ftp://:secret@host/x", "ftp://host/x"),
    ("https://token@host/x?a=b@c", "https://host/x?a=b@c"),
    ("simplecache::ftp://ana:secret@host/x", "simplecache::ftp://host/x"),
    ("s3://bucket/a:b@c", "s3://bucket/a:b@c"),
    ("x://[bad", "x://[bad"),
    ("carpeta/ana@host.txt", "carpeta/ana@host.txt"),
]


@pytest.mark.parametrize(("url", "shown"), ADDRESSES, ids=[url for url, _ in ADDRESSES])
def test_a_name_and_a_password_are_not_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown
