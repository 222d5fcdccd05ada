"""Writing a reply point by point, reading what changed, deciding on it, signing several at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Reply
from lianluo.matters.versions import compared, earlier_points
from lianluo.rules.models import ResultClass
from tests.rooms import LANGUAGES, page_in

ALL = {"clerk", "leader", "head", "handler"}


def addresses(reply: Reply) -> dict[str, tuple[str, set[str]]]:
    base = f"/matters/replies/{reply.pk}/"
    return {
        "page": (base, ALL), "text": (f"{base}text/", {"head", "handler"}),
        "submission": (f"{base}submission/", {"head", "handler"}), "head": (f"{base}head-review/", {"head"}),
        "office": (f"{base}office-review/", {"clerk"}), "sign": (f"{base}sign-off/", {"leader"}),
    }  # fmt: skip


def test_who_may_not_take_a_step_of_the_reply_finds_no_page(cast, client_of):
    reply = cast.drafted()
    wrong = []
    for name, user in cast.everybody.items():
        for page, (address, allowed) in addresses(reply).items():
            status = client_of(user).get(address).status_code
            if status != (200 if name in allowed else 404):
                wrong.append((name, page, status))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_reply_pages_open_in_both_languages(cast, client, language):
    reply = cast.drafted()
    for address, allowed in addresses(reply).values():
        client.force_login(cast.everybody[sorted(allowed)[0]])
        assert page_in(client, language, address).status_code == 200, address


def text(points, **facts) -> dict:
    return {"asked": [asked for asked, _a in points], "answer": [answer for _q, answer in points], **facts}


def test_points_are_kept_in_the_order_of_the_page_and_empty_ones_left_out(cast, client):
    reply = cast.drafted()
    client.force_login(cast.rooms.handler)
    client.post(f"/matters/replies/{reply.pk}/text/", text([("乙", "答乙"), ("", ""), ("甲", "答甲")]))
    assert list(reply.points.values_list("asked", "answer")) == [("乙", "答乙"), ("甲", "答甲")]


def test_a_refused_form_loses_no_text(cast, client):
    reply = cast.drafted()
    client.force_login(cast.rooms.handler)
    address = f"/matters/replies/{reply.pk}/text/"
    answer = client.post(address, text([("", "很长的答复正文")], disclosure="open")).content.decode()
    assert "很长的答复正文" in answer and "Say of every answer" in answer
    answer = client.post(address, text([("甲", "另一段正文")], disclosure="withheld")).content.decode()
    assert "另一段正文" in answer and "Give the reason for not making it public." in answer


def test_saving_and_submitting_saves_first_and_then_says_what_is_missing(cast, client):
    reply = cast.drafted()
    client.force_login(cast.rooms.handler)
    address = f"/matters/replies/{reply.pk}/text/"
    answer = client.post(address, text([("甲", "新写的")], submit="1"), follow=True).content.decode()
    assert (
        "The result class is not chosen." in answer and "The draft is saved but not submitted yet" in answer
    )
    assert reply.points.get().answer == "新写的"
    chosen = ResultClass.objects.get(body_kind="deputy", level="", code="B")
    client.post(address, text([("甲", "新写的")], submit="1", result_class=chosen.pk, disclosure="open"))
    reply.refresh_from_db()
    assert (reply.stage, reply.result_class) == ("submitted", chosen)


def test_the_reviewer_sees_what_changed_since_the_version_he_returned(cast, client):
    reply = cast.before_leader()
    client.force_login(cast.leader)
    base = f"/matters/replies/{reply.pk}/"
    client.post(f"{base}redraft/", {"comment": "写明时限"})
    reply.refresh_from_db()
    assert (reply.stage, reply.version) == ("drafted", 2)
    cast.write(reply, [("问题一", "答复一，六月底前完成"), ("问题二", "答复二")])
    assert earlier_points(reply) == [("问题一", "答复一")]
    page = client.get(base).content.decode()
    assert "<ins>，六月底前完成</ins>" in page and "new in this version" in page and "写明时限" in page
    client.force_login(cast.rooms.handler)
    assert "写明时限" in client.get(f"{base}text/").content.decode()


def test_returning_without_a_comment_is_refused(cast, client):
    reply = cast.before_leader()
    client.force_login(cast.leader)
    assert client.post(f"/matters/replies/{reply.pk}/redraft/", {"comment": ""}).status_code == 200
    reply.refresh_from_db()
    assert reply.stage == "checked"


def test_texts_are_compared_sign_by_sign():
    pieces = [(piece.kind, piece.text) for piece in compared("五个工作日内反馈", "三个工作日内反馈结果")]
    assert pieces == [("gone", "五"), ("new", "三"), ("same", "个工作日内反馈"), ("new", "结果")]


def waiting(client, user) -> str:
    client.force_login(user)
    return client.get("/matters/replies/").content.decode()


def test_each_finds_in_the_first_tab_what_waits_for_him(cast, client):
    reply = cast.drafted()
    title = reply.matter.title
    steps = (
        ("handler", lambda: replies.submit(reply, cast.as_("handler"))),
        ("head", lambda: replies.pass_as_head(reply, cast.as_("head"))),
        ("clerk", lambda: replies.pass_as_office(reply, cast.as_("clerk"))),
        ("leader", lambda: replies.sign_off(reply, cast.as_("leader"))),
    )
    for name, step in steps:
        found = {who for who in ALL if title in waiting(client, cast.everybody[who])}
        assert found == {name}
        step()
    assert title in client.get("/matters/replies/?tab=all").content.decode()


def test_the_leader_signs_several_and_only_leaders_may(cast, client):
    first, second = cast.before_leader(1), cast.before_leader(2)
    picked = {"ids": [first.pk, second.pk], "comment": "同意"}
    address = f"/matters/replies/signatures/?ids={first.pk}&ids={second.pk}"
    client.force_login(cast.rooms.clerk)
    assert client.get(address).status_code == 404
    client.force_login(cast.leader)
    assert "2 chosen" in client.get(address).content.decode()
    client.post(address, {**picked, "once": "x"})
    assert set(Reply.objects.values_list("stage", flat=True)) == {"signed_off"}


def test_the_list_of_replies_takes_the_same_queries_for_one_row_and_for_three(cast, client):
    client.force_login(cast.rooms.clerk)

    def queries() -> int:
        client.get("/matters/replies/?tab=all")
        with CaptureQueriesContext(connection) as found:
            client.get("/matters/replies/?tab=all")
        return len(found)

    cast.drafted(1)
    one = queries()
    cast.drafted(2)
    cast.drafted(3)
    assert queries() == one


def test_the_reply_takes_the_same_queries_for_one_point_and_for_three(cast, client):
    reply = cast.drafted()
    client.force_login(cast.rooms.clerk)

    def queries() -> int:
        client.get(f"/matters/replies/{reply.pk}/")
        with CaptureQueriesContext(connection) as found:
            client.get(f"/matters/replies/{reply.pk}/")
        return len(found)

    one = queries()
    cast.write(reply, [("一", "答"), ("二", "答"), ("三", "答")])
    assert queries() == one


def test_head_and_office_pass_several_at_once_each_by_his_own_step(cast, client_of):
    picked = [cast.drafted(number) for number in (1, 2)]
    for reply in picked:
        replies.submit(reply, cast.as_("handler"))
    for name, stage in (("head", "reviewed"), ("clerk", "checked")):
        form = {"ids": [reply.pk for reply in picked], "comment": "同意", "once": name}
        assert client_of(cast.everybody["handler"]).get("/matters/replies/passing/", form).status_code == 404
        client_of(cast.everybody[name]).post("/matters/replies/passing/", form)
        assert set(Reply.objects.values_list("stage", flat=True)) == {stage}
