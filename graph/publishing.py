"""An output folder that is not on a disk of this machine: any address that fsspec can write to.

The folder is built in a folder of this machine, as any other, and then sent. So nothing is
sent of a build that fails, what was read is kept where it can be found again, and two builds
into one address from one machine see each other.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import OutputError, UsageError
from graph.sources.file import without_password

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_EXTRAS = {"s3": "s3", "s3a": "s3"}
_TODO = "Check the address and the right to write there, or choose another with -o"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an output goes: `folder` on this machine, and where `url` is given, on from there."""

    folder: Path
    url: str = ""

    @property
    def shown(self) -> str:
        """The address or the folder, without a password."""
        return without_password(self.url) if self.url else str(self.folder)

    def require_writable(self, names: Sequence[str]) -> None:
        """Check, before any work, that `names` can be written there; nothing is left there.

        Whether the folder of this machine can be written is not looked at.

        Raises
        ------
        OutputError
            If they cannot.
        UsageError
            If no package for such an address is installed.
        """
        if not self.url:
            return
        system, root = _file_system(self.url)
        with self._as_output_error("cannot be written to"):
            for name in names:
                if system.isdir(f"{root}/{name}"):
                    what = "a folder stands where a file is to be written"
                    raise OutputError(what, f"{self.shown}/{name}")
            with _beside(system, root) as beside:
                system.pipe_file(f"{beside}/empty", b"")

    def content(self, name: str, most: int) -> bytes | None:
        """Return the first `most` bytes of a file at the address; None where there is none.

        Raises
        ------
        OutputError
            If it is there and cannot be read.
        UsageError
            If no package for such an address is installed.
        """
        system, root = _file_system(self.url)
        with self._as_output_error(f"{name} cannot be read"):
            try:
                with system.open(f"{root}/{name}", "rb") as file:
                    return bytes(file.read(most))
            except FileNotFoundError:
                return None

    def publish(self, files: Sequence[Path]) -> list[str]:
        """Send the built files on; return where each of them is now.

        All are sent under other names first, and only then moved to their own, each at once
        (by a rename, or in an object store by a copy within it). The files here are removed.

        Raises
        ------
        OutputError
            If that fails; before the first one is moved the old files are as before.
        """
        if not self.url:
            return [str(file) for file in files]
        system, root = _file_system(self.url)
        with self._as_output_error("could not be written to"), _beside(system, root) as beside:
            for file in files:
                system.put_file(str(file), f"{beside}/{file.name}")
            for file in files:
                system.mv(f"{beside}/{file.name}", f"{root}/{file.name}")
        for file in files:
            file.unlink()
        with contextlib.suppress(OSError):  # not empty
            self.folder.rmdir()
        return [f"{self.shown}/{file.name}" for file in files]

    @contextlib.contextmanager
    def _as_output_error(self, what: str) -> Iterator[None]:
        try:
            yield
        except UsageError:
            raise
        except Exception as error:  # each file system has errors of its own
            detail = f"{type(error).__name__}: {str(error)[:200]}".rstrip(": ")
            raise OutputError(f"{what} ({detail})", self.shown, _TODO) from error


def place_of(output: str, work: Path | None = None) -> Place:
    """Return where an output goes that the user calls `output`: a folder or an address.

    Parameters
    ----------
    output : str
        A folder, ``file://…``, or any other address of fsspec.
    work : pathlib.Path, optional
        The folder of this machine in which an output at an address is built; a folder of the
        user's cache for this address if not given.

    Raises
    ------
    UsageError
        If files cannot be written to such an address.
    """
    if not output.strip():
        raise UsageError("no output folder is named", "-o", "Give one; . is the one you are in")
    scheme = _SCHEME.match(output)
    if scheme is None or scheme[1].casefold() == "file":
        if work is not None:
            what = "an output folder of this machine is built in its place"
            raise UsageError(what, output, "Leave --work out")
        return Place(Path(output if scheme is None else _file_system(output)[1]))
    if "::" in output or scheme[1].casefold() in ("http", "https", "data"):
        raise UsageError("files cannot be written there", without_password(output), _TODO)
    url = output.rstrip("/")
    if work is None:
        import platformdirs

        # By the address alone: the next build has to find what this one has read.
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        work = platformdirs.user_cache_path("hemerograph") / "outputs" / name
    return Place(work, url)


def is_address(output: str) -> bool:
    """Whether an output is called by an address, and not by the path of a folder."""
    return _SCHEME.match(output) is not None


def _file_system(url: str) -> tuple[Any, str]:
    import fsspec

    shown = without_password(url)
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        scheme = url.partition(":")[0].casefold()
        extra = _EXTRAS.get(scheme)
        todo = f"Type: pip install 'hemerograph[{extra}]'" if extra else f"Install it ({error})"
        raise UsageError(f"{scheme}:// needs a package that is not there", shown, todo) from error
    except Exception as error:  # each file system has errors of its own
        what = f"cannot be opened ({type(error).__name__}: {str(error)[:200]})"
        raise UsageError(what, shown, "Check the address") from error
    return system, str(path).rstrip("/")


@contextlib.contextmanager
def _beside(system: Any, root: str) -> Iterator[str]:
    """Have a folder of our own in the one at `root` during the block."""
    there = system.isdir(root)
    system.makedirs(root, exist_ok=True)
    beside = f"{root}/.hemerograph-{secrets.token_hex(8)}"
    system.makedirs(beside, exist_ok=True)
    try:
        yield beside
    finally:
        with contextlib.suppress(Exception):  # object stores have no empty folders
            system.rm(beside, recursive=True)
        if not there:
            with contextlib.suppress(Exception):  # not empty, unless nothing was written
                system.rmdir(root)
