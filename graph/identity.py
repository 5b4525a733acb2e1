"""Names that depend on content only: slugs and hashes, the same on every machine and day."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents; the key for comparing names.

    What was folded is remembered; `fold_text` is for what is long or met but once.
    """
    return fold_text(text)


def fold_text(text: str) -> str:
    """Return what `fold` does, and keep nothing of it."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    if not folded.isascii():
        # A text has few different marks: taking each out whole is faster than letter by letter.
        for mark in filter(unicodedata.combining, set(folded)):
            folded = folded.replace(mark, "")
    return folded


def slug(text: str, limit: int = 80) -> str:
    """Return an ASCII name for use in an IRI: ``"Juan Ramón"`` gives ``juan-ramon``.

    Text with no Latin letter or digit at all, or longer than `limit`, ends in a short
    hash, so that two different texts do not share a slug by truncation.
    """
    name = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if not name:
        return digest("slug", text)[:12]
    if len(name) > limit:
        return f"{name[:limit].rstrip('-')}-{digest('slug', text)[:8]}"
    return name


def digest(*parts: str) -> str:
    """Return 16 hex digits (64 bits of SHA-256) of `parts`, which are kept apart by U+001F."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
