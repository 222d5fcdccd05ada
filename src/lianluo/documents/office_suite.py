"""LibreOffice, where the machine has it: the PDF of a Word file that is not of our own layout.

Not required: without it a PDF follows the built-in layout, and `lianluo check` and the pages say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from lianluo.documents import fonts

SECONDS = 90
_NAMES = ("soffice", "libreoffice")
_FONTS_XML = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}{faces}
<cachedir>{cache}</cachedir></fontconfig>"""


class NoPdf(Exception):
    """The Word file could not be turned into PDF; the message says why."""


def program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def to_pdf(content: bytes) -> bytes:
    """The Word file as PDF. Its own profile each time: two conversions at once do not meet. Raises NoPdf."""
    found = program()
    if found is None:
        raise NoPdf(_("LibreOffice is not on this machine."))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "paper.docx").write_bytes(content)
        (folder / "fonts.conf").write_text(_fonts_conf(folder), "utf-8")
        command = [
            found, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", place, str(folder / "paper.docx"),
        ]  # fmt: skip
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": place}
        _run(command, environment)
        made = folder / "paper.pdf"
        if not made.is_file():
            raise NoPdf(_("LibreOffice made no PDF of this file."))
        return made.read_bytes()


def _run(command: list[str], environment: dict[str, str]) -> None:
    """In a process group of its own, since the program starts a second one that would outlive a stop."""
    running = subprocess.Popen(
        command, env=environment, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired as late:
        os.killpg(running.pid, 9)
        running.wait()
        raise NoPdf(_("LibreOffice took longer than %(n)d seconds.") % {"n": SECONDS}) from late


def _fonts_conf(folder: Path) -> str:
    """The Windows names in the file are drawn with the faces that our own PDF has."""
    folders = "".join(f"<dir>{escape(each)}</dir>" for each in fonts.folders())
    faces = "".join(
        f"<alias binding='same'><family>{escape(name)}</family><prefer>"
        f"{''.join(f'<family>{escape(each)}</family>' for each in fonts.families(role))}</prefer></alias>"
        for role, names in fonts.OFFICIAL.items()
        for name in names
    )
    return _FONTS_XML.format(folders=folders, faces=faces, cache=folder / "cache")


def state() -> str:
    """A sentence for `lianluo check`."""
    found = program()
    return f"PDF of Word templates by {found}" if found else (
        "LibreOffice is not here: Word follows the office's template, PDF the built-in layout"
    )  # fmt: skip
