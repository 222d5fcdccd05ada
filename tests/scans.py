"""A signed paper form as a scanner gives it."""

from django.core.files.uploadedfile import SimpleUploadedFile


def scan(name: str = "征询意见表.pdf", content: bytes = b"%PDF-1.4\n%%EOF\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
