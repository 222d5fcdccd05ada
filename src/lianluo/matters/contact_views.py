"""The three gates of a matter: who was contacted when and how, and recording one more."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.pages import PanelView
from lianluo.matters import evidence
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.assignment_views import AssignmentAct
from lianluo.matters.buttons import button_named
from lianluo.matters.contact_forms import ContactForm
from lianluo.matters.course import course_of
from lianluo.matters.models import Contact, Matter
from lianluo.matters.queries import gates_of, next_gate, signatories_of


class Contacts(PanelView):
    title = _("Contacts")
    template_name = "matters/contacts.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related("office")

    def get_context(self, actor, matter) -> dict:
        record = button_named(course_of(matter), actor, "record_contact")
        found = gates_of(matter)
        evidence.show(actor, found["contacts"])
        return {"record": record, **found}


class RecordingContact(AssignmentAct):
    step = "record_contact"
    title = _("Record contact")
    form_class = ContactForm
    template_name = "matters/contact.html"
    done = _("The contact is recorded.")

    def get_form_kwargs(self, actor, row):
        return {"persons": signatories_of(row.matter)}

    def get_initial(self, actor, row):
        asked = self.request.GET
        marks = [proposer.mark for proposer in signatories_of(row.matter)]
        chosen = [mark for mark in marks if mark == asked.get("person")] or marks[:1]
        gate = asked.get("gate")
        return {
            "gate": gate if gate in Contact.Gate.values else next_gate(row.matter),
            "persons": chosen, "on": clock.today(),
            "by_whom": f"{row.department.label} {actor.user.name}",
        }  # fmt: skip

    def get_context(self, actor, row):
        return {"offered": evidence.offered_to(actor, row)}

    def act(self, actor, row, data):
        facts = {name: data[name] for name in ("gate", "on", "by_whom", "way", "said", "exception")}
        return [assignments.record_contact(row, actor, person=person, **facts) for person in data["persons"]]

    def get_success_url(self, result) -> str:
        return f"{reverse('matters:detail', args=[self.thing.matter_id])}?tab=contacts"

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)
