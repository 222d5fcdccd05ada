"""A whole office, `lianluo up` as a person starts it: first start with the demo, second start, memory at rest.

Memory is the sum of the proportional set sizes (PSS, /proc/…/smaps_rollup) of the watcher, the web server, the worker
and every process of the database, QUIET seconds after a clerk has opened ten pages. Linux only.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psutil

from bench.place import PROJECT, table

QUIET = 20
PAGES = (
    "/",
    "/matters/",
    "/matters/?tab=all",
    "/people/",
    "/letters/",
    "/matters/plans/",
    "/reports/",
    "/units/",
    "/rules/",
)
MEMORY_LIMIT, SECOND_LIMIT = 400, 8


class Up:
    """One running `lianluo up` on a data folder."""

    def __init__(self, data: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.data, self.began = data, time.perf_counter()
        surroundings = {key: value for key, value in os.environ.items() if not key.startswith("LIANLUO_")}
        surroundings |= {"LIANLUO_DATA": str(data), "LIANLUO_PORT": str(self.port)}
        surroundings["PYTHONPATH"] = str(PROJECT / "src")
        command = [sys.executable, "-m", "lianluo.config.cli", "up"]
        self.log = open(data / "up.log", "a")  # noqa: SIM115 lives as long as the process
        self.process = subprocess.Popen(command, env=surroundings, stdout=self.log, stderr=self.log)
        self.open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def seconds_to_answer(self, patience: int = 600) -> float:
        while time.perf_counter() - self.began < patience and self.process.poll() is None:
            try:
                self.get("/")
                return time.perf_counter() - self.began
            except OSError:
                time.sleep(0.05)
        raise SystemExit((self.data / "up.log").read_text())

    def get(self, path: str) -> str:
        with self.open(f"http://localhost:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def walk(self) -> None:
        """Signs the demo office's clerk in and opens pages."""
        accounts = json.loads((self.data / "demo-accounts.json").read_text())
        name, account = next((n, a) for n, a in accounts.items() if a["role"] == "liaison_office")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/sign-in/")).group(1)
        fields = {"username": name, "password": account["password"], "csrfmiddlewaretoken": token}
        self.open(f"http://localhost:{self.port}/sign-in/", urlencode(fields).encode(), timeout=30).close()
        for path in PAGES:
            try:
                self.get(path)
            except OSError as error:
                print(f"{path}: {error}", file=sys.stderr)

    def memory(self) -> dict[str, float]:
        """Process group → MB."""
        found: dict[str, float] = {}
        watcher = psutil.Process(self.process.pid)
        pid = int((self.data / "postgres/cluster/postmaster.pid").read_text().split()[0])
        postmaster = psutil.Process(pid)
        for name, parent in (("web and worker", watcher), ("database", postmaster)):
            family = [parent, *parent.children(recursive=True)]
            found[name] = sum(
                _pss(each.pid) for each in family if name == "database" or "postgres" not in each.name()
            )
        return found

    def stop(self) -> float:
        began = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        self.log.close()
        return time.perf_counter() - began


def _pss(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE).group(1)) / 1024


def main() -> None:
    data = Path(tempfile.mkdtemp(prefix="ll-"))
    data.chmod(0o755)  # the database may run as another user
    try:
        first = Up(data)
        lines = [("first start, with the demo office", f"{first.seconds_to_answer():.1f} s", "")]
        first.stop()
        second = Up(data)
        lines.append(("second start", f"{second.seconds_to_answer():.1f} s", f"{SECOND_LIMIT} s"))
        second.walk()
        time.sleep(QUIET)
        memory = second.memory()
        lines += [(f"memory at rest: {name}", f"{size:.0f} MB", "") for name, size in memory.items()]
        lines.append(("memory at rest: all", f"{sum(memory.values()):.0f} MB", f"{MEMORY_LIMIT} MB"))
        lines.append(("stop", f"{second.stop():.1f} s", ""))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    table(("office", "measured", "at most"), lines)
