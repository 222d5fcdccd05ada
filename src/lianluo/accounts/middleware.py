"""`request.actor`: the signed-in user in the post he chose, or None."""

from django.utils.functional import SimpleLazyObject

from lianluo.accounts.actor import Actor, actor_of


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = _actor(request)
        return self.get_response(request)


def _actor(request) -> Actor | None:
    user = request.user
    if isinstance(user, SimpleLazyObject) and not user.is_authenticated:
        return None
    return actor_of(
        user._wrapped if isinstance(user, SimpleLazyObject) else user, request.session.get("post")
    )
