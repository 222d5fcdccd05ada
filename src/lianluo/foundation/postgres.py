"""The office's own PostgreSQL under the data folder: made on first use, reached by a Unix socket only, shared by every
command, stopped by the last one that leaves.

`<data>/postgres` is a folder, or a link to a folder below /var/lib/lianluo when we are the superuser and the server's
user cannot reach the data folder. In it: `cluster` (the data), `socket`, `log`, `server-<version>` (programs).
"""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from lianluo.foundation import postgres_binaries
from lianluo.foundation.postgres_binaries import Binaries, NoServer

PORT = 5432
NAME = "lianluo"
SERVER_USER = "lianluo-pg"
STATE = Path("/var/lib/lianluo")
LONGEST_SOCKET_PATH = 107  # bytes; sockaddr_un holds 108 with its closing zero
START_SECONDS = 120  # recovery after a hard stop may take this long

SMALL = {
    "shared_buffers": "64MB",
    "max_connections": "40",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "512MB",
    "max_wal_size": "512MB",
    "min_wal_size": "80MB",
    "jit": "off",
    "random_page_cost": "1.1",
    "autovacuum_max_workers": "2",
    "max_worker_processes": "4",
    "max_wal_senders": "2",
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_line_prefix": "%m [%p] ",
}


@dataclass(frozen=True)
class Server:
    """A running server. `started` tells whether this call started it."""

    socket: Path
    home: Path
    started: bool
    port: int = PORT
    database: str = NAME
    user: str = NAME


@dataclass(frozen=True)
class Wishes:
    """What a caller may want otherwise; the tests do, the product does not."""

    settings: dict[str, str] = field(default_factory=dict)
    create_databases: bool = False
    system_only: bool = False


