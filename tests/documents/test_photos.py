"""Photographs are kept as pixels alone, upright and of a size; what is none is refused in words."""

from io import BytesIO

import pytest
from PIL import Image

from lianluo.documents.photos import LONGEST_SIDE, cleaned
from lianluo.documents.uploads import LARGEST, BadUpload

GPS, ORIENTATION, MADE_BY = 0x8825, 0x0112, 0x010F


class Upload(BytesIO):
    def __init__(self, name: str, content: bytes, size: int | None = None):
        super().__init__(content)
        self.name, self.size = name, len(content) if size is None else size


def taken(width=400, height=300, kind="JPEG", mode="RGB", **more) -> bytes:
    target = BytesIO()
    Image.new(mode, (width, height), (200, 30, 30, 90)[: len(mode)]).save(target, kind, **more)
    return target.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[MADE_BY], exif[ORIENTATION] = "某手机", 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (41.8, 0.0, 0.0)
    return taken(exif=exif)


def test_place_and_device_are_gone_and_the_picture_stands_upright():
    given = with_place()
    assert Image.open(BytesIO(given)).getexif().get_ifd(GPS)
    photo = cleaned(Upload("IMG_0001.JPG", given))
    kept = Image.open(photo.file)
    assert (kept.format, kept.size, photo.name) == ("JPEG", (300, 400), "IMG_0001.jpg")
    assert not kept.getexif() and not kept.info.get("exif") and "某手机".encode() not in photo.file.getvalue()
    assert photo.size == len(photo.file.getvalue())


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB")])
def test_other_kinds_become_jpeg(kind, mode):
    kept = Image.open(cleaned(Upload("屏幕.png", taken(kind=kind, mode=mode))).file)
    assert (kept.format, kept.mode) == ("JPEG", "RGB")


def test_holes_stand_on_white():
    red, green, blue = Image.open(cleaned(Upload("a.png", taken(kind="PNG", mode="RGBA"))).file).getpixel(
        (9, 9)
    )
    assert red > 220 and green > 150 and blue > 150


def test_a_large_picture_is_made_smaller():
    kept = Image.open(cleaned(Upload("a.jpg", taken(6000, 3000))).file)
    assert kept.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (Upload("a.jpg", b"\xff\xd8\xff", size=40 * 1024 * 1024), f"larger than {LARGEST // 1024 // 1024} MB"),
        (Upload("a.jpg", b"MZ this is a program"), "no photograph"),
        (Upload("a.jpg", b"%PDF-1.7 ..."), "no photograph"),
        (Upload("a.jpg", b""), "no photograph"),
        (Upload("a.jpg", taken()[:600]), "damaged"),
        (Upload("a.gif", taken(kind="GIF", mode="L")), "no photograph"),
        (Upload("a.png", taken(20_000, 6_000, kind="PNG", mode="L")), "more than 100 million pixels"),
    ],
)  # fmt: skip
def test_what_is_no_photograph_is_refused_in_words(upload, words):
    with pytest.raises(BadUpload, match=words):
        cleaned(upload)
