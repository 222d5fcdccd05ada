from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission


@permission("exchange.import_file")
def may_import(actor, office) -> bool:
    """The liaison office of the procuratorate whose registers the file goes into."""
    return is_clerk_of(actor, office)
