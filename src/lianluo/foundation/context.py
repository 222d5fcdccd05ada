"""What every page's frame needs."""

from django.utils.functional import SimpleLazyObject

from lianluo.foundation import navigation

THEMES = ("light", "dark")


def page(request) -> dict:
    """The frame's figures are lazy: a fragment answered to htmx never asks for them."""
    actor = getattr(request, "actor", None)
    theme = request.COOKIES.get("lianluo_theme", "")
    return {
        "actor": actor,
        "menu": SimpleLazyObject(lambda: navigation.menu(actor, request.path)),
        "unread_notices": SimpleLazyObject(lambda: navigation.unread_notices(actor)),
        "own_posts": SimpleLazyObject(lambda: navigation.posts_of(actor)),
        "theme": theme if theme in THEMES else "",
        "large_type": request.COOKIES.get("lianluo_large") == "1",
    }
