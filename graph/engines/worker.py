"""What a reading process does: it reads batches of documents, and answers for each document.

Started by `graph.engines.workers`, to which it talks over one connection: it is told what to
read with, says the versions of that, and then takes lists of documents, to be read together or
one by one. It ends with the connection, and with the process that started it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from multiprocessing.connection import Connection

from graph.engines.answers import packed
from graph.engines.batches import outcomes_of
from graph.engines.interface import MakeReader, Reader
from graph.errors import HemerographError

_PR_SET_PDEATHSIG = 1


def main(handle: int, parent: int) -> None:
    """Read what comes over the connection with the file descriptor `handle`.

    `parent` is the process that started this one.
    """
    # Ctrl-C goes to all processes of a terminal; the first one ends the others in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    with Connection(handle) as asked:
        try:
            _serve(asked)
        except (EOFError, ConnectionError):
            return  # nobody asks any more


def _serve(asked: Connection) -> None:
    make_reader: MakeReader
    make_reader, model = asked.recv()
    try:
        reader: Reader = make_reader(model)
        asked.send(dict(reader.versions))
        while True:
            documents, are_together = asked.recv()
            for batch in [documents] if are_together else [[document] for document in documents]:
                for outcome in outcomes_of(reader, batch):
                    asked.send(packed(outcome))
    except HemerographError as error:
        asked.send(error)


def _end_with(parent: int) -> None:
    """Have the kernel end this process with its parent, also in the middle of a document.

    Where it does not know how to (macOS), the process ends after the document.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)  # it has ended meanwhile
