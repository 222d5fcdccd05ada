"""Bases of pages beside lists: `ActView` (form or question, then an act), `DetailPage`, `PanelView`. See docs/pages.md."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from lianluo.foundation import once
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.panels import panels_for
from lianluo.foundation.permissions import Refused
from lianluo.foundation.signin import ActorRequired
from lianluo.foundation.workflow import NotReady, WrongStage

__all__ = ["ActView", "ActorRequired", "BulkActView", "DetailPage", "PanelView"]


class _OneThing(ActorRequired):
    """A view of one object of `get_queryset(actor)`; foreign and missing are 404."""

    template_name: ClassVar[str] = ""

    def get_queryset(self, actor) -> QuerySet | None:
        return None

    def get_object(self, actor) -> Any:
        rows = self.get_queryset(actor)
        if rows is None:
            return None
        if "pk" not in self.kwargs:
            raise Http404
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, actor, thing) -> dict:
        return {}

    @property
    def is_fragment(self) -> bool:
        htmx = getattr(self.request, "htmx", None)
        return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


class ActView(_OneThing):
    """One act. GET shows the form, or asks once where there is none; POST acts and leads on.

    `act(actor, thing, data)` calls the action; `thing` is None without `get_queryset`. What the action refuses in words
    (`NotReady`, `WrongStage`, `ValidationError`) comes back above the form; `Refused` is a 404.
    """

    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    consequence: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    danger: ClassVar[bool] = False
    crumb: ClassVar[Any] = ""
    """The page that "cancel" leads to, in words, for an act on no thing."""
    form_class: ClassVar[type[ActionForm]] = ActionForm
    template_name: ClassVar[str] = "foundation/act.html"

    def act(self, actor, thing, data: dict) -> Any:
        raise NotImplementedError

    def get_success_url(self, result) -> str:
        return self.thing.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.thing.get_absolute_url() if hasattr(self.thing, "get_absolute_url") else ""

    def get_initial(self, actor, thing) -> dict:
        return {}

    def get_form_kwargs(self, actor, thing) -> dict:
        return {}

    def get_form(self, **bound) -> ActionForm:
        initial = self.get_initial(self.actor, self.thing)
        return self.form_class(
            actor=self.actor, initial=initial, **self.get_form_kwargs(self.actor, self.thing), **bound
        )

    def get(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = self.get_object(self.actor)
        return self.show(self.get_form())

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if once.FIELD not in request.POST and ("ids" in request.POST or request.POST.get("every")):
            return self._ask_about_picked(request)
        self.thing = self.get_object(self.actor)
        form = self.get_form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            url = once.run(request, lambda: self._perform(form))
        except (NotReady, WrongStage, ValidationError) as refusal:
            for field, sentences in _sentences(refusal).items():
                form.add_error(field if field in form.fields else None, sentences)
            return self.show(form)
        return self.lead_to(url)

    def _perform(self, form: ActionForm) -> str:
        result = self.act(self.actor, self.thing, form.cleaned_data)
        if self.done:
            messages.success(self.request, str(self.done))
        return str(self.get_success_url(result))

    def show(self, form: ActionForm) -> HttpResponse:
        context = {
            "view": self,
            "actor": self.actor,
            "thing": self.thing,
            "form": form,
            "once_field": once.FIELD,
            "once": self.request.POST.get(once.FIELD) or once.token(),
            "cancel_url": self.get_cancel_url(),
            "multipart": form.is_multipart(),
            **self.get_context(self.actor, self.thing),
        }
        return render(self.request, self.template_name, context)

    def lead_to(self, url: str) -> HttpResponse:
        if self.is_fragment:
            return HttpResponse(headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)

    def _ask_about_picked(self, request) -> HttpResponse:
        """The bulk bar of a list posts what was picked; the form page takes it from the URL."""
        if request.POST.get("every"):
            pairs = [("every", "1"), ("query", request.POST.get("query", ""))]
        else:
            pairs = [("ids", key) for key in request.POST.getlist("ids")]
        return HttpResponseRedirect(f"{request.path}?{urlencode(pairs)}")


def _sentences(refusal: Exception) -> dict[str, list]:
    """Field → sentences; NON_FIELD_ERRORS for those of no field."""
    if isinstance(refusal, NotReady):
        return {NON_FIELD_ERRORS: [str(reason) for reason in refusal.reasons]}
    if isinstance(refusal, ValidationError):
        if hasattr(refusal, "error_dict"):
            return {field: list(errors) for field, errors in refusal.error_dict.items()}
        return {NON_FIELD_ERRORS: refusal.error_list}
    return {NON_FIELD_ERRORS: [str(refusal)]}


class BulkActView(ActView):
    """One act on each of the rows picked in `list_page`, `thing` is their list. Those refused are named with the reason."""

    list_page: ClassVar[Any] = None
    list_url_name: ClassVar[str] = ""
    max_told: ClassVar[int] = 10
    """So many of those refused are named; the others are counted."""

    def act_on(self, actor, thing, data: dict) -> None:
        raise NotImplementedError

    def get_object(self, actor) -> list:
        things = list(self.list_page.picked(self.request))
        if not things:
            raise Http404
        return things

    def act(self, actor, thing, data: dict) -> tuple[int, list[str]]:
        done, refused = 0, []
        for each in thing:
            try:
                self.act_on(actor, each, data)
                done += 1
            except (NotReady, WrongStage, ValidationError) as refusal:
                words = [str(word) for found in _sentences(refusal).values() for word in _words(found)]
                refused.append(f"{each}: {' '.join(words)}")
            except Refused:
                refused.append(f"{each}: {_('You may not do this.')}")
        self._tell(done, refused)
        return done, refused

    def _tell(self, done: int, refused: list[str]) -> None:
        if done:
            messages.success(self.request, _("%(act)s: %(count)s done.") % {"act": self.title, "count": done})
        for sentence in refused[: self.max_told]:
            messages.warning(self.request, sentence)
        if len(refused) > self.max_told:
            rest = len(refused) - self.max_told
            messages.warning(self.request, _("%(count)s more were refused.") % {"count": rest})

    def get_success_url(self, result) -> str:
        return reverse(self.list_url_name)

    def get_cancel_url(self) -> str:
        return reverse(self.list_url_name)


def _words(found: list) -> list:
    return [
        message
        for each in found
        for message in (each.messages if isinstance(each, ValidationError) else [each])
    ]


class DetailPage(_OneThing):
    """A page about one object. The first tab is the page's own; further ones are the panels registered for `slot`."""

    slot: ClassVar[str] = ""
    template_name: ClassVar[str] = "foundation/detail.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = thing = self.get_object(self.actor)
        if thing is None:
            raise Http404
        panels = panels_for(self.slot, self.actor, thing) if self.slot else []
        open_panel = next((panel for panel in panels if panel.key == request.GET.get("tab")), None)
        context = {
            "view": self,
            "actor": self.actor,
            "thing": thing,
            "panels": panels,
            "open_panel": open_panel,
            **self.get_context(self.actor, thing),
        }
        return render(request, self.template_name, context)


class PanelView(_OneThing):
    """The content of a panel: a fragment for htmx, else a full page with the same content.

    `template_name` is the fragment; it sees `thing`, `actor` and what `get_context` adds.
    """

    title: ClassVar[Any] = ""
    page_template_name: ClassVar[str] = "foundation/panel_page.html"

    def get_back_url(self) -> str:
        """The page whose panel this is."""
        return self.thing.get_absolute_url() if hasattr(self.thing, "get_absolute_url") else ""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = self.get_object(self.actor)
        context = {
            "view": self,
            "actor": self.actor,
            "thing": self.thing,
            "fragment": self.template_name,
            "back_url": self.get_back_url(),
            **self.get_context(self.actor, self.thing),
        }
        answer = render(request, self.template_name if self.is_fragment else self.page_template_name, context)
        patch_vary_headers(answer, ["HX-Request"])
        return answer
