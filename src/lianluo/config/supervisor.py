"""`lianluo up`: the database, the web server and the background worker of one data folder, watched over by one process.

The watcher itself stays small: it never loads Django's applications, a child does what needs them.
"""

from __future__ import annotations

import errno
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lianluo.config import readiness, settings
from lianluo.config.lifeline import end_with_parent
from lianluo.foundation import postgres

STOP_SECONDS = 8
START_SECONDS = 120
HOPELESS = 3  # deaths of the web server before it answered once
LONGEST_WAIT = 30  # seconds between two starts of a child that keeps dying
STEADY = 60  # seconds after which a child counts as healthy again
PACE = 0.2


class CannotStart(RuntimeError):
    """The message says what stands in the way."""


def up() -> int:
    """Run until SIGINT or SIGTERM; 0 after a clean stop."""
    with _only_one(settings.DATA), _database():
        _check_port(settings.BIND, settings.PORT)
        if not readiness.is_prepared():
            _prepare()
        family = Family([_web(), _worker()])
        return family.watch()


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """One `up` per data folder; the lock goes with the process, also when it is killed."""
    data.mkdir(parents=True, exist_ok=True)
    with open(data / "up.lock", "a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"数据目录 {data} 上的联络工作台已在运行。 Lianluo is already running on this data folder."
            ) from None
        yield


@contextmanager
def _database() -> Iterator[None]:
    if settings.DATABASE_URL:
        yield
        return
    with postgres.serving(settings.DATA):
        yield


def _check_port(host: str, port: int, patience: float = 3) -> None:
    """granian shares its port with a second instance without a word (SO_REUSEPORT), so we ask first."""
    end = time.monotonic() + patience
    while True:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                probe.listen()
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > end:
                    raise CannotStart(
                        f"端口 {port} 无法使用（{error.strerror}），请用 LIANLUO_PORT 指定其他端口。 "
                        f"Port {port} cannot be used: {error.strerror}. Choose another with LIANLUO_PORT."
                    ) from None
        time.sleep(PACE)


def _surroundings() -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lianluo.config.settings",
        "LIANLUO_SUPERVISED": "True",
        "MALLOC_ARENA_MAX": "2",  # threads otherwise keep an arena each: memory at rest
    }


def _prepare() -> None:
    """Migrations, dictionaries, static files and the demo office, in a process whose memory goes back afterwards."""
    done = subprocess.run(
        [sys.executable, "-m", "lianluo.config.cli", "prepare"],
        env=_surroundings(),
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode != 0:
        raise CannotStart(
            "数据库准备未完成，原因见上。 The database could not be made ready; the reason is above."
        )


@dataclass
class Child:
    """One process that must run. `command` is started again, later each time, when it ends by itself."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    started: float = 0.0
    wait: float = 0.0
    not_before: float = 0.0
    deaths: int = 0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env=_surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            start_new_session=True,  # Ctrl-C reaches the watcher only, which stops the others in order
            preexec_fn=end_with_parent,
        )
        self.started = time.monotonic()

    def look_after(self) -> None:
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            steady = now - self.started > STEADY
            self.wait = 0.5 if steady or not self.wait else min(self.wait * 2, LONGEST_WAIT)
            _say(f"{self.name} ended with {self.process.returncode}; started again in {self.wait:g} s")
            self._signal(signal.SIGKILL)  # what it may have left in its group
            self.process, self.not_before = None, now + self.wait
            self.deaths += 1
        if self.process is None and now >= self.not_before:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def _web() -> Child:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", settings.BIND, "--port", str(settings.PORT),
        "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "--no-ws",
        "--workers-kill-timeout", "3s", "--static-path-route", f"/{settings.STATIC_URL.strip('/')}",
        "--static-path-mount", str(settings.STATIC_ROOT), "lianluo.config.wsgi:application",
    ]  # fmt: skip
    return Child("web", command)


def _worker() -> Child:
    return Child("worker", [sys.executable, "-m", "lianluo.config.cli", "worker"])


class Family:
    """The children, kept alive until a signal asks to stop."""

    def __init__(self, children: list[Child]):
        self.children = children
        self.stopping = False
        self.announced = False
        self.born = time.monotonic()

    def watch(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                self._look_after_database()
                for child in self.children:
                    child.look_after()
                if not self.announced:
                    self._announce()
                time.sleep(PACE)
        finally:
            deadline = time.monotonic() + STOP_SECONDS
            for child in self.children:
                child.ask_to_stop()
            for child in self.children:
                child.end(deadline)
        _say("联络工作台已停止。 Lianluo has stopped.")
        return 0

    def _stop(self, _number, _frame) -> None:
        self.stopping = True

    def _look_after_database(self) -> None:
        if settings.DATABASE_URL:
            return
        try:
            if postgres.ensure_running(settings.DATA).started:
                _say("the database had ended and was started again")
        except postgres.NoServer as error:
            _say(str(error))

    def _announce(self) -> None:
        """Say where we are once the web answers; give up when it does not come to life at all."""
        if _answers():
            print(welcome(), flush=True)
            self.announced = True
        elif time.monotonic() > self.born + START_SECONDS or self.children[0].deaths >= HOPELESS:
            raise CannotStart(
                "网页服务没有应答，原因见上。 The web server does not answer; the reason is above."
            )


def _answers() -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.BIND, settings.BIND)
    try:
        line = http.client.HTTPConnection(host, settings.PORT, timeout=5)
        line.request("GET", "/", headers={"Host": "localhost"})
        line.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    return True


def welcome() -> str:
    """The address, and the demo accounts when this installation has them."""
    address = "localhost" if settings.BIND in ("127.0.0.1", "0.0.0.0", "::", "::1") else settings.BIND
    lines = ["", f"联络工作台已启动 Lianluo is ready: http://{address}:{settings.PORT}/"]
    file = settings.DATA / "demo-accounts.json"
    if file.exists():
        lines += ["", f"演示账号 Demo accounts ({file}):"]
        lines += [_account_line(*account) for account in json.loads(file.read_text("utf-8")).items()]
    return "\n".join([*lines, "", "按 Ctrl-C 停止 Ctrl-C stops it.", ""])


def _account_line(username: str, account: dict[str, str]) -> str:
    who = " ".join(filter(None, (account["name"], account["unit"], account["post"])))
    return f"  {username:<14} {account['password']:<18} {who}"


def _say(sentence: str) -> None:
    print(f"[lianluo] {sentence}", file=sys.stderr, flush=True)
