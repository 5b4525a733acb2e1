"""Posts and who holds them: "el canciller mexicano, Juan Ramón de la Fuente".

A post is a noun of the lexicon with what belongs to its title ("secretario de Relaciones
Exteriores") and the body or place in which it is held ("de México", "mexicano").
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from graph.language.lexicon import Lexicon, load_lexicon
from graph.language.name_words import ARTICLES
from graph.language.post_lists import PostLists
from graph.language.posts import Post, PostPhrases

__all__ = ["Post", "PostFinder", "RolesStage"]

_DETERMINERS = ARTICLES | {
    "un",
    "una",
    "su",
    "sus",
    "este",
    "esta",
    "ese",
    "esa",
    "dicho",
    "dicha",
    "nuestro",
    "nuestra",
    "al",
    "del",
    "unos",
    "unas",
}
_BETWEEN = frozenset(
    {
        "hoy",
        "entonces",
        "actual",
        "también",
        "ahora",
        "nuevo",
        "nueva",
        "quien",
        "otrora",
        "antes",
        "ex",
        "flamante",
        "todavía",
        "aún",
        "hasta",
    }
)


class PostFinder(PostLists):
    """Finds the posts of one Doc and the names that hold them."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self.phrases = PostPhrases(doc, lexicon)
        self._makers = lexicon.states.makers | lexicon.states.owners

    def find(self) -> list[Post]:
        """Return the posts from left to right."""
        out: list[Post] = []
        i = 0
        while i < self.tree.n:
            post = self.phrases.at(i) if i not in self.phrases.covered else None
            if post is None:
                i += 1
                continue
            self._link_person(post)
            out.append(post)
            self._coordinate(out)
            out += self.series(post) or self.several(post)
            i = max(post.end, i + 1)
        return out

    def _link_person(self, post: Post) -> None:
        for finder, how in (
            (self._after, "title before name"),
            (self._before, "apposition after name"),
        ):
            person = finder(post)
            if person >= 0:
                post.person, post.link = person, how
                return

    def _coordinate(self, posts: list[Post]) -> None:
        """Let "fundador y presidente de X" be one person's, and "A, alcalde de B y jefe de C"."""
        if len(posts) < 2:
            return
        first, second = posts[-2], posts[-1]
        between = self.tree.low[first.stop : second.start]
        if (
            not between
            or between[0] not in ("y", "e", ",")
            or len(between) > 3
            or any(w not in _DETERMINERS | _BETWEEN | {",", "y", "e"} for w in between)
            or first.entry.number != second.entry.number
        ):
            return
        bare = between[-1] in ("y", "e", ",")
        if first.person < 0 and second.person >= 0 and bare and between[0] != ",":
            if second.link == "title before name":
                first.person, first.link = second.person, second.link
        elif second.person < 0 and (first.person < 0 or first.link == "apposition after name"):
            if between[0] != "," or bare:
                second.before = len(posts) - 2
                second.person, second.link = first.person, first.link
        whole = (
            first.end - first.start <= len(first.entry.lemma.split()) and first.stop == first.end
        )
        member = second.entry.lemma in self.lexicon.players
        if bare and between[0] in ("y", "e") and not first.bodies and whole and not member:
            first.bodies, first.gentilic = second.bodies, second.gentilic

    def _after(self, post: Post) -> int:
        """Read "el canciller Ebrard", "el canciller de México, el jurista Marcelo Ebrard,"."""
        tree = self.tree
        j = post.stop
        limit = tree.bounds[tree.sentence[post.noun]][1]
        apart = j < limit and tree.words[j] in (",", "(", "-")
        if post.entry.number == "p" and j < limit and tree.words[j] == ":":
            # "dos exdirectivos de Vitalis: A y B"
            return self._person_from(j + 1)
        if post.start and tree.low[post.start - 1] == "como" and j + 1 < limit:
            # "designó como administrador de X al jesuita Pedro Ossandón"
            if tree.low[j] in ("a", "al"):
                return self._person_from(self._past_titles(j + 1, limit, True))
        if post.entry.number == "p" and apart and j + 1 < limit and tree.low[j + 1] in ("el", "la"):
            # "tras hablar ambos funcionarios, la presidenta X anunció": one is not several
            return -1
        at = self._past_titles(j + 1 if apart else j, limit, apart)
        at = at if apart else self.phrases.past_party(at)
        index = self.name_from.get(at, -1)
        if index < 0 or not self._is_holder(post, index):
            return -1
        if apart and tree.words[j] == "," and not self._closed(index, limit):
            return -1
        if apart and at == j + 1 and self._names_kin(post, index):
            return -1
        self.mentions[index].type = "Person"
        return index

    def _names_kin(self, post: Post, index: int) -> bool:
        """Whether the name is the relative's: "la viuda del alcalde, Elena Ruiz,"."""
        tree, k = self.tree, post.start - 1
        if k > 0 and tree.low[k] in ("el", "la"):
            k -= 1
        if k < 1 or tree.low[k] not in ("de", "del"):
            return False
        kin = self.lexicon.noun(tree.low[k - 1])
        if kin is None or kin.kind != "relative" or kin.number == "p":
            return False
        gender = self.mentions[index].gender
        return not kin.gender or not gender or kin.gender == gender

    def _person_from(self, k: int) -> int:
        """Return the name of a person that begins at token `k`, else -1."""
        index = self.name_from.get(k, -1)
        return index if index >= 0 and self.mentions[index].type == "Person" else -1

    def _past_titles(self, at: int, limit: int, apart: bool) -> int:
        """Skip what may stand between a post and a name: "el doctor", "el colombiano"."""
        tree, lex = self.tree, self.lexicon
        start = at
        if apart and at + 1 < limit and tree.low[at] in ("el", "la"):
            at += 1
        while at < min(limit, start + 4) and at not in self.name_from:
            low = tree.low[at]
            if (
                low in lex.titles_low
                or apart
                and (low in lex.demonyms or low in lex.affiliations or low in lex.person_nouns)
            ):
                at += 1
            else:
                break
        return at

    def _closed(self, index: int, limit: int) -> bool:
        """Whether an apposition ends behind the name."""
        tree = self.tree
        after = self.mentions[index].end
        return (
            after >= limit
            or tree.words[after] in (",", ".", ")", ";", '"', ":", "(", "-")
            or tree.dep[self.mentions[index].root] in ("appos", "flat", "nmod")
        )

    def _is_holder(self, post: Post, index: int) -> bool:
        """Whether a name can be a post's holder; an unknown name there is a person's."""
        m = self.mentions[index]
        if m.type == "Person":
            return True
        return (
            m.type in ("Place", "Organization")
            and post.entry.kind == "position"
            and post.entry.number == "s"
            and m.end - m.start in (2, 3)
            and m.text.lower() not in self.lexicon.known_names
            and m.text.split()[0].lower() in self.lexicon.given
        )

    def _before(self, post: Post) -> int:
        """Read "Alejo Rincón, gobernador de Michoacán,", "la elección de X como rector"."""
        tree = self.tree
        start = tree.bounds[tree.sentence[post.noun]][0]
        k = self._back_over(self._over_one_of(post), start)
        if k <= start:
            return -1
        if tree.low[k] == "como":
            return self.person_to(k)
        if tree.words[k] not in (",", "(", "-"):
            # "eligieron a Gabriela Tovar primera rectora de la Universidad"
            person = self.name_to.get(k + 1, -1)
            named = person >= 0 and post.bodies and k + 1 < post.noun + 1
            if named and self._is_naming(start, self.mentions[person].start):
                return person if self.mentions[person].type == "Person" else -1
            return -1
        index = self.person_to(k)
        if index < 0 and tree.words[k] == ",":
            index = self.person_to(self._over_insertion(k, start))
        return -1 if self._is_of_others(post, index) else index

    def _is_of_others(self, post: Post, index: int) -> bool:
        """Whether "los autores" behind a comma begins what is told of others than one person."""
        tree = self.tree
        if index < 0 or post.entry.number != "p" or tree.low[post.start - 1] not in ("los", "las"):
            return False
        if tree.low[post.start - 2] == "de":  # "una de las directoras"
            return False
        first = self.mentions[index].start
        end = tree.bounds[tree.sentence[post.noun]][1]
        return tree.low[first - 1] not in ("y", "e") and any(
            tree.is_finite(k) for k in range(post.stop, min(post.stop + 2, end))
        )

    def _back_over(self, k: int, start: int) -> int:
        """Step back over what may stand between a name's comma and a post: "hoy", "su nuevo"."""
        tree = self.tree
        hops = 0
        while (
            k > start
            and hops < 4
            and k + 1 not in self.name_to
            and (
                tree.low[k] in _DETERMINERS | _BETWEEN
                or tree.low[k] in self.lexicon.time_nouns
                # "A, fundadora y presidenta de B"
                or tree.low[k] in self._makers
                or tree.low[k] in ("y", "e")
                and tree.low[k - 1] in self._makers
                or (tree.pos[k] == "ADJ" and tree.low[k] not in self.lexicon.demonyms)
            )
        ):
            k, hops = k - 1, hops + 1
        return k

    def _over_one_of(self, post: Post) -> int:
        """Return the token before a post, or before "uno de los" that stands before it."""
        k = post.start - 1
        if post.entry.number == "p" and k > 2 and self.tree.low[k - 1] == "de":
            return k - 3 if self.tree.low[k - 2] in ("uno", "una") else k
        return k

    def _over_insertion(self, k: int, start: int) -> int:
        """Step from a comma over "(PP)", ", de 72 años" to where the name before it ends."""
        tree = self.tree
        if tree.words[k - 1] == ")":
            return next(
                (o for o in range(k - 2, max(k - 7, start), -1) if tree.words[o] == "("), -1
            )
        if tree.low[k - 1] == "años":
            return next(
                (o for o in range(k - 2, max(k - 5, start), -1) if tree.words[o] == ","), -1
            )
        return -1

    def _is_naming(self, start: int, end: int) -> bool:
        """Whether a verb of naming stands between two tokens: "eligieron a"."""
        return any(
            lemma in self.lexicon.naming_verbs
            for v in range(max(start, end - 8), end)
            for lemma in self.lexicon.verbs.lemmas(self.tree.low[v])
        )


@Language.factory(
    "hemero_roles", assigns=["doc._.posts"], requires=["doc._.mentions", "doc._.tree"]
)
def make_roles(nlp: Language, name: str) -> RolesStage:
    """Return the component; it puts the posts on ``doc._.posts``."""
    return RolesStage(load_lexicon(nlp.lang))


class RolesStage:
    """spaCy component: titles and posts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.posts``."""
        doc._.posts = PostFinder(doc, self.lexicon).find()
        return doc
