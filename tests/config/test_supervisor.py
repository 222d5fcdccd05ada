"""`lianluo up` for real: it answers, stops cleanly, revives what dies, and leaves nothing behind when killed."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from lianluo.foundation import postgres


class Office:
    """One data folder and its `up` processes."""

    def __init__(self, data: Path):
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.running: list[subprocess.Popen] = []

    def up(self) -> subprocess.Popen:
        surroundings = {key: value for key, value in os.environ.items() if not key.startswith("LIANLUO_")}
        surroundings |= {
            "LIANLUO_DATA": str(self.data),
            "LIANLUO_PORT": str(self.port),
            "LIANLUO_DEMO": "False",
            "DJANGO_SETTINGS_MODULE": "lianluo.config.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-m", "lianluo.config.cli", "up"]
        log = open(self.data / "up.log", "a")  # noqa: SIM115 lives as long as the process
        process = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, text=True)
        self.running.append(process)
        return process

    def wait(self, condition, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, (self.data / "up.log").read_text()
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            line.request("GET", "/", headers={"Host": "localhost"})
            return line.getresponse().status < 500
        except OSError:
            return False

    def family(self, process: subprocess.Popen) -> list[psutil.Process]:
        return psutil.Process(process.pid).children(recursive=True)

    def close(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.terminate()
                process.wait(30)
        postgres.stop(self.data)


@pytest.fixture
def office():
    data = Path(tempfile.mkdtemp(prefix="ll-"))
    data.chmod(0o755)
    office = Office(data)
    yield office
    office.close()
    shutil.rmtree(data)


def named(processes: list[psutil.Process], word: str) -> psutil.Process:
    return next(process for process in processes if word in process.cmdline())


def test_up_answers_refuses_a_second_one_and_stops_cleanly(office):
    first = office.up()
    office.wait(office.answers)
    assert office.up().wait(30) == 2
    family = office.family(first)
    first.send_signal(signal.SIGINT)
    assert first.wait(20) == 0
    assert not psutil.wait_procs(family, timeout=5)[1]
    assert not (office.data / "postgres" / "cluster" / "postmaster.pid").exists()


def test_killed_parts_are_started_again_and_a_killed_watcher_leaves_nothing(office):
    first = office.up()
    office.wait(lambda: len(office.family(first)) >= 3 and office.answers())
    family = office.family(first)
    named(family, "worker").kill()
    named(family, "granian").kill()
    postmaster = int((office.data / "postgres/cluster/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert not psutil.wait_procs(family, timeout=30)[1]
    office.wait(lambda: len(office.family(first)) >= 3 and office.answers())
    family = office.family(first)
    first.kill()
    first.wait()
    assert not psutil.wait_procs(family, timeout=10)[1]
    second = office.up()
    office.wait(lambda: second.poll() is not None or office.answers())
    assert second.poll() is None
