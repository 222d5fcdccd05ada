"""Full text in Chinese without a dictionary: overlapping pairs of signs in a GIN index. Words of any length, names no
dictionary knows, numbers and Latin letters are found, in any script. Rooms use these pieces in their own migrations:

    operations = [
        migrations.RunSQL(bigrams.CREATE, bigrams.KEEP),
        *[migrations.RunSQL(*sql) for sql in bigrams.indexes("matters_matter", "body", "matter_body_words")],
    ]

and ask with `bigrams.matching(Matter.objects.visible_to(actor), "body", "公益诉讼")`. For several columns give both an SQL
expression of immutable parts, e.g. "title || ' ' || body".

The function is two passes of a regular expression (pairs from the first sign on, pairs from the second sign on) and a sort.
It is a single expression, so PostgreSQL inlines it. Texts are read to LIMIT signs, far below what a tsvector can hold.
Saving one row costs under a millisecond; a load of many thousand rows should make the index after the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

LIMIT = 60_000
GAPS = "\t\n\r\u3000，。、；：？！“”‘’（）《》〈〉【】〔〕…—,.;:?!()\"'"
"""Signs that separate words: no pair spans them."""

_SPREAD = "translate(lower(left(coalesce(t, ''), {limit})), {gaps}, {blanks})"


def _function() -> str:
    gaps = "U&'" + "".join(f"\\{ord(sign):04X}" for sign in GAPS) + "'"
    spread = _SPREAD.format(limit=LIMIT, gaps=gaps, blanks=f"'{' ' * len(GAPS)}'")
    return f"""
CREATE OR REPLACE FUNCTION cjk_bigrams(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
  SELECT array_to_tsvector(array_remove(string_to_array(
    regexp_replace({spread}, '(..)', '\\1 ', 'g') || ' ' ||
    regexp_replace(substr({spread}, 2), '(..)', '\\1 ', 'g'), ' '), ''))
$body$
"""


CREATE = _function()
DROP = "DROP FUNCTION IF EXISTS cjk_bigrams(text)"
KEEP = "SELECT 1"
"""The way back of a room's migration: other rooms may still use the function."""


def indexes(table: str, expression: str, name: str) -> list[tuple[str, str]]:
    """(forwards, backwards) pairs for RunSQL.

    The pending list is large, so that saving a row need not wait for the index.
    """
    made = f"CREATE INDEX {name} ON {table} USING gin (cjk_bigrams({expression})) WITH (gin_pending_list_limit = 8192)"
    return [(made, f"DROP INDEX IF EXISTS {name}")]


def bigram_query(q: str) -> tuple[str, list[str]]:
    """What to ask for the words `q`: the text of a tsquery ("" where nothing can be asked) and LIKE patterns that the rows
    must also match, since pairs may stand apart. Words parted by blanks must all occur."""
    words = q.replace("\x00", "").lower().split()[:10]
    lexemes = [lexeme for word in words for run in _runs(word) for lexeme in _pairs(run)]
    if not lexemes:
        return "", []
    return " & ".join(dict.fromkeys(lexemes)), [f"%{_literal(word)}%" for word in words]


def matching(rows: QuerySet, expression: str, q: str) -> QuerySet:
    """`rows` whose text has all the words. `expression` must read as in the index; where the query joins other tables the
    caller qualifies its column names with the table."""
    query, patterns = bigram_query(q)
    if not query:
        return rows.none()
    condition = f"(cjk_bigrams({expression}) @@ %s::tsquery"
    condition += "".join(f" AND lower({expression}) LIKE %s" for _pattern in patterns) + ")"
    return rows.filter(RawSQL(condition, [query, *patterns], output_field=BooleanField()))


_BLANK_BETWEEN = " || ' ' || "


def joined(fields: Iterable[str]) -> str:
    """The text of several columns of one table, for `indexes`; `having` asks for just this."""
    return _BLANK_BETWEEN.join(fields)


def having(rows: QuerySet, fields: tuple[str, ...], q: str) -> QuerySet:
    """`rows` whose columns `fields` have all the words between them. Like `matching`, and right in any join or subquery."""
    query, patterns = bigram_query(q)
    if not query:
        return rows.none()
    text = Func(*fields, template="%(expressions)s", arg_joiner=_BLANK_BETWEEN, output_field=TextField())
    conditions = [_asked("cjk_bigrams(%(expressions)s::tsquery", ") @@ ", text, query)]
    conditions += [_asked("lower(%(expressions)s", ") LIKE ", text, pattern) for pattern in patterns]
    return rows.filter(*conditions)


def _asked(template: str, between: str, text: Func, value: str) -> Func:
    return Func(text, Value(value), template=template, arg_joiner=between, output_field=BooleanField())


_GAP = re.compile(f"[{re.escape(GAPS)}\\s]+")


def _runs(word: str) -> list[str]:
    return [run for run in _GAP.split(word) if run]


def _pairs(run: str) -> list[str]:
    if len(run) == 1:
        return [f"{_quoted(run)}:*"]
    return [_quoted(run[i : i + 2]) for i in range(len(run) - 1)]


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _literal(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)
