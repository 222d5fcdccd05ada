"""List pages: declare columns, filters and tabs; everything chosen on the page stands in the URL. See docs/pages.md."""

from lianluo.foundation.lists.cells import Column, badge, day, link, text
from lianluo.foundation.lists.choices import BulkAct, Empty, Tab
from lianluo.foundation.lists.filters import Filter
from lianluo.foundation.lists.page import ListPage
from lianluo.foundation.lists.saved import saved_views_from
from lianluo.foundation.lists.slices import BOUND

__all__ = [
    "BOUND", "BulkAct", "Column", "Empty", "Filter", "ListPage", "Tab",
    "badge", "day", "link", "saved_views_from", "text",
]  # fmt: skip
