"""Registering one matter by hand, and the files of a matter."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents.actions.files import withdraw_attachment
from lianluo.documents.queries import attachments_of
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView, PanelView
from lianluo.matters.actions.intake import attach_all, register_matter
from lianluo.matters.intake_forms import KINDS_BY_HAND, FilesForm, IntakeForm
from lianluo.matters.models import Matter
from lianluo.matters.procedures import procedure_of
from lianluo.matters.queries import sessions


class Registration(ActView):
    title = _("Register a matter")
    button = _("Register")
    form_class = IntakeForm
    template_name = "matters/registration.html"
    done = _("Registered. It waits to be handed over.")

    def get_object(self, actor):
        require(actor, "matters.register", actor.organ)

    @property
    def kind(self) -> str:
        asked = self.request.POST.get("kind") or self.request.GET.get("kind")
        return asked if asked in dict(KINDS_BY_HAND) else Matter.Kind.SUGGESTION

    def post(self, request, *args, **kwargs):
        """`again`: another kind was chosen; the form comes back with that kind's fields and what was typed."""
        if "again" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.thing = self.get_object(self.actor)
        return self.show(self.get_form())

    def get_form_kwargs(self, actor, thing):
        return {"kind": self.kind}

    def get_initial(self, actor, thing):
        typed = {
            name: self.request.POST.getlist(name) if name == "others" else self.request.POST[name]
            for name in self.request.POST
        }
        return {
            "handed_over_on": clock.today(),
            "session": sessions().first(),
            "in_session": True,
            "registered": "yes",
            **typed,
            "kind": self.kind,
        }

    def get_context(self, actor, thing):
        return {"procedure": procedure_of(self.kind)}

    def act(self, actor, thing, data):
        return register_matter(actor, actor.organ, **data)

    def get_success_url(self, matter) -> str:
        return matter.get_absolute_url()

    def get_cancel_url(self) -> str:
        return reverse("matters:list")


class Files(PanelView):
    title = _("Attachments")
    template_name = "matters/files.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related("office")

    def get_context(self, actor, matter) -> dict:
        may = actor.can("matters.attach", matter)
        return {"files": attachments_of(matter), "may": may, "form": FilesForm(actor=actor) if may else None}


class Attaching(ActView):
    title = _("Attach files")
    button = _("Attach")
    form_class = FilesForm
    done = _("The files are attached.")

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).select_related("office")

    def get_object(self, actor):
        matter = super().get_object(actor)
        require(actor, "matters.attach", matter)
        return matter

    def act(self, actor, matter, data):
        attach_all(actor, matter, **data)

    def get_success_url(self, result) -> str:
        return f"{self.thing.get_absolute_url()}?tab=files"

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class WithdrawingFile(Attaching):
    title = _("Take the file out")
    button = ""
    form_class = ActionForm
    template_name = "matters/file_withdrawal.html"
    done = _("The file is taken out.")
    consequence = _("It no longer stands here; the file itself and this act stay in the records.")
    danger = True

    def _file(self, matter):
        found = [row for row in attachments_of(matter) if row.pk == self.kwargs["file"]]
        if not found:
            raise Http404
        return found[0]

    def get_context(self, actor, matter) -> dict:
        return {"file": self._file(matter)}

    def act(self, actor, matter, data):
        withdraw_attachment(actor, self._file(matter))
