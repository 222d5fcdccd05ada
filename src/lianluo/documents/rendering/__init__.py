"""Papers to Word and PDF. One data object gives both; neither is made from the other."""

from .pdf import pictures_of_pdf, render_briefing, render_envelopes, render_pdf, render_pictures
from .word import render_docx
from .workbook import render_xlsx

__all__ = [
    "pictures_of_pdf",
    "render_briefing",
    "render_docx",
    "render_envelopes",
    "render_pdf",
    "render_pictures",
    "render_xlsx",
]
