"""Letters on paper, PDF beside Word: `python -m scripts.papers` after tests/flows/test_ten_letters.py.

Converts build/papers/*.docx by LibreOffice with the letters' own fonts, writes a picture of each pair into
build/papers/look and prints what was measured. Needs soffice and poppler; neither belongs to `make setup`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.pictures import Picture, pages_of, side_by_side

ROOT = Path(__file__).resolve().parents[1]
PAPERS, FONTS = ROOT / "build" / "papers", ROOT / "build" / "fonts"
FACES = {"仿宋_GB2312": "FandolFang R", "楷体_GB2312": "FandolKai", "黑体": "FandolHei",
         "方正小标宋简体": "FandolSong", "宋体": "FandolSong", "Times New Roman": "Liberation Serif"}  # fmt: skip
_MAP = """<match target="pattern"><test name="family"><string>{0}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{1}</string></edit></match>"""


def main() -> None:
    missing = [name for name in ("soffice", "pdftoppm", "pdftotext") if not shutil.which(name)]
    files = sorted(PAPERS.glob("*.docx"))
    if missing or not files:
        sys.exit(f"Not compared: {', '.join(missing) or 'no letters in build/papers; run the test first'}")
    look, word = PAPERS / "look", PAPERS / "word"
    look.mkdir(exist_ok=True)
    convert(files, word)
    for path in files:
        pair = (path.with_suffix(".pdf"), word / f"{path.stem}.pdf")
        shown = [pages_of(each, 60) for each in pair]
        side_by_side([page for both in zip(*shown, strict=False) for page in both], look / f"{path.stem}.png")
        print(
            path.stem,
            "pages",
            [len(each) for each in shown],
            "same lines {} of {}".format(*same_lines(*pair)),
        )
        for name, pdf in zip(("PDF ", "Word"), pair, strict=True):
            print("  ", name, " ".join(f"{top:.2f}+{size:.2f}" for top, size in red(pages_of(pdf, 254)[0])))


def convert(files: list[Path], target: Path) -> None:
    """docx → PDF; the names of the Windows fonts lead to the free ones that typst took."""
    places = "".join(f"<dir>{place}</dir>" for place in (FONTS.resolve(), "/usr/share/fonts"))
    target.mkdir(exist_ok=True)
    rules = "".join(_MAP.format(*pair) for pair in FACES.items())
    (target / "fonts.conf").write_text(f"<?xml version='1.0'?><fontconfig>{places}{rules}</fontconfig>")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{target}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         str(target), *map(str, files)], check=True, capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(target / "fonts.conf")},
    )  # fmt: skip


def red(page: Picture) -> list[tuple[float, float]]:
    """(top, height) in mm of red bars at 22 mm from the left edge, and of the mark between them."""
    at = round(22 / page.mm) * 3
    found, start = [], None
    for y in range(page.height + 1):
        pixel = page.row(y)[at : at + 3] if y < page.height else b"\xff\xff\xff"
        if (pixel[1] < 160 < pixel[0]) != (start is not None):
            if start is not None:
                found.append((start * page.mm, (y - start) * page.mm))
            start = y if start is None else None
    return found


def same_lines(left: Path, right: Path) -> tuple[int, int]:
    """Lines of the PDF that stand whole in the other, blanks aside."""
    texts = [subprocess.run(["pdftotext", "-layout", str(each), "-"], capture_output=True, check=True).stdout.decode()
             for each in (left, right)]  # fmt: skip
    lines = [{"".join(line.split()) for line in text.splitlines()} - {""} for text in texts]
    return len(lines[0] & lines[1]), len(lines[0])


if __name__ == "__main__":
    main()
