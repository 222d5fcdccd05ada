"""What the clerk does with letters in the browser."""

from lianluo.correspondence.models import Letter


def act(client, to: str, **data):
    return client.post(to, {"once": "t" * 12 + to, **data}, follow=True)


def numbered(client) -> list[Letter]:
    act(client, "/letters/compose/", all_signed="on")
    act(
        client,
        f"/letters/numbers/?{'&'.join(f'ids={pk}' for pk in Letter.objects.values_list('pk', flat=True))}",
    )
    return list(Letter.objects.order_by("pk"))
