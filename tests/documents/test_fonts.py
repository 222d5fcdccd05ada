import pytest

from lianluo.documents import fonts
from lianluo.documents.rendering import render_pdf
from tests.documents import samples


@pytest.fixture
def no_fonts(monkeypatch):
    """A machine without any Chinese font."""
    monkeypatch.setattr(fonts, "_faces", lambda place: {"libertinus serif": [("", 0)]})


def present(*names):
    return lambda place: {name.casefold(): [("", 0)] for name in names}


def test_official_fonts_come_first(monkeypatch):
    monkeypatch.setattr(fonts, "_faces", present("FandolFang R", "Noto Serif CJK SC", "仿宋_GB2312"))
    assert fonts.families("fang") == ["仿宋_GB2312", "FandolFang R", "Noto Serif CJK SC"]


def test_a_character_the_letter_face_lacks_is_named(monkeypatch):
    monkeypatch.setattr(fonts, "_faces", present("FandolFang R", "Noto Serif CJK SC"))
    monkeypatch.setattr(fonts, "_of", lambda name: frozenset(map(ord, "王堃" if "Noto" in name else "王")))
    assert fonts.coverage("王 堃𬭎") == fonts.Missing(drawn="堃", lost="𬭎")
    assert "堃" in fonts.warn_of("王堃") and "𬭎" in fonts.warn_of("王𬭎")
    assert fonts.warn_of("王") == ""


def test_without_chinese_fonts_letters_still_render_and_the_health_check_says_so(no_fonts):
    assert render_pdf(samples.letter()).startswith(b"%PDF-")
    assert len(fonts.health()) == 1
    assert fonts.coverage("王a").lost == "王"


def test_stand_ins_are_named(monkeypatch):
    monkeypatch.setattr(fonts, "_faces", present("FandolKai", "FandolHei", "FandolSong", "Noto Serif CJK SC"))
    assert [sentence for sentence in fonts.health() if "Noto Serif CJK SC" in sentence]
    assert len(fonts.health()) == 1
