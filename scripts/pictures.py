"""Pages of a PDF as pictures, without an imaging library: poppler draws them, this reads and joins them."""

from __future__ import annotations

import struct
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Picture:
    """`pixels` is RGB row by row; `ppi` is the resolution it was drawn at."""

    width: int
    height: int
    pixels: bytes
    ppi: int

    @property
    def mm(self) -> float:
        return 25.4 / self.ppi

    def row(self, y: int) -> bytes:
        return self.pixels[y * self.width * 3 : (y + 1) * self.width * 3]


def pages_of(pdf: Path, ppi: int) -> list[Picture]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-q", "-r", str(ppi), str(pdf), f"{folder}/page"], check=True)
        return [_read(path.read_bytes(), ppi) for path in sorted(Path(folder).glob("*.ppm"))]


def _read(content: bytes, ppi: int) -> Picture:
    kind, width, height, _depth = content.split(maxsplit=4)[:4]
    if kind != b"P6":
        raise ValueError("not a PPM picture")
    size = int(width) * int(height) * 3
    return Picture(int(width), int(height), content[-size:], ppi)


def side_by_side(pictures: list[Picture], target: Path) -> None:
    """Pictures in one row, as PNG; all need the same height."""
    height, gap = max(each.height for each in pictures), b"\x80\x80\x80" * 6
    rows = []
    for y in range(height):
        parts = [each.row(y) if y < each.height else b"\xff" * each.width * 3 for each in pictures]
        rows.append(b"\0" + gap.join(parts))
    width = sum(each.width for each in pictures) + 6 * (len(pictures) - 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 6)
    target.write_bytes(
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
