"""A link as a square that a telephone reads (QR code, GB/T 18284)."""

from __future__ import annotations

from io import BytesIO

import segno


def as_svg(link: str) -> str:
    return segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True)


def as_data(link: str) -> str:
    """For the `src` of a picture on a page."""
    return segno.make(link, error="m", micro=False).svg_data_uri(scale=4, border=2)


def as_png(link: str) -> BytesIO:
    stream = BytesIO()
    segno.make(link, error="m", micro=False).save(stream, kind="png", scale=8, border=2)
    stream.seek(0)
    return stream
