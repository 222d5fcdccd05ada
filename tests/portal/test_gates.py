"""What a deputy may read: her own, and of every other table nothing."""

from django.apps import apps
from django.core.exceptions import EmptyResultSet

from lianluo.accounts.actor import deputy_of

OWN = {
    "Access", "Body", "Briefing", "Commitment", "CorrectionRequest", "Device", "Expertise", "Feedback", "Following", "Letter",
    "Mandate", "Matter", "News", "OneTimeCode", "Person", "Reaction", "Recipient", "Remark", "Session", "Term", "Tie",
    "Visit", "VisitNote",
}  # fmt: skip
"""Tables with a gate that opens for a deputy; what comes through it is held by the tests of its pages."""


def opens(model, actor) -> bool:
    """Whether the database is asked at all: what answers nothing to anybody of this sort never reaches it."""
    try:
        model.objects.visible_to(actor).query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return False
    return True


def test_every_other_gate_is_shut_for_a_deputy(rooms):
    gated = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("lianluo.") and hasattr(model.objects.none(), "visible_to")
    ]
    assert len(gated) > 40
    assert {model.__name__ for model in gated if opens(model, deputy_of(1))} - OWN == set()
