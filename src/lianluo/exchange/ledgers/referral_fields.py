"""The columns of the register of referred cases (转交案件台账, domain research §14.5) with the headings offices use."""

from django.utils.translation import pgettext_lazy as _p

from .dates import parse_day
from .family import Family, known_by
from .names import parse_delegation, parse_person
from .referral_values import parse_meeting, parse_rating, parse_record, parse_source, parse_way
from .text import words
from .values import line, long_text, parse_ordinal, parse_outside_number

REFERRALS = Family(
    "referrals",
    _p("ledger column", "register of referred cases"),
    (
        known_by("ordinal", _p("ledger column", "number in the list"),
                 "序号 顺序号 序 No No. #", parse_ordinal),
        known_by("received_on", _p("ledger column", "received on"),
                 "收到日期 收案日期 收文日期 接收日期 登记日期 收件日期", parse_day, True),
        known_by("source", _p("ledger column", "source of the case"),
                 "来源 案件来源 来源渠道 转交来源 转交方式", parse_source, True),
        known_by("deputy", _p("ledger column", "deputy or member"),
                 "代表姓名 代表委员 代表委员姓名 委员姓名 转交人 转交代表 姓名 代表(委员)姓名", parse_person, True),
        known_by("level", _p("ledger column", "level"), "层级 代表层级 级别", line(30)),
        known_by("delegation", _p("ledger column", "delegation"),
                 "代表团/界别 代表团(界别) 代表团或界别 代表团 界别 所属代表团", parse_delegation),
        known_by("case_name", _p("ledger column", "case name"),
                 "案件名称(当事人以姓氏+某) 案件名称 案名 转交案件 转交案件名称 案件", line(60), True),
        known_by("case_number", _p("ledger column", "case number"),
                 "案件编号 受理号 统一业务系统案号 案号", parse_outside_number),
        known_by("cause", _p("ledger column", "cause of action"), "案由 案件类别 罪名 案件类型", line(40)),
        known_by("claim", _p("ledger column", "what is asked"),
                 "诉求摘要 诉求 主要诉求 反映内容 反映问题 代表诉求 转交事项", line(200)),
        known_by("concerned", _p("ledger column", "procuratorate concerned"),
                 "涉及检察院 涉案检察院 涉及院 原办案院 原办理院", line(80)),
        known_by("paper_number", _p("ledger column", "number of the paper"),
                 "交办文号 交办函号 文号 转办文号 交办编号", parse_outside_number),
        known_by("handed_over_on", _p("ledger column", "handed over on"),
                 "交办日期 交办时间 转办日期 分流日期", parse_day),
        known_by("unit", _p("ledger column", "answerable unit"),
                 "承办部门/院 承办部门(院) 承办部门 承办院 承办单位 办理部门 责任部门", line(80)),
        known_by("handler", _p("ledger column", "handler"),
                 "承办检察官 承办人 经办人 办案人 承办检察官姓名", line(60)),
        known_by("due_on", _p("ledger column", "limit"),
                 "办理期限 办理时限 办结期限 期限 最高检要求期限", parse_day),
        known_by("record", _p("ledger column", "outside-inquiry record"),
                 "三个规定记录情况 三个规定记录 三个规定 三个规定填报情况 过问记录 是否填报三个规定", parse_record, True),
        known_by("meeting", _p("ledger column", "meeting before handling"),
                 "办前见面日期/地点/人员 办前见面 办前见面情况 办前见面日期 见面日期 见面情况 办前联系", parse_meeting),
        known_by("progress", _p("ledger column", "progress"),
                 "办理进展 进展 进展情况 办理情况", line(500)),
        known_by("result", _p("ledger column", "result"),
                 "办理结果 结果 处理结果 办案结果", long_text(20_000)),
        known_by("outcome", _p("ledger column", "outcome"),
                 "结果类别 结果分类 办理结果类别 处理类别", line(60)),
        known_by("fed_back_on", _p("ledger column", "fed back on"), "反馈日期 反馈时间 答复日期", parse_day),
        known_by("fed_back_way", _p("ledger column", "way of feedback"), "反馈方式 答复方式 反馈形式", parse_way),
        known_by("fed_back_by", _p("ledger column", "who gave the feedback"), "反馈人 反馈人员 答复人", line(120)),
        known_by("rating", _p("ledger column", "the deputy's rating"),
                 "代表评价 评价 满意度 代表满意度 是否满意 代表委员评价", parse_rating),
        known_by("reported_on", _p("ledger column", "reported to the SPP on"),
                 "上报最高检日期 报最高检日期 上报日期", parse_day),
        known_by("closed_on", _p("ledger column", "closed on"), "办结日期 办结时间 结案日期", parse_day),
        known_by("note", _p("ledger column", "remarks"), "备注 说明 附注", line(300)),
    ),
    never=words("身份证号 身份证号码 公民身份号码 当事人身份证号 当事人电话 当事人联系方式 当事人住址"),
)  # fmt: skip
