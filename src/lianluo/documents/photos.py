"""Photographs as they are kept: looked at as pictures, turned upright, made smaller, without place and hour."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from lianluo.documents.uploads import LARGEST, BadUpload, clean_name

LONGEST_SIDE = 2560
MOST_PIXELS = 100_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85


@dataclass(frozen=True)
class Photo:
    """A cleaned photograph, in the shape of an upload."""

    name: str
    size: int
    file: BytesIO


def cleaned(upload) -> Photo:
    """`upload` (`.name`, `.size`, readable) as a JPEG of at most LONGEST_SIDE pixels a side, upright, without metadata (no
    place, no hour, no device). BadUpload in words where it is too large or no picture."""
    name = clean_name(upload.name)
    if upload.size > LARGEST:
        raise BadUpload(_("The file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024})
    try:
        with Image.open(getattr(upload, "file", upload), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadUpload(
                    _("The picture has more than %(n)d million pixels.") % {"n": MOST_PIXELS // 1_000_000}
                )
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            content = _jpeg(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError) as fault:
        raise BadUpload(_("This is no photograph: JPEG, PNG and WebP are kept.")) from fault
    except (OSError, SyntaxError, ValueError) as fault:
        raise BadUpload(_("The photograph is damaged and cannot be read.")) from fault
    return Photo(f"{name.rpartition('.')[0] or name}.jpg", len(content.getvalue()), content)


def _jpeg(picture: Image.Image) -> BytesIO:
    """Only the pixels are copied, on white where the picture has holes."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        plain = Image.new("RGB", layer.size, "white")
        plain.paste(layer, mask=layer.getchannel("A"))
    else:
        plain = picture.convert("RGB")
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    target = BytesIO()
    bare.save(target, "JPEG", quality=QUALITY, optimize=True)
    target.seek(0)
    return target


def blank_jpeg(width: int, height: int, grey: int) -> bytes:
    """An empty sheet of one grey (0–255), as a scanner gives it."""
    return _jpeg(Image.new("L", (width, height), grey)).getvalue()
