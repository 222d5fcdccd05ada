"""What every page's frame needs."""


def page(request) -> dict:
    return {}
