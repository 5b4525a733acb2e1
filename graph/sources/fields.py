"""The names by which people give the same thing, in Spanish and English."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.identity import fold

# In each row the first name that an input has is taken: the surest stand first.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "identifier", "identificador", "doc_id", "document_id", "uuid", "guid", "clave",
    ),
    "title": (
        "title", "headline", "titulo", "titular", "encabezado",
    ),
    "text": (
        "text", "body", "content", "contenido", "texto", "cuerpo", "article_body", "maintext",
        "full_text", "texto_completo", "content_text", "content_html", "article", "articulo",
        "noticia", "nota",
    ),
    "date": (
        "date", "fecha", "published", "date_published", "publication_date", "published_at",
        "date_publish", "pub_date", "fecha_publicacion", "fecha_de_publicacion",
    ),
    "url": (
        "url", "link", "enlace", "permalink", "web_url", "source_url", "liga", "direccion",
    ),
    "outlet": (
        "outlet", "source", "publisher", "medio", "fuente", "newspaper", "periodico", "diario",
        "site_name", "source_name", "source_domain", "publication",
    ),
    "language": ("language", "lang", "idioma", "in_language", "lengua"),
}  # fmt: skip

_NOT_LETTER = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """Return a column's name without case, accents, spaces and underscores."""
    return _NOT_LETTER.sub("", fold(name))


_FOLDED = {field: tuple(map(folded, names)) for field, names in FIELDS.items()}


def usual_column(field: str, columns: Iterable[str]) -> str | None:
    """Return the column that by its name holds `field`.

    Parameters
    ----------
    field : str
        A key of `FIELDS`.
    columns : iterable of str
        The names of the columns.

    Returns
    -------
    str or None
        The column as the input spells it; the first of its kind where two differ in case only.
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(folded(column), column)
    return next((by_name[name] for name in _FOLDED[field] if name in by_name), None)
