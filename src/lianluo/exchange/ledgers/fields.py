"""The columns a ledger may have, with the headings offices use for them (rosters and lists of matters)."""

from django.utils.translation import pgettext_lazy

from .dates import parse_birth, parse_date, parse_day
from .family import Family, known_by
from .names import parse_delegation, parse_person
from .referral_fields import REFERRALS
from .text import words
from .values import (
    line,
    long_text,
    parse_count,
    parse_disclosure,
    parse_email,
    parse_joint,
    parse_kind,
    parse_mode,
    parse_nationality,
    parse_ordinal,
    parse_outside_number,
    parse_party,
    parse_phones,
    parse_postcode,
    parse_result_class,
    parse_sex,
    parse_words,
    parse_yes,
)

_ORDINAL = known_by(
    "ordinal", pgettext_lazy("ledger column", "number in the list"), "序号 顺序号 序 No No. #", parse_ordinal
)
_NOTE = known_by("note", pgettext_lazy("ledger column", "remarks"), "备注 说明 附注", long_text(2000))
_DELEGATION = "代表团 所在代表团 代表团/界别 代表团(界别) 代表团或界别 所属代表团 团别 代表团名称"
_SECTOR = "界别 所属界别 委员界别 界别名称 所在界别"

ROSTER = Family(
    "roster",
    pgettext_lazy("ledger column", "roster of deputies and members"),
    (
        _ORDINAL,
        known_by(
            "certificate_number",
            pgettext_lazy("ledger column", "certificate number"),
            "代表证号 代表编号 委员编号 委员证号 证号 证件编号 代表证编号 代表证号码 代表号 委员号 编号",
            parse_outside_number,
        ),
        known_by(
            "name",
            pgettext_lazy("ledger column", "name"),
            "姓名 代表姓名 委员姓名 代表委员姓名 名字 代表 委员 name",
            parse_person,
            True,
        ),
        known_by("sex", pgettext_lazy("ledger column", "sex"), "性别", parse_sex),
        known_by(
            "nationality", pgettext_lazy("ledger column", "nationality"), "民族 族别", parse_nationality
        ),
        known_by(
            "birth",
            pgettext_lazy("ledger column", "date of birth"),
            "出生年月 出生日期 出生年月日 出生时间 生日 出生",
            parse_birth,
        ),
        known_by(
            "party",
            pgettext_lazy("ledger column", "political status"),
            "政治面貌 党派 第一党派 所属党派 政治身份 党派关系",
            parse_party,
        ),
        known_by(
            "education",
            pgettext_lazy("ledger column", "education"),
            "学历 文化程度 最高学历 全日制学历 学历学位",
            line(40),
        ),
        known_by("degree", pgettext_lazy("ledger column", "degree"), "学位", line(40)),
        known_by("occupation", pgettext_lazy("ledger column", "occupation"), "职业 从事职业", line(60)),
        known_by(
            "professional_title",
            pgettext_lazy("ledger column", "professional title"),
            "职称 专业技术职务 技术职称",
            line(60),
        ),
        known_by(
            "work",
            pgettext_lazy("ledger column", "employer and position"),
            "工作单位及职务 单位及职务 单位职务 工作单位和职务 工作单位职务 单位和职务 "
            "工作单位、职务 工作单位与职务  "
            "现任职务 工作单位及职务职称",
            line(300),
        ),
        known_by(
            "employer",
            pgettext_lazy("ledger column", "employer"),
            "单位名称 工作单位 单位 所在单位 单位全称",
            line(200),
        ),
        known_by(
            "position", pgettext_lazy("ledger column", "position"), "职务 现职务 行政职务 职务职级", line(200)
        ),
        known_by("delegation", pgettext_lazy("ledger column", "delegation"), _DELEGATION, parse_delegation),
        known_by("sector", pgettext_lazy("ledger column", "sector"), _SECTOR, line(60)),
        known_by(
            "electoral_unit",
            pgettext_lazy("ledger column", "electoral unit"),
            "选举单位/选区 选举单位 原选举单位 选区 选举单位(选区) 推荐单位",
            line(100),
        ),
        known_by(
            "category",
            pgettext_lazy("ledger column", "category"),
            "代表类别 类别 委员类别 身份类别",
            line(60),
        ),
        known_by("level", pgettext_lazy("ledger column", "level"), "层级 代表层级 级别", line(30)),
        known_by("term", pgettext_lazy("ledger column", "term"), "届次 有效届次 届别 任职届次", line(60)),
        known_by(
            "re_elected",
            pgettext_lazy("ledger column", "re-elected"),
            "连任情况 连任 是否连任 连任届数",
            line(30),
        ),
        known_by(
            "congress_position",
            pgettext_lazy("ledger column", "position in the congress or committee"),
            "人大职务 政协职务 人大任职 专委会 专门委员会 常委会职务",
            line(100),
        ),
        known_by(
            "specialist_group",
            pgettext_lazy("ledger column", "specialist group"),
            "专业小组 代表小组 活动组 代表专业小组",
            line(60),
        ),
        known_by(
            "expertise",
            pgettext_lazy("ledger column", "fields of interest"),
            "关注领域 专业领域 专长 专业特长 特长",
            parse_words,
        ),
        known_by(
            "mobile",
            pgettext_lazy("ledger column", "mobile number"),
            "手机 手机号码 手机号 联系手机 移动电话 联系电话 联系方式 电话 本人电话 电话号码",
            parse_phones,
        ),
        known_by(
            "office_phone",
            pgettext_lazy("ledger column", "office telephone"),
            "单位电话 办公电话 固定电话 办公室电话 座机",
            parse_phones,
        ),
        known_by(
            "email",
            pgettext_lazy("ledger column", "e-mail"),
            "电子邮箱 邮箱 电子邮件 email e-mail",
            parse_email,
        ),
        known_by(
            "address",
            pgettext_lazy("ledger column", "postal address"),
            "通讯地址 通信地址 联系地址 邮寄地址 单位地址 地址 收件地址 详细地址",
            line(200),
        ),
        known_by(
            "postcode",
            pgettext_lazy("ledger column", "postcode"),
            "邮编 邮政编码 单位邮编 通讯邮编",
            parse_postcode,
        ),
        known_by("native_place", pgettext_lazy("ledger column", "native place"), "籍贯", line(60)),
        known_by(
            "took_office_on",
            pgettext_lazy("ledger column", "in office from"),
            "任职日期 任职时间 当选时间 当选日期",
            parse_date,
        ),
        known_by(
            "officer", pgettext_lazy("ledger column", "liaison officer"), "联络员 联系人 联络人", line(60)
        ),
        known_by("status", pgettext_lazy("ledger column", "state"), "状态 代表状态 任职状态", line(30)),
        _NOTE,
    ),
    never=words("身份证号 身份证号码 公民身份号码 宗教信仰 家庭地址 家庭电话 家庭邮编 登录名 照片"),
)

