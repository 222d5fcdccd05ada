"""Invented papers for the tests. No person here exists."""

from datetime import date

from lianluo.documents import papers

ORGAN = "辽宁省人民检察院"
TALK = (
    "办前，我院第八检察部到营口当面听取了您的意见。今年新聘志愿者37名，其中代表委员推荐11名；"
    "志愿者提供线索64条，立案29件，操作手册已印发市、县两级检察院。"
)


def form(deputy: str = "韩某雪", items: int = 1) -> papers.FeedbackForm:
    return papers.FeedbackForm(
        deputy=deputy,
        group="营口代表团",
        organ=ORGAN,
        letter_number="辽检代函〔2026〕47号",
        items=tuple(
            papers.FormItem(f"第{12 + index:04d}号", "关于扩大公益诉讼志愿者队伍的建议")
            for index in range(items)
        ),
        address="营口市鲅鱼圈区海滨路1号",
        return_to="省人大常委会代表工作机构",
    )


def letter(**changes) -> papers.LetterPaper:
    values = {
        "organ": ORGAN,
        "number": "辽检代函〔2026〕47号",
        "title": "关于对省十四届人大代表闭会期间第0012号、第0015号建议的答复",
        "salutation": "韩某雪代表：",
        "opening": "您提出的《关于扩大公益诉讼志愿者队伍的建议》（第0012号）、"
        "《关于加强近岸海域污染检察监督的建议》（第0015号）收悉。现答复如下：",
        "sections": (
            papers.Section("一、关于第0012号建议", (TALK,)),
            papers.Section("二、关于第0015号建议", (TALK,)),
        ),
        "closing": "感谢您对检察工作的关心和支持。",
        "signed_on": date(2026, 3, 5),
        "class_mark": "A、B",
        "contact_person": "吴某迪",
        "contact_phone": "024-00000000",
        "copies": ("省人大常委会办公厅（2份）", "营口市人大常委会"),
        "feedback": form(items=2),
    }
    return papers.LetterPaper(**{**values, **changes})


def long_letter(count: int = 9) -> papers.LetterPaper:
    sections = []
    for index in range(1, count + 1):
        sections.append(papers.Section(papers.numbered(1, index, f"关于第{index:04d}号建议"), (TALK, TALK)))
        sections.append(papers.Section("（一）完善制度机制", (TALK,), 2))
        sections.append(papers.Section("1.健全协作机制", (TALK,), 3))
    return letter(sections=tuple(sections), feedback=form(items=count))


def report(**changes) -> papers.ReportPaper:
    values = {
        "organ": ORGAN,
        "number": "辽检发〔2026〕9号",
        "title": "关于省十四届人大四次会议代表意见建议答复情况的报告",
        "addressees": "省人大常委会",
        "sections": (
            papers.Section("", ("现将代表意见建议答复情况报告如下。",)),
            papers.Section("一、总体情况", (TALK, TALK)),
            papers.Section("二、主要做法", (TALK,)),
            papers.Section("（一）认真办理", (TALK, TALK), 2),
        ),
        "tables": (
            papers.Table(
                ("类别", "收到", "已答复", "A类", "B类", "C类"),
                (("代表建议", "120", "120", "80", "30", "10"), ("合计", "178", "178", "110", "50", "18")),
                (2, 1, 1, 1, 1, 1),
                caption="代表意见建议办理情况统计表",
                total=True,
            ),
        ),
        "closing": "特此报告。",
        "signed_on": date(2026, 7, 9),
        "signer": "某某某",
        "attachments": ("代表意见建议办理落实情况表",),
        "copies": ("省委办公厅", "最高人民检察院办公厅"),
        "printed_by": "辽宁省人民检察院办公室",
        "printed_on": date(2026, 7, 10),
    }
    return papers.ReportPaper(**{**values, **changes})


def annex(rows: int = 4) -> papers.AnnexPaper:
    def group(topic):
        return papers.AnnexGroup(
            topic,
            tuple(
                papers.AnnexRow(f"甲某{n}", "营口代表团", "建议加强未成年人保护。", TALK) for n in range(rows)
            ),
        )

    title = "辽宁省人民检察院办理省十四届人大四次会议代表意见建议落实情况表"
    return papers.AnnexPaper(title, (group("一、公益诉讼检察"), group("二、未成年人检察")))


def envelope(name: str = "韩某雪") -> papers.EnvelopePaper:
    return papers.EnvelopePaper(
        "115000", "辽宁省营口市鲅鱼圈区海滨路某小区1号楼2单元301室", name, "代表", ORGAN, "沈阳市某区某路1号", "110000",
        "辽检代函〔2026〕47号",
    )  # fmt: skip
