import pytest

from lianluo.foundation import pinyin


@pytest.mark.parametrize(
    ("name", "spelled", "initials"),
    [("单雄信", "shanxiongxin", "sxx"), ("曾国藩", "zengguofan", "zgf"), ("仇英", "qiuying", "qy"), ("解缙", "xiejin", "xj"),
     ("区大相", "oudaxiang", "odx"), ("查良镛", "zhaliangyong", "zly"), ("朴正", "piaozheng", "pz"),
     ("任重", "renzhong", "rz"),
     ("欧阳修", "ouyangxiu", "oyx"), ("尉迟恭", "yuchigong", "ycg"), ("吕布", "lvbu", "lb"), ("张三", "zhangsan", "zs"),
     ("阿不都·热西提", "abudourexiti", "abdrxt"), ("", "", ""), ("John Li", "johnli", "j")],
)  # fmt: skip
def test_names_are_spelled_as_they_are_read(name, spelled, initials):
    assert (pinyin.spelled(name), pinyin.initials(name)) == (spelled, initials)


def test_sorts_syllable_by_syllable_and_the_same_sound_by_character():
    names = ["王五", "李四", "方岸", "方安", "阿平", "单雄", "张三", "西安", "现在"]
    assert sorted(names, key=pinyin.sort_key) == [
        "阿平",
        "方安",
        "方岸",
        "李四",
        "单雄",
        "王五",
        "西安",
        "现在",
        "张三",
    ]


@pytest.mark.parametrize("words", ["张", "三", "zhang", "ZhangSan", "zs", "zhang san", "张　三"])
def test_words_that_find_a_name(words):
    assert pinyin.matches("张三", words)


@pytest.mark.parametrize("words", ["李", "san", "s", "zsx"])
def test_words_that_do_not(words):
    assert not pinyin.matches("张三", words)
