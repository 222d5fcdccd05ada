"""What happened to a matter as far as its dates are concerned. Plain values: no database, no order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HandedOver:
    """To the procuratorate (交办之日): the day from which the statute counts."""

    on: date
    kind: str
    office: int | None = None
    unit: int | None = None
    """The lead department, and whoever handles it there."""
    holder: int | None = None


@dataclass(frozen=True)
class Assigned:
    """To a department; one more of these after a `SentBack` is the re-assignment."""

    on: date
    assignment: int
    role: str
    unit: int | None = None
    holder: int | None = None
    own_due: date | None = None


@dataclass(frozen=True)
class SignedFor:
    on: date
    assignment: int


@dataclass(frozen=True)
class ReturnAsked:
    on: date
    assignment: int
    decided_on: date | None = None


@dataclass(frozen=True)
class SentBack:
    on: date
    assignment: int


@dataclass(frozen=True)
class Fulfilled:
    on: date
    assignment: int


@dataclass(frozen=True)
class Contacted:
    """The first contact before handling."""

    on: date


@dataclass(frozen=True)
class Paused:
    """Both days included; `last` None: it was never resumed. `assignment` None: the whole matter."""

    first: date
    last: date | None = None
    reason: str = ""
    source: str = ""
    assignment: int | None = None


@dataclass(frozen=True)
class Extended:
    """Granted until a day. `revoked_on`: no longer holds, but is told in the sum."""

    until: date
    granted_on: date
    granted_by: str = ""
    told_on: date | None = None
    revoked_on: date | None = None


@dataclass(frozen=True)
class SignedOff:
    on: date
    round: int = 1


@dataclass(frozen=True)
class Replied:
    on: date
    round: int = 1


@dataclass(frozen=True)
class Reopened:
    """A handling again: `number` is that of the new round."""

    on: date
    number: int


@dataclass(frozen=True)
class FormsReturned:
    on: date
    round: int = 1


@dataclass(frozen=True)
class Promised:
    commitment: int
    due_on: date
    kept_on: date | None = None


@dataclass(frozen=True)
class Ended:
    """Withdrawn or merged into another (every clock stops), or closed (promises go on)."""

    on: date
    keeps_promises: bool = False


@dataclass(frozen=True)
class AskedFor:
    """What a kind with a limit of its own goes by: the day its paper names, the arrangement told, the meeting."""

    named_due_on: date | None = None
    named_in: str = ""
    told_on: date | None = None
    meets_on: date | None = None
    nothing_owed: bool = False
    """A proposal that was not registered and goes on as reference."""


Event = (
    AskedFor | HandedOver | Assigned | SignedFor | ReturnAsked | SentBack | Fulfilled | Contacted | Paused | Extended
    | SignedOff | Replied | Reopened | FormsReturned | Promised | Ended
)  # fmt: skip
