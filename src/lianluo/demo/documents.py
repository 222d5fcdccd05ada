"""The invented office's own text on liaison work, with the settings that come from it."""

from __future__ import annotations

from datetime import date

from lianluo.demo.cast import Cast
from lianluo.foundation import clock
from lianluo.rules.actions.document import cite, register_document
from lianluo.rules.models import Clause
from lianluo.rules.queries import rule

TITLE = "代表委员联络工作规范（示例）"
TEXT = """第一条 为规范代表委员联络工作，依照《代表法》和有关规定，制定本规范。
第二条 联络工作坚持检察长负责、办公室协调、各部门参与、上下级检察机关联动。
第三条 每名代表委员由一名联络员负责联系，联络员每年走访或者联系每名代表委员不少于两次。
第四条 承办部门应当自收到交办事项之日起五个工作日内签收；认为不属于本部门职责的，应当在签收之日起五个工作日内书面申请退办。
第五条 办理建议提案应当做到办前联系、办中沟通、办后回访，首次联系应当在收到之日起二十个工作日内进行。
第六条 对会议期间代表审议时提出的意见，一般应当在二十四小时内先行答复，会后按程序继续办理。
第七条 代表委员转交的案件实行专人负责、限定期限、逐件反馈，不得层层下转；反馈时不得透露案件秘密和个人隐私。
"""
CITED = {
    "visit.min": "第三条", "sign.for": "第四条", "return.apply": "第四条", "first.contact": "第五条",
    "session.reply": "第六条",
}  # fmt: skip


def register_texts(cast: Cast) -> None:
    """In force since the year before; settings point to their articles."""
    year = clock.today().year - 1
    document = register_document(
        cast.clerk, title=TITLE, kind="own", issuer=cast.office.name, number=f"示检办〔{year}〕3号",
        valid_from=date(year, 1, 1), text=TEXT,
    )  # fmt: skip
    clauses = {clause.label: clause for clause in Clause.objects.filter(version__document=document)}
    for key, label in CITED.items():
        cite(cast.clerk, rule(key, clock.today()), clause=clauses[label])
