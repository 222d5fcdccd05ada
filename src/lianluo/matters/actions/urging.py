"""Printing the sheet that urges a department."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.matters.models import Assignment, Matter
from lianluo.matters.urging import TITLES, owed_of, sheet_of

RENDER = {
    "pdf": (render_pdf, "application/pdf"),
    "docx": (render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def print_sheet(actor, assignment: Assignment, *, kind: str, form: str) -> bytes:
    """The 催办单 or 督办单 as PDF or Word. NotReady when the department owes nothing."""
    return _print(actor, assignment.matter, assignment=assignment, kind=kind, form=form)


@action("matters.keep_clock", "matters.urge")
def _print(actor, matter: Matter, *, assignment: Assignment, kind: str, form: str):
    owed = owed_of(assignment)
    if not owed:
        raise NotReady(_("The department owes nothing on this matter."))
    content = RENDER[form][0](sheet_of(assignment, owed, kind))
    heads = holders_of(Role.DEPARTMENT_HEAD, [assignment.department_id])
    facts = {"sheet": TITLES[kind], "department": assignment.department.label}
    return Done(content, about=matter, facts=facts, tell=[assignment.handler, *heads])
