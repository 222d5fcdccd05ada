"""The scan of a signed paper."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.documents import uploads

SCANS = ("pdf", "jpg", "png")


class ScanField(forms.FileField):
    """A PDF or a picture; whether one is needed says the rule `feedback.scan_required`."""

    def __init__(self, **kwargs):
        kind = {"accept": ".pdf,.jpg,.jpeg,.png"}
        super().__init__(
            label=_("Scan of the signed form"), required=False, widget=forms.FileInput(attrs=kind), **kwargs,
            help_text=_("PDF or picture. A rating from paper is kept with the paper."),
        )  # fmt: skip

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            kind = uploads.kind_of(upload.name, upload, upload.size)
        except uploads.BadUpload as fault:
            raise ValidationError(str(fault)) from fault
        if kind not in SCANS:
            raise ValidationError(_("A scan is a PDF or a picture."))
        return upload
