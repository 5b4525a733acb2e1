"""Who "yo" is: the first person of a quotation is its speaker."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.language.annotations import NounMention, Referent, Speech
from graph.language.syntax import Tree

_PRONOUNS = frozenset({"yo", "me", "mí", "conmigo"})


def resolve_first_person(doc: Doc, speeches: list[Speech]) -> None:
    """Let the first person singular in each quotation stand for who speaks.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Its ``mentions`` and ``at_root`` are completed.
    speeches : list of Speech
        Only the direct ones count.
    """
    tree: Tree = doc._.tree
    mentions: list[NounMention] = doc._.mentions
    referents: list[Referent] = doc._.referents
    open_at = {m.start: k for k, m in enumerate(mentions) if m.why == "first person"}
    for speech in speeches:
        k = doc._.at_root.get(speech.speaker, -1)
        entity = mentions[k].entity if k >= 0 else -1
        if not speech.direct or entity < 0 or referents[entity].type != "Person":
            continue
        for i in range(speech.start, speech.end):
            if i in open_at and i not in doc._.at_root:
                mentions[open_at[i]].entity = entity
                mentions[open_at[i]].type = "Person"
                doc._.at_root[i] = open_at[i]
            elif tree.low[i] in _PRONOUNS and tree.pos[i] == "PRON" and i not in doc._.at_root:
                gender, word = referents[entity].gender, tree.words[i]
                me = NounMention(i, i + 1, i, "pronoun", "Person", word, gender, "s")
                me.entity, me.why = entity, "first person"
                mentions.append(me)
                doc._.at_root[i] = len(mentions) - 1
