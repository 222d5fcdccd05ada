"""The tree of procuratorates, the page of one unit, and what changes them."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.foundation.forms import PickerView
from lianluo.foundation.pages import ActorRequired, ActView, DetailPage
from lianluo.foundation.permissions import Refused
from lianluo.units import forms
from lianluo.units.actions import unit as actions
from lianluo.units.models import Unit
from lianluo.units.queries import tree_of


class Tree(ActorRequired):
    def get(self, request):
        units = Unit.objects.visible_to(self.actor).open_on(clock.today())
        own = set(self.actor.organ.ancestor_ids()) if self.actor.organ else set()
        return render(request, "units/tree.html", {"actor": self.actor, "tree": tree_of(list(units), own)})


class UnitPage(DetailPage):
    slot = "units.unit"
    template_name = "units/unit.html"

    def get_queryset(self, actor):
        return Unit.objects.visible_to(actor).select_related("parent", "superseded_by")

    def get_context(self, actor, unit):
        below = Unit.objects.visible_to(actor).filter(parent=unit).open_on(clock.today())
        return {
            "ancestors": Unit.objects.visible_to(actor)
            .filter(pk__in=unit.ancestor_ids()[:-1])
            .order_by("path"),
            "departments": [each for each in below if each.kind == Unit.Kind.DEPARTMENT],
            "organs": [each for each in below if each.kind != Unit.Kind.DEPARTMENT],
            "former_names": unit.former_names.all(),
            "leading_groups": unit.leading_groups.order_by("-set_up_on"),
            "acts": (acts := _acts(actor, unit)),
            "further": acts[1:],
        }


def _acts(actor, unit: Unit) -> list[dict]:
    """Acts of the page head; none for who may change nothing here."""
    if unit.closed_on:
        return []
    acts = []
    is_organ = unit.kind != Unit.Kind.DEPARTMENT
    if is_organ and actor.can("units.open", unit):
        acts.append((_("Add a department"), "units:opening", "plus"))
    if actor.can("units.change", unit):
        acts += [
            (_("Rename"), "units:renaming", "pencil"),
            (_("Merge into another"), "units:merging", "git-merge"),
            (_("Close the unit"), "units:closing", "archive"),
        ]
    if is_organ and actor.can("units.set_up_leading_group", unit):
        acts.append((_("Set up a leading group"), "units:leading_group", "users"))
    return [
        {"label": label, "url": reverse(name, args=[unit.pk]), "icon": icon, "allowed": True}
        for label, name, icon in acts
    ]


class _UnitAct(ActView):
    """Acts on one unit that is still open, for who has `needs` there; to others the page is missing."""

    needs = "units.change"

    def get_queryset(self, actor):
        return Unit.objects.visible_to(actor).filter(closed_on__isnull=True)

    def get_object(self, actor):
        unit = super().get_object(actor)
        if not actor.can(self.needs, unit):
            raise Refused(self.needs)
        return unit

    def get_success_url(self, result):
        return reverse("units:unit", args=[self.thing.pk])


class Opening(_UnitAct):
    title = _("Add a department")
    needs = "units.open"
    form_class = forms.DepartmentForm
    done = _("The department is open.")

    def act(self, actor, organ, data):
        return actions.open_unit(actor, organ, kind=Unit.Kind.DEPARTMENT, **data)


class Renaming(_UnitAct):
    title = _("Rename")
    form_class = forms.RenamingForm
    consequence = _("Posts and matters stay; papers of earlier days keep the old name.")
    done = _("The unit has its new name.")

    def get_initial(self, actor, unit):
        return {"name": unit.name, "short_name": unit.short_name, "on": clock.today()}

    def act(self, actor, unit, data):
        return actions.rename_unit(actor, unit, **data)


class Merging(_UnitAct):
    title = _("Merge into another")
    form_class = forms.MergingForm
    danger = True
    consequence = _(
        "This unit ends the day before. What it has done keeps its name; open matters must be handed on."
    )
    done = _("The unit has been merged.")

    def act(self, actor, unit, data):
        return actions.merge_unit(actor, unit, **data)


class Closing(_UnitAct):
    title = _("Close the unit")
    form_class = forms.ClosingForm
    danger = True
    consequence = _("Its departments end with it. Nothing is deleted.")
    done = _("The unit is closed.")

    def act(self, actor, unit, data):
        return actions.close_unit(actor, unit, **data)


class LeadingGroup(_UnitAct):
    title = _("Set up a leading group")
    needs = "units.set_up_leading_group"
    form_class = forms.LeadingGroupForm
    consequence = _("A leading group that still stands ends the day before.")
    done = _("The leading group is set up.")

    def act(self, actor, organ, data):
        return actions.set_up_leading_group(actor, organ, **data)


class UnitPicker(PickerView):
    """Open units of the actor's procuratorate and below; `?kind=department` only departments of the own one."""

    def get_queryset(self, actor):
        units = Unit.objects.visible_to(actor).open_on(clock.today()).select_related("parent")
        if self.request.GET.get("kind") == Unit.Kind.DEPARTMENT:
            return units.departments_of(actor.organ)
        return units.under(actor.organ)

    def hint(self, unit):
        return unit.parent.label if unit.parent else ""
