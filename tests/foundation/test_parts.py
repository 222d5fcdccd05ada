"""The parts of pages render, escape, speak both languages."""

import re
from pathlib import Path

import polib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import trans_real

from lianluo.foundation.templatetags import parts
from scripts import gallery

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "src" / "lianluo"


def draw(source: str, **context) -> str:
    return Template(source).render(Context(context))


@pytest.fixture
def chinese(settings, tmp_path):
    settings.LOCALE_PATHS = [gallery.catalogue_of(gallery.MESSAGES, tmp_path), *settings.LOCALE_PATHS]
    trans_real._translations.clear()
    with translation.override("zh-hans"):
        yield
    trans_real._translations.clear()


def test_icon_is_hidden_from_readers_unless_it_has_a_label():
    assert 'aria-hidden="true"' in draw('{% icon "bell" %}')
    assert 'role="img" aria-label="Notices"' in draw('{% icon "bell" "" "Notices" %}')


@pytest.mark.parametrize("state", ["normal", "soon", "overdue", "paused", "done"])
def test_clock_shows_state_by_icon_and_words(state):
    html = draw("{% clock state words %}", state=state, words="<b>13")
    assert f"clock-{state}" in html and parts.CLOCK_ICONS[state] in html and "&lt;b&gt;13" in html


