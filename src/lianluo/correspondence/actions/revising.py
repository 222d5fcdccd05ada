"""A numbered letter edited in Word and brought back as the file that goes out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.correspondence.actions.printing import file_name
from lianluo.correspondence.models import Letter
from lianluo.correspondence.workflow import LETTER
from lianluo.documents import office_suite, uploads
from lianluo.documents.actions.files import keep_version
from lianluo.documents.models import Version
from lianluo.documents.office_suite import NoPdf
from lianluo.documents.template_filling import paragraphs
from lianluo.documents.uploads import BadUpload
from lianluo.documents.word_uploads import read_word
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act


@act(LETTER, "revise")
def revise(letter, actor, *, word, pdf=None, note: str = ""):
    """From now on this Word file is printed, with its PDF: the one brought along, else made by LibreOffice.

    ValidationError where the file is unfit or does not carry the letter's number.
    """
    try:
        content = read_word(word)
        shown = _pdf_of(content, pdf)
    except BadUpload as fault:
        raise ValidationError({"word": str(fault)}) from fault
    _refuse_another_letter(letter, content)
    made = [
        keep_version(actor, letter, kind, file_name(letter, kind), each, note=note, edited_outside=True)
        for kind, each in ((Version.Kind.WORD, content), (Version.Kind.PDF, shown))
    ]
    return Done(
        made[0], about=letter, facts={"version": made[0].n, "pdf": made[1].n, "pdf_brought": pdf is not None}
    )


@act(LETTER, "drop_revision")
def drop_revision(letter, actor, *, reason: str):
    """Back to what the system lays out. The files stay as versions."""
    standing = Version.objects.of(letter).filter(edited_outside=True, withdrawn_at__isnull=True)
    dropped = [str(each) for each in standing.select_related("file")]
    standing.update(withdrawn_at=clock.now())
    return Done(letter, facts={"dropped": dropped, "reason": reason})


def _pdf_of(content: bytes, pdf) -> bytes:
    if pdf is None:
        try:
            return office_suite.to_pdf(content)
        except NoPdf as fault:
            words = _("%(why)s Save the letter as PDF in Word and add it.") % {"why": fault}
            raise ValidationError({"pdf": words}) from fault
    stream = getattr(pdf, "file", pdf)
    try:
        kind = uploads.kind_of(uploads.clean_name(pdf.name), stream, pdf.size)
    except BadUpload as fault:
        raise ValidationError({"pdf": str(fault)}) from fault
    if kind != "pdf":
        raise ValidationError({"pdf": _("This is no PDF.")})
    return stream.read()


def _refuse_another_letter(letter: Letter, content: bytes) -> None:
    try:
        words = "".join("".join(paragraphs(content, with_headers=True)).split())
    except Exception as error:  # python-docx raises whatever its parser meets
        raise ValidationError(
            {"word": _("The file is damaged: Word could not open it either. Save it again in Word.")}
        ) from error
    if "".join(letter.number.split()) not in words:
        told = _("The file does not carry the number %(number)s: is it another letter?")
        raise ValidationError({"word": told % {"number": letter.number}})
