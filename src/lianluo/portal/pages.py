"""Bases of a deputy's own pages. They read through `visible_to` of the deputy herself and know no user of the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.views import View

from lianluo.foundation.forms import ActionForm
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage


class DeputyPage(View):
    """A page for a deputy who came in; others stand at the door again. `self.actor` is she; foreign and missing are 404."""

    template_name: ClassVar[str] = ""

    def dispatch(self, request, *args, **kwargs):
        self.actor = request.actor
        if self.actor is None or not self.actor.is_deputy:
            return HttpResponseRedirect(resolve_url("portal:door"))
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refusal:
            raise Http404 from refusal

    def get_queryset(self, actor) -> QuerySet | None:
        return None

    def get_object(self, actor) -> Any:
        rows = self.get_queryset(actor)
        return None if rows is None else get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, actor, thing) -> dict:
        return {}

    def get(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = self.get_object(self.actor)
        return self.show()

    def show(self, **more) -> HttpResponse:
        context = {"view": self, "thing": self.thing, **self.get_context(self.actor, self.thing), **more}
        return render(self.request, self.template_name, context)


class DeputyAct(DeputyPage):
    """One act of hers: GET shows the form, POST acts and leads on. What an action refuses in words stands above the form."""

    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    words: ClassVar[Any] = ""
    """What follows from it, in a sentence or two."""
    form_class: ClassVar[type[ActionForm]] = ActionForm
    template_name: ClassVar[str] = "portal/act.html"
    back: ClassVar[str] = "portal:home"

    def act(self, actor, thing, data: dict) -> Any:
        raise NotImplementedError

    def get_success_url(self, result) -> str:
        return resolve_url(self.back)

    def get_form(self, data=None) -> ActionForm:
        return self.form_class(actor=self.actor, data=data)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = self.get_object(self.actor)
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = self.get_object(self.actor)
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                return self.lead_on(self.act(self.actor, self.thing, form.cleaned_data))
            except (NotReady, WrongStage, ValidationError) as refusal:
                _add(form, refusal)
        return self.show(form=form)

    def lead_on(self, result) -> HttpResponse:
        return HttpResponseRedirect(self.get_success_url(result))


def _add(form: ActionForm, refusal: Exception) -> None:
    if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        for field, errors in refusal.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
    elif isinstance(refusal, ValidationError):
        form.add_error(None, refusal)
    else:
        form.add_error(None, getattr(refusal, "reasons", None) or [str(refusal)])
