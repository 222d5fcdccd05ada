"""The clock of a matter: its dates with their sums, what happened to it, and the steps that stop or move it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.pages import PanelView
from lianluo.matters import clock_forms as forms
from lianluo.matters.actions import clock as acts
from lianluo.matters.buttons import buttons_of
from lianluo.matters.clock_queries import clock_for, longest_until
from lianluo.matters.clock_tables import happenings_of
from lianluo.matters.closing_views import MatterAct
from lianluo.matters.course import course_of
from lianluo.matters.models import Assignment, Extension, Matter
from lianluo.matters.sums import standings_of

STEPS = {"pause", "resume", "ask_extension", "grant_extension", "refuse_extension", "revoke_extension"}


class ClockPanel(PanelView):
    title = _("Deadlines")
    template_name = "matters/clock.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related("office")

    def get_context(self, actor, matter) -> dict:
        course = course_of(matter)
        mine = [
            row for row in course.assignments if actor.sees_whole_office or row.department_id == actor.unit_id
        ]
        found = clock_for(matter)
        rows = standings_of(found, mine) if found else []
        return {
            "rows": rows, "standing": found.standing if found else (), "happenings": happenings_of(matter),
            "sheets": [row for row in course.current if owes(row)] if actor.can("matters.keep_clock", matter) else [],
            "buttons": [button for button in buttons_of(course, actor) if button["name"] in STEPS],
        }  # fmt: skip


def owes(row: Assignment) -> bool:
    return row.stage != Assignment.Stage.FULFILLED and not row.matter.is_final


class ClockAct(MatterAct):
    tab = "clock"


class Pausing(ClockAct):
    step = "pause"
    title = _("Pause the clock")
    form_class = forms.PauseForm
    consequence = _(
        "The internal deadline and those of the departments stand still until the clock is resumed. The statutory "
        "deadline goes on unless a rule in force says otherwise."
    )
    done = _("The clock stands still.")

    def get_initial(self, actor, matter):
        return {"first_on": clock.today(), "kind": "supplement"}

    def act(self, actor, matter, data):
        return acts.pause(matter, actor, **data)


class Resuming(ClockAct):
    step = "resume"
    title = _("Resume the clock")
    form_class = forms.ResumeForm
    done = _("The clock goes on.")

    def get_initial(self, actor, matter):
        return {"last_on": clock.today()}

    def act(self, actor, matter, data):
        return acts.resume(matter, actor, **data)


class AskingExtension(ClockAct):
    step = "ask_extension"
    title = _("Ask for an extension")
    form_class = forms.AskExtensionForm
    consequence = _(
        "The liaison office asks the body that handed the matter over. Until it consents the deadline stays."
    )
    done = _("The extension is asked for.")

    def get_initial(self, actor, matter):
        return {"asked_on": clock.today(), "until": longest_until(matter)}

    def act(self, actor, matter, data):
        return acts.ask_extension(matter, actor, **data)


class DecidingExtension(ClockAct):
    """A step that answers the request which stands open."""

    template_name = "matters/extension_act.html"

    def get_context(self, actor, matter) -> dict:
        asked = matter.extensions.filter(state=Extension.State.ASKED).select_related("asked_by").first()
        return {**super().get_context(actor, matter), "asked": asked}

    def get_initial(self, actor, matter):
        asked = matter.extensions.filter(state=Extension.State.ASKED).first()
        today = clock.today()
        return {
            "granted_on": today, "deputy_told_on": None, "granted_by": matter.source,
            "until": asked.until if asked else None,
        }  # fmt: skip


class Granting(DecidingExtension):
    step = "grant_extension"
    title = _("Record the consent to the extension")
    form_class = forms.GrantForm
    consequence = _("The statutory deadline moves to the new day; the department is told.")
    done = _("The extension is granted.")

    def act(self, actor, matter, data):
        return acts.grant_extension(matter, actor, **data)


class Refusing(DecidingExtension):
    step = "refuse_extension"
    title = _("Record the refusal of the extension")
    form_class = forms.RefuseForm
    done = _("The refusal is recorded; the deadline stays.")

    def act(self, actor, matter, data):
        return acts.refuse_extension(matter, actor, **data)


class Revoking(ClockAct):
    step = "revoke_extension"
    title = _("Revoke the extension")
    form_class = forms.RevokeForm
    danger = True
    consequence = _("The earlier date counts again; the department is told.")
    done = _("The extension is revoked.")

    def get_initial(self, actor, matter):
        return {"revoked_on": clock.today()}

    def act(self, actor, matter, data):
        return acts.revoke_extension(matter, actor, **data)
