"""The words of ``speech.toml``: how somebody is said to say something."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError
from graph.language.word_lists import check_lists, read_toml

_FIELDS = {
    "verbs": "speech_verbs",
    "weak": "weak_speech",
    "prepositions": "speech_prepositions",
    "blaming": "blaming",
    "mouths": "mouths",
    "media": "media",
}


@dataclass(frozen=True)
class SpeechWords:
    """Verbs and prepositions that tell who says something, and words for media."""

    speech_verbs: frozenset[str]
    weak_speech: frozenset[str]
    speech_prepositions: frozenset[str]
    blaming: frozenset[str]
    mouths: frozenset[str]
    media: frozenset[str]


def load_speech(path: Path) -> SpeechWords:
    """Read and check ``speech.toml``.

    Raises
    ------
    DataError
        Naming file and line, where the file is missing or broken, or lists no verb.
    """
    lists = check_lists(read_toml(path), tuple(_FIELDS), path)
    if "verbs" not in lists:
        raise DataError("no verbs of speech", str(path), 'Write verbs = ["decir", "…"]')
    return SpeechWords(**{name: frozenset(lists.get(key, ())) for key, name in _FIELDS.items()})
