"""Several people at once, with real transactions."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection

from lianluo.accounts.actor import actor_of
from lianluo.matters.actions import session_mode as modes
from lianluo.matters.actions import voicing
from lianluo.matters.models import Matter, VoicedOpinion


def at_once(*tasks) -> list:
    """Runs the tasks in threads that start together; what each returned, or its exception."""
    barrier, found = Barrier(len(tasks)), [None] * len(tasks)

    def run(place, task):
        barrier.wait()
        try:
            found[place] = task()
        except Exception as fault:
            found[place] = fault
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_windows_type_twenty_opinions(sitting):
    def window(user, number: int):
        actor = actor_of(user)

        def typed():
            return [
                voicing.voice(
                    sitting.mode, actor, person=sitting.deputy(number), words=f"第{number}窗口第{i}条意见",
                    department=sitting.department(), draft=str(uuid.uuid4()), group=sitting.group,
                ).pk
                for i in range(10)
            ]  # fmt: skip

        return typed

    found = at_once(window(sitting.listener, 1), window(sitting.cast.rooms.clerk, 2))
    assert [len(each) for each in found] == [10, 10]
    assert VoicedOpinion.objects.count() == 20
    handed = Matter.objects.filter(
        kind="deliberation_opinion", stage="handed_over", assignments__stage="handed_over"
    )
    assert handed.count() == 20
    assert set(VoicedOpinion.objects.values_list("listener__name", flat=True)) == {"listener", "clerk"}


@pytest.mark.django_db(transaction=True)
def test_one_draft_sent_by_two_windows_at_once_is_one_opinion(sitting):
    facts = {"person": sitting.deputy(), "words": "建议", "department": sitting.department(), "draft": "same"}
    found = at_once(*[lambda: voicing.voice(sitting.mode, actor_of(sitting.listener), **facts).pk] * 2)
    assert found[0] == found[1]
    assert VoicedOpinion.objects.count() == Matter.objects.filter(kind="deliberation_opinion").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_while_it_is_closed_is_either_passed_on_or_refused(sitting):
    facts = {"person": sitting.deputy(), "words": "建议", "department": sitting.department(), "draft": "late"}
    typed, closed = at_once(
        lambda: voicing.voice(sitting.mode, actor_of(sitting.listener), **facts).pk,
        lambda: modes.close(sitting.mode, actor_of(sitting.cast.rooms.clerk)),
    )
    stages = list(VoicedOpinion.objects.values_list("stage", flat=True))
    assert stages == (["passed_on"] if isinstance(typed, int) else [])
    assert closed == {"closed": 0, "passed_on": len(stages)}
