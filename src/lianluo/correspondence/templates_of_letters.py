"""Reply letters as a kind of paper that an office may lay out by a Word template of its own."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import paper_of, with_everything
from lianluo.documents import templating
from lianluo.documents.papers import FeedbackForm, FormItem, LetterPaper, Section, chinese_date
from lianluo.documents.rendering import layout
from lianluo.documents.rendering.wordtags import letter_template
from lianluo.documents.templating import Data, Field, PaperKind

REPLY = "letters.reply"
FIELDS = (
    Field("发文机关", _("the procuratorate's full name: mark at the head, signature, form"), required=True),
    Field("文号", _("document number, as 辽检代函〔2026〕12号"), required=True),
    Field("标题", _("title, broken into lines"), required=True),
    Field("称谓", _("salutation with its colon"), required=True),
    Field("引言", _("opening: what was received")),
    Field(
        "正文", _("the answer, paragraph by paragraph"), required=True,
        row="段", rows=(
            Field("层次", _("1 to 4 for a heading of that level (一、 （一） 1. （1）), 0 for running text")),
            Field("文字", _("the words of the paragraph, with the heading's number")),
        ),
    ),
    Field("结束语", _("closing words")),
    Field("成文日期", _("date of the document"), required=True),
    Field("附件说明", _("“附件：…”, a line each; empty without attachments")),
    Field("联系方式", _("“（联系人：…　联系电话：…）”; empty without them")),
    Field("联系人", _("contact person alone")),
    Field("联系电话", _("contact telephone alone")),
    Field("抄送", _("who gets a copy, parted by “，”; may be empty")),
    Field("首页标注", _("“公开属性：…　分类：…” at the top right of the first page")),
    Field("公开属性", _("disclosure alone")),
    Field("分类", _("class mark alone, as A or B")),
    Field("提出人", _("form: name of the deputy or organisation")),
    Field("提出人栏名", _("form: the label beside it, 代表委员 or 提出单位")),
    Field("代表团或界别", _("form: delegation or sector")),
    Field("代表团栏名", _("form: the label beside it")),
    Field(
        "办理件", _("form: the matters that the letter answers"),
        row="件", in_table=True, rows=(Field("编号", _("number, as 第0012号")), Field("标题", _("title of the matter"))),
    ),
    Field("签名栏名", _("form: 签　名 or 盖章签名")),
    Field("填表说明", _("form: the note under the table")),
    Field("评价方式", _("form: the code and address by which the deputy rates on her telephone; empty for an organisation")),
)  # fmt: skip


def register() -> None:
    templating.register(
        PaperKind(
            REPLY, _("Reply letter"), FIELDS,
            sample=lambda: data_of(sample_paper()),
            starting=lambda office: letter_template(office.name),
            things=letters_to_show,
            data=lambda letter: data_of(paper_of(letter)),
        )
    )  # fmt: skip


def letters_to_show(actor):
    """Letters of the own office that still count, the newest number first, with all that a paper reads."""
    own = Letter.objects.visible_to(actor).filter(office_id=actor.organ_id).standing()
    newest = [F(name).desc(nulls_last=True) for name in ("year", "sequence")]
    return with_everything(own).order_by(*newest, "-id")


def data_of(paper: LetterPaper) -> Data:
    """The paper as the fields of a template."""
    names = layout.attachments(paper)
    listed = names if len(names) < 2 else [f"{place}.{name}" for place, name in enumerate(names, start=1)]
    return {
        "发文机关": paper.organ,
        "文号": paper.number,
        "标题": "\n".join(layout.title_lines(paper.title)),
        "称谓": paper.salutation,
        "引言": paper.opening,
        "正文": _body(paper.sections),
        "结束语": paper.closing,
        "成文日期": chinese_date(paper.signed_on),
        "附件说明": "附件：" + "\n".join(listed) if listed else "",
        "联系方式": layout.contact(paper),
        "联系人": paper.contact_person,
        "联系电话": paper.contact_phone,
        "抄送": "，".join(paper.copies),
        "首页标注": layout.corner(paper),
        "公开属性": paper.disclosure,
        "分类": paper.class_mark,
        **_form(paper.feedback),
    }


def _body(sections: tuple[Section, ...]) -> list[dict]:
    rows = []
    for section in sections:
        if section.heading:
            rows.append({"层次": section.level, "文字": section.heading})
        rows += [{"层次": 0, "文字": paragraph} for paragraph in section.paragraphs]
    return rows


def _form(form: FeedbackForm | None) -> Data:
    """Empty where the letter has no form."""
    return {
        "提出人": form.deputy if form else "",
        "提出人栏名": layout.proposer_label(form) if form else "",
        "代表团或界别": form.group if form else "",
        "代表团栏名": layout.group_label(form) if form else "",
        "办理件": [{"编号": item.number, "标题": item.title} for item in form.items] if form else [],
        "签名栏名": layout.signature_label(form) if form else "",
        "填表说明": layout.form_note(form) if form else "",
        "评价方式": layout.code_sentence(form) if form else "",
    }


def sample_paper() -> LetterPaper:
    """An invented letter that has everything a letter can have."""
    organ = "某省人民检察院"
    body = (
        Section("一、关于第9001号建议", ("样例正文第一段。",)), Section("（一）样例二级标题", ("样例正文第二段。",), 2),
        Section("1.样例三级标题", ("样例正文第三段。",), 3), Section("（1）样例四级标题", ("样例正文第四段。",), 4),
    )  # fmt: skip
    form = FeedbackForm(
        deputy="佟某", group="某某代表团", organ=organ, letter_number="某检代函〔2026〕9001号",
        return_to="某省人大代表工作机构",
        items=(FormItem("第9001号", "关于样例一的建议"), FormItem("第9002号", "关于样例二的建议")),
    )  # fmt: skip
    return LetterPaper(
        organ=organ, number=form.letter_number, title="关于对省十四届人大四次会议第9001号、第9002号建议的答复",
        salutation="佟某代表：", opening="您提出的样例建议收悉。现答复如下：", sections=body,
        closing="感谢您对检察工作的关心和支持。", signed_on=date(2026, 3, 5), class_mark="A", disclosure="主动公开",
        attachments=("样例附件",), contact_person="某联系人", contact_phone="024-00000000",
        copies=("样例抄送机关一", "样例抄送机关二"), feedback=form,
    )  # fmt: skip
