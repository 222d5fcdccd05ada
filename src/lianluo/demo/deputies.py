"""Two deputies of the demo office who can open their own pages; their links stand in the private file of accounts."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count

from lianluo.demo.cast import Cast
from lianluo.people.actions.access import give_access
from lianluo.people.models import Person

MANY = 2


def give_links(cast: Cast) -> dict[str, dict[str, str]]:
    """User name in the file → its line; those who raised most, so that there is something to see."""
    persons = Person.objects.filter(keeper=cast.office, mandates__kind="deputy").annotate(
        n=Count("signed", distinct=True)
    )
    return {
        f"deputy{number}": {
            "password": f"{settings.PORTAL_ADDRESS}/portal/in/{give_access(cast.clerk, person).link}/",
            "name": person.name, "unit": "", "role": "deputy", "post": "",
        }
        for number, person in enumerate(persons.order_by("-n", "pk")[:MANY], 1)
    }  # fmt: skip
