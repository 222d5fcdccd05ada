"""The breakdown plan on paper: grouped by department, counted through, approved by whom; given out on the record."""

import io

from docx import Document
from pypdf import PdfReader

from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.journal.models import Entry
from lianluo.matters.actions import plan as plans
from lianluo.matters.plan_paper import HEADING, plan_paper


def drawn(desk):
    plan = desk.draw(3)
    first, second, _third = plan.lines.order_by("id")
    for line, name in ((first, "第八检察部"), (second, "第一检察部")):
        values = {"department": desk.department(name), "measure": f"由{name}约见代表"}
        plans.edit_lines(plan, desk.acting(desk.clerk), lines=[line.pk], values=values)
    return plan


def test_lines_stand_under_their_department_and_the_note_says_how_far_the_plan_is(desk):
    plan = drawn(desk)
    paper = plan_paper(desk.acting(desk.clerk), plan)
    assert sum(len(group.rows) for group in paper.groups) == 3
    assert {len(row) for group in paper.groups for row in group.rows} == {len(HEADING)}
    numbers = [row[0] for group in paper.groups for row in group.rows]
    assert numbers == ["1", "2", "3"]
    eighth = next(group for group in paper.groups if "第八检察部" in group.heading)
    assert eighth.heading.endswith("第八检察部（1件）") and eighth.rows[0][-1] == "由第八检察部约见代表"
    assert "尚未报批" in paper.note
    plan.lines.filter(department=None).update(department=desk.department("第八检察部"))
    plan.lines.update(is_confirmed=True)
    plans.submit(plan, desk.acting(desk.clerk))
    plans.approve(plan, desk.acting(desk.leader), meeting="党组扩大会议")
    plan.refresh_from_db()
    approved = plan_paper(desk.acting(desk.clerk), plan).note
    assert f"由{desk.leader.name}批准（党组扩大会议）" in approved


def test_word_and_pdf_say_the_same(desk):
    paper = plan_paper(desk.acting(desk.clerk), drawn(desk))
    table = Document(io.BytesIO(render_docx(paper))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(HEADING)
    assert len(table.rows) == 1 + 3 + len(paper.groups)
    pages = PdfReader(io.BytesIO(render_pdf(paper))).pages
    printed = "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")
    for group in paper.groups:
        assert group.heading in printed
        for row in group.rows:
            assert row[2].replace(" ", "") in printed
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_the_paper_is_given_to_the_office_alone_and_recorded(desk, client_of):
    plan = drawn(desk)
    address = f"{plan.get_absolute_url()}paper."
    for form, head in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = client_of(desk.clerk).get(address + form)
        assert answer.content.startswith(head) and form in answer["Content-Disposition"]
    assert Entry.objects.filter(act__contains="export", facts__icontains=plan.title).count() == 2
    assert client_of(desk.clerk).get(address + "xlsx").status_code == 404
    assert client_of(desk.rooms.handler).get(address + "pdf").status_code == 404
    assert client_of(desk.rooms.stranger).get(address + "pdf").status_code == 404
