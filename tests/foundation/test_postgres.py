"""The launcher on real servers: made, started again, killed hard, out of reach, with a long path."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from lianluo.foundation import postgres
from lianluo.foundation.postgres_binaries import NoServer, choose, from_system


@pytest.fixture
def data():
    """A short path that the server's user can reach, unlike pytest's own temporary folders."""
    folder = Path(tempfile.mkdtemp(prefix="ll-"))
    folder.chmod(0o755)
    yield folder
    postgres.stop(folder)
    if (folder / "postgres").is_symlink():
        shutil.rmtree((folder / "postgres").resolve())
    shutil.rmtree(folder)


def connect(server: postgres.Server) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.socket), port=server.port, user=server.user, dbname=server.database, autocommit=True
    )


def postmaster(server: postgres.Server) -> int:
    return int((server.home / "cluster" / "postmaster.pid").read_text().splitlines()[0])


def kill_hard(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}/maps").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
        time.sleep(0.01)


def test_first_start_makes_a_private_utf8_cluster_without_tcp(data):
    server = postgres.ensure_running(data)
    with connect(server) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute(
            "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'lianluo'"
        ).fetchone() == (
            False,
            False,
        )
        connection.execute("CREATE EXTENSION pg_trgm")
    assert (server.home / "cluster").stat().st_mode & 0o077 == 0


def test_second_call_finds_the_running_server(data):
    first = postgres.ensure_running(data)
    pid = postmaster(first)
    second = postgres.ensure_running(data)
    assert (first.started, second.started) == (True, False)
    assert postmaster(second) == pid


def test_rows_survive_a_killed_postmaster(data):
    server = postgres.ensure_running(data)
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('留')")
    kill_hard(postmaster(server))
    again = postgres.ensure_running(data)
    assert again.started
    with connect(again) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("留",)]


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(data):
    server = postgres.ensure_running(data)
    file = server.home / "cluster" / "postmaster.pid"
    lines = file.read_text().splitlines()
    postgres.stop(data)
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert postgres.ensure_running(data).started


def test_an_unfinished_first_start_is_begun_again(data):
    unfinished = data / "postgres" / "cluster.new"
    unfinished.mkdir(parents=True)
    (unfinished / "half").write_text("")
    with connect(postgres.ensure_running(data)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_simultaneous_starts_make_one_server(data):
    script = (
        "import sys; from pathlib import Path; from lianluo.foundation import postgres;"
        "print(postgres.ensure_running(Path(sys.argv[1])).started)"
    )
    command = [sys.executable, "-c", script, str(data)]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    starts = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) for _ in range(3)
    ]
    assert sorted(start.communicate()[0].strip() for start in starts) == ["False", "False", "True"]


def test_the_last_one_that_leaves_stops_the_server(data):
    with postgres.serving(data) as server:
        with postgres.serving(data):
            pass
        with connect(server) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not (server.home / "cluster" / "postmaster.pid").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_one(data):
    long = data / ("长" * 40)
    assert len(os.fsencode(postgres.socket_folder(long))) < 60
    try:
        with connect(postgres.ensure_running(long)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        postgres.stop(long)
        shutil.rmtree(postgres.socket_folder(long))


def test_a_closed_parent_folder_keeps_its_mode(data):
    closed = data / "closed"
    closed.mkdir(mode=0o700)
    inner = closed / "data"
    try:
        with connect(postgres.ensure_running(inner)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        postgres.stop(inner)
        if (inner / "postgres").is_symlink():
            shutil.rmtree((inner / "postgres").resolve())


def test_programs_for_an_unknown_version_are_refused_in_words():
    with pytest.raises(NoServer, match="PostgreSQL 9, which was not found"):
        choose(9)


def test_a_system_server_serves_when_the_wheel_does_not(data):
    if not from_system():
        with pytest.raises(NoServer, match="No PostgreSQL was found"):
            postgres.ensure_running(data, postgres.Wishes(system_only=True))
        return
    server = postgres.ensure_running(data, postgres.Wishes(system_only=True))
    with connect(server) as connection:
        major = int(connection.execute("SHOW server_version_num").fetchone()[0]) // 10000
    assert major == from_system()[0].major
