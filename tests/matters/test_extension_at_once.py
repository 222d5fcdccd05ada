"""Two windows ask for an extension of the same matter at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lianluo.foundation.workflow import NotReady
from lianluo.matters.actions.clock import ask_extension, grant_extension
from lianluo.matters.models import Extension

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, times: int = 6) -> list[str]:
    """What each of so many threads was answered."""

    def one(_turn) -> str:
        try:
            act()
            return "done"
        except (NotReady, ValidationError) as refusal:
            return " ".join(refusal.reasons if isinstance(refusal, NotReady) else refusal.messages)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_one_is_asked_for_and_granted_once_the_others_are_told_why(cast, freeze):
    freeze(date(2026, 2, 10))
    matter, clerk = cast.signed_for().matter, cast.as_("clerk")
    asked = at_once(
        lambda: ask_extension(matter, cast.as_("handler"), until=date(2026, 6, 30), reason="涉及面广")
    )
    assert asked.count("done") == 1 and all(words for words in asked)
    assert Extension.objects.filter(matter=matter).count() == 1
    facts = {
        "granted_by": "省人大常委会代表工作机构",
        "granted_on": date(2026, 2, 10),
        "deputy_told_on": date(2026, 2, 10),
    }
    granted = at_once(lambda: grant_extension(matter, clerk, **facts))
    assert granted.count("done") == 1
    assert list(Extension.objects.values_list("state", flat=True)) == ["granted"]
