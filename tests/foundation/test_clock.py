"""The office's clock can stand still for a block: for the demonstration office, which is made in the past."""

import threading
from datetime import date, datetime, timedelta

import pytest

from lianluo.foundation import clock


def test_it_stands_for_the_block_and_goes_on_afterwards():
    with clock.standing_at(date(2026, 3, 2)) as moment:
        assert (clock.today(), clock.now()) == (date(2026, 3, 2), moment)
        with clock.standing_at(datetime(2026, 3, 3, 16, 30)):
            assert clock.now() - moment == timedelta(days=1, hours=7, minutes=30)
        assert clock.now() == moment
    assert clock.now() != moment


def test_it_goes_on_after_a_failure():
    with pytest.raises(ValueError, match="stop"), clock.standing_at(date(2026, 3, 2)):
        raise ValueError("stop")
    assert clock.now() != clock.moment_of(date(2026, 3, 2))


def test_other_threads_keep_their_own_time():
    seen = []
    with clock.standing_at(date(2001, 1, 1)):
        other = threading.Thread(target=lambda: seen.append(clock.today()))
        other.start()
        other.join()
    assert seen[0] > date(2020, 1, 1)


def test_the_day_is_the_offices_day():
    """Half past eight in the evening in London is already tomorrow in Shenyang."""
    with clock.standing_at(datetime.fromisoformat("2026-03-02T20:30:00+00:00")):
        assert clock.today() == date(2026, 3, 3)
