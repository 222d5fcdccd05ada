"""The lookup `among`: like `in` for a long list of keys, sent as one array. `in` writes a placeholder for each, and 120
placeholders in every query of a page cost more time than the database takes to answer it."""

from __future__ import annotations

from django.db.models import Field, ForeignKey, Lookup


class Among(Lookup):
    """`office_id__among=[1, 2]`: the column is one of these integers; no integers, no rows."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, list(self.rhs)]


def register() -> None:
    Field.register_lookup(Among)
    ForeignKey.register_lookup(Among)
