"""The collector of garbage rests while a graph is made, and works again afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from graph.collection import without_collection


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    (gc.enable if enabled else gc.disable)()


@pytest.mark.parametrize("enabled", [True, False])
def test_collection_is_afterwards_as_it_was(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    with without_collection():
        with without_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_an_error_leaves_it_as_it_was() -> None:
    gc.enable()
    with pytest.raises(KeyError), without_collection():
        raise KeyError
    assert gc.isenabled()


def test_it_decorates_what_is_called_again_and_again() -> None:
    @without_collection()
    def rests() -> bool:
        return gc.isenabled()

    gc.enable()
    assert [rests(), gc.isenabled(), rests(), gc.isenabled()] == [False, True, False, True]
