from django.urls import path, register_converter

from lianluo.rules import dictionaries, editing, library, views

app_name = "rules"


class YearConverter:
    """Years the calendar can answer for."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        if not 2001 <= int(value) <= 2098:
            raise ValueError(value)
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(YearConverter, "calendar_year")

urlpatterns = [
    path("", views.RuleList.as_view(), name="list"),
    path("classes/", dictionaries.ResultClassList.as_view(), name="classes"),
    path("classes/new/", dictionaries.AddClass.as_view(), name="add_class"),
    path("classes/<int:pk>/", dictionaries.Class.as_view(), name="class"),
    path("classes/<int:pk>/end/", dictionaries.EndClass.as_view(), name="end_class"),
    path("dictionaries/", dictionaries.EntryList.as_view(), name="entries"),
    path("dictionaries/new/", dictionaries.AddEntry.as_view(), name="add_entry"),
    path("dictionaries/<int:pk>/", dictionaries.Entry.as_view(), name="entry"),
    path("dictionaries/<int:pk>/correct/", dictionaries.CorrectEntry.as_view(), name="correct_entry"),
    path("dictionaries/<int:pk>/end/", dictionaries.EndEntry.as_view(), name="end_entry"),
    path("calendar/", views.Calendar.as_view(), name="calendar"),
    path("calendar/<calendar_year:year>/", views.Calendar.as_view(), name="calendar_of"),
    path("calendar/<calendar_year:year>/day/", editing.SetDay.as_view(), name="set_day"),
    path("calendar/<calendar_year:year>/day/<int:pk>/", editing.ClearDay.as_view(), name="clear_day"),
    path(
        "calendar/<calendar_year:year>/arrangement/", editing.EnterArrangement.as_view(), name="arrangement"
    ),
    path("calendar/<calendar_year:year>/complete/", editing.CloseYear.as_view(), name="close_year"),
    path("documents/", library.DocumentList.as_view(), name="documents"),
    path("documents/new/", library.NewDocument.as_view(), name="new_document"),
    path("documents/<int:pk>/", library.Document.as_view(), name="document"),
    path("documents/<int:pk>/version/", library.NewVersion.as_view(), name="new_version"),
    path("documents/<int:pk>/repeal/", library.Repeal.as_view(), name="repeal"),
    path("<int:pk>/clause/", library.Cite.as_view(), name="cite"),
    path("new/", editing.AddRule.as_view(), name="add"),
    path("<int:pk>/", views.Setting.as_view(), name="setting"),
    path("<int:pk>/change/", editing.ChangeRule.as_view(), name="change"),
    path("<int:pk>/end/", editing.EndRule.as_view(), name="end"),
]
