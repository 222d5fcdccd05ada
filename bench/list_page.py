"""A list page against a bare view that runs the same SQL and prints 50 plain rows, over 1,000 and 100,000 rows.

    python bench/list_page.py [runs]

Prints medians, p95 and the ratio; both are measured in turn within one run. Works in a data folder of its own under build/.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT)]
os.environ["LIANLUO_DATA"] = str(PROJECT / "build" / "bench-data")
os.environ["DJANGO_SETTINGS_MODULE"] = "lianluo.config.settings"

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from lianluo.accounts.actor import Actor  # noqa: E402
from lianluo.accounts.models import Post, User  # noqa: E402
from lianluo.foundation import postgres  # noqa: E402
from lianluo.foundation.lists import Column, Filter, ListPage, Tab, badge, day, link, slices  # noqa: E402
from lianluo.units.models import Unit  # noqa: E402

STAGES = [
    ("registered", "登记"),
    ("assigned", "交办"),
    ("signed", "签收"),
    ("talked", "办中沟通"),
    ("replied", "答复"),
]
OFFICE = Unit(pk=1, path="/1/", name="办公室", kind="procuratorate", level="provincial")
CLERK = User(pk=1, name="周", username="zhou")
ACTOR = Actor(
    user=CLERK,
    post=Post(pk=1, user=CLERK, unit=OFFICE, role="liaison_office", from_on=date(2026, 1, 1)),
    unit=OFFICE,
    role="liaison_office",
)


class Item(models.Model):
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=20)
    lead = models.CharField(max_length=40)
    group = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    due_on = models.DateField(null=True)

    class Meta:
        app_label = "foundation"
        db_table = "bench_item"
        indexes = [models.Index(fields=["due_on", "id"], name="bench_due")]


class ItemList(ListPage):
    title = "建议提案"
    export_name = "建议提案"
    default_order = "due_on"
    columns = [
        Column("number", "编号", sort="number", width=90),
        Column("title", "标题", lambda i: link(i.title, f"/items/{i.pk}/"), css="title"),
        Column("lead", "领衔代表"),
        Column("group", "代表团"),
        Column("unit", "主办部门", sort="unit"),
        Column("stage", "阶段", lambda i: dict(STAGES)[i.stage]),
        Column("due_on", "期限", lambda i: day(i.due_on), sort="due_on", align="end"),
        Column("clock", "时限", lambda i: badge("还剩 13 天", "clock clock-normal", "clock")),
    ]
    filters = [
        Filter("stage", "阶段", choices=STAGES),
        Filter("q", "词", kind="words", apply="title"),
        Filter("due", "期限", kind="days", apply="due_on"),
    ]
    tabs = [Tab("open", "在办", lambda rows: rows.exclude(stage="replied")), Tab("all", "全部")]

    def get_queryset(self, actor):
        return Item.objects.all()


BARE = engines["django"].from_string(
    "<table>{% for i in rows %}<tr><td>{{ i.number }}</td><td><a href='/items/{{ i.pk }}/'>{{ i.title }}</a></td>"
    "<td>{{ i.lead }}</td><td>{{ i.group }}</td><td>{{ i.unit }}</td><td>{{ i.stage }}</td>"
    "<td>{{ i.due_on|date:'Y-m-d' }}</td><td>{{ i.pk }}</td></tr>{% endfor %}</table>{{ total }}"
)


def bare_view(request) -> HttpResponse:
    rows = Item.objects.exclude(stage="replied")
    total = slices.bounded_count(rows)
    return HttpResponse(
        BARE.render({"rows": list(rows.order_by("due_on", "pk")[:51])[:50], "total": total}, request)
    )


def fill(count: int) -> None:
    Item.objects.all().delete()
    first = date(2026, 1, 1)
    Item.objects.bulk_create(
        (
            Item(number=f"第{n:06}号", title=f"关于加强检察公益诉讼与社会治理衔接工作的建议（{n}）", lead="高振海",
                 group="朝阳团", unit=f"第{n % 12}检察部", stage=STAGES[n % 5][0],
                 due_on=first + timedelta(days=n * 7919 % 700))
            for n in range(count)
        ),
        batch_size=5_000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE bench_item")


def request_for(url: str):
    request = RequestFactory().get(url)
    request.actor, request.session, request.user, request.htmx = ACTOR, {}, AnonymousUser(), False
    return request


def measure(views: dict[str, tuple], runs: int) -> dict[str, list[float]]:
    """Milliseconds of each view, called in turn."""
    times: dict[str, list[float]] = {name: [] for name in views}
    for turn in range(runs + 5):
        for name, (view, url) in views.items():
            start = time.perf_counter()
            answer = view(request_for(url))
            took = (time.perf_counter() - start) * 1000
            if answer.status_code != 200:
                raise SystemExit(f"{name}: {answer.status_code}")
            if turn >= 5:
                times[name].append(took)
    return times


def main(runs: int) -> None:
    call_command("migrate", verbosity=0)
    page = ItemList.as_view()
    views = {
        "bare view": (bare_view, "/?size=50"),
        "list page": (page, "/?size=50"),
        "filtered": (page, "/?size=50&stage=signed&stage=talked&sort=-due_on"),
        "page 190": (page, "/?size=50&page=190"),
        "far down": (page, "/?size=50&after={last}"),
        "tab counts": (page, "/?part=counts"),
    }
    print(f"{platform.machine()} {platform.python_version()} {os.cpu_count()} cores, {runs} runs")
    with connection.schema_editor() as editor:
        editor.execute("DROP TABLE IF EXISTS bench_item")
        editor.create_model(Item)
    for count in (1_000, 100_000):
        fill(count)
        last = Item.objects.order_by("-due_on", "-pk")[min(count - 1, 200)].pk
        times = measure({name: (view, url.format(last=last)) for name, (view, url) in views.items()}, runs)
        base = statistics.median(times["bare view"])
        for name, each in times.items():
            median, p95 = statistics.median(each), sorted(each)[int(len(each) * 0.95)]
            print(
                f"{count:>8,} rows  {name:<11} median {median:6.1f} ms  p95 {p95:6.1f} ms  {median / base:4.2f} x bare"
            )


if __name__ == "__main__":
    with postgres.serving(PROJECT / "build" / "bench-data"):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
