from django.urls import path, register_converter

from lianluo.rules import views

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
    path("classes/", views.ResultClassList.as_view(), name="classes"),
    path("calendar/", views.Calendar.as_view(), name="calendar"),
    path("calendar/<calendar_year:year>/", views.Calendar.as_view(), name="calendar_of"),
    path("<int:pk>/change/", views.ChangeRule.as_view(), name="change"),
]
