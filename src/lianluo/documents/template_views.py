"""The office's Word templates: what is in force, uploading, trying with real data, putting in force."""

from __future__ import annotations

from base64 import b64encode

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents import comparing, office_suite, templating
from lianluo.documents.actions import templates as acts
from lianluo.documents.models import PaperTemplate, TemplateUse
from lianluo.documents.rendering import pictures_of_pdf
from lianluo.documents.template_filling import CannotFill, fill, paragraphs
from lianluo.documents.template_queries import in_force
from lianluo.documents.uploads import TYPES
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.foundation.signin import ActorRequired

OFFERED = 20  # papers to try a template with
SHOWN = 50
MAY = "documents.arrange_templates"


def kind_or_404(key: str | None) -> templating.PaperKind:
    known = templating.kinds()
    found = templating.kind_named(key) if key else (known[0] if known else None)
    if found is None:
        raise Http404
    return found


def _word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES["docx"])
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class Templates(ActorRequired):
    """One kind of paper: what it follows, its versions, its fields."""

    def get(self, request, key: str | None = None) -> HttpResponse:
        require(self.actor, MAY, self.actor.organ)
        kind = kind_or_404(key)
        used = TemplateUse.objects.visible_to(self.actor).filter(kind=kind.key)
        rows = PaperTemplate.objects.visible_to(self.actor).filter(kind=kind.key)
        context = {
            "kind": kind, "current": in_force(self.actor.organ_id, kind.key), "has_pdf": bool(office_suite.program()),
            "versions": rows.select_related("file", "uploaded_by")[:SHOWN],
            "uses": used.select_related("template__file", "by")[:SHOWN],
            "tabs": [
                {"label": each.label, "url": reverse("documents:templates_of", args=[each.key]), "current": each == kind}
                for each in templating.kinds()
            ],
        }  # fmt: skip
        return render(request, "documents/templates.html", context)


class Starting(ActorRequired):
    """The built-in layout with the tags in it, to begin from."""

    def get(self, request, key: str) -> HttpResponse:
        require(self.actor, MAY, self.actor.organ)
        kind = kind_or_404(key)
        return _word(
            kind.starting(self.actor.organ),
            _t("Starting template: %(kind)s") % {"kind": kind.label} + ".docx",
        )


class _OfKind(ActView):
    """An act on the templates of one kind of paper."""

    crumb = _("Word templates")

    def get_object(self, actor):
        require(actor, MAY, actor.organ)
        self.kind = kind_or_404(self.kwargs["key"])

    def get_cancel_url(self) -> str:
        return reverse("documents:templates_of", args=[self.kind.key])


class UploadForm(ActionForm):
    file = forms.FileField(label=_("Word template"), widget=forms.FileInput(attrs={"accept": ".docx"}))
    note = forms.CharField(label=_("What was changed"), max_length=200, required=False)


class Upload(_OfKind):
    title = _("Upload a template")
    form_class = UploadForm
    consequence = _("It is checked and tried first; papers follow it only once it is put in force.")
    done = _("The template is in order. Look at it with real data before you put it in force.")

    def act(self, actor, thing, data):
        return acts.upload_template(
            actor, actor.organ, kind=self.kind.key, upload=data["file"], note=data["note"]
        )

    def get_success_url(self, result) -> str:
        return result.get_absolute_url()


class _OfTemplate:
    def get_queryset(self, actor):
        return PaperTemplate.objects.visible_to(actor).select_related("file", "office", "uploaded_by")


class Template(_OfTemplate, DetailPage):
    """One version: remarks of the check, and how it looks with a real paper."""

    template_name = "documents/template.html"

    def get_context(self, actor, template) -> dict:
        kind = kind_or_404(template.kind)
        things = list(kind.things(actor)[:OFFERED])
        chosen = chosen_of(kind, actor, self.request.GET.get("thing", ""), things)
        data = kind.data(chosen) if chosen else kind.sample()
        return {
            "kind": kind, "things": things, "chosen": chosen, **looks(template, data),
            "current": in_force(template.office_id, template.kind), "has_pdf": bool(office_suite.program()),
        }  # fmt: skip


