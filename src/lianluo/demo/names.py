"""Invented names and places of work of the demonstration register. No living person is meant."""

from __future__ import annotations

import random

SURNAMES = (
    "佟郎关那陶费岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅卞齐康伍余元顾孟"
    "黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
)
GIVEN = ("砚秋", "若棠", "知远", "清越", "景行", "云舒", "望舒", "怀瑾", "听澜", "明岚",
         "守拙", "予安", "见川", "以宁", "松年", "疏桐", "书瑶", "长庚", "南星", "思齐", "承砚",
         "念之", "青禾", "牧野", "汀兰", "朗月", "亦舟", "星野")  # fmt: skip
RARE = ("郎𬍛秋", "佟㛃", "关𫖯川")
"""Names with characters that many fonts lack (GB 18030 level 3 and beyond)."""
NAMESAKE = "费知远"
"""Two deputies of two delegations bear it; no joint list does."""
DELEGATIONS = ("沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州", "营口",
               "阜新", "辽阳", "铁岭", "朝阳", "盘锦", "葫芦岛")  # fmt: skip
WORK = ("示例机械制造有限公司总工程师", "示例中学教师", "示例村党支部书记", "示例医院主任医师", "示例律师事务所律师",
        "示例社区居委会主任", "示例农业合作社理事长", "示例软件有限公司技术负责人", "示例养老服务中心主任")  # fmt: skip
PARTIES = ("中共党员", "中共党员", "群众", "民建会员", "九三学社社员", "民盟盟员", "无党派人士")
STREETS = ("示例大街", "样本路", "范例街", "试用路")


def people(count: int, dice: random.Random) -> list[str]:
    """Full names, all different but for the two namesakes (at 0 and 1, of different delegations)."""
    plain = [f"{surname}{given}" for surname in SURNAMES for given in GIVEN]
    plain.remove(NAMESAKE)
    return [NAMESAKE, NAMESAKE, *RARE, *dice.sample(plain, count - 2 - len(RARE))]
