from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from lianluo.documents.actions.numbers import format_number, next_number
from lianluo.documents.models import NumberSeries


def test_the_number_as_printed():
    assert format_number("辽检", "代函", 2026, 12) == "辽检代函〔2026〕12号"


def test_series_count_apart(organ):
    with transaction.atomic():
        taken = [next_number(organ, "代函", 2026), next_number(organ, "代函", 2026), next_number(organ, "协函", 2026),
                 next_number(organ, "代函", 2027)]  # fmt: skip
    assert taken == [1, 2, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_no_gap_and_no_repeat_even_when_some_fail(organ):
    def sign(turn: int) -> int | None:
        try:
            with transaction.atomic():
                number = next_number(organ, "代函", 2026)
                if turn % 4 == 0:
                    raise ValueError("the act is undone")
                return number
        except ValueError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        taken = sorted(filter(None, pool.map(sign, range(60))))
    assert taken == list(range(1, 46))
    assert NumberSeries.objects.get().last == 45


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused(organ):
    with pytest.raises(RuntimeError):
        next_number(organ, "代函", 2026)
