"""Session mode itself: the sessions, the board, opening, listening groups, closing with its preview."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.lists import Column, Empty, ListPage, badge, day, link
from lianluo.foundation.pages import ActView, PanelView
from lianluo.matters.actions import session_mode as modes
from lianluo.matters.models import SessionMode
from lianluo.matters.queries import sessions
from lianluo.matters.voicing_board import board_of
from lianluo.matters.voicing_forms import GroupForm, OpenModeForm
from lianluo.matters.voicing_queries import closing_of, modes_for, with_counts
from lianluo.matters.voicing_workflow import SESSION_MODE

SHOWN = 50


class SessionModes(ListPage):
    title = _("Session mode")
    default_order = "-from_on"
    columns = [
        Column("session", _("Term and session"), lambda m: link(str(m), m.get_absolute_url()), css="title"),
        Column("from_on", _("From"), lambda m: day(m.from_on), sort="from_on", width=110),
        Column("until_on", _("Until"), lambda m: day(m.until_on), sort="until_on", width=110),
        Column("stage", _("Stage"), lambda m: badge(m.get_stage_display(), "badge-line blue" if m.is_open else "badge-line"),
               width=90),
        Column("count", _("Opinions"), lambda m: str(m.count), width=90, align="end"),
    ]  # fmt: skip
    empty = Empty(
        "microphone",
        _("A session stands here once the liaison office opens session mode: opinions are then answered by the hour."),
        _("Open session mode"), "matters:open_session_mode",
    )  # fmt: skip

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """Who comes while one session is on goes straight to its board; `?all=1` shows the list."""
        open_ = list(modes_for(self.actor).open()[:2])
        if len(open_) == 1 and not request.GET:
            return HttpResponseRedirect(open_[0].get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_acts(self, actor) -> list[dict]:
        if not actor.can("matters.keep_session_mode", actor.organ):
            return []
        return [
            {"label": _("Open session mode"), "url": reverse("matters:open_session_mode"), "icon": "plus"}
        ]

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return with_counts(modes_for(actor))


class Board(PanelView):
    """Voiced, in hand, answered, told: for the wall of the office. Its middle part is read again every few seconds."""

    template_name = "matters/voicing/board_part.html"
    page_template_name = "matters/voicing/board.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return modes_for(actor)

    def get_context(self, actor, mode) -> dict:
        return {**board_of(actor, mode), "acts": _acts(actor, mode)}


def _acts(actor, mode: SessionMode) -> list[dict]:
    """The page's acts, the first one primary."""
    pages = {"voice": ("matters:taking_down", "pencil"), "arrange": ("matters:listening_groups", "users"),
             "close": ("matters:session_mode_close", "circle-check")}  # fmt: skip
    open_ = [step for step in SESSION_MODE.open_steps(mode, actor) if step.name in pages]
    return [
        {"label": step.label, "url": reverse(pages[step.name][0], args=[mode.pk]), "icon": pages[step.name][1],
         "allowed": step.allowed, "why_not": " ".join(step.why_not), "primary": place == 0}
        for place, step in enumerate(open_)
    ]  # fmt: skip


class OpeningMode(ActView):
    title = _("Open session mode")
    form_class = OpenModeForm
    done = _("Session mode is open. Name the listening groups now.")
    consequence = _(
        "The heads of all departments are told: opinions of deputies will reach them at any hour."
    )

    def get_object(self, actor):
        require(actor, "matters.keep_session_mode", actor.organ)

    def get_form_kwargs(self, actor, thing) -> dict:
        return {"sessions": sessions()}

    def get_initial(self, actor, thing) -> dict:
        return {"from_on": clock.today(), "until_on": clock.today() + timedelta(days=6)}

    def act(self, actor, thing, data):
        return modes.open_mode(actor, actor.organ, **data)

    def get_success_url(self, mode) -> str:
        return reverse("matters:listening_groups", args=[mode.pk])

    def get_cancel_url(self) -> str:
        return reverse("matters:session_modes")


class ListeningGroups(PanelView):
    title = _("Listening groups")
    template_name = "matters/voicing/groups_part.html"
    page_template_name = "matters/voicing/groups.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return modes_for(actor)

    def get_context(self, actor, mode) -> dict:
        may = mode.is_open and actor.can("matters.keep_session_mode", mode)
        return {"groups": mode.groups.prefetch_related("members"), "may": may}


class Arranging(ActView):
    title = _("Listening group")
    button = _("Save")
    form_class = GroupForm
    template_name = "matters/voicing/group.html"

    def get_queryset(self, actor):
        return modes_for(actor)

    def get_object(self, actor):
        mode = super().get_object(actor)
        require(actor, "matters.keep_session_mode", mode)
        key = self.kwargs.get("group")
        self.group = get_object_or_404(mode.groups.all(), pk=key) if key else None
        return mode

    def get_form_kwargs(self, actor, mode) -> dict:
        return {"mode": mode}

    def get_initial(self, actor, mode) -> dict:
        group = self.group
        if group is None:
            return {}
        return {"name": group.name, "delegations": group.delegations, "members": list(group.members.all())}

    def act(self, actor, mode, data):
        return modes.arrange(mode, actor, group=self.group, **data)

    def get_success_url(self, result) -> str:
        return reverse("matters:listening_groups", args=[self.thing.pk])

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class ClosingMode(ActView):
    """Beforehand it says which opinion closes with its answer and which goes on into normal handling."""

    title = _("Close session mode")
    form_class = ActionForm
    template_name = "matters/voicing/closing.html"
    consequence = _("No opinion can be taken down after this. Nothing is lost; nothing is sent to a deputy.")
    done = _("Session mode is closed.")

    def get_queryset(self, actor):
        return modes_for(actor)

    def get_object(self, actor):
        mode = super().get_object(actor)
        require(actor, "matters.keep_session_mode", mode)
        if not mode.is_open:
            raise Http404
        return mode

    def get_context(self, actor, mode) -> dict:
        fate = closing_of(mode)
        with_all = ("matter__department", "person")
        return {
            "closing": fate.closing.select_related(*with_all)[:SHOWN], "closing_count": fate.closing.count(),
            "passing": fate.passing.select_related(*with_all)[:SHOWN], "passing_count": fate.passing.count(),
            "shown": SHOWN,
        }  # fmt: skip

    def act(self, actor, mode, data):
        return modes.close(mode, actor)