def test_stepper_marks_the_current_step_and_says_what_does_not_apply():
    steps = [
        {"label": "Sign for", "date": "09-04", "state": "done"},
        {"label": "Contact", "note": "1/2", "state": "current"},
        {"label": "<i>", "state": "na"},
    ]
    html = draw("{% stepper steps %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert "09-04" in html and "not applicable" in html and "&lt;i&gt;" in html


def test_refused_act_is_greyed_with_its_reason():
    html = draw(
        "{% act step %}",
        step={"label": "Send", "url": "/send", "allowed": False, "why_not": "one talk is missing"},
    )
    assert "disabled" in html and "one talk is missing" in html and "/send" not in html


def test_posted_act_asks_once_and_says_what_follows():
    step = {
        "label": "Close",
        "url": "/close",
        "allowed": True,
        "post": True,
        "confirm": "Close it?",
        "consequence": "No way back",
    }
    html = draw("{% act step %}", step=step, csrf_token="t0ken")
    assert 'action="/close"' in html and 'value="t0ken"' in html
    assert 'data-confirm="Close it?"' in html and 'data-consequence="No way back"' in html


def test_rate_of_nothing_is_a_dash_with_its_reason():
    rate = {
        "label": "Satisfied",
        "value": "—",
        "unit": "items",
        "numerator": 0,
        "denominator": 0,
        "note": "none answered anew",
    }
    html = draw("{% figures strip %}", strip=[rate])
    assert "—" in html and "0 / 0 items" in html and "%" not in html and "none answered anew" in html


def test_figure_opens_its_rows():
    html = draw(
        "{% figures strip %}",
        strip=[{"label": "Overdue", "value": 2, "url": "/matters/?overdue=1", "tone": "red"}],
    )
    assert 'href="/matters/?overdue=1"' in html and "figure-red" in html


def test_chips_keep_chosen_filters_first():
    chosen = [{"label": "State", "value": "open", "remove_url": "?"}]
    menus = [{"label": "Kind", "options": [{"label": "<x>", "url": "?kind=x"}]}]
    html = draw("{% chips chosen menus '?' %}", chosen=chosen, menus=menus)
    assert html.index("chip-set") < html.index("?kind=x") and "&lt;x&gt;" in html and "Clear" in html


def test_bulk_bar_greys_what_cannot_be_done():
    acts = [
        {"label": "Urge", "url": "/urge"},
        {"label": "Post", "url": "/post", "allowed": False, "why_not": "not signed"},
    ]
    html = draw("{% bulkbar acts 46 %}", acts=acts)
    assert (
        'formaction="/urge"' in html
        and "/post" not in html
        and "not signed" in html
        and 'data-total="46"' in html
    )


def test_running_job_polls_and_an_ended_one_does_not():
    job = {"title": "Letters", "state": "running", "done": 96, "total": 178}
    assert 'hx-get="/job/1"' in draw("{% jobbar job '/job/1' %}", job=job)
    ended = draw("{% jobbar job '/job/1' %}", job={**job, "state": "partly", "note": "7 not imported"})
    assert "hx-get" not in ended and "7 not imported" in ended


def test_deadline_sum_is_a_named_dialog_of_rows():
    clocks = [
        {
            "label": "Statutory",
            "total": "2026-12-07",
            "rows": [{"step": "Rule", "what": "3 months", "date": "12-02"}],
        }
    ]
    html = draw("{% deadline_sum 'a' '2026-12-07' clocks %}", clocks=clocks)
    assert (
        'popovertarget="sum-a"' in html
        and 'role="dialog"' in html
        and "3 months" in html
        and "tablist" not in html
    )


def test_masked_value_is_revealed_only_by_asking():
    assert 'hx-post="/reveal/1"' in draw('{% masked "138****6021" "/reveal/1" %}')
    assert "button" not in draw('{% masked "138****6021" %}')


def test_pagination_keeps_the_query():
    request = RequestFactory().get("/?kind=a&page=2")
    html = draw("{% pagination page %}", page=Paginator(range(100), 20).page(2), request=request)
    assert "?kind=a&amp;page=3" in html and 'aria-current="page"' in html and "page=2&" not in html


class Reply(forms.Form):
    replied_on = forms.DateField(label="Replied on", help_text="year-month-day")
    way = forms.ChoiceField(choices=[("visit", "Visit")], widget=forms.RadioSelect, required=False)


def test_field_and_summary_tell_what_is_wrong():
    form = Reply({"replied_on": "2026-13-02"})
    html = draw("{% form_errors form %}{% field form.replied_on %}{% field form.way %}", form=form)
    assert 'href="#id_replied_on"' in html and 'aria-invalid="true"' in html and "form-control" in html
    assert "year-month-day" in html and "<legend" in html


class Enclosure(forms.Form):
    file = forms.FileField(label="File")
    title = forms.CharField(max_length=200)
    place = forms.CharField(max_length=60)


def test_file_button_speaks_the_language_of_the_page(chinese):
    html = draw("{% field form.file %}", form=Enclosure())
    face = html.index('class="file-face" aria-hidden="true"')
    assert html.index('<label class="form-label" for="id_file"') < html.index('type="file"') < face
    assert "选择文件" in html[face:] and "未选择文件" in html[face:]


def test_long_inputs_take_the_row():
    assert "field-wide" in draw("{% field form.title %}", form=Enclosure())
    assert "field-wide" not in draw("{% field form.place %}", form=Enclosure())


def test_missing_page_has_no_address():
    assert draw('{% url_if "nowhere:at_all" as u %}[{{ u }}]') == "[]"


@pytest.fixture
def gallery_urls(settings):
    settings.ROOT_URLCONF = "scripts.gallery_urls"


def test_whole_page_speaks_chinese(chinese, gallery_urls):
    html = gallery.page("zh-hans", "dark")
    for words in (
        "跳到正文",
        "全局搜索",
        "大字",
        "退出登录",
        "条未读提醒",
        "已选",
        "期限计算说明",
        "处需要改正",
    ):
        assert words in html
    assert 'data-bs-theme="dark"' in html and 'lang="zh-hans"' in html


def test_whole_page_speaks_english_and_has_no_inline_script(gallery_urls):
    html = gallery.page("en")
    assert "Skip to the content" in html and "3 unread notices" in html
    assert (
        not re.search(r"<script(?![^>]*\bsrc=)", html)
        and not re.search(r'\son\w+="', html)
        and " style=" not in html
    )


def test_every_message_of_the_frame_is_translated():
    known = {
        (entry.msgctxt, entry.msgid)
        for part in ("foundation", "lists", "look", "register")
        for entry in polib.pofile(str(gallery.MESSAGES / f"{part}.po"))
        if entry.translated()
    }
    pattern = re.compile(r"""{% translate (?:"([^"]*)"|'([^']*)')(?: context ["']([^"']*)["'])?""")
    for file in (PACKAGE / "foundation" / "templates").rglob("*.html"):
        for double, single, context in pattern.findall(file.read_text()):
            assert (context or None, double or single) in known, f"{file.name}: {double or single}"
