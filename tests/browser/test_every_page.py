"""Every page in a real browser: axe finds nothing, nothing is wider than a phone, the console stays silent."""

import pytest

from scripts.looking import SIZES, Walk, addresses_without_arguments, axe_findings, too_wide

pytestmark = pytest.mark.browser

# At both sizes; the others are examined on the desk and measured on the phone.
MAIN = {
    "desk-desk",
    "matters-list",
    "matters-detail",
    "people-list",
    "people-detail",
    "units-tree",
    "exchange-upload",
}


def _examiner(tab):
    """Examines the open page, then as it stands on a phone, without loading it again."""

    def look(shot) -> None:
        shot.faults += axe_findings(tab)
        _resize(tab, "phone")
        shot.faults += [f"on the phone: {fault}" for fault in too_wide(tab)]
        if shot.name in MAIN:
            shot.faults += [f"on the phone: {fault}" for fault in axe_findings(tab)]
        _resize(tab, "desk")

    return look


def _resize(tab, size: str) -> None:
    width, height = SIZES[size]
    tab.set_viewport_size({"width": width, "height": height})


def test_no_page_has_a_fault_on_desk_and_phone(office, tab_of, live_server):
    _office, people = office
    known, faults = set(), []
    for name, user in people.items():
        tab = tab_of(user)
        walk = Walk(tab, live_server.url, "desk", "zh-hans", _examiner(tab))
        known |= walk.through(["/"], addresses_without_arguments(), known).keys()
        if name == "clerk":
            walk.visit("/no-such-page/", "404", expected=404)
        faults += [f"{name} {shot.address}: {fault}" for shot in walk.shots for fault in shot.faults]
    assert known >= MAIN
    assert not faults, "\n".join(faults)
