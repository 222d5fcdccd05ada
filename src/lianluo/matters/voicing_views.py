"""The page on which listeners type: the form, its answers as JSON, what it looks up, the latest list beneath."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock, once
from lianluo.foundation.forms import PickerView
from lianluo.foundation.pages import ActorRequired, ActView
from lianluo.foundation.workflow import WrongStage
from lianluo.matters.actions.voicing import voice
from lianluo.matters.models import SessionMode, VoicedOpinion
from lianluo.matters.voicing_clock import stamp, time_left
from lianluo.matters.voicing_forms import VoicingForm
from lianluo.matters.voicing_proposals import proposed
from lianluo.matters.voicing_queries import departments_for, group_of, latest, modes_for, offered

FIELDS = {"person": "deputy", "department": "department_name"}


def mode_of(actor, pk: int) -> SessionMode:
    """An open session mode in which the actor may take down; others are missing."""
    mode = get_object_or_404(modes_for(actor), pk=pk)
    require(actor, "matters.voice", mode)
    return mode


class TakingDown(ActView):
    """Typing page. A script sends each opinion and keeps what is typed on the device until it is taken."""

    title = _("Take down opinions")
    form_class = VoicingForm
    template_name = "matters/voicing/typing.html"

    def get_object(self, actor):
        mode = mode_of(actor, self.kwargs["pk"])
        self.own = group_of(actor, mode)
        return mode

    def get_form_kwargs(self, actor, mode) -> dict:
        return {"mode": mode, "own": self.own}

    def get_initial(self, actor, mode) -> dict:
        return {"place": VoicedOpinion.Place.GROUP, "group": self.own, "draft": once.token()}

    def get_context(self, actor, mode) -> dict:
        rows = [(row, *time_left(row)) for row in latest(actor, mode)]
        return {"own": self.own, "rows": rows, "now": stamp(clock.now())[-5:]}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        mode = self.thing = self.get_object(self.actor)
        form = self.get_form(data=request.POST)
        opinion = self._taken(mode, form)
        if opinion is None:
            return self._refused(request, form)
        if _wants_json(request):
            return JsonResponse(_kept(opinion))
        return HttpResponseRedirect(reverse("matters:taking_down", args=[mode.pk]))

    def _taken(self, mode: SessionMode, form: VoicingForm) -> VoicedOpinion | None:
        if not form.is_valid():
            return None
        try:
            return voice(mode, self.actor, **form.cleaned_data)
        except WrongStage:
            form.add_error(
                None, _now("Session mode is closed. Register this opinion by hand; what is typed is kept.")
            )
        except ValidationError as refusal:
            found = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
            for field, errors in found.items():
                form.add_error(FIELDS.get(field, field), errors)
        return None

    def _refused(self, request, form: VoicingForm) -> HttpResponse:
        if not _wants_json(request):
            return self.show(form)
        errors = {field: " ".join(map(str, found)) for field, found in form.errors.items()}
        return JsonResponse({"errors": errors}, status=422)


def _wants_json(request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _kept(opinion: VoicedOpinion) -> dict:
    words = _now("Kept: %(number)s %(deputy)s, %(department)s, answer due %(due)s") % {
        "number": opinion.matter.label, "deputy": opinion.person.name,
        "department": opinion.matter.department.label, "due": stamp(opinion.answer_due_at),
    }  # fmt: skip
    return {"id": opinion.pk, "number": opinion.matter.label, "said": words}


class Latest(ActorRequired):
    """The latest opinions of this session that the actor may see, read again every few seconds."""

    def get(self, request, pk: int) -> HttpResponse:
        mode = mode_of(self.actor, pk)
        if not getattr(request, "htmx", False):  # a part of a page, not a page
            return HttpResponseRedirect(reverse("matters:taking_down", args=[mode.pk]))
        rows = [(row, *time_left(row)) for row in latest(self.actor, mode)]
        return render(request, "matters/voicing/latest.html", {"rows": rows, "actor": self.actor})


class Deputies(ActorRequired):
    """`?q=` by name, pinyin or initials: deputies of this congress, those of the own group's delegations first."""

    def get(self, request, pk: int) -> JsonResponse:
        mode = mode_of(self.actor, pk)
        own = group_of(self.actor, mode)
        words = request.GET.get("q", "").replace("\x00", "")[:60]
        found = offered(self.actor, mode, words, own.delegations if own else ())
        results = [
            {
                "id": str(person.pk),
                "text": person.name,
                "hint": " ".join(filter(None, [person.seat, person.work[:24]])),
            }
            for person in found
        ]
        return JsonResponse({"results": results})


class Departments(PickerView):
    limit = 40

    def get_queryset(self, actor):
        return departments_for(mode_of(actor, self.kwargs["pk"]))

    def text(self, unit) -> str:
        return unit.label


class Proposing(ActorRequired):
    """`?words=`: the department proposed for what was typed, and why; {} where nothing speaks for any."""

    def get(self, request, pk: int) -> JsonResponse:
        mode = mode_of(self.actor, pk)
        found = proposed(mode.office, request.GET.get("words", "").replace("\x00", "")[:400])
        if found is None or found.department is None:
            return JsonResponse({})
        department = found.department
        return JsonResponse(
            {
                "id": str(department.pk),
                "text": department.label,
                "why": str(found.why),
                "confidence": found.confidence,
            }
        )