def socket_folder(data: Path) -> Path:
    """Where clients of this data folder find the socket. Depends on the path alone, so that settings can ask."""
    usual = data / "postgres" / "socket"
    if len(os.fsencode(usual / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return usual
    return Path("/tmp") / f"lianluo-{_short(data)}"


def ensure_running(data: Path, wishes: Wishes | None = None) -> Server:
    """Start the server of this data folder unless it runs; make cluster, role and database first where they lack."""
    wishes = wishes or Wishes()
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    with _locked(data / "postgres.lock"):
        cluster = _Cluster(data, _home(data), wishes)
        started = not cluster.runs()
        if started:
            cluster.start()
        return Server(socket_folder(data), cluster.home, started)


def stop(data: Path) -> None:
    """Stop the server of this data folder; nothing happens when it does not run."""
    data = data.resolve()
    if not (data / "postgres").exists():
        return
    with _locked(data / "postgres.lock"):
        cluster = _Cluster(data, _home(data), Wishes())
        if cluster.runs():
            cluster.stop()


@contextmanager
def serving(data: Path, wishes: Wishes | None = None) -> Iterator[Server]:
    """The server for the time of a `with` block. The last process that leaves stops it."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    with open(data / "postgres.users", "a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield ensure_running(data, wishes)
        finally:
            if _alone(users):
                stop(data)


def _alone(users) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with open(file, "a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _short(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:12]


def _home(data: Path) -> Path:
    """The folder behind `<data>/postgres`, made on first use."""
    entry = data / "postgres"
    if entry.exists():
        return entry.resolve()
    entry.unlink(missing_ok=True)  # a link whose folder is gone
    if os.geteuid() != 0 or _reaches(_server_user(), data):
        entry.mkdir()
        home = entry
    else:
        # A new name each time: a removed data folder must not come back to life with its old rows.
        home = STATE / f"{_short(data)}-{secrets.token_hex(3)}"
        STATE.mkdir(parents=True, exist_ok=True)
        STATE.chmod(0o755)
        home.mkdir()
        (home / "data-folder").write_text(f"{data}\n")
        entry.symlink_to(home)
    home.chmod(0o755)
    return home


def _server_user() -> pwd.struct_passwd:
    """The user that owns the cluster: ourselves, or a user without shell when we are the superuser."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise NoServer(
            "PostgreSQL refuses the superuser and useradd is missing: start Lianluo as an ordinary user."
        )
    options = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    done = subprocess.run([useradd, *options, SERVER_USER], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 9):  # 9: somebody else was faster
        raise NoServer(f"The user {SERVER_USER} cannot be made: {done.stderr.strip()}")
    return pwd.getpwnam(SERVER_USER)


def _as_user(user: pwd.struct_passwd) -> dict:
    if os.geteuid() != 0:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _reaches(user: pwd.struct_passwd, folder: Path) -> bool:
    """Whether this user may walk to the folder; asked of the system, since modes alone do not tell."""
    walk = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
    done = subprocess.run(walk, capture_output=True, cwd="/", check=False, **_as_user(user))
    return done.returncode == 0


class _Cluster:
    """One cluster and the process that serves it. Callers hold the lock of the data folder."""

    def __init__(self, data: Path, home: Path, wishes: Wishes):
        self.home = home
        self.wishes = wishes
        self.folder = home / "cluster"
        self.user = _server_user()
        wanted = socket_folder(data)
        self.socket = home / "socket" if wanted == data / "postgres" / "socket" else wanted
        self._binaries: Binaries | None = None

    @property
    def binaries(self) -> Binaries:
        if self._binaries is None:
            told = self.folder / "PG_VERSION"
            major = int(told.read_text()) if told.exists() else None
            chosen = postgres_binaries.choose(major, self.wishes.system_only)
            self._binaries = chosen.placed_under(self.home)
        return self._binaries

    def runs(self) -> bool:
        lines = self._pid_lines()
        ready = len(lines) >= 8 and lines[7].strip() == "ready" and self._is_ours(int(lines[0]))
        return ready and self._answers()

    def start(self) -> None:
        self._make_folders()
        if not (self.folder / "PG_VERSION").exists():
            self._initialise()
        self._write_settings()
        self._clear_leftovers()
        log = self.home / "log" / "start.log"
        done = self._run("pg_ctl", "start", "-D", self.folder, "-w", "-t", START_SECONDS, "-l", log, "-s")
        if done.returncode != 0:
            last = log.read_text(errors="replace").strip().splitlines()[-5:] if log.exists() else []
            raise NoServer("PostgreSQL did not start: " + " / ".join([done.stderr.strip(), *last]))
        self._make_database()

    def stop(self) -> None:
        done = self._run("pg_ctl", "stop", "-D", self.folder, "-m", "fast", "-w", "-t", START_SECONDS, "-s")
        if done.returncode != 0 and self.runs():
            raise NoServer(f"PostgreSQL did not stop: {done.stderr.strip()}")

    def _run(self, program: str, *arguments) -> subprocess.CompletedProcess:
        command = [str(self.binaries.folder / program), *map(str, arguments)]
        surroundings = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent"}
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd="/", env=surroundings, umask=0o077,
            stdin=subprocess.DEVNULL, **_as_user(self.user),
        )  # fmt: skip

    def _make_folders(self) -> None:
        for folder in (self.home, self.socket, self.home / "log"):
            folder.mkdir(exist_ok=True)
            if folder.stat().st_uid not in (os.geteuid(), self.user.pw_uid):
                raise NoServer(f"{folder} belongs to another user; remove it or choose another data folder.")
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
            folder.chmod(0o700 if folder.name == "log" else 0o755)

    def _initialise(self) -> None:
        """Into a folder of another name first: a start that was killed half way leaves nothing that looks whole."""
        unfinished = self.home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        if self.binaries.major >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            locale = ["--locale=C"]
        done = self._run(
            "initdb", "-D", unfinished, "-U", "postgres", "--encoding=UTF8", *locale, "--data-checksums",
            "--auth-local=peer", "--auth-host=reject", "--no-instructions",
        )  # fmt: skip
        if done.returncode != 0:
            raise NoServer(f"The database cannot be made: {done.stderr.strip()}")
        with open(unfinished / "postgresql.conf", "a") as stream:
            stream.write("\ninclude = 'lianluo.conf'\n")
        unfinished.rename(self.folder)

    def _write_settings(self) -> None:
        settings = {
            **SMALL,
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self.socket),
            "log_directory": str(self.home / "log"),
            "cluster_name": NAME,
        }
        if self.binaries.major >= 18:
            settings["io_method"] = "sync"  # no helper processes: memory at rest
        settings.update(self.wishes.settings)
        lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()]
        self._write("lianluo.conf", lines)
        self._write("pg_hba.conf", ["local all all peer map=lianluo"])
        people = {self.user.pw_name, getpass.getuser(), pwd.getpwuid(os.geteuid()).pw_name}
        self._write(
            "pg_ident.conf",
            [f'lianluo "{who}" {role}' for who in sorted(people) for role in (NAME, "postgres")],
        )

    def _write(self, name: str, lines: list[str]) -> None:
        target = self.folder / name
        target.write_text("\n".join(lines) + "\n")
        target.chmod(0o600)
        os.chown(target, self.user.pw_uid, self.user.pw_gid)

    def _pid_lines(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _is_ours(self, pid: int) -> bool:
        """Whether this process works in our cluster; a number alone may belong to a stranger by now."""
        try:
            return os.readlink(f"/proc/{pid}/cwd") == str(self.folder)
        except OSError:
            return False

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self.socket / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def _clear_leftovers(self) -> None:
        """After a hard stop: wait for the dead postmaster's children, then remove its pid and socket files."""
        end = time.monotonic() + 20
        while time.monotonic() < end and any(self._is_ours(pid) for pid in _processes()):
            if self.runs():
                return
            time.sleep(0.05)
        if not any(self._is_ours(pid) for pid in _processes()):
            for file in (self.folder / "postmaster.pid", self.socket / f".s.PGSQL.{PORT}.lock"):
                file.unlink(missing_ok=True)

    def _make_database(self) -> None:
        with psycopg.connect(
            host=str(self.socket), port=PORT, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(NAME)))
            if self.wishes.create_databases:
                connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(NAME)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(NAME)))


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
