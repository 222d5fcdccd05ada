"""What a deputy follows: marked, ended; and the lines that are told when something moves."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from lianluo.correspondence import briefing_permissions  # noqa: F401 registers
from lianluo.correspondence.briefing_queries import NEVER, followers_of, followers_of_topic
from lianluo.correspondence.briefings import Briefing, Following, News
from lianluo.correspondence.portal_addresses import BRIEFINGS, address_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.journal.outgoing import Outgoing
from lianluo.journal.sending import one_line, post
from lianluo.matters.models import BreakdownPlan, Matter
from lianluo.matters.workflow import MATTER, PLAN
from lianluo.people.models import Person

PURPOSE = "followed"
SHORTEST = 2


@action("correspondence.follow", "briefing.follow")
def follow(actor, person: Person, *, matter: Matter | None = None, words: str = "") -> Done:
    """A matter, or a topic in words that is to stand in the title of a matter or briefing. Marked twice it stands once."""
    words = "" if matter else one_line(words)[:60]
    if matter is None and len(words) < SHORTEST:
        raise ValidationError({"words": _("Choose a matter, or write a topic of two characters or more.")})
    if matter is not None and matter.kind in NEVER:
        raise ValidationError({"matter": _("Nothing is told of a referred case.")})
    facts = {"person": person, "matter": matter, "words": words, "ended_at": None}
    made = Following.objects.filter(**facts).first() or Following.objects.create(
        **facts, marked_by=actor.user
    )
    return Done(made, about=person, facts={"words": words, "matter": matter.pk if matter else None})


@action("correspondence.follow", "briefing.unfollow")
def unfollow(actor, person: Person, *, following: Following) -> Done:
    """It stays on record with its end."""
    person.followed.filter(pk=following.pk, ended_at=None).update(ended_at=clock.now())
    return Done(following, about=person, facts={"following": following.pk})


def tell_of_matters(what: str, matters: list[Matter]) -> None:
    """One line for each who follows one of them, once a day however often it happens. In the caller's transaction."""
    today = clock.today()
    rows = [
        News(person_id=person, matter_id=key, what=what, day=today)
        for key, persons in followers_of(matters).items()
        for person in sorted(persons)
    ]
    News.objects.bulk_create(rows, ignore_conflicts=True)


def tell_of_briefing(briefing: Briefing, got_it: set[int]) -> None:
    """To those who follow its topic; who gets the briefing itself is not told twice."""
    today = clock.today()
    persons = sorted(followers_of_topic(briefing) - got_it)
    rows = [News(person_id=key, briefing=briefing, what=News.What.BRIEFING, day=today) for key in persons]
    News.objects.bulk_create(rows, ignore_conflicts=True)


def watch() -> None:
    """What moves a matter tells those who follow it. That its letters have left is said by `following.settle`."""
    W = News.What
    MATTER.afterwards(lambda matter: tell_of_matters(W.HANDED_OVER, [matter]), ("hand_over",))
    MATTER.afterwards(lambda matter: tell_of_matters(W.REPLIED, [matter]), ("record_answer", "send_opinion"))
    MATTER.afterwards(lambda matter: tell_of_matters(W.PROMISE_KEPT, [matter]), ("keep_promise",))
    PLAN.afterwards(lambda plan: tell_of_matters(W.HANDED_OVER, _published(plan)), ("publish",))


def _published(plan: BreakdownPlan) -> list[Matter]:
    rows = Matter.objects.filter(plan_lines__plan=plan, stage=Matter.Stage.HANDED_OVER)
    return list(rows.only("pk", "kind", "title").distinct())


@transaction.atomic
def post_digests(today: date | None = None) -> int:
    """One mail a day to each person with lines that were not told yet; how many mails. It says how many and where to
    read them, nothing of what they are about. Without an address they wait on her own pages."""
    today = today or clock.today()
    waiting = News.objects.filter(told_at=None).values("person_id").annotate(n=Count("pk"))
    counts = {row["person_id"]: row["n"] for row in waiting}
    people = Person.objects.filter(pk__in=counts).select_related("keeper")
    link = address_of(BRIEFINGS)
    posted = 0
    for person in people:
        if person.email and "@" in person.email:
            posted += _post(person, counts[person.pk], link, today)
    News.objects.filter(told_at=None, person__in=counts).update(told_at=clock.now())
    return posted


def _post(person: Person, n: int, link: str, today: date) -> bool:
    return post(
        f"followed:{person.pk}:{today}", purpose=PURPOSE, carrier=Outgoing.Carrier.MAIL, address=person.email,
        subject="您关注的事项有新进展", body=f"您关注的事项有{n}项新进展，请登录查看：{link}\n\n{person.keeper.name}",
        office=person.keeper,
    )  # fmt: skip
