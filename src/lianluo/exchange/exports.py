"""Files that go back to the clerk."""

from __future__ import annotations

from pathlib import Path

from lianluo.exchange.importing import import_file
from lianluo.exchange.ledgers import heads, reading
from lianluo.exchange.ledgers.refusals import write_refusals
from lianluo.units.models import Unit


def refused_rows(actor, office: Unit, family: str, path: Path, named: str = "") -> bytes:
    """The rows of the file that are refused, as a workbook to mend and import again. Judges anew, writes nothing."""
    recognised = heads.recognise(reading.read(path, family=family).rows(), family)
    outcome = import_file(actor, office, family, path, named=named, dry_run=True)
    return write_refusals(recognised, outcome.refused)
