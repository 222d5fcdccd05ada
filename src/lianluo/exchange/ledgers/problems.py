"""What can be wrong with a file, a column or a cell, and what the clerk should do about it.

A problem is kept as a code with parameters, so that it can be stored with a batch and read later in either
language. The sentence says what is wrong, the remedy what to do.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

# code -> (sentence, remedy)
MESSAGES = {
    # of a cell
    "no_value": (_("“%(label)s” is empty"), _("Fill in this cell.")),
    "no_name": (_("No name"), _("Fill in the name.")),
    "no_title": (
        _("No title: the text begins with a section heading, so that no title can be taken from it"),
        _("Fill in the title."),
    ),
    "no_title_no_content": (_("Neither a title nor content"), _("Fill in the title.")),
    "formula_without_value": (
        _("The cell holds a formula without a value"),
        _("Open the file in a spreadsheet program, save it again, or type the value."),
    ),
    "cell_error": (
        _("The cell holds the error value of a formula"),
        _("Mend the formula or type the value."),
    ),
    "too_long": (
        _("Too long: %(length)s characters, at most %(limit)s"),
        _("Shorten the text in this cell."),
    ),
    "control_characters": (
        _("“%(value)s” holds characters that cannot be printed, or pictures"),
        _("Type the text again by hand."),
    ),
    "name_unreadable": (_("“%(value)s” is not a name"), _("Put only the name into this cell.")),
    "date_unreadable": (
        _("“%(value)s” cannot be read as a date"),
        _("Write the date as 2026-02-09 or 2026年2月9日."),
    ),
    "month_unreadable": (
        _("“%(value)s” is not a year and month: there is no month %(month)s"),
        _("Write the month as 1975-03 or 1975年3月."),
    ),
    "date_out_of_range": (
        _("The year in “%(value)s” is outside %(first)s to %(last)s"),
        _("Check the year."),
    ),
    "date_without_rule": (
        _("No deadline rule is in force on “%(value)s”"),
        _("Check the year, or enter the rule of that time under rules and deadlines."),
    ),
    "date_without_day": (_("“%(value)s” has no day"), _("Write the whole date, with the day.")),
    "date_ambiguous": (
        _("“%(value)s” was stored as a number and may mean January or October"),
        _("Write 1975年1月 or 1975年10月."),
    ),
    "phone_unreadable": (
        _("“%(value)s” is not a telephone number"),
        _("Mobile: 11 digits; landline with area code, such as 024-12345678."),
    ),
    "postcode_unreadable": (_("“%(value)s” is not a postcode"), _("A postcode has six digits.")),
    "email_unreadable": (_("“%(value)s” is not an e-mail address"), _("Check the address.")),
    "number_unreadable": (_("“%(value)s” is not a whole number"), _("Use digits only.")),
    "sex_unknown": (_("Sex “%(value)s” is not known"), _("Write 男 or 女.")),
    "nationality_unknown": (
        _("Nationality “%(value)s” is not one of the 56; left empty"),
        _("Check that the columns of this row are not shifted."),
    ),
    "party_unknown": (
        _("Political status “%(value)s” is not in the list; left empty"),
        _("Check that the columns of this row are not shifted."),
    ),
    "columns_shifted": (
        _("Columns of this row are shifted: “%(value)s” was read as political status"),
        _("Check this row in the file."),
    ),
    "kind_unknown": (
        _("Kind “%(value)s” is not known"),
        _("Write 代表建议, 审议意见, 日常建议 or 提案."),
    ),
    "mode_unknown": (
        _("Way of handling “%(value)s” is not known"),
        _("Write 独办, 主办, 协办, 分办 or 参阅."),
    ),
    "disclosure_unknown": (
        _("Disclosure “%(value)s” is not known; left empty"),
        _("Write 主动公开, 依申请公开 or 不予公开."),
    ),
    # of a row, found against the register
    "proposer_unknown": (
        _("“%(value)s” is not in the register"),
        _("Check the name, or enter the deputy first."),
    ),
    "proposer_ambiguous": (
        _("Several people bear the name “%(value)s” and no delegation tells them apart"),
        _("Fill in the delegation or sector."),
    ),
    "proposer_organisation": (_("“%(value)s” is taken as an organisation and entered in the register"), ""),
    "joint_unknown": (
        _("Co-signatory “%(value)s” is not in the register"),
        _("Check the name, or enter the deputy first."),
    ),
    "joint_ambiguous": (
        _("Several people bear the name of the co-signatory “%(value)s”"),
        _("Write the delegation in brackets after the name."),
    ),
    "department_unknown": (
        _("Department “%(value)s” is not known"),
        _("Use the name of the department as in the list of units."),
    ),
    "body_missing": (
        _("The file does not say which congress or CPPCC committee it belongs to"),
        _("Choose the body, or put it into the title row."),
    ),
    "session_missing": (
        _("The file does not say which session it belongs to"),
        _("Choose the session, or put it into the title row."),
    ),
    # of a referred case
    "source_unknown": (
        _("Source “%(value)s” is not known"),
        _("Write the source as the register names it, such as 最高检交办, 走访收集 or 来信."),
    ),
    "way_unknown": (_("Way of feedback “%(value)s” is not known"), _("Write 当面, 书面 or 报最高检.")),
    "rating_unknown": (
        _("Rating “%(value)s” is not known"),
        _("Write 满意, 基本满意 or 不满意; nothing where the deputy said nothing."),
    ),
    "record_unsaid": (
        _("The row does not say whether the outside-inquiry record was filed"),
        _("Write 无, or 已记录 with the number and the date of the record."),
    ),
    "record_unreadable": (
        _("“%(value)s” names no record with number and date"),
        _("Write 无, or 已记录 with the number and the date of the record."),
    ),
    "meeting_unreadable": (
        _("“%(value)s” has no date of the meeting"),
        _("Write date, place and who took part: 2026-03-01 代表工作单位 承办人."),
    ),
    "party_named": (
        _("The case name “%(value)s” names a party"),
        _("Write parties by surname and 某 (张某), companies as 某公司."),
    ),
    "case_number_unreadable": (
        _("“%(value)s” is not a number of the case system"),
        _("Only the number of the case system belongs here, no case content."),
    ),
    "date_ahead": (_("The date “%(value)s” lies ahead"), _("Check the date.")),
    "before_received_on": (
        _("“%(value)s” lies before the day of receipt"),
        _("Check the dates of this row."),
    ),
    "before_handed_over_on": (_("“%(value)s” lies before the hand-over"), _("Check the dates of this row.")),
    "before_fed_back_on": (_("“%(value)s” lies before the feedback"), _("Check the dates of this row.")),
    "closed_not_handed_over": (_("Closed, but never handed over"), _("Fill in the day of the hand-over.")),
    "fed_back_not_handed_over": (
        _("Fed back, but never handed over"),
        _("Fill in the day of the hand-over."),
    ),
    "closed_without_result": (_("Closed without a result"), _("Fill in the result or its class.")),
    "rated_without_feedback": (
        _("Rated, but no day of the feedback"),
        _("Fill in the day of the feedback, or leave the rating empty."),
    ),
    "reported_though_direct": (
        _("Only a case assigned by the SPP is fed back through the SPP"),
        _("Check source and way of feedback."),
    ),
    "lands_without_record": (
        _("Lands without an outside-inquiry record; an open case cannot go on until it is entered"),
        "",
    ),
    "unit_as_note": (_("Unit “%(value)s” is not in the list of units; kept as a note"), ""),
    "handler_as_note": (_("“%(value)s” has no account in that unit; kept as a note"), ""),
    "organ_as_note": (_("Procuratorate “%(value)s” is not in the list of units; kept as a note"), ""),
    "outcome_not_listed": (_("Outcome “%(value)s” is not in the dictionary; kept as it stands"), ""),
    "told_by_spp": (_("The SPP answers the deputy: kept as reported to the SPP"), ""),
    # of a skipped row
    "skipped_total": (_("Total row, not imported"), ""),
    "skipped_footer": (_("Footnote, not imported"), ""),
    "skipped_heading": (_("Headings repeated, not imported"), ""),
    # of the file
    "file_missing": (_("There is no file “%(name)s”"), ""),
    "file_empty": (_("The file is empty"), ""),
    "file_too_big": (
        _("The file has %(size)s MB; at most %(limit)s MB can be read"),
        _("Remove pictures, or split the file."),
    ),
    "file_wrong_ending": (
        _("Files ending in “%(ending)s” cannot be read"),
        _("Choose an .xlsx, .xls or .csv file."),
    ),
    "file_is_picture": (
        _("The file ends in “%(ending)s” but is a picture"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_pdf": (
        _("The file ends in “%(ending)s” but is a PDF"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_archive": (
        _("The file ends in “%(ending)s” but is an archive or another kind of document"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_web_page": (
        _("The file ends in “%(ending)s” but is a web page"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_text": (
        _("The file ends in “%(ending)s” but is a text file"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_workbook": (
        _("The file ends in “%(ending)s” but is a workbook"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_old_workbook": (
        _("The file ends in “%(ending)s” but is an old workbook (.xls)"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_is_unknown": (
        _("The file ends in “%(ending)s” but is not a table"),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "file_protected": (
        _("The workbook is protected by a password"),
        _("Save it without a password and upload it again."),
    ),
    "file_broken": (
        _("The file is damaged and cannot be opened"),
        _("Open it in a spreadsheet program, save it again and upload it."),
    ),
    "file_bomb": (
        _("The workbook unpacks to an unreasonable size and was not opened"),
        _("Copy the table into a new workbook and save that."),
    ),
    "file_unknown_encoding": (
        _("The text file is neither UTF-8 nor GB 18030"),
        _("Save it as CSV in UTF-8."),
    ),
    "row_too_long": (
        _("Row %(row)s of the text file cannot be read"),
        _("Check the quotation marks in this row."),
    ),
    "sheet_missing": (_("The workbook has no sheet “%(sheet)s”"), _("Choose one of: %(sheets)s.")),
    "sheet_empty": (_("The workbook holds no rows"), ""),
    "sheet_too_long": (
        _("The sheet has %(rows)s rows; at most %(limit)s can be read"),
        _("Split the file."),
    ),
    "sheet_too_wide": (
        _("The used area of the sheet is too large: %(rows)s rows by %(columns)s columns"),
        _("Delete the empty columns at the right and rows at the bottom, then save."),
    ),
    "no_heading_row": (
        _("No heading row was found in the first %(limit)s rows"),
        _("The table needs a row with headings such as %(examples)s."),
    ),
    "other_kind": (
        _("The headings are those of another kind of file: %(kind)s"),
        _("Import it as what it is."),
    ),
    "no_required_column": (
        _("No column for “%(labels)s” was found"),
        _("Assign the column, or add its heading to the file."),
    ),
}


@dataclass
class Problem:
    """One thing wrong: `code` is a key of MESSAGES, `column` the heading in the file, `field` our key."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    column: str = ""
    field: str = ""

    @property
    def sentence(self) -> str:
        return _filled(MESSAGES[self.code][0], self.params)

    @property
    def remedy(self) -> str:
        return _filled(MESSAGES[self.code][1], self.params)

    def at(self, column: str, key: str) -> "Problem":
        """The same problem, placed in a column."""
        self.column, self.field = column, key
        return self

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON; `from_dict` reads it back."""
        return {"code": self.code, "params": self.params, "column": self.column, "field": self.field}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Problem":
        return cls(**data)

    def __str__(self) -> str:
        return self.sentence


@dataclass
class Kept:
    """A value that lands although something about it should be told."""

    value: Any
    notice: Problem


class Unreadable(Exception):
    """The file as a whole cannot be imported. `str()` is a translated sentence with its remedy."""

    def __init__(self, code: str, **params: Any):
        self.problem = Problem(code, params)
        super().__init__(code)

    def __str__(self) -> str:
        parts = [self.problem.sentence, self.problem.remedy]
        return (
            translate("%(sentence)s. %(remedy)s") % dict(sentence=parts[0], remedy=parts[1])
            if parts[1]
            else parts[0]
        )


def shown(value: Any, limit: int = 40) -> str:
    """A cell as it may be quoted in a sentence: one line, printable, short."""
    text = "".join(ch if ch.isprintable() else " " for ch in str(value)).strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _filled(message: Any, params: dict[str, Any]) -> str:
    text = str(message)
    return text % {key: str(value) for key, value in params.items()} if text else ""
