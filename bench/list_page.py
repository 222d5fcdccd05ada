"""The product's list of matters against a bare view that runs the same SQL and prints 50 plain rows, over 1,000 and 100,000.

    python -m bench list [runs]

Both views are called in turn within one run, with the clerk of a provincial procuratorate as the actor.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from bench.place import table
from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM, Actor, actor_of
from lianluo.accounts.models import Role, User
from lianluo.config.office import prepare
from lianluo.foundation.lists import slices
from lianluo.matters.models import Matter
from lianluo.matters.queries import listed_for
from lianluo.matters.views import MatterList
from lianluo.units.models import Unit

SIZES = (1_000, 100_000)
RUNS = 60
WARM = 8
STAGES = ("registered", "handed_over", "signed_for", "signed_off", "closed")
GROUPS = ("沈阳团", "大连团", "鞍山团", "抚顺团", "本溪团", "朝阳团", "铁岭团")
BARE = engines["django"].from_string(
    "<table>{% for m in rows %}<tr><td>{{ m.label }}</td><td><a href='{{ m.get_absolute_url }}'>{{ m.title }}</a></td>"
    "<td>{{ m.get_kind_display }}</td><td>{{ m.lead_name }}</td><td>{{ m.lead_group }}</td>"
    "<td>{{ m.department.label }}</td><td>{{ m.get_stage_display }}</td><td>{{ m.due_on|date:'Y-m-d' }}</td></tr>"
    "{% endfor %}</table>{{ total }}"
)


def bare_view(request) -> HttpResponse:
    rows = listed_for(request.actor).open()
    total = slices.bounded_count(rows)
    shown = list(rows.order_by("due_on", "pk")[:51])[:50]
    return HttpResponse(BARE.render({"rows": shown, "total": total}, request))


def fill(office: Unit, count: int) -> None:
    """Empties the table and makes `count` matters in bulk."""
    first, parts = date(2026, 1, 1), list(Unit.objects.departments_of(office))
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE matters_matter CASCADE")
    Matter.objects.bulk_create(
        (
            Matter(office=office, kind="suggestion", outside_number=f"{n + 1}", lead_name="高振海",
                   title=f"关于加强检察公益诉讼与社会治理衔接工作的建议（{n:06}）", lead_group=GROUPS[n % 7],
                   content="建议检察机关加强对未成年人的司法保护，完善工作机制。" * 12,
                   stage=STAGES[n % 5], department=parts[n % len(parts)], handed_over_on=first,
                   due_on=first + timedelta(days=n * 7919 % 700))
            for n in range(count)
        ),
        batch_size=5_000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matters_matter")


def clerk_of(office: Unit) -> Actor:
    user = User.objects.filter(username="bench").first()
    if user is None:
        user = register_user(
            SYSTEM, office, username="bench", name="佟见山", password="wei-zhi-shu-72", phone="024-00000000"
        )
        appoint(SYSTEM, user, unit=office, role=Role.LIAISON_OFFICE)
    return actor_of(user)


def request_for(actor: Actor, url: str):
    request = RequestFactory().get(url)
    request.actor, request.session, request.user, request.htmx = actor, {}, AnonymousUser(), False
    return request


def measure(actor: Actor, views: dict[str, tuple[Callable, str]], runs: int) -> dict[str, list[float]]:
    """Milliseconds of each view, called in turn."""
    times: dict[str, list[float]] = {name: [] for name in views}
    for turn in range(runs + WARM):
        for name, (view, url) in views.items():
            request = request_for(actor, url)
            start = time.perf_counter()
            answer = view(request)
            took = (time.perf_counter() - start) * 1000
            if answer.status_code != 200:
                raise SystemExit(f"{name}: {answer.status_code}")
            if turn >= WARM:
                times[name].append(took)
    return times


def main(runs: int = RUNS) -> None:
    office = prepare()
    actor, page = clerk_of(office), MatterList.as_view()
    lines = []
    for count in SIZES:
        fill(office, count)
        views = {
            "bare view": (bare_view, "/"),
            "list page": (page, "/matters/?size=50"),
            "filtered, newest first": (
                page,
                "/matters/?size=50&stage=registered&stage=signed_for&sort=-due_on",
            ),
            "searched 0470": (page, "/matters/?size=50&q=0470"),
            "page 190": (page, "/matters/?size=50&page=190"),
            "counts of the tabs": (page, "/matters/?part=counts"),
        }
        with translation.override("zh-hans"):
            times = measure(actor, views, runs)
        base = statistics.median(times["bare view"])
        for name, each in times.items():
            median, p95 = statistics.median(each), sorted(each)[int(len(each) * 0.95)]
            lines.append((f"{count:,}", name, f"{median:.1f} ms", f"{p95:.1f} ms", f"{median / base:.2f} ×"))
    table(("matters", "page", "median", "p95", "of the bare view"), lines)
