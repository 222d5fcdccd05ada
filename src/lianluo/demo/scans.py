"""The scan of a signed form, as the demo office attaches it: one grey sheet, kept once."""

from __future__ import annotations

from functools import lru_cache

from django.core.files.uploadedfile import SimpleUploadedFile

from lianluo.documents.photos import blank_jpeg


@lru_cache(maxsize=1)
def _sheet() -> bytes:
    return blank_jpeg(620, 877, 246)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("征询意见表（扫描）.jpg", _sheet())
