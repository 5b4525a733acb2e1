"""Names folded for comparison."""

from __future__ import annotations

import pytest

from graph.identity import fold, fold_text

FOLDED = [
    ("Juan Ramón", "juan ramon"),
    ("PLAIN Letters 7", "plain letters 7"),
    ("Núñez Güell", "nunez guell"),
    ("Straße", "strasse"),
    ("İstanbul", "istanbul"),  # the dot is a mark of its own once it is in lower case
    ("ﬁlial Ⅳ", "filial iv"),
    ("Nguyễn Thị", "nguyen thi"),  # two marks on one letter
    ("n\u0303", "n"),
    ("\u0301", ""),
    ("Киев 北京", "киев 北京"),
    ("\ud800a", "\ud800a"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold_text(text) == folded
    assert fold(folded) == folded
