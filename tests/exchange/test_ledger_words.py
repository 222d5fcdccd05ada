"""Every sentence of the import is there in Chinese."""

from pathlib import Path

import polib

import lianluo
from lianluo.exchange.ledgers import fields
from lianluo.exchange.ledgers.problems import MESSAGES, Problem, Unreadable

PARTS = Path(lianluo.__file__).parent / "locale" / "parts"


def _entries() -> list[polib.POEntry]:
    return [entry for name in ("ledgers.po", "import.po") for entry in polib.pofile(str(PARTS / name))]


def test_every_sentence_and_label_has_its_chinese():
    known = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in _entries()}
    for sentence, remedy in MESSAGES.values():
        for text in filter(None, (_source(sentence), _source(remedy))):
            assert known.get((None, text)), text
    for family in fields.FAMILIES.values():
        for field in family.fields:
            assert known.get(("ledger column", _source(field.label))), field.key


def test_parameters_are_the_same_in_both_languages():
    for entry in _entries():
        for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert _parameters(said) == _parameters(entry.msgid)


def test_a_problem_can_be_stored_and_read_again():
    problem = Problem("too_long", {"length": 200, "limit": 60}).at("姓名", "name")
    again = Problem.from_dict(problem.as_dict())
    assert again == problem and "200" in again.sentence


def test_a_refusal_says_what_to_do():
    assert "%" not in str(Unreadable("file_too_big", size=100, limit=50))


def _parameters(text: str) -> set[str]:
    return {part.split(")")[0] for part in text.split("%(")[1:]}


def _source(text):
    """The message id behind a lazy text."""
    if not text:
        return ""
    arguments = text.__reduce__()[1][1]
    return arguments[-1]
