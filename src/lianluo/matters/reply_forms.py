"""A reply as it is written, point by point, and the word of whoever reviews it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.models import Reply, ReplyPoint
from lianluo.rules.models import ResultClass

MOST_POINTS = 50
ASKED = ReplyPoint._meta.get_field("asked").max_length


class ReplyForm(ActionForm):
    """Points come as the lists `asked` and `answer`, in the order of the page; empty pairs are left out."""

    result_class = forms.ModelChoiceField(
        ResultClass.objects.none(),
        label=_("Result class"),
        required=False,
        empty_label=_("not chosen yet"),
        help_text=_("Needed before it is submitted, like the disclosure."),
    )
    disclosure = forms.ChoiceField(
        label=_("Disclosure"), choices=Reply.Disclosure.choices, required=False, widget=forms.RadioSelect
    )
    disclosure_reason = forms.CharField(
        label=_("Reason for not making it public"), max_length=200, required=False
    )

    def __init__(self, *args, classes, points=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result_class"].queryset = classes
        self.fields["result_class"].label_from_instance = lambda row: f"{row.code} {row.label}"
        self.points = _pairs(self.data) if self.is_bound else list(points)

    def clean(self):
        data = super().clean()
        if not self.points:
            raise ValidationError(_("Write at least one point."))
        if len(self.points) > MOST_POINTS:
            raise ValidationError(_("At most %(limit)s points."), params={"limit": MOST_POINTS})
        if any(len(asked) > ASKED for asked, _answer in self.points):
            raise ValidationError(
                _("A point raised has at most %(limit)s characters."), params={"limit": ASKED}
            )
        if any(not asked for asked, _answer in self.points):
            raise ValidationError(_("Say of every answer which point it answers."))
        return {**data, "points": self.points}


def _pairs(data) -> list[tuple[str, str]]:
    asked, answers = data.getlist("asked"), data.getlist("answer")
    pairs = [
        (one.replace("\x00", "").strip(), other.replace("\x00", "").strip())
        for one, other in zip(asked, answers, strict=False)
    ]
    return [pair for pair in pairs if any(pair)]


class CommentForm(ActionForm):
    comment = forms.CharField(label=_("Comment"), max_length=500, required=False, widget=text_area(3))


class RedraftForm(ActionForm):
    comment = forms.CharField(label=_("What is to be redrafted"), max_length=500, widget=text_area(4))
