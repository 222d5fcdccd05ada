"""Plain sentences from facts."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from lianluo.portal.progress import Facts, Sent, Step, lines_of, sentence, step_of

TODAY = date(2026, 11, 24)
RECEIVED = Facts(received_on=date(2026, 11, 16), due_on=date(2027, 2, 16))
HANDED = replace(
    RECEIVED, departments=("第八检察部",), handed_on=date(2026, 11, 18), contact_due_on=date(2026, 12, 10)
)
TALKED = replace(HANDED, talks=(date(2026, 11, 22),))
ANSWERED = replace(TALKED, answered_on=TODAY, letters=(Sent(TODAY),))


@pytest.mark.parametrize(
    ("facts", "step", "words"),
    [
        (RECEIVED, Step.RECEIVED, "已收到，正在确定承办部门。最迟2027年2月16日书面答复您。"),
        (HANDED, Step.HANDED_OVER, "已交第八检察部。12月10日前会与您联系。最迟2027年2月16日书面答复您。"),
        (TALKED, Step.IN_TALKS, "第八检察部正在办理，已与您沟通。最迟2027年2月16日书面答复您。"),
        (ANSWERED, Step.ANSWERED, "答复函11月24日寄出。"),
        (replace(ANSWERED, is_finished=True), Step.FINISHED, "这件已办结。"),
        (replace(RECEIVED, left="transferred"), Step.RECEIVED, "已转交其他单位办理。"),
        (replace(HANDED, due_on=date(2026, 11, 20), contact_due_on=date(2026, 11, 1)), Step.HANDED_OVER,
         "已交第八检察部。应于11月20日前答复，我们正在抓紧办理。"),
    ],
)  # fmt: skip
def test_where_it_stands_and_what_comes_next(facts, step, words):
    with translation.override("zh-hans"):
        assert (step_of(facts), sentence(facts, TODAY)) == (step, words)


def test_what_happened_stands_in_the_order_of_its_days():
    facts = replace(
        ANSWERED, letters=(Sent(TODAY, date(2026, 11, 26)),), rated_on=date(2026, 11, 28), is_finished=True,
        finished_on=date(2026, 11, 30),
    )  # fmt: skip
    days = [line.day for line in lines_of(facts)]
    assert days == sorted(days) and len(days) == 7
    with translation.override("zh-hans"):
        assert [line.words for line in lines_of(facts)][:2] == ["收到您的意见建议。", "已交第八检察部办理。"]
