"""Parts of a Word file that python-docx has no words for: grid, fonts, frames, drawn lines, fields."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt

# The names of the Windows fonts stay in the file, so that the recipient's Word draws with its own.
FONTS = {
    "fang": "仿宋_GB2312",
    "kai": "楷体_GB2312",
    "hei": "黑体",
    "title": "方正小标宋简体",
    "song": "宋体",
}
LATIN = "Times New Roman"
RED = "D7000F"
LINE_TWIPS = 579  # 22 lines in 225 mm, rounded down so that the last one fits
LINE = Pt(LINE_TWIPS / 20)
# Twentieths of a point. 28 characters leave 2.6 pt of their line, since some readers count the first indent as two whole
# characters; full lines are justified, which brings them to 156 mm again.
TRACKING = -6
PITCH = 156 / 28 / 25.4 * 72  # pt
CHARACTER_SPACE = -844  # 1/4096 pt: 28 characters of 16 pt in 156 mm


def twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def set_font(holder, role: str, size: float | None = None, latin: str = LATIN) -> None:
    """Font of a run or a style, for Chinese and Latin alike; `size` in pt."""
    properties = holder.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), FONTS[role] if latin == "" else latin)
    fonts.set(qn("w:eastAsia"), FONTS[role])
    if size:
        holder.font.size = Pt(size)


def set_lines(format_, exact: float = LINE_TWIPS / 20, before: float = 0, after: float = 0) -> None:
    """Exact line height and spaces around, all in pt."""
    format_.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    format_.line_spacing = Pt(exact)
    format_.space_before = Pt(before)
    format_.space_after = Pt(after)


def set_indent(properties, characters: float, size: float = 16) -> None:
    """First-line indent in characters; the twips beside it are for readers that ignore firstLineChars."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(round(characters * 100)))
    indent.set(qn("w:firstLine"), str(round(characters * (PITCH if size == 16 else size) * 20)))


def chinese(run) -> None:
    """Marks that Chinese and Western fonts share (“ ” — … · □) come from the Chinese font; figures do not."""
    properties = run._r.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert_element_before(fonts, *_AFTER_FONTS)
    fonts.set(qn("w:hint"), "eastAsia")


_AFTER_FONTS = ("w:b", "w:i", "w:color", "w:spacing", "w:sz", "w:szCs", "w:lang")


def append(parent, tag: str, **attributes):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def page_geometry(section, *, grid: bool = True, top: float = 37, bottom: float = 35, left: float = 28,
                  right: float = 26, across: bool = False) -> None:  # fmt: skip
    """A4 with margins in mm, page number 7 mm below the type area, and the grid of 22 lines × 28 characters."""
    sizes = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.page_width, section.page_height = sizes
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(12), Mm(max(bottom - 9.5, 8))
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    if grid:
        append(properties, "w:docGrid", type="linesAndChars", linePitch=LINE_TWIPS, charSpace=CHARACTER_SPACE)


_KEPT_STYLES = {"Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Table Grid", "Normal Table",
                "Default Paragraph Font", "No List", "Header", "Footer"}  # fmt: skip


def empty_document():
    """A Word file without content and with only the styles that papers use; odd and even pages differ."""
    document = Document()
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for style in document.styles:
        for tag in ("w:link", "w:next"):
            for reference in style.element.findall(qn(tag)):
                style.element.remove(reference)
    _leave_out_parts(document)
    _settings(document)
    return document


def saved(document) -> bytes:
    """The file's bytes; the same paper gives the same bytes, so nothing in it tells the time of writing."""
    properties = document.core_properties._element
    for tag in ("dcterms:created", "dcterms:modified"):
        for element in properties.findall(qn(tag)):
            properties.remove(element)
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # of 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


_LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml", "/extended-properties")


def _leave_out_parts(document) -> None:
    """The library's template brings the picture of another document and a second set of styles."""
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_LEFT_OUT):
                del holder.rels[key]


def _settings(document) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    _default_size(document, 32)
    settings = document.settings.element
    for tag in ("w:savePreviewPicture", "w:rsids", "w:proofState"):
        for element in settings.findall(qn(tag)):
            settings.remove(element)
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.clear()
    zoom.set(qn("w:percent"), "100")
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    for choice in settings.find(qn("w:compat")).findall(qn("w:compatSetting")):
        if choice.get(qn("w:name")) == "compatibilityMode":
            choice.set(qn("w:val"), "15")  # below 15 Word's window says "compatibility mode"


def _default_size(document, half_points: int) -> None:
    """The character grid counts from the default size; some readers take it here and not from Normal."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for tag in ("w:sz", "w:szCs"):
        found = defaults.find(qn(tag))
        (append(defaults, tag) if found is None else found).set(qn("w:val"), str(half_points))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")


def frame(
    paragraph, *, x: float | None = None, y: float | None = None, width: float, height: float | None = None
) -> None:
    """Puts a paragraph into a frame: at `x`, `y` mm of the page, or at the foot of the type area when they are None."""
    properties = paragraph._p.get_or_add_pPr()
    place = {"hAnchor": "page", "vAnchor": "page", "x": twips(x), "y": twips(y)} if y is not None else {
        "hAnchor": "margin", "vAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}  # fmt: skip
    element = OxmlElement("w:framePr")
    size = {"h": twips(height), "hRule": "exact"} if height else {}
    for name, value in {"w": twips(width), **size, "wrap": "around", **place}.items():
        element.set(qn(f"w:{name}"), str(value))
    style = properties.find(qn("w:pStyle"))
    properties.insert(0 if style is None else 1, element)


def borders(paragraph, *, top: int = 0, bottom: int = 0, between: int = 0, colour: str = "000000") -> None:
    """Lines above and under a paragraph and towards the next that has the same ones, in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    element = OxmlElement("w:pBdr")
    for side, size in (("top", top), ("bottom", bottom), ("between", between)):
        if size:
            append(element, f"w:{side}", val="single", sz=size, space=1, color=colour)
    properties.insert_element_before(element, *_AFTER_BORDERS)


_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr",
)  # fmt: skip
_BAR = """<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="1" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="Line {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>
</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/>
</mc:AlternateContent></w:r>"""
_SPACES = (
    nsdecls("w", "wp", "a")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def red_bar(paragraph, number: int, top: float, height: float, left: float = 20, width: float = 170) -> None:
    """A red bar drawn in page coordinates (mm), behind the text."""
    paragraph._p.append(
        parse_xml(
            _BAR.format(
                spaces=_SPACES,
                number=number,
                x=Mm(left),
                y=Emu(Mm(top)),
                width=Mm(width),
                height=Mm(height),
                colour=RED,
            )  # fmt: skip
        )
    )


def page_field(run) -> None:
    """A PAGE field in a run."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "1"), ("end", "")):
        if kind == "":
            instruction = append(run._r, "w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
        elif kind == "shown":
            append(run._r, "w:t").text = text
        else:
            append(run._r, "w:fldChar", fldCharType=kind)


def colour_cell(cell, fill: str) -> None:
    append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=fill)


def keep_rows_whole(table, heading_rows: int = 1) -> None:
    """Rows do not break over pages; the heading repeats."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        append(properties, "w:cantSplit")
        if index < heading_rows:
            append(properties, "w:tblHeader")
