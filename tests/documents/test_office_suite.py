"""The program that makes PDF of Word files: how it is asked, and what happens when it fails."""

import pytest

from lianluo.documents import office_suite


@pytest.fixture
def program(monkeypatch, tmp_path):
    """`program("shell words")`: a program in the place of LibreOffice."""

    def put(words: str):
        place = tmp_path / "soffice"
        place.write_text(f"#!/bin/sh\n{words}\n")
        place.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        assert office_suite.program() == str(place)

    return put


def test_each_call_has_its_own_profile_and_the_fonts_of_the_papers(program):
    program(
        'for last; do :; done; made="$(dirname "$last")/paper.pdf"\n'
        'echo "$1" > "$made"; cat "$FONTCONFIG_FILE" >> "$made"'
    )
    first, second = office_suite.to_pdf(b"PK").decode(), office_suite.to_pdf(b"PK").decode()
    assert "<family>仿宋_GB2312</family>" in first
    profiles = [text.splitlines()[0] for text in (first, second)]
    assert (
        all(line.startswith("-env:UserInstallation=file:///") for line in profiles)
        and len(set(profiles)) == 2
    )


def test_a_program_that_makes_nothing_or_hangs_is_told(program, monkeypatch):
    program("exit 1")
    with pytest.raises(office_suite.NoPdf, match="made no PDF"):
        office_suite.to_pdf(b"PK")
    program("exec tail -f /dev/null")
    monkeypatch.setattr(office_suite, "SECONDS", 0.3)
    with pytest.raises(office_suite.NoPdf, match="took longer"):
        office_suite.to_pdf(b"PK")


def test_without_the_program_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(office_suite.NoPdf, match="not on this machine"):
        office_suite.to_pdf(b"PK")
    assert "PDF the built-in layout" in office_suite.state()
