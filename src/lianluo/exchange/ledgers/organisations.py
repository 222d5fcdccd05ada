"""Which names in the column of the proposer are organisations, and of which kind. A name of two to four characters is a
person's unless it is one of the known short names."""

import re

from .text import words

_PARTIES = words("民革 民盟 民建 民进 农工党 致公党 九三学社 台盟")
_FULL_PARTIES = words(
    "中国国民党革命委员会 中国民主同盟 中国民主建国会 中国民主促进会 中国农工民主党 中国致公党 台湾民主自治同盟"
)
_PEOPLES = words(
    "工商联 妇联 侨联 科协 台联 青联 文联 社科联 总工会 团省委 团市委 团县委 团区委 共青团 工商业联合会 妇女联合会 "
    "归国华侨联合会 科学技术协会 青年联合会 联合会"
)
_SECTORS = words(
    "中共 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 无党派 无党派人士 共青团 工会 总工会 妇联 青联 工商联 科协 "
    "台联 侨联 文化艺术 文艺 科技 科学技术 社科 社会科学 经济 农业 农业和农村 教育 体育 新闻出版 医药卫生 对外友好 "
    "社会福利和社会保障 少数民族 宗教 特邀 特别邀请人士 环境资源"
)
_SHORT = re.compile(r"(?:全国|[省市县区州])?(?P<bare>.+?)(?:省委|市委)?")
_PERSON_LENGTH = 4


def kind_of_organisation(name: str, *, by_members: bool) -> str | None:
    """A value of `Organisation.Kind`, or None for what may be a person. `by_members`: of a CPPCC committee's paper;
    deputies' papers know delegations and special committees only."""
    if name.endswith("代表团") and len(name) > _PERSON_LENGTH:
        return None if by_members else "delegation"
    if not by_members:
        return "special_committee" if _is_committee(name) else None
    if len(name) <= _PERSON_LENGTH:
        return _short(_SHORT.fullmatch(name)["bare"]) or _short(name)
    return _long(name)


def _short(bare: str) -> str | None:
    if bare in _PARTIES:
        return "party"
    return "peoples_organisation" if bare in _PEOPLES else _sector(bare)


def _long(name: str) -> str | None:
    if sector := _sector(name):
        return sector
    if name.startswith((*_PARTIES, *_FULL_PARTIES)):
        return "party"
    if name.endswith(("小组", "活动组", "委员组")):
        return "member_group"
    if name.startswith("共青团") or name.endswith(tuple(_PEOPLES)):
        return "peoples_organisation"
    if name.endswith(tuple(_PARTIES)):
        return "party"
    return "special_committee" if _is_committee(name) else None


def _sector(name: str) -> str | None:
    stem = name.removesuffix("界别") if name.endswith("界别") else name.removesuffix("界")
    known = stem != name and (stem in _SECTORS or name.endswith("界别") and len(name) > _PERSON_LENGTH)
    return "sector" if known else None


def _is_committee(name: str) -> bool:
    return len(name) > _PERSON_LENGTH and name.endswith(("委员会", "专委会"))