MATTERS = Family(
    "matters",
    pgettext_lazy("ledger column", "list of suggestions and proposals"),
    (
        _ORDINAL,
        known_by(
            "outside_number",
            pgettext_lazy("ledger column", "number of the outside system"),
            "编号 建议编号 提案编号 建议(提案)编号 建议提案编号 建议号 提案号 案号 件号 编码 建议序号 文号",
            parse_outside_number,
        ),
        known_by(
            "session",
            pgettext_lazy("ledger column", "session"),
            "届次会议 会议 届次 会次 会议名称 所属会议",
            line(100),
        ),
        known_by(
            "kind",
            pgettext_lazy("ledger column", "kind"),
            "类别 种类 建议类别 类型 事项类别 件别 建议(提案)类别 建议类型",
            parse_kind,
        ),
        known_by(
            "title",
            pgettext_lazy("ledger column", "title"),
            "标题(案由) 标题 案由 题目 建议标题 提案标题 建议名称 提案名称 案名 建议题目 名称 "
            "提案案由 建议案由 事由  "
            "建议(提案)标题 建议提案标题",
            line(200),
        ),
        known_by(
            "proposer",
            pgettext_lazy("ledger column", "lead signatory"),
            "领衔代表(第一提案人) 领衔代表 第一提案人 提出人(领衔) 提出人 领衔人 提案人 "
            "第一提案者 提案者 领衔代表姓名  "
            "代表姓名 委员姓名 提议人 建议人 姓名 姓名(代表团/界别) 代表委员 提出代表 "
            "代表委员姓名 领衔提出人 建议提出人 提案单位 提出单位 提案单位(人) 提案人(单位) 第一提案人(单位) 提案者(单位)",
            parse_person,
            True,
        ),
        known_by("delegation", pgettext_lazy("ledger column", "delegation"), _DELEGATION, parse_delegation),
        known_by("sector", pgettext_lazy("ledger column", "sector"), _SECTOR, line(60)),
        known_by(
            "joint",
            pgettext_lazy("ledger column", "co-signatories"),
            "联名人 附议人 联名代表 附议代表 联名 附议 联名提出人 联名委员 附议委员 "
            "其他提案人 联名人(附议人) 附议人员",
            parse_joint,
        ),
        known_by(
            "signatory_count",
            pgettext_lazy("ledger column", "number of signatories"),
            "人数 联名人数 附议人数 提出人数",
            parse_count,
        ),
        known_by(
            "content",
            pgettext_lazy("ledger column", "content"),
            "内容 内容摘要 主要内容 建议内容 提案内容 意见建议内容 具体内容 摘要 正文 "
            "意见建议 意见内容 建议正文 内容要点",
            long_text(100_000),
        ),
        known_by(
            "handed_over_on",
            pgettext_lazy("ledger column", "handed over on"),
            "交办日期 交办时间 交办年月日 收到日期 收文日期 转办日期",
            parse_day,
        ),
        known_by(
            "source_unit",
            pgettext_lazy("ledger column", "handed over by"),
            "来源单位 交办单位 交办机关 来源 交办部门",
            line(100),
        ),
        known_by(
            "mode",
            pgettext_lazy("ledger column", "way of handling"),
            "承办方式 办理方式 承办形式 办理形式 交办方式 办理类型 "
            "承办方式(独办/主办/分办/协办/参阅) 承办类型",
            parse_mode,
        ),
        known_by(
            "lead_department",
            pgettext_lazy("ledger column", "lead department"),
            "主办部门 承办部门 主办处室 承办处室 主办单位 承办单位 责任部门 牵头部门 主办 牵头单位",
            line(100),
        ),
        known_by(
            "co_departments",
            pgettext_lazy("ledger column", "co-handling departments"),
            "协办部门 会办部门 协办处室 协办单位 会办单位 配合部门 协办",
            parse_words,
        ),
        known_by(
            "leader",
            pgettext_lazy("ledger column", "leader in charge"),
            "分管院领导 分管领导 责任领导 院领导 分管副检察长",
            line(60),
        ),
        known_by(
            "handler",
            pgettext_lazy("ledger column", "handler"),
            "承办人 经办人 具体承办人 责任人 承办检察官 办理人",
            line(60),
        ),
        known_by(
            "handler_phone",
            pgettext_lazy("ledger column", "handler's telephone"),
            "承办人电话 承办人联系电话 经办人电话",
            line(60),
        ),
        known_by(
            "statutory_due_on",
            pgettext_lazy("ledger column", "statutory deadline"),
            "法定办结期限 法定期限 答复截止 答复期限",
            parse_day,
        ),
        known_by(
            "internal_due_on",
            pgettext_lazy("ledger column", "internal deadline"),
            "内部期限 办结期限 办理期限 办理时限 内部办结期限 完成时限",
            parse_day,
        ),
        known_by(
            "measure",
            pgettext_lazy("ledger column", "measure"),
            "拟办意见 拟办措施 办理措施 举措",
            long_text(5000),
        ),
        known_by(
            "result_class",
            pgettext_lazy("ledger column", "result class"),
            "办理结果分类(A/B/C/D) 办理结果分类 结果分类 答复类别 办理结果类别 答复分类",
            parse_result_class,
        ),
        known_by(
            "disclosure",
            pgettext_lazy("ledger column", "disclosure"),
            "公开属性 是否公开 公开意见 公开方式",
            parse_disclosure,
        ),
        known_by(
            "is_key",
            pgettext_lazy("ledger column", "key supervision"),
            "是否重点督办 重点督办 是否重点 重点 重点建议 重点件",
            parse_yes,
        ),
        known_by("topic", pgettext_lazy("ledger column", "topic"), "类案组 类案 专题 主题", line(100)),
        known_by(
            "proposer_phone",
            pgettext_lazy("ledger column", "deputy's telephone"),
            "联系电话 联系手机 代表电话 手机",
            parse_phones,
        ),
        _NOTE,
    ),
)

FAMILIES = {family.key: family for family in (ROSTER, MATTERS, REFERRALS)}
