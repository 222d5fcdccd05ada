"""The scan of a signed form, as the demo office attaches it: one grey sheet, kept once."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@lru_cache(maxsize=1)
def _sheet() -> bytes:
    stream = BytesIO()
    Image.new("L", (620, 877), 246).save(stream, "JPEG", quality=60)
    return stream.getvalue()


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("征询意见表（扫描）.jpg", _sheet())
