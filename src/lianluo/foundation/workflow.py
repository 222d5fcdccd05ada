"""The workflow engine: a procedure is a table of steps; an act is a function that a step guards.

A `Workflow` belongs to one model with a `stage` column. A `Step` says from which stages it may be taken, where it leads
(None: the stage stays), who may take it (a permission's name) and what is still missing (`ready`, in words for a person).
`@act(WORKFLOW, "step")` turns a function into the act: one transaction, the row locked and read again, permission, stage and
readiness checked, the body run, the stage moved, the journal written. `@action("room.act")` is the same for acts
that belong to no stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from lianluo.foundation.permissions import Refused, holds


class WrongStage(Exception):
    """The step cannot be taken from the stage the object is in."""


class NotReady(Exception):
    """Something is missing; `reasons` says what, in words for a person."""

    def __init__(self, reasons: list[str] | str):
        self.reasons = [reasons] if isinstance(reasons, str) else list(reasons)
        super().__init__("；".join(str(reason) for reason in self.reasons))


def nothing_missing(thing, actor) -> list[str]:
    return []


@dataclass(frozen=True)
class Step:
    name: str
    label: Any
    source: tuple[str, ...]
    target: str | None
    permission: str
    ready: Callable[[Any, Any], list[str]] = nothing_missing
    confirm: Any = ""
    rank: int = 50
    """Buttons stand in the order of rank; the lowest that may be taken is the page's primary act."""
    automatic: bool = False
    """Nobody takes it: the stage follows from what happens to the parts; it stands here for the graph."""


@dataclass(frozen=True)
class OpenStep:
    """A step as a page shows it: allowed, or greyed with the reasons."""

    step: Step
    why_not: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        return not self.why_not

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def label(self):
        return self.step.label


@dataclass(frozen=True)
class Workflow:
    name: str
    label: Any
    stages: type[models.TextChoices]
    initial: str
    final: tuple[str, ...]
    steps: tuple[Step, ...]
    reads: tuple[str, ...] = ()
    """Relations that nearly every act looks at; they are read together with the locked row."""
    _by_name: dict[str, Step] = field(default_factory=dict, compare=False)
    _afterwards: list[tuple[Callable[[Any], None], tuple[str, ...]]] = field(
        default_factory=list, compare=False
    )

    def __post_init__(self):
        for step in self.steps:
            if step.name in self._by_name:
                raise RuntimeError(f"workflow {self.name}: step {step.name} stands twice")
            self._by_name[step.name] = step
        WORKFLOWS[self.name] = self

    def step(self, name: str) -> Step:
        return self._by_name[name]

    def afterwards(self, follow: Callable[[Any], None], steps: tuple[str, ...] = ()) -> None:
        """`follow(thing)` runs in the transaction of every act of this workflow (or of these steps) once it is done."""
        self._afterwards.append((follow, steps))

    def follow(self, name: str, thing) -> None:
        for follow, steps in self._afterwards:
            if not steps or name in steps:
                follow(thing)

    def open_steps(self, thing, actor) -> list[OpenStep]:
        """Steps this actor may take from this stage, in order of rank; those not ready carry their reasons."""
        here = [
            step
            for step in self.steps
            if not step.automatic and thing.stage in step.source and holds(step.permission, actor, thing)
        ]
        return [
            OpenStep(step, tuple(step.ready(thing, actor)))
            for step in sorted(here, key=lambda step: step.rank)
        ]

    def guard(self, name: str, thing, actor) -> Step:
        """The step, or Refused / WrongStage / NotReady."""
        step = self.step(name)
        if not holds(step.permission, actor, thing):
            raise Refused(step.permission)
        if thing.stage not in step.source:
            raise WrongStage(
                _("“%(step)s” is not possible while the stage is “%(stage)s”.")
                % {"step": step.label, "stage": self.stages(thing.stage).label}
            )
        if reasons := step.ready(thing, actor):
            raise NotReady(reasons)
        return step


WORKFLOWS: dict[str, Workflow] = {}


def check(workflow: Workflow) -> list[str]:
    """Faults of the graph: unreachable stages, dead ends, unknown stages. Empty when sound."""
    stages = set(workflow.stages.values)
    faults = [
        f"{step.name}: unknown stage {stage}"
        for step in workflow.steps
        for stage in (*step.source, *([step.target] if step.target else []))
        if stage not in stages
    ]
    reached = _reached(workflow, workflow.initial)
    faults += [f"stage {stage} cannot be reached" for stage in sorted(stages - reached)]
    faults += [
        f"stage {stage} is a dead end"
        for stage in sorted(stages - set(workflow.final))
        if not _reached(workflow, stage) & set(workflow.final)
    ]
    return faults


