"""A few pages over units and users, for the tests of the bases. Served under the URL configuration of this module."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import include, path

from lianluo.accounts.actor import Actor
from lianluo.accounts.models import Post, User
from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickerView, PickField
from lianluo.foundation.lists import BulkAct, Column, Empty, Filter, ListPage, Tab, badge, day, link
from lianluo.foundation.pages import ActView, BulkActView, DetailPage, PanelView
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.units.models import Unit

OFFICE = Unit(pk=1, path="/1/", name="办公室", kind="procuratorate", level="provincial")
CLERK = User(pk=1, name="周", username="zhou")
ACTOR = Actor(
    user=CLERK,
    post=Post(pk=1, user=CLERK, unit=OFFICE, role="liaison_office", from_on=date(2026, 1, 1)),
    unit=OFFICE,
    role="liaison_office",
)
acted: list = []


def visible(actor):
    """The test's own visible_to: closed units are foreign."""
    return Unit.objects.filter(closed_on__isnull=True)


class PutActor:
    """Stands in for the accounts' middleware: who is signed in is decided by the session key `who`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = ACTOR if request.session.get("who") else None
        return self.get_response(request)


class UnitList(ListPage):
    title = "Units"
    export_name = "Units"
    default_order = "name"
    columns = [
        Column("name", "Name", lambda u: link(u.name, f"/units/{u.pk}/"), sort="name", css="title"),
        Column("code", "Code", sort="code", width=90),
        Column(
            "kind",
            "Kind",
            lambda u: badge(u.get_kind_display(), "clock clock-soon", "alarm"),
            sort=("kind", "name"),
        ),
        Column(
            "opened",
            "Opened",
            lambda u: day(u.opened_on),
            sort="opened_on",
            align="end",
            export=lambda u: u.opened_on,
        ),
        Column("above", "Above", "parent.name", shown=False),
    ]
    filters = [
        Filter("kind", "Kind", choices=Unit.Kind.choices, apply="kind"),
        Filter("q", "Words", kind="words", apply="name"),
        Filter("opened", "Opened", kind="days", apply="opened_on"),
        Filter("parent", "Above", kind="pick", pick="sample:pick", apply="parent", chosen=visible),
    ]
    tabs = [
        Tab("all", "All"),
        Tab("departments", "Departments", lambda rows: rows.filter(kind="department")),
        Tab("mine", "Mine", lambda rows, actor: rows.none()),
    ]
    bulk_acts = [BulkAct("rename", "Rename", "sample:rename_many")]
    empty = Empty("building", "Units will stand here.", "Open a unit", "sample:list")

    def get_queryset(self, actor):
        return visible(actor).select_related("parent")


class RenameForm(ActionForm):
    name = forms.CharField(max_length=20)
    on = DayField(required=False)
    parent = PickField(visible, "sample:pick", required=False)
    others = MultiPickField(visible, "sample:pick", required=False)
    field_groups = [("Words", ["name"])]


class Rename(ActView):
    title = "Rename"
    done = "Renamed."
    form_class = RenameForm

    def get_queryset(self, actor):
        return visible(actor)

    def act(self, actor, unit, data):
        refusals = {
            "refused": Refused("units.rename"),
            "early": NotReady(["A seal is missing.", "A date is missing."]),
            "late": WrongStage("It is closed."),
            "bad": ValidationError({"name": "Too plain."}),
        }
        if refusal := refusals.get(data["name"]):
            raise refusal
        acted.append((unit.pk, data["name"]))
        return unit

    def get_success_url(self, result):
        return f"/units/{result.pk}/?done={len(acted)}"

    def get_cancel_url(self):
        return f"/units/{self.thing.pk}/"


class RenameMany(BulkActView):
    title = "Rename many"
    form_class = RenameForm
    list_page = UnitList
    list_url_name = "sample:list"

    def act_on(self, actor, unit, data):
        if unit.code == "001":
            raise NotReady(["It has a seal."])
        acted.append((unit.pk, data["name"]))


class UnitPage(DetailPage):
    slot = "test.unit"

    def get_queryset(self, actor):
        return visible(actor)


class Departments(PanelView):
    title = "Departments"
    template_name = "foundation/form.html"

    def get_back_url(self):
        return f"/units/{self.thing.pk}/"

    def get_queryset(self, actor):
        return visible(actor)

    def get_context(self, actor, thing):
        return {"form": ActionForm(actor=actor)}


class Picker(PickerView):
    def get_queryset(self, actor):
        return visible(actor)

    def hint(self, unit):
        return unit.code or ""


_sample = [
    path("", UnitList.as_view(), name="list"),
    path("pick/", Picker.as_view(), name="pick"),
    path("rename/", RenameMany.as_view(), name="rename_many"),
    path("<int:pk>/", UnitPage.as_view(), name="page"),
    path("<int:pk>/rename/", Rename.as_view(), name="rename"),
    path("<int:pk>/departments/", Departments.as_view(), name="departments"),
]
urlpatterns = [
    path("units/", include((_sample, "sample"))),
    path("sign-in/", lambda request: HttpResponse("sign in"), name="sign_in"),
]
