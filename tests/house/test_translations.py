import re

import polib
import pytest

from scripts import translations

PARTS = sorted(translations.PARTS.glob("*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%?%[sd]|\{\w*\}")


def test_every_message_has_a_chinese_sentence():
    assert [f"{place}: {message}" for (_c, message), place in translations.missing().items()] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_parts_are_clean(part):
    for entry in polib.pofile(str(part), encoding="utf-8"):
        assert not entry.fuzzy, entry.msgid
        for sentence in translations._sentences(entry):
            assert "!" not in sentence and "！" not in sentence, sentence
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            assert set(PLACEHOLDER.findall(sentence)) <= wanted, sentence


def test_messages_of_the_source_are_english_and_calm():
    for _context, message in translations.used():
        assert len(re.findall(r"[\u4e00-\u9fff]", message)) <= len(message) / 2, (
            message
        )  # Chinese as an example only
        assert not message.endswith("!"), message


def test_two_parts_that_disagree_are_refused(tmp_path):
    (tmp_path / "a.po").write_text('msgid "reply"\nmsgstr "答复"\n', "utf-8")
    (tmp_path / "b.po").write_text('msgid "reply"\nmsgstr "回复"\n', "utf-8")
    with pytest.raises(translations.Disagreement, match="reply"):
        translations.build(tmp_path, tmp_path / "out")


def test_built_files_hold_every_part(tmp_path):
    count = translations.build(built=tmp_path)
    assert len(polib.mofile(str(tmp_path / "django.mo"))) == count > 100


def test_messages_are_found_under_any_name():
    source = (
        "from django.utils.translation import gettext_lazy as _, npgettext as many, pgettext\n"
        "_('one'); many('c', 'two', 'twos', 2); pgettext('c', 'three'); _(variable)\n"
    )
    found = {key for key, _line in translations.python_messages(source)}
    assert found == {("", "one"), ("c", "two"), ("c", "three")}
    page = '{% translate "four" context "c" %}{{ _("five") }}'
    page += "{% blocktranslate count n=n %}a{% plural %}b{% endblocktranslate %}"
    assert set(translations.template_messages(page)) == {("c", "four"), ("", "a"), ("", "five")}