def chosen_of(kind: templating.PaperKind, actor, key: str, things: list):
    """The paper asked for, where the actor may see it; else the newest."""
    if key.isascii() and key.isdigit() and len(key) < 19:
        return get_object_or_404(kind.things(actor), pk=int(key))
    return things[0] if things else None


def looks(template: PaperTemplate, data: templating.Data) -> dict:
    """Pictures of the pages by LibreOffice, else the words; or what stands against it."""
    try:
        content = fill(template.file.path.read_bytes(), data)
        if office_suite.program():
            return {"pictures": _addresses(pictures_of_pdf(office_suite.to_pdf(content)))}
    except (CannotFill, office_suite.NoPdf, ValueError) as fault:
        return {"fault": str(fault)}
    return {"words": paragraphs(content, with_headers=True)}


def _addresses(pictures: list[bytes]) -> list[str]:
    """Inside the page itself: a trial is kept nowhere."""
    return ["data:image/png;base64," + b64encode(each).decode() for each in pictures]


class Try(_OfTemplate, ActorRequired):
    """The Word file of the trial; it holds a real paper's words, so it is recorded."""

    def post(self, request, pk: int) -> HttpResponse:
        template = get_object_or_404(self.get_queryset(self.actor), pk=pk)
        kind = kind_or_404(template.kind)
        chosen = chosen_of(kind, self.actor, request.POST.get("thing", ""), [])
        data = kind.data(chosen) if chosen else kind.sample()
        content = acts.try_template(self.actor, template.office, template=template, data=data)
        return _word(content, _t("Trial of template %(n)d") % {"n": template.n} + ".docx")


class File(_OfTemplate, ActorRequired):
    """The template as it was uploaded, to go on from."""

    def get(self, request, pk: int) -> FileResponse:
        template = get_object_or_404(self.get_queryset(self.actor), pk=pk)
        if not template.file.path.is_file():
            raise Http404
        return FileResponse(
            template.file.path.open("rb"),
            as_attachment=True,
            filename=template.file.name,
            content_type=TYPES["docx"],
        )


class CompareTemplate(_OfTemplate, ActorRequired):
    """What changed against the version before, or against the built-in layout."""

    def get(self, request, pk: int) -> HttpResponse:
        template = get_object_or_404(self.get_queryset(self.actor), pk=pk)
        before = self.get_queryset(self.actor).filter(kind=template.kind, n__lt=template.n).first()
        old = (
            before.file.path.read_bytes() if before else kind_or_404(template.kind).starting(template.office)
        )
        lines = comparing.compare(old, template.file.path.read_bytes())
        context = {
            "lines": lines, "changes": sum(line.kind != "same" for line in lines), "back_url": template.get_absolute_url(),
            "back": str(template), "old": _t("version %(n)d") % {"n": before.n if before else 0},
            "new": _t("version %(n)d") % {"n": template.n},
        }  # fmt: skip
        return render(request, "documents/compare.html", context)


class UseForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class Use(_OfTemplate, ActView):
    title = _("Put in force")
    form_class = UseForm
    consequence = _("Papers printed from now on follow this version. What has gone out keeps its files.")
    done = _("In force from now on.")

    def act(self, actor, template, data):
        return acts.use_template(actor, template.office, kind=template.kind, template=template, **data)

    def get_success_url(self, result) -> str:
        return reverse("documents:templates_of", args=[result.kind])


class UseBuiltIn(_OfKind):
    title = _("Back to the built-in layout")
    form_class = UseForm
    consequence = _("Papers printed from now on follow the built-in layout. All versions stay for later.")
    done = _("In force from now on.")

    def act(self, actor, thing, data):
        return acts.use_template(actor, actor.organ, kind=self.kind.key, template=None, **data)

    def get_success_url(self, result) -> str:
        return self.get_cancel_url()
