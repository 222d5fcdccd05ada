"""What the clerk does with letters in the browser."""

from lianluo.correspondence.models import Letter
from lianluo.foundation import clock
from tests.scans import scan

CONTACT = {"contact_person": "佟见山", "contact_phone": "024-00000000"}


def act(client, to: str, **data):
    return client.post(to, {"once": "t" * 12 + to, **data}, follow=True)


def numbered(client) -> list[Letter]:
    act(client, "/letters/compose/", all_signed="on", **CONTACT)
    act(
        client,
        f"/letters/numbers/?{'&'.join(f'ids={pk}' for pk in Letter.objects.values_list('pk', flat=True))}",
    )
    return list(Letter.objects.order_by("pk"))


def delivered(client) -> list[Letter]:
    letters = numbered(client)
    picked, today = "&".join(f"ids={letter.pk}" for letter in letters), clock.today().isoformat()
    act(client, f"/letters/dispatches/?{picked}", way="by_hand", on=today)
    act(client, f"/letters/deliveries/?{picked}", on=today)
    return list(Letter.objects.order_by("sequence"))


def rated(client, letter: Letter, matters: list[int]):
    """The form of a content deputy."""
    marks = {f"{axis}_{key}": "satisfied" for axis in ("attitude", "result") for key in matters}
    to = f"{letter.get_absolute_url()}feedback/"
    return act(client, to, received_on=clock.today().isoformat(), scan=scan(), **marks)
