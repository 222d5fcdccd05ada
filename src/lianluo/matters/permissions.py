from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission


@permission("matters.register")
def may_register(actor, office) -> bool:
    return is_clerk_of(actor, office)
