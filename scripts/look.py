"""Takes pictures of every page as every member of the demo office, and says what is wrong with them.

    python scripts/look.py [--role zhoujingyi …] [--size desk|phone] [--language zh-hans|en] [--axe]

Pictures and a contact sheet stand in build/look/. The demo office lives in build/look/office and is started for the time
of the walk; with --address a running one is used, whose data folder LIANLUO_DATA names. Exit status 1 when a page fails:
a server error, a link that leads nowhere, English on a Chinese page, a page wider than the window, an error in the
browser's console (refusals of the content security policy are among them), with --axe anything axe-core finds.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT)]
OUT = PROJECT / "build" / "look"
START_SECONDS = 300
LOCALE = "zh-CN"  # what the browser itself says, on buttons for files and in fields for days


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--role", nargs="*", default=[], help="user names or roles; all by default")
    parser.add_argument("--size", choices=("desk", "phone"), action="append")
    parser.add_argument("--language", choices=("zh-hans", "en"), action="append")
    parser.add_argument("--address", help="a running demo office")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--axe", action="store_true", help="examine with axe-core too")
    parser.add_argument("--from", dest="starts", nargs="*", default=[], help="only pages reached from here")
    return parser.parse_args()


@contextmanager
def office(address: str | None, data: Path) -> Iterator[tuple[str, dict[str, dict]]]:
    """Address and accounts of a demo office that answers."""
    if address:
        data = Path(os.environ.get("LIANLUO_DATA", data))
        yield address.rstrip("/"), json.loads((data / "demo-accounts.json").read_text("utf-8"))
        return
    port = _free_port()
    surroundings = {**os.environ, "LIANLUO_DATA": str(data), "LIANLUO_PORT": str(port)}
    surroundings["PYTHONPATH"] = str(PROJECT / "src")
    server = subprocess.Popen(
        [sys.executable, "-m", "lianluo.config.cli", "up"], env=surroundings, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}", json.loads((data / "demo-accounts.json").read_text("utf-8"))
    finally:
        server.terminate()
        server.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("The demo office does not start; the reason stands above.")


class Photographer:
    """Walks as each person in turn and keeps pictures and faults."""

    def __init__(self, browser, address: str, wanted: argparse.Namespace):
        self.browser, self.address, self.wanted = browser, address, wanted
        self.taken: list[tuple[str, object, str]] = []  # person, shot, picture
        self.kinds: dict[str, str] = {}

    def strangers(self) -> None:
        """Pages before anybody has signed in."""
        for size, language in self._ways():
            walk = self._walk("nobody", self.browser.new_context(locale=LOCALE), size, language)
            walk.visit("/sign-in/", "sign-in")
            walk.tab.fill(
                "input[name=username]", f"nobody-{time.time():.0f}"
            )  # a name of old would be locked out
            walk.tab.fill("input[name=password]", "not-a-password")
            walk.tab.click("form button.btn-primary")
            walk.tab.wait_for_load_state("load")
            walk.judge("/sign-in/", "sign-in-refused")
            walk.tab.context.clear_cookies(name="csrftoken")
            walk.tab.fill("input[name=username]", "nobody")
            walk.tab.fill("input[name=password]", "not-a-password")
            walk.tab.click("form button.btn-primary")
            walk.tab.wait_for_load_state("load")
            walk.judge("/sign-in/", "form-too-old")
            walk.tab.context.close()

    def person(self, username: str, account: dict) -> None:
        """Every page the person reaches; found at the first size and language, the same ones at the others."""
        from scripts.looking import addresses_without_arguments  # noqa: PLC0415 needs Django

        context = self._signed_in(username, account["password"])
        guessed = [] if self.wanted.starts else addresses_without_arguments()
        found: dict[str, str] = {}
        for size, language in self._ways():
            walk = self._walk(username, context, size, language)
            if found:
                for name, address in found.items():
                    walk.visit(address, name)
            else:
                found = walk.through(self.wanted.starts or ["/"], guessed)
            walk.visit("/no-such-page/", "404", expected=404)
            walk.tab.close()
        context.close()
        print(f"{username}: {len(found)} pages", file=sys.stderr, flush=True)

    def _ways(self) -> Iterator[tuple[str, str]]:
        for language in self.wanted.language or ("zh-hans", "en"):
            for size in self.wanted.size or ("desk", "phone"):
                yield size, language

    def _signed_in(self, username: str, password: str):
        context = self.browser.new_context(locale=LOCALE)
        tab = context.new_page()
        tab.goto(f"{self.address}/sign-in/")
        tab.fill("input[name=username]", username)
        tab.fill("input[name=password]", password)
        tab.click("form button.btn-primary")
        tab.wait_for_load_state("load")
        if "/sign-in/" in tab.url:
            raise SystemExit(f"{username} cannot sign in with the password of demo-accounts.json")
        tab.close()
        return context

    def _walk(self, username: str, context, size: str, language: str):
        from scripts.looking import Walk, axe_findings  # noqa: PLC0415 needs Django

        folder = self.wanted.out / username / f"{size}-{language}"
        folder.mkdir(parents=True, exist_ok=True)
        tab = context.new_page()

        def look(shot) -> None:
            if self.wanted.axe:
                shot.faults += axe_findings(tab)
            picture = folder / f"{shot.name}.png"
            tab.screenshot(path=str(picture), full_page=True)
            self.taken.append((username, shot, str(picture.relative_to(self.wanted.out))))

        return Walk(tab, self.address, size, language, look)


def contact_sheet(taken: list, out: Path) -> None:
    parts = ["<!doctype html><meta charset=utf-8><title>Look</title><style>body{font:13px sans-serif}figure{"
             "display:inline-block;vertical-align:top;width:320px;margin:6px}img{width:100%;max-height:420px;object-fit:cover;object-position:top;"
             "border:1px solid #ccc}.bad{color:#b00}</style>"]  # fmt: skip
    last = ""
    for person, shot, picture in taken:
        head = f"{person} {shot.size} {shot.language}"
        if head != last:
            parts.append(f"<h2>{html.escape(head)}</h2>")
        last = head
        faults = "".join(f"<br><span class=bad>{html.escape(fault)}</span>" for fault in shot.faults)
        parts.append(
            f'<figure><a href="{picture}"><img loading=lazy src="{picture}" alt=""></a>'
            f"<figcaption>{html.escape(shot.name)} <small>{html.escape(shot.address)}</small>{faults}</figcaption></figure>"
        )
    (out / "index.html").write_text("\n".join(parts), encoding="utf-8")


def report(taken: list) -> int:
    """Print the faults, each once with the places it stands at; their number."""
    places: dict[tuple[str, str], list[str]] = {}
    for person, shot, _picture in taken:
        for fault in shot.faults:
            places.setdefault((shot.name, fault), []).append(f"{person}/{shot.size}/{shot.language}")
    for (name, fault), where in sorted(places.items()):
        print(f"{name}: {fault}  [{where[0]}{f' and {len(where) - 1} more' if len(where) > 1 else ''}]")
    print(f"{len(taken)} pictures, {len(places)} faults")
    return len(places)


def main() -> int:
    wanted = asked()
    wanted.out.mkdir(parents=True, exist_ok=True)
    data = OUT / "office"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")
    os.environ.setdefault("LIANLUO_DATA", str(data))
    import django  # noqa: PLC0415 slow import
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 slow import

    django.setup()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with office(wanted.address, data) as (address, accounts), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        photographer = Photographer(browser, address, wanted)
        photographer.strangers()
        for username, account in accounts.items():
            signs_in = account["role"] != "deputy"  # deputies come by a link
            if signs_in and (not wanted.role or {username, account["role"]} & set(wanted.role)):
                photographer.person(username, account)
        browser.close()
    contact_sheet(photographer.taken, wanted.out)
    print(f"Contact sheet: {wanted.out / 'index.html'}", file=sys.stderr)
    return 1 if report(photographer.taken) else 0


if __name__ == "__main__":
    sys.exit(main())
