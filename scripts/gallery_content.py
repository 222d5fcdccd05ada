"""Invented content for scripts/gallery.py. None of these people or matters exist."""

# ruff: noqa: E501
# fmt: off
from types import SimpleNamespace as Thing

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

TITLES = [
    ("第0019号", "关于加强涉企控告申诉案件办理反馈的建议", "闭会建议", "高振海", "第十检察部", "办中沟通", "2026-11-20", "overdue", "已超期 4 天"),
    ("提0183号", "关于健全侵害未成年人案件强制报告联动机制的提案", "政协提案", "宋雅琴", "第九检察部", "答复签发", "2026-11-23", "overdue", "已超期 1 天"),
    ("第0022号", "关于完善辽河流域生态环境公益诉讼协作机制的建议", "闭会建议", "冯立冬", "第八检察部", "答复签发", "2026-11-26", "soon", "还剩 2 天"),
    ("第0024号", "关于推动检察听证向乡镇延伸的建议", "闭会建议", "刘桂兰", "第十检察部", "办中沟通", "2026-11-27", "soon", "还剩 3 天"),
    ("第0027号", "关于建立未成年人网络保护检察协作机制的建议", "闭会建议", "陈晓岚", "第九检察部", "办中沟通", "2026-12-07", "normal", "还剩 13 天"),
    ("第0031号", "关于推进社区矫正检察监督信息共享的建议", "闭会建议", "金顺姬", "第五检察部", "办前联系", "2026-12-22", "paused", "暂停，补充材料"),
    ("日0146", "希望检察开放日多安排在周末并提前一周通知", "日常建议", "马丽华", "办公室", "办结", "2026-12-18", "done", "已办结"),
]  # fmt: skip
ROW = ("number", "title", "kind", "who", "unit", "stage", "due", "state", "words")


class _Form(forms.Form):
    replied_on = forms.DateField(label="答复日期", error_messages={"invalid": "没有 13 月，请写成 2026-11-02"})
    way = forms.ChoiceField(label="方式", choices=[("visit", "登门"), ("talk", "座谈"), ("call", "电话")], widget=forms.RadioSelect)
    department = forms.ChoiceField(label="主办部门", choices=[("8", "第八检察部"), ("9", "第九检察部")], required=False)
    said = forms.CharField(label="代表意见", widget=forms.Textarea(attrs={"rows": 3}), help_text="记要点即可", required=False)
    open_reply = forms.BooleanField(label="答复可以公开", required=False)


class SignIn(forms.Form):
    username = forms.CharField(label="用户名")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


def _unit(label: str) -> Thing:
    return Thing(label=label, name=label)


def second_post() -> Thing:
    return Thing(id=2, title="信息员", get_role_display="承办人", unit=_unit("第九检察部"))


def actor() -> Thing:
    post = Thing(id=1, title="工作人员", get_role_display="代表联络机构工作人员", unit=_unit("办公室代表联络处"))
    return Thing(user=Thing(name="周静怡"), post=post, unit=post.unit, role="liaison_office", organ=_unit("辽宁省人民检察院"))


def messages() -> list[Message]:
    return [Message(constants.SUCCESS, "已登记办中沟通，共 2 次。")]


def menu() -> list[dict]:
    def line(label, icon, count=None, current=False):
        return {"item": Thing(label=label, icon=icon), "url": "#", "count": count, "current": current}

    return [
        {"key": "top", "label": "", "lines": [line("工作台", "layout-dashboard")]},
        {"key": "work", "label": "办件", "lines": [
            line("建议提案", "file-text", 46, True), line("分解方案", "sitemap", 1), line("答复函", "mail", 4)]},
        {"key": "liaison", "label": "联络", "lines": [
            line("代表委员", "users"), line("走访联系", "door-enter", 12), line("活动", "calendar-event", 2)]},
        {"key": "rules", "label": "报告与规则", "lines": [
            line("通报简报", "news"), line("统计看板", "chart-bar"), line("规则与期限", "scale")]},
    ]  # fmt: skip


def _steps() -> list[dict]:
    return [
        {"label": "登记", "date": "09-02", "state": "done"},
        {"label": "交办", "date": "09-03", "state": "done"},
        {"label": "签收", "date": "09-04", "state": "done"},
        {"label": "办前联系", "date": "09-16", "state": "done"},
        {"label": "办中沟通", "note": "1/2 次", "state": "current"},
        {"label": "答复签发", "note": "限 11-26", "state": "todo"},
        {"label": "寄出", "note": "限 12-07", "state": "todo"},
        {"label": "协办意见", "state": "na"},
        {"label": "反馈", "note": "送达后 20 工作日", "state": "todo"},
        {"label": "办结", "state": "todo"},
    ]


