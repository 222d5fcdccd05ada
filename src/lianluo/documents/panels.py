"""What documents add to the side bar, and how history calls their acts."""

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.documents.models import PaperTemplate
from lianluo.foundation import navigation
from lianluo.foundation.navigation import RULES, NavItem
from lianluo.journal import words


def register() -> None:
    navigation.register(
        NavItem(
            "templates", _("Word templates"), "documents:templates", "file-type-docx", RULES, 92,
            frozenset({Role.LIAISON_OFFICE}),
        )
    )  # fmt: skip
    words.name_acts(
        {
            "documents.upload_template": _("Uploaded a Word template"),
            "documents.use_template": _("Put a Word template in force"),
            "documents.try_template": _("Filled a Word template for a trial"),
        }
    )
    words.place(PaperTemplate._meta.label, words.pages_of(PaperTemplate))
