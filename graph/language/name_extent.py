"""How far a proper name goes on from its first word: particles, quotes, numbers, persons beside."""

from __future__ import annotations

from graph.language.name_joins import NameJoins, NameSpan
from graph.language.name_words import ARTICLES, JOINERS, OPENERS


class NameExtender(NameJoins):
    """Says where the names of one Doc end."""

    def extend(self, span: NameSpan) -> NameSpan:
        """Return `span` with its end moved on as far as its name goes."""
        while True:
            end = self._next_end(span)
            if end <= span.end:
                break
            span.end = end
        span.core_end = span.core_end or span.end
        return span

    def _next_end(self, span: NameSpan) -> int:
        """Return how far the name goes on by one step, or its present end."""
        tree, j = self.tree, span.end
        limit = tree.bounds[tree.sentence[span.start]][1]
        if (
            j >= limit
            or j in self.words.portfolio
            or self.words.shouted[tree.sentence[span.start]]
            and j - span.start > 3
        ):
            return j
        if self._is_quoted_alias(span, limit):
            close = tree.words.index(tree.words[j], j + 1)
            span.alias = " ".join(tree.words[j + 1 : close])
            return close + 1
        if self.words.cap[j] and any(c.isalpha() for c in tree.words[j]):
            return j + 1 if self._joins_directly(span, j) else j
        if generation := self._generation(span, j, limit):
            return generation
        if tree.words[j].isdigit() or tree.low[j] == "número":
            return self._joins_number(span, j, limit)
        if tree.low[j] in JOINERS and j + 1 < limit:
            k = j + 1
            while k < limit - 1 and tree.low[k] in ARTICLES | JOINERS and not self.words.cap[k]:
                k += 1
            if self.words.cap[k] and self._joins_by_particle(span, j, k):
                return self._whole_place(k)
            return j
        if tree.words[j] == "&" and j + 1 < limit and self.words.cap[j + 1]:
            return j + 2
        if tree.words[j] == "/" and j + 1 < limit and self._joins_by_slash(j):
            return j + 2
        if tree.words[j] == "," and span.head == "Organization":
            return self._joins_list(span, j, limit)
        if tree.words[j] == "-" and j + 1 < limit and self._joins_allies(span, j):
            return j + 2
        if tree.low[j] in ("y", "e") and j + 1 < limit and self._joins_by_and(span, j):
            return j + 2
        if tree.low[j] == "y" and j + 2 < limit and tree.low[j + 1] in ("su", "sus"):
            return j + 3 if self.words.cap[j + 2] else j  # "Don Gato y su Pandilla"
        if tree.low[j] in ARTICLES and span.head and j + 1 < limit and self.words.cap[j + 1]:
            # "Consejo Nacional para Prevenir la Discriminación"
            return j + 2 if self._last(span).endswith(("ar", "er", "ir")) else j
        if tree.low[j] == "según" and span.head == "Work" and self.words.cap[j + 1]:
            return j + 2  # "Evangelio según San Marcos"
        if tree.low[j] in ("por", "para") and self._is_movement(span):
            end = self._joins_cause(j, limit)
            if end > j and tree.low[span.start] in self.lexicon.movement_heads:
                span.head, span.head_end = "Organization", span.start + 1
            return end
        if tree.low[j] in ("en", "para", "por", "a", "contra", "sobre") and span.head in (
            "Work",
            "Organization",
        ):
            return self._joins_by_preposition(span, j, limit)
        bare = span.end == max(span.head_end, span.start + 1)
        if bare and span.head == "Organization" and self._is_adjective(j):
            return j + 1
        return j

    def _generation(self, span: NameSpan, j: int, limit: int) -> int:
        """Return the end of "Belmar hijo", "Julián Ortega (h)", 0 where there is no such word."""
        low, lex = self.tree.low, self.lexicon
        last, known = low[j - 1], span.known or lex.known_names.get(low[span.start])
        if span.head or known not in (None, "Person") or not self.words.cap[j - 1]:
            return 0
        if last in lex.names.generations or low[span.start] in lex.names.generations:
            return 0
        if low[j] == "(" and j + 2 < limit and low[j + 2] == ")":
            return j + 3 if f"({low[j + 1]})" in lex.names.generations else 0
        # "Ana Paz hija de un minero" tells whose.
        owned = j + 1 < limit and low[j + 1] in ("de", "del", "y", "e")
        return j + 1 if low[j] in lex.names.generations and not owned else 0

    def _joins_number(self, span: NameSpan, j: int, limit: int) -> int:
        """Read "Barrio 18", "Juzgado Penal número 3"; a number may also count what follows."""
        tree = self.tree
        if tree.low[j] == "número":
            numbered = j + 1 < limit and tree.words[j + 1].isdigit()
            return j + 2 if span.head == "Organization" and numbered else j
        if len(tree.words[j]) > 4 or not self.words.cap[j - 1]:
            return j
        if span.head in ("NamedEvent", "Work"):
            return j + 1
        counts = j + 1 < limit and tree.pos[j + 1] in ("NOUN", "ADJ", "NUM", "SYM")
        return j + 1 if span.head in ("Organization", "Place") and not counts else j

    def _is_adjective(self, j: int) -> bool:
        low = self.tree.low[j]
        return low in self.lexicon.names.lower_adjectives or low in self.lexicon.demonyms

    def _is_quoted_alias(self, span: NameSpan, limit: int) -> bool:
        """Joaquín "El Chapo" Guzmán, Escuela Normal "Raúl Burgos": quotes inside a name."""
        tree, j = self.tree, span.end
        if tree.words[j] not in ('"', "'") or span.known:
            return False
        close = self.words.closing_quote(j, limit, 6)
        if close < 0 or span.head not in (None, "Organization", "Place"):
            return False
        after = close + 1 < limit and self.words.cap[close + 1]
        return (after or span.head is not None) and all(
            self.words.cap[k] or tree.low[k] in JOINERS for k in range(j + 1, close)
        )

    def _joins_directly(self, span: NameSpan, j: int) -> bool:
        low, lex, tree = self.tree.low[j], self.lexicon, self.tree
        if (
            low in JOINERS | ARTICLES
            and j + 1 < tree.n
            and self.words.cap[j + 1]
            and not self.words.is_initial(j)
        ):
            return True
        if self._new_person(span, j):
            return False
        if low in lex.names.directions and span.known != "Organization":
            place = " ".join(tree.low[span.start : j]) in lex.known_names
            if place and not self.words.is_initial(j):
                return True  # "Jerusalén Este", "Caribe Bajo"
        if low in lex.not_names and low not in lex.surnames and low not in ARTICLES:
            return j + 1 < tree.n and self.words.cap[j + 1] and not self.words.is_initial(j)
        if low in ARTICLES and not (j + 1 < self.tree.n and self.words.cap[j + 1]):
            return False
        if span.known == "Place" and span.end - span.start >= 1 and self.words.known_at(j):
            return False
        # "Washington Donald Trump": a place does not run on into a person's name.
        if span.known == "Place" and low in lex.given and low not in lex.known_names:
            return False
        if span.alias and tree.words[j - 1] in "\"'":
            return True
        return not (self.words.is_initial(j) and tree.words[j - 1] in OPENERS)

    def _new_person(self, span: NameSpan, j: int) -> bool:
        """Whether a body ends and a person begins: "de la CIA Michael Hayden"."""
        tree, lex = self.tree, self.lexicon
        last = tree.words[j - 1]
        first = tree.low[span.start]
        listed = span.end == span.start + 1 and first in lex.known_names and first not in lex.given
        letters = last.isupper() and len(last) > 1 and not tree.words[j].isupper()
        closed = span.known in ("Organization", "Place") or letters or listed
        # "el exdirector de Segalmex Efrén Dorantes": what "de" governs is no person's given name.
        if self.words.after_holder(span.start) and not span.head:
            closed = (
                closed
                or tree.low[span.start] not in lex.given
                and tree.low[span.start] not in lex.surnames
            )
        full = (
            j + 1 < tree.n
            and self.words.cap[j + 1]
            and (
                tree.low[j + 1] not in lex.known_names
                or (listed or span.head)
                and tree.low[j + 1] in lex.surnames
            )
        )
        if full and span.head and tree.low[j] in lex.given and self._bears_no_person(span):
            return True  # "el portavoz de la Generalitat Pau Ferrer"
        if full and self.words.after_holder(span.start):
            # "el alcalde de Quito Odilón Mera", "la titular de la Secretaría de Cultura Ana Ruiz"
            end = j + 2 >= tree.n or not self.words.cap[j + 2]
            someone = lex.known_names.get(first) == "Place" or any(
                w in lex.given or w in lex.surnames for w in tree.low[j : j + 2]
            )
            if listed and end and someone and not span.head and not self._is_common(j):
                return True
            if span.head and self._has_particle(span) and tree.low[j] in lex.given:
                return tree.low[j - 1] not in JOINERS
        twice = tree.low[j] == tree.low[j - 1]
        return bool(closed and full and tree.low[j] in lex.given and not twice)

    def _bears_no_person(self, span: NameSpan) -> bool:
        """Whether a body has a head that is not named after persons, and is told to have posts."""
        return bool(
            span.head == "Organization"
            and self.tree.low[span.start] in self.lexicon.impersonal_heads
            and self.words.after_holder(span.start)
        )

    def _is_common(self, j: int) -> bool:
        """Whether a word at `j` or after it is a listed name or an adjective of bodies."""
        lex = self.lexicon
        return any(
            w in lex.known_names or w in lex.demonyms or w in lex.names.plain_adjectives
            for w in self.tree.low[j : j + 2]
        )

    def _is_of_body(self, span: NameSpan, k: int) -> bool:
        """Whether a listed body stands behind a person's full name: "Sergio Luna de La Jornada"."""
        low, lex = self.tree.low[k], self.lexicon
        if span.end - span.start < 2 or self.tree.low[span.start] not in lex.given or span.head:
            return False
        known = (self.words.known_at(k) or (0, lex.known_names.get(low)))[1]
        return known == "Organization" and low not in lex.surnames and low not in lex.ambiguous

    def _joins_by_particle(self, span: NameSpan, j: int, k: int) -> bool:
        """Whether "de (la) <Capital>" at `j` goes on the name."""
        tree, lex = self.tree, self.lexicon
        low = tree.low[k]
        place = (
            lex.known_names.get(low) == "Place"
            or (self.words.known_at(k) or (0, None))[1] == "Place"
        )
        article = k > j + 1 or tree.low[j] == "del"
        if self._is_of_body(span, k):
            return False
        if tree.low[j] == "al" and (place or lex.head_type(low)):
            return False
        whole = self.words.ner.get(span.start)
        if (
            whole
            and whole[0] == span.start
            and whole[1] > k
            and whole[2] == "LOC"
            and not span.head
        ):
            return True  # "Sant Adrià de Besòs"
        if span.head in ("Organization", "Work", "NamedEvent"):
            return self._joins_head(span, k, article=article, place=place)
        if span.head == "Place":
            return not self._has_particle(span)
        before = lex.noun(tree.low[span.start - 1]) if span.start else None
        alone = span.end == span.start + 1 and self._last(span) in lex.names.directions
        if before and before.kind == "place" and alone:
            return place  # "mar Meridional de China"
        if span.known == "Place":
            return False
        if self._is_person_like(span):
            return self._joins_person(span, j, k, place=place)
        several = k + 1 < tree.n and self.words.cap[k + 1]
        if article and several and lex.head_type(low) == "Organization":
            return False  # "el Pleno de la Asamblea Nacional"
        return bool(whole and whole[1] > k and not place)

    def _joins_head(self, span: NameSpan, k: int, *, article: bool, place: bool) -> bool:
        """Whether "de (la) <Capital>" goes on the name of a body, a work or an event."""
        tree, lex = self.tree, self.lexicon
        low = tree.low[k]
        if span.head == "Organization":
            if self._is_other_body(span, k):
                return False
            if article and lex.head_type(low) == "Organization":
                # "Congreso de la Unión" is one, "Ministerio Público de la Coordinación
                # Territorial" two bodies.
                if low in lex.inner_heads:
                    return True  # "Dirección General del Registro Civil"
                alone = span.end == span.start + 1 and not span.known
                last = not (k + 1 < tree.n and self.words.cap[k + 1])
                return alone or low in lex.joined_heads and last
        first = span.core_end == 0 and not self._has_particle(span)
        if lex.is_place_taker(tree.low[span.start]) and place:
            return first
        if place and not first:
            span.core_end = span.core_end or span.end
            return True
        ruled = tree.low[span.start] in lex.governments and first
        person = lex.is_person_word(low) or low in lex.surnames and low not in lex.names.towns
        if ruled and person and low not in lex.known_names:
            return False  # "el Gobierno de Arias Navarro"
        return not (lex.is_person_word(low) and not first)

    def _joins_person(self, span: NameSpan, j: int, k: int, *, place: bool) -> bool:
        """Whether "de (la) <Capital>" at `j` goes on a person's name."""
        tree, lex = self.tree, self.lexicon
        word, low = tree.words[k], tree.low[k]
        article = k > j + 1 or tree.low[j] == "del"
        if article and self._is_surname(j, k):
            return True
        if word.isupper() and len(word) > 1 or lex.head_type(low):
            return False
        if low in lex.known_names and article:
            return False
        # "Lenin Carrasco de Paola Ginés": after a surname a second full name begins.
        several = span.end - span.start > 1
        if several and lex.is_person_word(low) and self._full_name_at(span, k):
            return False
        if k > j + 1 or tree.low[j] not in ("de", "del"):
            return not (place and several and k == j + 1)
        return not place or not several

    def _is_other_body(self, span: NameSpan, k: int) -> bool:
        """Whether a body of its own stands at `k`: "Tribunal de Disciplina de la FIFA".

        A union of its staff bears its name: "Sindicato de Trabajadores del IMSS".
        """
        tree, lex = self.tree, self.lexicon
        if span.end == span.start + 1:
            return False  # "Oficina de la ONU para los Refugiados"
        noun = lex.noun(self._last(span))
        if noun is not None and noun.kind in ("group", "occupation", "person"):
            return False
        word, low = tree.words[k], tree.low[k]
        known = self.words.known_at(k)
        if low in lex.joined_heads:
            return False
        if known:
            return known[1] == "Organization" and lex.head_type(low) is None
        listed = lex.known_names.get(low)
        if word.isupper() and word.isalpha() and len(word) > 2:
            return listed in (None, "Organization")
        plain = lex.noun(low) is not None or low in lex.ambiguous or word in lex.portfolios
        return listed == "Organization" and not plain and lex.head_type(low) is None

    def _is_surname(self, j: int, k: int) -> bool:
        """Whether "del Valle", "de la Torre" is a surname: listed, and no capital goes on."""
        tree, lex = self.tree, self.lexicon
        goes_on = k + 1 < tree.n and (self.words.cap[k + 1] or tree.low[k + 1] in ("de", "del"))
        listed = tree.low[k] in lex.surnames or " ".join(tree.low[j : k + 1]) in lex.surnames
        return k > j and tree.low[j] in ("de", "del") and listed and not goes_on

    def _full_name_at(self, span: NameSpan, k: int) -> bool:
        """Whether a given name with a surname stands at `k`, behind one with a surname."""
        tree, lex, last = self.tree, self.lexicon, self._last(span)
        behind = last in lex.surnames and last not in lex.given
        follows = k + 1 < tree.n and self.words.cap[k + 1]
        return behind and follows and tree.low[k + 1] not in lex.known_names

    def _is_person_like(self, span: NameSpan) -> bool:
        return self.tree.low[span.start] in self.lexicon.given and span.head is None
