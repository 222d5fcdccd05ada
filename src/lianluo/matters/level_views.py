"""Between levels: handing on what came from above, filing upward for record, taking on record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm, PickerView
from lianluo.matters import kind_forms as forms
from lianluo.matters.actions import levels
from lianluo.matters.assignment_views import AssignmentAct
from lianluo.matters.closing_views import MatterAct
from lianluo.matters.levels import below, filed_with


class HandingOn(AssignmentAct):
    step = "hand_on"
    title = _("Hand on")
    form_class = forms.HandOnForm
    consequence = _(
        "The procuratorate below signs for it and works on the reply; yours goes on seeing the matter. The one above owes "
        "the reply as before."
    )
    done = _("Handed on.")

    def act(self, actor, row, data):
        return levels.hand_on(row, actor, **data)


class BelowPicker(PickerView):
    def get_queryset(self, actor):
        require(actor, "matters.look")
        return below(actor.organ)


class Filing(MatterAct):
    step = "file_for_record"
    title = _("File for record")
    form_class = forms.FilingForm
    done = _("Filed. The procuratorate above has been told.")

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def get_context(self, actor, matter) -> dict:
        return {**super().get_context(actor, matter), "above": filed_with(matter)}

    def act(self, actor, matter, data):
        return levels.file_for_record(matter, actor, **data)


class TakingOnRecord(MatterAct):
    step = "take_on_record"
    title = _("Take on record")
    form_class = ActionForm
    done = _("Taken on record. The procuratorate below has been told.")

    def act(self, actor, matter, data):
        return levels.take_on_record(matter, actor)
