"""What the clerk does with letters in the browser."""

from lianluo.correspondence.models import Letter

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