def _reached(workflow: Workflow, start: str) -> set[str]:
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        for step in workflow.steps:
            if step.target and here in step.source and step.target not in seen:
                seen.add(step.target)
                ahead.append(step.target)
    return seen


def diagram(workflow: Workflow) -> str:
    """The workflow as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    for step in workflow.steps:
        for source in step.source:
            by = "follows" if step.automatic else step.permission
            lines.append(f"    {source} --> {step.target or source}: {step.name} ({by})")
    lines += [f"    {stage} --> [*]" for stage in workflow.final]
    return "\n".join(lines) + "\n"


@dataclass
class Done:
    """What an act's body may return: its result, what the entry is about, facts for the journal, whom to tell."""

    result: Any = None
    about: models.Model | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    tell: Iterable = ()


Recorder = Callable[..., Any]
_recorders: list[Recorder] = []


def record_with(recorder: Recorder) -> None:
    """The journal registers itself here: recorder(actor, act, about, facts, tell)."""
    if recorder not in _recorders:
        _recorders.append(recorder)


def plain(value: Any) -> Any:
    """A fact as JSON: dates as ISO text, objects by their name, lists of these."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [plain(item) for item in value]
    return str(value)


def _finish(actor, act_name: str, about, facts: dict, outcome) -> Any:
    done = outcome if isinstance(outcome, Done) else Done(result=outcome)
    for recorder in _recorders:
        recorder(
            actor=actor,
            act=act_name,
            about=done.about if done.about is not None else about,
            facts=plain({**facts, **done.facts}),
            tell=list(done.tell),
        )
    return done.result


def _brief(facts: dict) -> dict:
    """Keyword facts worth keeping in the entry: no files, streams or long lists, texts cut at 300 characters."""
    kept = {}
    for key, value in facts.items():
        if isinstance(value, (list, tuple)) and len(value) > 20:
            continue
        if isinstance(value, Iterator) or hasattr(value, "read"):
            continue
        kept[key] = value[:300] if isinstance(value, str) else value
    return kept


def _locked(workflow: Workflow, known: models.Model) -> models.Model:
    """The row as it stands now, locked. What was loaded with `known` is kept, but for objects with a stage of their own."""
    rows = type(known).objects.select_for_update(of=("self",))
    if workflow.reads:
        rows = rows.select_related(*workflow.reads)
    thing = rows.get(pk=known.pk)
    for relation in thing._meta.concrete_fields:
        if relation.is_relation and relation.is_cached(known) and not relation.is_cached(thing):
            other = relation.get_cached_value(known)
            if getattr(other, "pk", None) == getattr(thing, relation.attname) and not hasattr(other, "stage"):
                relation.set_cached_value(thing, other)
    return thing


def act(workflow: Workflow, step_name: str, then: Callable[[Any], Any] | None = None):
    """Decorator of an act on one object of a workflow: `body(thing, actor, **facts)`.

    `then(thing)` runs in the same transaction once the new stage is saved: what follows for the whole it is part of.
    """
    step = workflow.step(step_name)

    def wrap(body):
        @wraps(body)
        def run(thing, actor, **facts):
            with transaction.atomic():
                thing = _locked(workflow, thing)
                workflow.guard(step_name, thing, actor)
                outcome = body(thing, actor, **facts)
                if step.target and thing.stage != step.target:
                    thing.stage = step.target
                thing.save()
                if then:
                    then(thing)
                workflow.follow(step_name, thing)
                return _finish(actor, f"{workflow.name}.{step_name}", thing, _brief(facts), outcome)

        run.workflow, run.step = workflow, step
        return run

    return wrap


def action(permission: str, act_name: str = ""):
    """Decorator of an act that belongs to no stage: `body(actor, thing_or_None, **facts)`."""

    def wrap(body):
        @wraps(body)
        def run(actor, thing=None, **facts):
            with transaction.atomic():
                if not holds(permission, actor, thing):
                    raise Refused(permission)
                outcome = body(actor, thing, **facts)
                return _finish(actor, act_name or permission, thing, _brief(facts), outcome)

        run.permission = permission
        return run

    return wrap
