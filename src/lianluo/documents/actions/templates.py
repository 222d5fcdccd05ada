"""Word templates: uploaded, put in force, replaced by an earlier one. Nothing is deleted."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from lianluo.documents import uploads
from lianluo.documents.actions.files import keep
from lianluo.documents.models import PaperTemplate, TemplateUse
from lianluo.documents.template_checks import check
from lianluo.documents.template_filling import CannotFill, fill
from lianluo.documents.template_queries import in_force
from lianluo.documents.templating import Data, kind_named
from lianluo.documents.uploads import BadUpload
from lianluo.documents.word_uploads import read_word
from lianluo.foundation.workflow import Done, action
from lianluo.units.models import Unit


@action("documents.arrange_templates", "documents.upload_template")
def upload_template(actor, office: Unit, *, kind: str, upload, note: str = ""):
    """The next version, once the check finds nothing wrong; not in force yet. ValidationError names each fault."""
    try:
        content = read_word(upload)
    except BadUpload as fault:
        raise ValidationError({"file": str(fault)}) from fault
    found = check(content, kind_named(kind))
    if found.wrong:
        raise ValidationError({"file": found.wrong})
    Unit.objects.select_for_update().get(pk=office.pk)  # two uploads at once take one number after the other
    known = PaperTemplate.objects.filter(office=office, kind=kind)
    file = keep(actor, uploads.clean_name(upload.name), BytesIO(content), uploads.TYPES["docx"])
    made = PaperTemplate.objects.create(
        office=office, kind=kind, n=(known.aggregate(last=Max("n"))["last"] or 0) + 1, file=file, note=note[:200],
        findings=found.remarks, uploaded_by=actor.user,
    )  # fmt: skip
    return Done(made, about=made, facts={"version": made.n, "file": file.name, "sha256": file.sha256})


@action("documents.arrange_templates", "documents.use_template")
def use_template(actor, office: Unit, *, kind: str, template: PaperTemplate | None, reason: str = ""):
    """From now on papers of this kind follow `template`, newer or older, or the built-in layout. History is kept."""
    if template is not None and (template.office_id, template.kind) != (office.pk, kind):
        raise ValidationError(_("This template is of another office or kind of paper."))
    Unit.objects.select_for_update().get(pk=office.pk)
    before = in_force(office.pk, kind)
    if before == template:
        raise ValidationError(_("This version is in force already."))
    if template is not None and (found := check(template.file.path.read_bytes(), kind_named(kind))).wrong:
        raise ValidationError(found.wrong)  # the fields of the paper have changed since it was uploaded
    made = TemplateUse.objects.create(
        office=office, kind=kind, template=template, reason=reason[:200], by=actor.user
    )
    facts = {"from": before.n if before else 0, "to": template.n if template else 0}
    return Done(made, about=template or before, facts=facts)


@action("documents.arrange_templates", "documents.try_template")
def try_template(actor, office: Unit, *, template: PaperTemplate, data: Data):
    """The Word file that this template gives with the data of one paper. Raises ValidationError."""
    try:
        content = fill(template.file.path.read_bytes(), data)
    except CannotFill as fault:
        raise ValidationError(str(fault)) from fault
    return Done(content, about=template, facts={"version": template.n})
