"""A matter leaves, is merged with another or parted again, or is tied to procuratorial work."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.forms import PickerView
from lianluo.foundation.pages import ActView, PanelView
from lianluo.matters import kind_forms as forms
from lianluo.matters.actions import leaving, links, merging
from lianluo.matters.assignment_forms import ReasonForm
from lianluo.matters.closing_views import MatterAct
from lianluo.matters.models import Matter
from lianluo.matters.queries import linked_works_of, mergeable, with_words


class Withdrawing(MatterAct):
    step = "withdraw"
    title = _("Withdraw")
    form_class = forms.WithdrawalForm
    danger = True
    consequence = _("The matter leaves the work of every department.")
    done = _("The matter is withdrawn.")

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def act(self, actor, matter, data):
        return leaving.withdraw(matter, actor, **data)


class Transferring(MatterAct):
    step = "transfer"
    title = _("Transfer")
    form_class = forms.TransferForm
    danger = True
    consequence = _("The clock stops here; the departments no longer have the matter. It stays readable.")
    done = _("The matter is transferred.")

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def act(self, actor, matter, data):
        return leaving.transfer(matter, actor, **data)


class Converting(MatterAct):
    step = "convert"
    title = _("Convert")
    form_class = forms.ConversionForm
    consequence = _(
        "A new matter of that kind goes on with the same deputies and the same day of hand-over. This one stays "
        "readable as converted."
    )
    done = _("Converted. The new matter waits to be handed over.")

    def get_form_kwargs(self, actor, matter):
        return {"matter": matter}

    def get_initial(self, actor, matter):
        return {"title": matter.title, "body_told": matter.source, "body_told_on": clock.today()}

    def act(self, actor, matter, data):
        return leaving.convert(matter, actor, **data)


class Merging(MatterAct):
    step = "merge"
    title = _("Merge")
    form_class = forms.MergerForm
    consequence = _(
        "Both keep their number, their deputies and their letters; they are handled and answered together. It can be "
        "undone until the reply is signed off."
    )
    done = _("Merged.")

    def get_initial(self, actor, matter):
        return {"told_on": clock.today()}

    def act(self, actor, matter, data):
        return merging.merge(matter, actor, **data)


class Unmerging(MatterAct):
    step = "unmerge"
    title = _("Undo the merger")
    form_class = ReasonForm
    consequence = _("It waits to be handed over for itself.")
    done = _("The merger is undone.")

    def act(self, actor, matter, data):
        return merging.unmerge(matter, actor, **data)


class MergeablePicker(PickerView):
    def get_queryset(self, actor):
        require(actor, "matters.look")
        return mergeable(actor)

    def find(self, rows, words):
        return list((with_words(rows, words) if words else rows)[: self.limit])

    def hint(self, matter) -> str:
        return matter.lead_name


class LinkedWorks(PanelView):
    title = _("Linked work")
    template_name = "matters/linked_works.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related("office")

    def get_context(self, actor, matter) -> dict:
        return {"rows": linked_works_of(matter), "may": actor.can("matters.link", matter)}


class Linking(ActView):
    title = _("Link work")
    form_class = forms.LinkForm
    template_name = "matters/matter_act.html"
    done = _("The work is linked.")

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).select_related("office")

    def get_object(self, actor):
        matter = super().get_object(actor)
        require(actor, "matters.link", matter)
        return matter

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def act(self, actor, matter, data):
        return links.link_work(actor, matter, **data)

    def get_success_url(self, result) -> str:
        return f"{self.thing.get_absolute_url()}?tab=linked_works"

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class Unlinking(Linking):
    title = _("Take the link out")
    form_class = ReasonForm
    danger = True
    done = _("The link is taken out.")

    def _linked(self, matter):
        found = [row for row in linked_works_of(matter) if row.pk == self.kwargs["linked"]]
        if not found:
            raise Http404
        return found[0]

    def get_initial(self, actor, matter):
        self._linked(matter)
        return {}

    def act(self, actor, matter, data):
        return links.unlink_work(actor, matter, linked=self._linked(matter), **data)
