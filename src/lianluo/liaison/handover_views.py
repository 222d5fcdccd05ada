"""Handovers: the list, one of them as a page that is printed and signed, drawing up, signing, sending back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, ListPage, Tab
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.journal.actions.jobruns import start_run
from lianluo.journal.jobruns import JobRun
from lianluo.liaison import handover_forms, tie_tables
from lianluo.liaison.actions import handover as acts
from lianluo.liaison.board_queries import officers_of
from lianluo.liaison.forms import ReasonForm
from lianluo.liaison.handover_queries import handovers_for, lines_of, open_work, tied_persons, work_shown
from lianluo.liaison.models import Handover
from lianluo.liaison.tie_jobs import draw_up_handover
from lianluo.liaison.tie_views import TITLE, sections, tie_acts
from lianluo.liaison.workflow import HANDOVER

S = Handover.Stage
ICONS = {
    "give": "signature", "take": "signature", "give_in_place": "writing-sign", "name_takers": "user-plus",
    "send_back": "corner-up-left", "call_off": "ban",
}  # fmt: skip


class HandoverList(ListPage):
    title = _("Handovers")
    export_name = title
    default_order = "-day"
    columns = tie_tables.HANDOVER_COLUMNS
    template_name = "liaison/ties.html"
    tabs = [
        Tab("open", _("In hand"), lambda rows: rows.filter(stage__in=(S.DRAFTED, S.GIVEN))),
        Tab("mine", _("To be signed by me"), lambda rows, actor: rows.to_sign(actor.user)),
        Tab("all", _("All")),
    ]
    empty = Empty("arrow-forward-up", _("No handover waits to be signed."))

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return handovers_for(actor).with_counts()

    def get_acts(self, actor):
        return tie_acts(actor)

    def get_context(self, actor):
        return {"sections": sections(actor, "handovers")}


class HandoverPage(DetailPage):
    """The slip (交接单): what each deputy's taker must know. Until the giver signs it shows how things stand now."""

    template_name = "liaison/handover.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return handovers_for(actor)

    def get_context(self, actor, handover) -> dict:
        lines = list(lines_of(handover))
        work = {line.person_id: line.open_work for line in lines}
        if handover.stage == S.DRAFTED:
            work = open_work(actor, handover, list(work))
        return {
            "rows": [{"line": line, **work_shown(work[line.person_id])} for line in lines],
            "acts": _buttons(handover, actor),
            "tone": tie_tables.HANDOVER_TONES[handover.stage], "crumb": TITLE, "takers": _signatures(lines),
        }  # fmt: skip


def _signatures(lines) -> list[dict]:
    """Each taker once, with how many he takes and when he signed."""
    found: dict[int, dict] = {}
    for line in lines:
        if line.taker_id:
            row = found.setdefault(
                line.taker_id, {"name": line.taker.name, "n": 0, "signed_at": line.signed_at}
            )
            row["n"] += 1
    return list(found.values())


def _buttons(handover: Handover, actor) -> list[dict]:
    found = HANDOVER.open_steps(handover, actor)
    return [
        {"label": each.label, "url": reverse(f"liaison:handover_{each.name}", args=[handover.pk]), "icon": ICONS[each.name],
         "allowed": each.allowed, "why_not": " ".join(map(str, each.why_not)), "primary": place == 0 and each.allowed,
         "danger": each.name == "call_off"}
        for place, each in enumerate(found)
    ]  # fmt: skip


class DrawUp(ActView):
    title, form_class, crumb = pgettext_lazy("handover", "Hand over"), handover_forms.DrawUpForm, TITLE
    consequence = _("Nothing moves until the giver and all takers have signed.")

    def get_object(self, actor):
        require(actor, "liaison.arrange", actor.organ)
        return

    def get_initial(self, actor, thing):
        asked = self.request.GET.get("giver", "")
        is_key = asked.isascii() and asked.isdigit() and len(asked) < 19
        return {
            "giver": officers_of(actor).filter(pk=asked if is_key else 0).first(),
            "day": clock.today() + clock.timedelta(days=1),
        }

    def act(self, actor, thing, data):
        giver, day, taker = data["giver"], data["day"], data["taker"]
        if taker:
            takers = dict.fromkeys(tied_persons(actor.organ, giver, day), taker)
            return acts.draw_up(actor, actor.organ, giver=giver, day=day, why=data["why"], takers=takers)
        acts.check_draw_up(actor.organ, giver, day)
        label = _t("Handover of %(name)s") % {"name": giver.name}
        return start_run(
            actor, "ties", label, draw_up_handover, giver_id=giver.pk, day=day.isoformat(), why=data["why"]
        )

    def get_success_url(self, result):
        return (
            reverse("jobs:detail", args=[result.pk])
            if isinstance(result, JobRun)
            else result.get_absolute_url()
        )

    def get_cancel_url(self):
        return reverse("liaison:ties")


class _Step(ActView):
    step = ""

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return handovers_for(actor)

    def get_object(self, actor):
        handover = super().get_object(actor)
        require(actor, HANDOVER.step(self.step).permission, handover)
        return handover


class _WithLines(_Step):
    def get_form_kwargs(self, actor, handover):
        return {"lines": list(lines_of(handover))}

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form


class NameTakers(_WithLines):
    step, title, form_class, done = (
        "name_takers", _("Name the takers"), handover_forms.TakersForm, _("The takers are named."),
    )  # fmt: skip

    def act(self, actor, handover, data):
        return acts.name_takers(handover, actor, takers=self.form.by_line)


class Give(_WithLines):
    step, title, form_class = "give", pgettext_lazy("handover", "Sign as giver"), handover_forms.NotesForm
    consequence = _(
        "Your last notes and what is open with each deputy today are kept; the takers are asked to sign."
    )
    done = _("Signed. The takers are told.")

    def act(self, actor, handover, data):
        return acts.give(handover, actor, notes=self.form.by_line)


class GiveInPlace(_Step):
    step, title, form_class = "give_in_place", _("Sign in place of the giver"), handover_forms.InPlaceForm
    done = _("Signed. The takers are told.")

    def act(self, actor, handover, data):
        return acts.give_in_place(handover, actor, **data)


class Take(_Step):
    step, title, done = "take", pgettext_lazy("handover", "Sign as taker"), _("Signed.")
    consequence = _("When all takers have signed the ties move on the day of the handover, and planned visits and open "
                    "follow-ups go to you.")  # fmt: skip

    def act(self, actor, handover, data):
        return acts.take(handover, actor)


class _WithReason(_Step):
    form_class = ReasonForm

    def act(self, actor, handover, data):
        return self.acted(handover, actor, **data)


class SendBack(_WithReason):
    step, title, done = "send_back", pgettext_lazy("handover", "Send back"), _("Sent back to the giver.")
    consequence = _("All signatures are void; the giver signs again.")
    acted = staticmethod(acts.send_back)


class CallOff(_WithReason):
    step, title, danger, done = "call_off", _("Call off"), True, _("The handover is called off.")
    acted = staticmethod(acts.call_off)
