"""Draws every recurring part with invented content, serves it and takes pictures of it.

    python scripts/gallery.py [--out look] [--axe]

Not a page of the product: it is how the parts are looked at, and what the tests of the parts render.
"""

import argparse
import functools
import json
import os
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")

import django  # noqa: E402

django.setup()

import django_htmx  # noqa: E402
import polib  # noqa: E402
from django.conf import settings  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.translation import trans_real  # noqa: E402

from lianluo.foundation import context as frame  # noqa: E402
from scripts import gallery_content  # noqa: E402

MESSAGES = PROJECT / "src/lianluo/locale/parts"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


def catalogue_of(parts: Path, target: Path) -> Path:
    """Compiles the rooms' message files into a locale folder: they speak before they are merged."""
    folder = target / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    catalogue.extend(entry for file in sorted(parts.glob("*.po")) for entry in polib.pofile(str(file)))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    return target


def page(language: str, theme: str = "", template: str = "foundation/parts_gallery.html") -> str:
    request = RequestFactory().get("/matters/")
    request.COOKIES["lianluo_theme"] = theme
    request.actor = gallery_content.actor()
    with translation.override(language):
        words = {
            **frame.page(request),
            "g": gallery_content.content(),
            "form": gallery_content.SignIn(),
            "menu": gallery_content.menu(),
            "unread_notices": 3,
            "own_posts": [request.actor.post, gallery_content.second_post()],
            "messages": gallery_content.messages() if "gallery" in template else [],
        }
        return render_to_string(template, words, request)


class _Files(SimpleHTTPRequestHandler):
    roots = {
        "/static/build/": PROJECT / "src/lianluo/foundation/static/build",
        "/static/django_htmx/": Path(django_htmx.__file__).parent / "static/django_htmx",
    }

    def translate_path(self, path: str) -> str:
        path = path.split("?")[0]
        for prefix, root in self.roots.items():
            if path.startswith(prefix):
                return str(root / path[len(prefix) :])
        return super().translate_path(path)

    def log_message(self, *args) -> None:
        pass


def serve(folder: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@contextmanager
def browser():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # slow import

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


def photograph(out: Path, address: str, axe: bool) -> int:
    """Pictures of all gallery pages in `out` at both sizes; the number of axe findings."""
    found = 0
    with browser() as chromium:
        for file in sorted(out.glob("gallery-*.html")):
            for size, (width, height) in SIZES.items():
                tab = chromium.new_page(viewport={"width": width, "height": height}, bypass_csp=True)
                found += _photograph(tab, file, size, address, axe)
                tab.close()
    return found


def _photograph(tab, file: Path, size: str, address: str, axe: bool) -> int:
    tab.on("pageerror", lambda error: print("error:", error))
    theme = "dark" if "dark" in file.stem else "light"
    tab.context.add_cookies([{"name": "lianluo_theme", "value": theme, "url": address}])
    tab.goto(f"{address}/{file.name}")
    tab.wait_for_timeout(400)
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        print(f"{file.stem} {size}: {wide}px too wide")
    found = _examine(tab, f"{file.stem} {size}") if axe else 0
    tab.evaluate("scrollTo(0, 0)")
    tab.screenshot(path=str(file.with_name(f"{file.stem}-{size}.png")), full_page=True)
    return found


def _examine(tab, name: str) -> int:
    tab.add_script_tag(path=str(PROJECT / "frontend/node_modules/axe-core/axe.min.js"))
    result = tab.evaluate("axe.run().then(r => r.violations)")
    for violation in result:
        print(name, violation["id"], violation["impact"], len(violation["nodes"]))
        for node in violation["nodes"][:4]:
            print("   ", json.dumps(node["target"]), node["html"][:120], node["failureSummary"][-160:])
    return len(result)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "look")
    parser.add_argument(
        "--axe", action="store_true", help="also examine with axe-core; exit 1 when it finds anything"
    )
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    settings.ROOT_URLCONF = "scripts.gallery_urls"
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, catalogue_of(MESSAGES, Path(tempfile.mkdtemp()))]
    trans_real._translations.clear()
    for language in ("zh-hans", "en"):
        for theme in ("light", "dark"):
            (asked.out / f"gallery-{language}-{theme}.html").write_text(page(language, theme))
    for name in ("404", "500", "accounts/sign_in"):
        text = page("zh-hans", "light", f"{name}.html")
        (asked.out / f"gallery-{name.replace('/', '-')}.html").write_text(text)
    server = serve(asked.out)
    found = photograph(asked.out, f"http://127.0.0.1:{server.server_port}", asked.axe)
    server.shutdown()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