def _clocks() -> list[dict]:
    rows = [
        {"step": "规则", "what": "交办之日起 3 个月", "source": "《代表法》第五十一条，2025-03-11 修正", "date": ""},
        {"step": "起算", "what": "2026-09-02 交我院，次日起算", "source": "省人大常委会办公厅交办", "date": "09-03 周四"},
        {"step": "满期", "what": "按月计算，不折成 90 天", "date": "12-02 周三"},
        {"step": "暂停", "what": "10-12 至 10-14，代表补充材料", "source": "省人大代表工作机构同意，加 3 天", "date": "12-05 周六"},
        {"step": "顺延", "what": "末日为休息日，跳过 12-05、12-06", "source": "《民法典》第二百零三条", "date": "12-07 周一"},
        {"step": "节假日", "what": "中秋 3 天、国庆 7 天", "source": "按月的期限不扣除期间节假日", "date": "0 天", "grey": True},
    ]  # fmt: skip
    source = "节假日依据：国务院办公厅 2026 年节假日安排"
    return [
        {"label": "法定", "state": "normal", "total": "2026-12-07", "source": source, "rows": rows},
        {"label": "内部", "state": "soon", "total": "2026-11-26", "source": source, "rows": rows[:3]},
        {"label": "首次联系", "state": "done", "total": "2026-09-30", "source": source, "rows": rows[:2]},
    ]


def _rates() -> list[dict]:
    return [
        {"label": "满意率", "value": "93.3", "unit": "件", "numerator": 14, "denominator": 15, "share": 93.3, "url": "#",
         "denominator_url": "#", "change": "同比 +2.2 个百分点", "note": "收回 15/16；未含基本满意 1 件"},
        {"label": "办结率", "value": "94.4", "unit": "件", "numerator": 17, "denominator": 18, "share": 94.4, "url": "#",
         "denominator_url": "#", "note": "只计已到期；未到期 6 件"},
        {"label": "再次答复满意率", "value": "—", "unit": "件", "numerator": 0, "denominator": 0, "note": "本期没有再次答复的件"},
    ]  # fmt: skip


def _timeline() -> list[dict]:
    return [
        {"icon": "plus", "title": "下一次：当面征求答复稿意见", "text": "11-26 前完成；完成后方可送签。", "next": True},
        {"icon": "phone", "title": "电话沟通", "when": "11-12 15:20", "text": "通报线索移送清单起草情况。"},
        {"icon": "users", "title": "办前联系", "when": "09-16 10:00", "text": "到沈阳市大东区代表工作单位。", "url": "#",
         "link": "走访记录 2026-187", "quote": "希望不只是普法讲座，能把网信、教育、公安几家的线索真正连起来。"},
    ]  # fmt: skip


def _jobs() -> list[dict]:
    return [
        {"title": "生成答复函", "state": "running", "done": 96, "total": 178, "current": "“第0097号”", "left": "约剩 40 秒"},
        {"title": "导入名册", "state": "partly", "note": "完成：612 行中 605 行已导入，7 行未导入", "result_url": "#",
         "result_label": "下载 7 行及原因"},
        {"title": "导出台账", "state": "cancelled", "note": "已取消，没有改动任何数据"},
    ]  # fmt: skip


def _lists() -> dict:
    heads = ["编号", "标题", "类别", "领衔代表", "主办部门", "阶段", "期限", "时限"]
    return {
        "heads": [{"label": h, "sort": h == "期限", "css": {"期限": "num", "主办部门": "wide-cell"}.get(h, "")} for h in heads],
        "rows": [dict(zip(ROW, row, strict=True)) for row in TITLES],
        "page": Paginator(range(46), 20).page(1),
        "total_words": "共 46 件：建议 27，提案 11，审议意见 5，日常建议 3",
        "views": [{"label": "在办", "url": "?", "count": 46, "current": True}, {"label": "超期", "url": "?", "count": 2},
                  {"label": "存为常用视图", "url": "?", "icon": "bookmark-plus"}],
        "chosen": [{"label": "状态", "value": "在办", "remove_url": "?"},
                   {"label": "承办方式", "value": "独办、主办", "remove_url": "?"}],
        "menus": [{"label": "类别", "options": [{"label": "闭会建议", "url": "?", "count": 27}]},
                  {"label": "期限", "options": [{"label": "7 日内", "url": "?", "current": True}]},
                  {"label": "筛选条件", "add": True, "options": [{"label": "界别", "url": "?"}]}],
        "bulk": [{"label": "催办", "url": "/urge", "icon": "bell-ringing"}, {"label": "打印督办单", "url": "/p", "icon": "printer"},
                 {"label": "寄出", "url": "/send", "icon": "send", "allowed": False, "why_not": "均未签发，不能寄出"}],
    }  # fmt: skip


