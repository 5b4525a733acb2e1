"""What the named queries are asked of `tests.store.news`: the parameters of each."""

from __future__ import annotations

SETTINGS: dict[str, dict[str, str]] = {
    "documents-about": {"about": "Ley de Aguas"},
    "for-and-against": {"about": "Ley de Aguas"},
    "how-it-is-named": {"about": "Luis Prado"},
    "members-and-people-of": {"of": "PA"},
    "sentences-behind": {"a": "Ana Torres", "b": "Luis Prado"},
    "two-steps": {"a": "Ana Torres", "b": "Ley de Aguas"},
    "what-a-did-to-b": {"a": "Ana Torres", "b": "gremio de carga"},
    "what-happened-there": {"place": "Lima"},
    "what-somebody-did": {"who": "marta gil"},
    "what-was-done-to": {"whom": "Prado"},
    "why-it-is-there": {"about": "Ley de Aguas"},
}
