"""A referred case from the letter to the archive, and everybody around it seeing exactly what he may."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lianluo.foundation import waiting
from lianluo.journal.models import Notice
from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.models import Matter, Referral, ReferralLook
from lianluo.matters.referral_queries import feedback_for
from tests.matters.referral_cast import FEEDBACK, NAME, RESULT, WORDS, cast_of

TODAY = date(2026, 3, 2)
SECRETS = (NAME, WORDS, RESULT, FEEDBACK, "希望讲清理由", "辽检一部受")
OUTSIDE = ("stranger", "city_clerk", "other_head", "other_handler", "sysadmin", "auditor")
KNOWING = ("superior", "second_clerk", "chief")
INSIDE = ("clerk", "head", "handler", "leader")


@pytest.fixture
def standing(freeze):
    return freeze(TODAY)


@pytest.fixture
def cases(standing, rooms, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return cast_of(rooms)


@pytest.fixture
def case(cases) -> Referral:
    """Told to the deputy, with the scan of his letter."""
    scan = SimpleUploadedFile("来信.txt", "孙某甲案来信".encode())
    return cases.fed_back(files=[scan])


def doors(case: Referral, cases) -> list[str]:
    """Every address by which the case might be reached."""
    pk, person = case.pk, cases.deputy.pk
    found = [
        reverse("desk:desk"), reverse("journal:notices"), reverse("matters:list") + "?tab=all",
        reverse("matters:referrals") + "?tab=all", reverse("matters:detail", args=[pk]),
        reverse("matters:history", args=[pk]), reverse("matters:files", args=[pk]), reverse("people:detail", args=[person]),
        reverse("people:history", args=[person]), reverse("matters:of_person", args=[person]),
        reverse("matters:referrals_of_person", args=[person]), reverse("matters:referral", args=[pk]),
        reverse("matters:referral_texts", args=[pk]), reverse("matters:referral_paper", args=[pk, "docx"]),
        reverse("matters:referral_access", args=[pk]), reverse("matters:referral_history", args=[pk]),
        reverse("matters:referral_looks_at", args=[pk]), reverse("matters:referral_files", args=[pk]),
        reverse("matters:referral_rate", args=[pk]), reverse("matters:matter_hand_over", args=[pk]),
        reverse("matters:assignments"), reverse("matters:replies"), reverse("reports:list"), reverse("jobs:list"),
        reverse("matters:referral_looks"),
    ]  # fmt: skip
    words = [case.number, "孙某甲", cases.deputy.name, str(pk)]
    return found + [f"{reverse('desk:search')}?q={word}" for word in words]


def files(case: Referral) -> str:
    from lianluo.documents.queries import attachments_of  # noqa: PLC0415

    (row,) = attachments_of(case)
    return reverse("documents:attachment", args=[row.pk])


def text_of(answer) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"".join(package.read(name) for name in package.namelist())
    return content.decode("utf-8", errors="ignore")


@pytest.mark.parametrize("name", [*OUTSIDE, *KNOWING])
def test_no_door_leads_to_the_case_for_who_is_not_on_its_list(name, case, cases, client_of):
    client = client_of(cases.users[name])
    for address in doors(case, cases):
        answer = client.get(address, follow=True)
        said = text_of(answer)
        leaked = [secret for secret in SECRETS if secret in said]
        assert not leaked, f"{name} reads {leaked} at {address}"
        if "/referrals/" in address and f"/{case.pk}/" in address and "of-person" not in address:
            assert answer.status_code == 404, f"{name}: {address}"
    assert client.get(files(case)).status_code == 404
    for act in ("referral_words", "referral_screen", "referral_withdraw", "referral_let_in"):
        assert client.post(reverse(f"matters:{act}", args=[case.pk])).status_code in (404, 200)
    assert not ReferralLook.objects.filter(user=cases.users[name]).exists()


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_stranger_does_not_even_know_that_there_is_one(name, case, cases, client_of):
    client = client_of(cases.users[name])
    addresses = [reverse("matters:referrals") + "?tab=all", f"{reverse('desk:search')}?q=转案"]
    for address in addresses:
        assert case.number not in text_of(client.get(address))
    assert not Notice.objects.filter(user=cases.users[name], entry__about_model="matters.Referral").exists()


@pytest.mark.parametrize("name", KNOWING)
def test_the_superior_sees_number_stage_and_days_and_nothing_more(name, case, cases, client_of):
    client = client_of(cases.users[name])
    for query in ("?tab=all", "?tab=all&export=xlsx"):
        said = text_of(client.get(reverse("matters:referrals") + query))
        assert case.number in said and cases.deputy.name not in said and "第一检察部" not in said
    found = text_of(client.get(reverse("matters:referrals") + f"?tab=all&q={cases.deputy.name}"))
    assert case.number not in found
    assert client.get(reverse("matters:referral_ledger")).status_code == 404
    assert client.get(reverse("reports:referrals")).status_code == 200


def test_the_auditor_sees_who_looked_and_no_case(case, cases, client_of):
    client_of(cases.users["handler"]).get(reverse("matters:referral", args=[case.pk]))
    said = text_of(client_of(cases.users["auditor"]).get(reverse("matters:referral_looks")))
    assert "handler" in said and case.number in said and cases.deputy.name not in said
    assert client_of(cases.users["auditor"]).get(reverse("matters:referrals")).status_code == 404


@pytest.mark.parametrize("name", INSIDE)
def test_who_is_on_the_list_sees_it_and_is_seen_looking(name, case, cases, client_of):
    client = client_of(cases.users[name])
    page = text_of(client.get(reverse("matters:referral", args=[case.pk])))
    assert NAME in page and WORDS not in page
    assert WORDS in text_of(client.post(reverse("matters:referral_words", args=[case.pk])))
    assert RESULT in text_of(client.get(reverse("matters:referral_texts", args=[case.pk])))
    assert "孙某甲案来信" in text_of(client.get(files(case)))
    assert "孙某甲" in text_of(client.get(reverse("matters:referral_ledger")))
    looked = set(ReferralLook.objects.filter(user=cases.users[name]).values_list("what", flat=True))
    assert looked == {"page", "words", "texts", "file", "ledger"}
    assert client.get(reverse("matters:detail", args=[case.pk])).status_code == 404


def test_the_deputy_is_told_the_state_the_procedure_and_the_approved_text(cases):
    case = cases.registered()
    (told,) = feedback_for(cases.deputy)
    assert (told.number, told.state, told.feedback, told.decisions) == (case.number, "received", "", ())
    handling.answer_procedurally(case, cases.as_("clerk"), on=TODAY, text="已受理，正在依法审查。")
    done = cases.with_approved_texts()
    told = {each.number: each for each in feedback_for(cases.deputy)}
    assert told[case.number].decisions == ((TODAY, "已受理，正在依法审查。"),)
    assert told[done.number].feedback == "" and told[done.number].state == "being handled"
    handling.feed_back(done, cases.as_("clerk"), on=TODAY, way="in_writing", by_whom="联络员")
    told = {each.number: each for each in feedback_for(cases.deputy)}
    assert told[done.number].feedback == FEEDBACK
    assert RESULT not in str(told) and WORDS not in str(told) and NAME not in str(told)


def test_the_matter_in_nobodys_list(case, cases):
    for name in (*OUTSIDE, *KNOWING, *INSIDE):
        assert not Matter.objects.visible_to(cases.as_(name)).filter(kind="referred_case").exists()


def test_the_clock_of_matters_leaves_the_shell_alone(cases):
    case = cases.signed_for()
    assert not Matter.objects.open().filter(pk=case.pk).exists()


def test_a_shell_is_in_no_breakdown_plan(case, cases):
    from lianluo.matters.actions import plan as plans  # noqa: PLC0415

    drawn = plans.draw_up(cases.as_("clerk"), cases.rooms.organ)
    assert not drawn.lines.filter(matter_id=case.pk).exists()


def test_withdrawn_it_leaves_the_shell_behind(cases):
    case = cases.signed_for()
    referrals.withdraw(case, cases.as_("clerk"), reason="代表书面撤回")
    assert Matter.objects.get(pk=case.pk).stage == "withdrawn"


def test_the_desk_names_whose_turn_it_is(cases):
    def turn() -> dict[str, str]:
        found = {}
        for name in (*INSIDE, *KNOWING, *OUTSIDE):
            for queue in waiting.waiting_for(cases.as_(name)):
                if queue.key == "referrals":
                    found[name] = str(queue.rows[0].verb)
        return found

    case = cases.registered()
    assert turn() == {"clerk": "Screen the case"}
    referrals.withdraw(case, cases.as_("clerk"), reason="撤回")
    case = cases.handed_over()
    assert turn() == {"head": "Sign for the case"}
    handling.sign_for(case, cases.as_("head"), handler=cases.users["handler"])
    case.refresh_from_db()
    assert turn() == {"handler": "Meet the deputy"}
    cases.contact(case)
    handling.choose_outcome(case, cases.as_("handler"), outcome="终结")
    assert turn() == {"handler": "Write result and feedback"}
    cases.submitted(case, "result", RESULT)
    assert turn() == {"leader": "Approve result or feedback"}