def _acts() -> dict:
    return {
        "steps_open": [{"label": "答复稿", "url": "#", "icon": "file-text", "allowed": True},
                       {"label": "送签", "icon": "send", "allowed": False, "why_not": "还缺一次当面的办中沟通"}],
        "more": [{"label": "申请延期", "url": "#", "allowed": True},
                 {"label": "退办", "url": "/return", "allowed": True, "post": True, "danger": True, "confirm": "退办这一件？",
                  "consequence": "退回办公室重新交办，本部门的记录保留。"},
                 {"label": "办结", "allowed": False, "why_not": "尚未收回反馈"}],
        "primary": {"label": "登记沟通", "url": "/contact", "icon": "message-plus", "allowed": True, "primary": True},
    }  # fmt: skip


def _figures() -> list[dict]:
    return [
        {"label": "已超期", "value": 2, "unit": "件", "icon": "alert-triangle", "tone": "red", "note": "最久 4 天", "url": "#"},
        {"label": "7 日内到期", "value": 6, "unit": "件", "icon": "alarm", "tone": "amber", "note": "其中待签发 2", "url": "#"},
        {"label": "待交办", "value": 18, "unit": "件", "icon": "sitemap", "note": "分解方案第 3 批", "url": "#"},
        {"label": "待签收", "value": 3, "unit": "件", "icon": "inbox", "note": "限 5 个工作日", "url": "#"},
        {"label": "待寄出", "value": 4, "unit": "件", "icon": "send", "note": "已签发、已编号", "url": "#"},
        {"label": "待登记反馈", "value": 9, "unit": "件", "icon": "message-2", "note": "征询意见表已到", "url": "#"},
    ]


def content() -> dict:
    return {
        **_lists(),
        **_acts(),
        "title": "关于建立未成年人网络保护检察协作机制的建议", "crumb": "建议提案", "number": "第0027号", "kind": "闭会建议",
        "starred": "重点督办", "unit": "第九检察部", "unit_two": "第七检察部", "person": "承办人 沈越", "unit_word": "件",
        "sub": "省人大常委会 11 月交办，部门签收限交办后 5 个工作日", "choose_all": "选中本页全部",
        "stepper": _steps(), "figures": _figures(), "rates": _rates(), "clocks": _clocks(), "timeline": _timeline(), "jobs": _jobs(),
        "contacts": "联系", "contacts_sub": "办前、办中、办后", "contacts_act": "登记联系",
        "form_title": "登记答复", "form": _Form({"replied_on": "2026-13-02", "way": "talk"}), "picker_label": "承办人",
        "save": "存草稿", "void": "作废", "confirm": "作废这份答复稿？", "consequence": "作废后不能恢复，版本记录保留。",
        "side": "这一件的资料", "deadlines": "期限", "extend": "申请延期", "statutory": "法定答复", "internal": "内部答复",
        "deputy": "领衔代表", "card": "代表卡", "phone": "手机", "confidence": "把握", "proposal": "建议部门", "cover": "走访覆盖",
        "tiles": [("铁岭", 40, 42, 4, False), ("沈阳", 83, 92, 3, False), ("锦州", 38, 43, 2, False), ("朝阳", 35, 47, 1, True)],
        "empty_title": "还没有联系记录", "empty_hint": "办前联系后，谈话要点会出现在这里", "empty_act": "登记办前联系",
        "assistant": [{"label": "上传", "state": "done"}, {"label": "对应列", "state": "done"}, {"label": "预览", "state": "current"},
                      {"label": "导入", "state": "todo"}, {"label": "结果", "state": "todo"}],
    }  # fmt: skip
