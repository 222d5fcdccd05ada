"""One matter through the pages: handed over, signed for, contacted, answered, returned once, signed off, by four users."""

import importlib
import re

import pytest

from lianluo.foundation import clock
from lianluo.matters.models import Matter, Reply
from lianluo.rules.models import ResultClass


@pytest.fixture
def office(rooms):
    cast = importlib.import_module("tests.matters.cast").cast_of(rooms)
    rooms.bring(1, 1)
    return cast


class Browser:
    """A signed-in user who goes where the page's primary button leads."""

    def __init__(self, client, matter: Matter):
        self.client, self.page_of_matter = client, matter.get_absolute_url()

    def primary(self) -> tuple[str, str]:
        """(label, address) of the primary button of the matter's page."""
        page = self.client.get(self.page_of_matter).content.decode()
        acts = page[page.index('<div class="acts">') :]
        link = re.search(r'<a class="btn btn-primary" href="([^"]+)">(?:<svg.*?</svg>)?([^<]+)</a>', acts)
        form = re.search(
            r'action="([^"]+)" class="act-form">.*?btn-primary"[^>]*>(?:<svg.*?</svg>)?([^<]+)<', acts
        )
        found = link or form
        return (found[2], found[1]) if found else ("", "")

    def take(self, label: str, **data) -> str:
        """Takes the primary act, which must bear this label. Returns where it leads."""
        shown, address = self.primary()
        assert shown == label
        answer = self.client.post(address, data)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return answer["Location"]


def test_from_hand_over_to_signature(office, client_of):
    matter = Matter.objects.get()
    clerk, head, handler, leader = (
        Browser(client_of(office.everybody[name]), matter) for name in ("clerk", "head", "handler", "leader")
    )
    clerk.take("Hand over", mode="sole", department=office.department().pk, leader=office.leader.pk)
    head.take("Sign for", handler=office.rooms.handler.pk)
    person = matter.signatories.get().person_id
    for gate in ("before", "during"):
        handler.take("Record contact", gate=gate, persons=person, on=clock.today(), by_whom="承办人",
                     way="in_person", said="希望写明时限")  # fmt: skip

    editor = handler.take("Draft")
    chosen = ResultClass.objects.get(body_kind="deputy", level="", code="A")
    reply = {"asked": ["问题一", "问题二"], "answer": ["答复一", "答复二"], "disclosure": "open"}
    text = {**reply, "result_class": chosen.pk, "submit": "1"}
    assert handler.client.post(editor, text)["Location"] == Reply.objects.get().get_absolute_url()

    review = Reply.objects.get().get_absolute_url()
    assert head.primary() == ("Review the reply", review)
    head.client.post(f"{review}head-review/", {"comment": "同意"})
    assert clerk.primary() == ("Review the reply", review)
    clerk.client.post(f"{review}redraft/", {"comment": "写明时限"})
    assert handler.primary()[0] == "Edit"
    handler.client.post(editor, {**text, "answer": ["答复一，六月底前完成", "答复二"]})
    head.client.post(f"{review}head-review/")
    assert "六月底前完成</ins>" in clerk.client.get(review).content.decode()
    clerk.client.post(f"{review}office-review/")
    assert leader.primary() == ("Sign off", review)
    leader.client.post(f"{review}sign-off/", {"comment": "同意"})

    matter.refresh_from_db()
    assert (matter.stage, Reply.objects.get().signed_off_by) == ("signed_off", office.leader)
    history = clerk.client.get(f"{matter.get_absolute_url()}history/").content.decode()
    told = ["Sign off", "Return for redraft", "Draft", "Sign for", "Hand over", "Registered from a list"]
    places = [history.index(f"<strong>{words}</strong>") for words in told]
    assert places == sorted(places)
