import random

import pytest
from django.db import connection

from lianluo.foundation import bigrams
from lianluo.units.models import Unit

TEXTS = [
    "关于加强公益诉讼检察工作的建议", "完善未成年人“强制报告”制度，落实到位", "ABC有限公司2026年第12号",
    "𠀀𠮷野家㐂", "张　三\n李四",
    "100%_\\ 折扣'引号", "检", "", "公益，诉讼",
]  # fmt: skip


@pytest.fixture
def unit_texts(db, make_units):
    with connection.cursor() as cursor:
        cursor.execute(bigrams.CREATE)
        for forwards, _backwards in bigrams.indexes("units_unit", "name", "unit_words"):
            cursor.execute(forwards)
    units = make_units(len(TEXTS))
    for unit, text in zip(units, TEXTS, strict=True):
        Unit.objects.filter(pk=unit.pk).update(name=text)
    return TEXTS


def found(q: str) -> list[str]:
    return sorted(bigrams.matching(Unit.objects.all(), "name", q).values_list("name", flat=True))


@pytest.mark.parametrize(
    "q",
    [
        "公益诉讼",
        "公益",
        "讼",
        "议",
        "检",
        "报告",
        "强制 落实",
        "abc",
        "ABC有限",
        "12",
        "2026年",
        "𠮷野",
        "㐂",
        "李",
        "三",
        "100%",
        "_\\",
        "'引",
        "建议 加强",
    ],
)
def test_finds_every_text_that_has_the_words(unit_texts, q):
    expected = sorted(text for text in TEXTS if all(word in text.lower() for word in q.lower().split()))
    assert expected and found(q) == expected


@pytest.mark.parametrize("q", ["", "  ", "，", "\x00", "诉公", "公诉", "' & 'x", "a | b", "!检", "(((", "\\"])
def test_nothing_else_is_found_and_nothing_breaks(unit_texts, q):
    assert set(found(q)) <= {text for text in TEXTS if q.strip() and all(word in text for word in q.split())}


def test_any_piece_of_any_text_is_found(unit_texts):
    chance = random.Random(7)
    for _each in range(150):
        text = chance.choice([text for text in TEXTS if text])
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(1, 5)].strip()
        if bigrams.bigram_query(piece)[0]:
            assert text in found(piece), piece


def test_the_index_is_used(unit_texts):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "unit_words" in bigrams.matching(Unit.objects.all(), "name", "公益").explain()


def test_very_long_texts_are_stored(db):
    with connection.cursor() as cursor:
        cursor.execute(bigrams.CREATE)
        cursor.execute(
            "SELECT length(cjk_bigrams(string_agg(chr(19968 + (n * 7919) %% 20000), ''))) FROM generate_series(1, 200000) n",
            [],
        )
        assert cursor.fetchone()[0] > 10_000
