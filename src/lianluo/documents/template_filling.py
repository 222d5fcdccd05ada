"""Filling a Word template with the fields of one paper."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from lianluo.documents.papers import printable
from lianluo.documents.rendering import ooxml
from lianluo.documents.template_language import FieldEnvironment
from lianluo.documents.templating import Data


class CannotFill(Exception):
    """The template does not give a whole document with these data; the message says why."""


class _Template(DocxTemplate):
    """Body, headers and footers. What comes out must be well-formed: the library would mend it by leaving words out."""

    def fix_tables(self, xml: str):
        etree.fromstring(xml)
        return super().fix_tables(xml)

    def render_properties(self, context, jinja_env=None) -> None:
        """The template's own title and author say nothing about the letter."""
        properties = self.docx.core_properties
        properties.title = properties.author = properties.comments = properties.subject = ""
        properties.last_modified_by = properties.keywords = ""

    def render_footnotes(self, context, jinja_env=None) -> None:
        """Tags in footnotes are refused when the template is checked."""


def fill(template: bytes, data: Data) -> bytes:
    """The Word file; the same template and data give the same bytes. Raises CannotFill."""
    document = _Template(BytesIO(template))
    try:
        document.render(_printable(data), FieldEnvironment(), autoescape=True)
    except etree.XMLSyntaxError as error:
        raise CannotFill(
            _(
                "An “if” or “for” begins in one place and ends in another: both must stand in the same text or table."
            )
        ) from error
    except (TemplateError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise CannotFill(_("The template cannot be filled: %(error)s") % {"error": error}) from error
    return ooxml.saved(document.docx)


def _printable(value):
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_printable(each) for each in value]
    return printable(value)


def sources(template: bytes) -> list[str]:
    """The patched XML of body, headers and footers as the template engine reads it; each paragraph and tag begins a line."""
    document = _Template(BytesIO(template))
    document.render_init()
    parts = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts += [document.get_part_xml(part) for _key, part in document.get_headers_footers(uri)]
    return [re.sub(r"(?=<w:p[ >]|\{[{%#])", "\n", document.patch_xml(part)) for part in parts]


def paragraphs(content: bytes, with_headers: bool = False) -> list[str]:
    """The words of a Word file, a paragraph each, tables row by row; empty paragraphs are left out."""
    return list(_paragraphs(content, with_headers))


@lru_cache(maxsize=8)
def _paragraphs(content: bytes, with_headers: bool) -> tuple[str, ...]:
    document = Document(BytesIO(content))
    roots = [document.element.body]
    if with_headers:
        held = [rel.target_part for rel in document.part.rels.values()
                if not rel.is_external and rel.reltype.endswith(("/header", "/footer"))]  # fmt: skip
        roots = [part.element for part in held] + roots
    return tuple(text for root in roots for text in words_of(root))


def words_of(root) -> list[str]:
    found = (text_of(paragraph) for paragraph in root.iter(qn("w:p")))
    return [text for text in found if text.strip()]


_TEXT, _BREAKS, _PARAGRAPH = qn("w:t"), {qn("w:br"), qn("w:cr")}, qn("w:p")


def text_of(paragraph) -> str:
    """The paragraph's own words: those of a text box inside it are paragraphs of their own."""
    pieces = []
    for node in paragraph.iter(_TEXT, qn("w:tab"), *_BREAKS):
        if next(node.iterancestors(_PARAGRAPH)) is not paragraph:
            continue
        pieces.append(node.text or "" if node.tag == _TEXT else "\n" if node.tag in _BREAKS else "\t")
    return "".join(pieces)
