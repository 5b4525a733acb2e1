"""Words that are looked up have the vectors that they would have been given, to the last bit."""

from __future__ import annotations

import pytest

from graph.language import models
from graph.language.embeddings import remember_words

TEXTS = (
    "La alcaldesa Rita Salgado recibió ayer a Tomás Vergara en Lima.",
    "Vergara, recibido en Lima, agradeció a la alcaldesa; la alcaldesa no respondió.",
    "",
    "Rita Salgado viajó a Quito.",
)


@pytest.mark.model
@pytest.mark.parametrize("rows", [1000, 12, 3], ids=["all fit", "some forgotten", "none fit"])
def test_documents_are_parsed_as_without_it(rows: int) -> None:
    plain, remembering = models.load(), models.load()
    assert remember_words(remembering, rows) == 2
    for size in (1, 2, 4):
        pairs = zip(
            plain.pipe(TEXTS, batch_size=size),
            remembering.pipe(TEXTS, batch_size=size),
            strict=True,
        )
        for expected, doc in pairs:
            assert doc.tensor.tobytes() == expected.tensor.tobytes()
            assert doc.to_json() == expected.to_json()
