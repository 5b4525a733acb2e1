"""Times that open a sentence and that the parser takes for its subject.

"La madrugada de este lunes, agentes de la Marina detuvieron a B": the agents are the subject, not a
name by which the small hours go.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.language.syntax import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "obj", "obl")


def free_subjects(tree: Tree, is_time: Callable[[str], bool]) -> None:
    """Hang on the verb what the parser made an apposition of the time before it.

    Parameters
    ----------
    tree : Tree
        Changed in place.
    is_time : callable
        Tells of a lemma whether it names a time.
    """
    for start, end in tree.bounds:
        k = next((i for i in range(start, min(start + 4, end)) if is_time(tree.lemma[i])), -1)
        if k < 0 or tree.dep[k] not in _SUBJECTS:
            continue
        v = tree.head[k]
        if v <= k or not tree.is_verb(v) or not tree.is_finite(v):
            continue
        others = [j for j in tree.kids[v] if j != k and tree.dep[j] in ("nsubj", "nsubj:pass")]
        low = [j for j in tree.kids[k] if k < j < v and tree.dep[j] == "appos"]
        if others or len(low) != 1 or not tree.is_nominal(low[0]) or tree.cases(low[0]):
            continue
        if "," not in tree.words[k : low[0]]:
            continue
        tree.attach(low[0], v, "nsubj")
        tree.dep[k] = "obl"
