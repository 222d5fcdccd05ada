"""The pages of session mode: typing, board, list, one opinion, slips, closing."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.foundation import clock
from lianluo.matters import voicing_proposals
from lianluo.matters.models import SessionMode, VoicedOpinion
from tests.matters.session_cast import fresh
from tests.rooms import LANGUAGES, page_in


@pytest.fixture(autouse=True)
def new_proposals():
    voicing_proposals._known.cache_clear()


@pytest.fixture
def listener(sitting, client_of):
    return client_of(sitting.listener)


def address(sitting, name: str) -> str:
    return reverse(f"matters:{name}", args=[sitting.mode.pk])


def typed(sitting, **facts) -> dict:
    return {
        "deputy": "佟见一", "person": "", "words": "建议加强监督。", "department_name": "第一检察部", "department": "",
        "place": "group", "voiced_at": "", "group": "", "draft": "d-1", **facts,
    }  # fmt: skip


def send(client, sitting, **facts):
    return client.post(
        address(sitting, "taking_down"), typed(sitting, **facts), headers={"accept": "application/json"}
    )


def test_typed_text_alone_makes_an_opinion(sitting, listener):
    answer = send(listener, sitting, deputy="tongjianyi", department_name="dyjcb")
    assert answer.status_code == 200
    opinion = VoicedOpinion.objects.get()
    assert (opinion.person.name, opinion.matter.department.name) == ("佟见一", "第一检察部")
    assert opinion.matter.label in answer.json()["said"]


def test_the_same_draft_sent_again_answers_as_the_first_time(sitting, listener):
    first, again = send(listener, sitting), send(listener, sitting)
    assert first.json() == again.json()
    assert VoicedOpinion.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"deputy": "童见一"}, "deputy", "Near: 佟见一（沈阳）"),
        ({"deputy": "tj"}, "deputy", "Choose one"),
        ({"words": " "}, "words", "required"),
        ({"department_name": "检察部"}, "department_name", "Several departments"),
        ({"department_name": "交通部"}, "department_name", "no such department"),
        ({"voiced_at": "25:00"}, "voiced_at", "14:20"),
        ({"draft": ""}, "draft", "required"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(sitting, listener, facts, field, words):
    answer = send(listener, sitting, **facts)
    assert answer.status_code == 422
    assert words in answer.json()["errors"][field]
    assert not VoicedOpinion.objects.exists()


def test_words_that_another_listener_took_down_are_refused_in_words(sitting, listener, client_of):
    send(client_of(sitting.cast.rooms.clerk), sitting)
    answer = send(listener, sitting, draft="d-2")
    assert answer.status_code == 422
    assert "clerk took down these very words" in answer.json()["errors"]["words"]
    changed = send(client_of(sitting.cast.rooms.clerk), sitting, words="另一条")
    assert "with other words" in changed.json()["errors"]["__all__"]


def test_typed_without_a_department_the_proposed_one_has_it(sitting, listener):
    assert send(listener, sitting, department_name="", words="加强未成年人司法保护").status_code == 200
    assert VoicedOpinion.objects.get().matter.department.name == "第九检察部"
    refused = send(listener, sitting, department_name="", words="好的好的", draft="d-2")
    assert "choose one" in refused.json()["errors"]["department_name"]


def test_without_a_script_the_form_works_too(sitting, listener):
    refused = listener.post(address(sitting, "taking_down"), typed(sitting, deputy="童见一"))
    assert "建议加强监督。" in refused.content.decode()
    assert "佟见一（沈阳）" in refused.content.decode()
    assert listener.post(address(sitting, "taking_down"), typed(sitting)).status_code == 302
    assert VoicedOpinion.objects.count() == 1


def test_an_own_clock_time_is_read(sitting, listener, freeze):
    now = freeze(
        clock.datetime.combine(clock.today() + timedelta(days=1), clock.datetime.min.time()).replace(hour=15)
    )
    assert send(listener, sitting, voiced_at="14：20").status_code == 200
    assert VoicedOpinion.objects.get().voiced_at == now - timedelta(minutes=40)


def test_once_closed_it_says_so_and_keeps_what_is_typed(sitting, listener):
    SessionMode.objects.update(stage="closed")
    answer = send(listener, sitting)
    assert answer.status_code == 422
    assert "closed" in answer.json()["errors"]["__all__"]


def test_deputies_by_initials_and_departments_by_pinyin(sitting, listener):
    found = json.loads(listener.get(address(sitting, "session_deputies") + "?q=tjy").content)["results"]
    assert [row["text"] for row in found] == ["佟见一"]
    assert found[0]["hint"].startswith("沈阳")
    found = json.loads(listener.get(address(sitting, "session_departments") + "?q=dyjcb").content)["results"]
    assert found[0]["text"] == "第一检察部"


def test_a_department_is_proposed_from_the_words(sitting, listener):
    found = listener.get(address(sitting, "session_proposal"), {"words": "加强未成年人司法保护"}).json()
    assert found["text"]
    assert "未成年人" in found["why"]
    assert listener.get(address(sitting, "session_proposal"), {"words": "好"}).json() == {}


@pytest.mark.parametrize(
    "name", ["taking_down", "latest_voiced", "session_deputies", "session_departments", "session_proposal"]
)
def test_who_may_not_type_finds_no_page(sitting, client_of, name):
    for user in (
        sitting.cast.head,
        sitting.cast.leader,
        sitting.cast.rooms.stranger,
        sitting.cast.rooms.auditor,
    ):
        assert client_of(user).get(address(sitting, name)).status_code == 404


def test_figures_open_exactly_their_rows(sitting, client_of):
    sitting.voice(1), sitting.answered(2), sitting.told(3)
    late = sitting.voice(4)
    VoicedOpinion.objects.filter(pk=late.pk).update(answer_due_at=clock.now() - timedelta(hours=1))
    client = client_of(sitting.cast.rooms.clerk)
    page = client.get(sitting.mode.get_absolute_url())
    counts = {figure["label"]: (figure["value"], figure["url"]) for figure in page.context["strip"]}
    assert {label: value for label, (value, _url) in counts.items()} == {
        "Voiced": 4, "In hand": 2, "Answered, to be checked": 1, "To be told": 0, "Told": 1, "Overdue": 1,
    }  # fmt: skip
    lines = [line for _title, _first, lines in page.context["tables"] for line in lines]
    for value, url in [*counts.values(), *(cell for line in lines for cell in line["cells"])]:
        assert int(client.get(url).context["total"]) == value
    assert "1 h overdue" in page.content.decode()


@pytest.mark.parametrize("name", ["session_mode", "voiced_list", "latest_voiced", "session_mode_close"])
def test_queries_do_not_grow_with_the_rows(sitting, client_of, name):
    client = client_of(sitting.cast.rooms.clerk)
    page = reverse("matters:voiced_list") if name == "voiced_list" else address(sitting, name)

    part = {"headers": {"hx-request": "true"}} if name == "latest_voiced" else {}

    def queries() -> int:
        client.get(page, **part)
        with CaptureQueriesContext(connection) as found:
            assert client.get(page, **part).status_code == 200
        return len(found)

    sitting.told(1), sitting.voice(1, "另一条")
    one = queries()
    for number in (2, 3):
        sitting.told(number), sitting.voice(number, "另一条")
    assert queries() == one


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_both_languages(sitting, client_of, language):
    opinions = [sitting.voice(1), sitting.answered(2), sitting.checked(3), sitting.told(4)]
    pages = [address(sitting, name) for name in (
        "session_mode", "taking_down", "listening_groups", "session_mode_arrange", "session_mode_close", "voiced_slips",
    )]  # fmt: skip
    pages += [reverse("matters:session_modes") + "?all=1", reverse("matters:open_session_mode")]
    pages += [reverse("matters:voiced_list") + "?tab=all", *(row.get_absolute_url() for row in opinions)]
    pages += [reverse("matters:voiced_of_matter", args=[opinions[0].matter_id])]
    pages += [
        reverse(f"matters:voiced_{step}", args=[opinions[0].pk])
        for step in ("reassign", "correct", "withdraw")
    ]
    clerk = client_of(sitting.cast.rooms.clerk)
    for page in pages:
        assert page_in(clerk, language, page).status_code == 200, page
    head = client_of(sitting.cast.head)
    for page in (
        opinions[0].get_absolute_url(),
        reverse("matters:voiced_answer", args=[opinions[0].pk]),
        reverse("desk:desk"),
    ):
        assert page_in(head, language, page).status_code == 200, page


def test_the_short_way_by_hand(sitting, client_of, listener):
    send(listener, sitting)
    opinion = VoicedOpinion.objects.get()
    handler, clerk = client_of(sitting.cast.rooms.handler), client_of(sitting.cast.rooms.clerk)
    page = handler.get(opinion.get_absolute_url()).content.decode()
    assert "建议加强监督。" in page
    step = lambda name: reverse(f"matters:voiced_{name}", args=[opinion.pk])  # noqa: E731
    assert handler.post(step("answer"), {"text": "已部署。"}).status_code == 302
    assert clerk.post(step("check")).status_code == 302
    assert listener.post(step("tell"), {"way": "in_person", "said": "满意"}).status_code == 302
    assert fresh(opinion).stage == "told"
    assert handler.get(step("check")).status_code == 404


def test_the_line_in_the_side_bar_is_there_while_a_session_is_on(sitting, client_of):
    line = reverse("matters:session_modes")
    head, clerk = client_of(sitting.cast.head), client_of(sitting.cast.rooms.clerk)
    assert line in head.get(reverse("matters:list")).content.decode()
    SessionMode.objects.update(stage="closed")
    assert line not in head.get(reverse("matters:list")).content.decode()
    assert line in clerk.get(reverse("matters:list")).content.decode()


def test_slips_of_tonight(sitting, client_of):
    sitting.voice(1), sitting.checked(2), sitting.checked(3)
    client = client_of(sitting.cast.rooms.clerk)
    page, facts = address(sitting, "voiced_slips"), {"which": "to_tell", "sheet": "a4", "contact": ""}
    answer = client.post(page, {**facts, "form": "pdf"})
    assert answer.content.startswith(b"%PDF")
    assert client.post(page, {**facts, "form": "docx"}).content.startswith(b"PK")
    none = client.post(
        page, {**facts, "form": "pdf", "delegations": []} | {"which": "today", "delegations": "沈阳"}
    )
    assert none.status_code == 200
    VoicedOpinion.objects.update(stage="handed_over", answer="")
    assert "nothing to print" in client.post(page, {**facts, "form": "pdf"}).content.decode()


def test_several_are_told_by_slip_from_the_list(sitting, client_of):
    first, second, third = sitting.checked(1), sitting.checked(2), sitting.voice(3)
    client = client_of(sitting.listener)
    query = "&".join(f"ids={row.pk}" for row in (first, second, third))
    page = f"{reverse('matters:voiced_tell_several')}?{query}"
    client.post(page, {"way": "slip", "once": "x"})
    assert [fresh(row).stage for row in (first, second, third)] == ["told", "told", "handed_over"]


def test_many_slips_are_made_as_a_job(sitting, client_of, monkeypatch):
    from lianluo.foundation import jobs  # noqa: PLC0415 only here
    from lianluo.journal.jobruns import JobRun  # noqa: PLC0415 only here

    monkeypatch.setattr("lianluo.matters.voicing_slip_views.MANY", 1)
    sitting.checked(1), sitting.checked(2)
    client = client_of(sitting.cast.rooms.clerk)
    answer = client.post(
        address(sitting, "voiced_slips"), {"which": "to_tell", "sheet": "a5", "form": "pdf", "contact": ""}
    )
    run = JobRun.objects.get(kind="slips")
    assert answer.url == reverse("jobs:detail", args=[run.pk])
    jobs.run_waiting()
    run.refresh_from_db()
    assert (run.state, run.result["printed"]) == ("done", 2)
    assert client.get(run.result["url"]).status_code == 200
