"""A file on its way: kept, checked, imported. Check and import are jobs; an import lands once or not at all."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from lianluo.exchange import permissions as _own  # noqa: F401 registers
from lianluo.exchange import uploads
from lianluo.exchange.importing import CannotImport, Outcome, Stopped, import_file, into_of, open_file
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.exchange.models import Batch, Family
from lianluo.exchange.records import Record
from lianluo.foundation.workflow import Done, action
from lianluo.journal.actions.jobruns import JobFailed, Progress, cancel_run, job, start_run
from lianluo.journal.jobruns import JobRun
from lianluo.units.models import Unit


@action("exchange.import_file", "exchange.upload_file")
def keep_file(actor, office: Unit, *, file, family: str, named: str = ""):
    """Keep an uploaded file that can be read. ValidationError with a sentence for the clerk when it cannot."""
    key = uploads.keep(file)
    path = uploads.find(key)
    try:
        _sheet, recognised = open_file(office, family, path)
        into_of(family, named, recognised)
    except CannotImport as trouble:
        uploads.forget(key)
        raise ValidationError(_unnamed(), code="unnamed") from trouble
    except Unreadable as trouble:
        uploads.forget(key)
        raise ValidationError(str(trouble), code="unreadable") from trouble
    batch = Batch.objects.create(
        key=key, office=office, user=actor.user, family=family, named=named, file_name=path.name
    )
    return Done(
        batch,
        about=office,
        facts={"file": batch.told_as, "named": "" if family == Family.REFERRALS else named},
    )


@action("exchange.import_file", "exchange.check_file")
def start_check(actor, office: Unit, *, batch: Batch):
    """Judge the file anew, as a job. One that still runs is stopped: its columns may have changed."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk, office=office)
    if batch.import_run_id:
        return Done(batch.import_run, about=office, facts={"batch": batch.told_as})
    if batch.check_run and not batch.check_run.is_over:
        cancel_run(batch.check_run, actor)
    label = _("Checking %(file)s") % {"file": batch.file_name}
    run = start_run(actor, "check", label, check_file, batch_id=batch.pk, language=get_language() or "")
    batch.check_run, batch.checked = run, None
    batch.save(update_fields=["check_run", "checked"])
    return Done(run, about=office, facts={"batch": batch.told_as})


@action("exchange.import_file", "exchange.start_import")
def start_import(actor, office: Unit, *, batch: Batch):
    """Import the file, as a job; the run that is there already when it runs or has landed."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk, office=office)
    run = batch.import_run
    if run and (batch.landed is not None or not run.is_over):
        return Done(run, about=office, facts={"batch": batch.told_as})
    label = _("Importing %(file)s") % {"file": batch.file_name}
    run = start_run(actor, "import", label, land_file, batch_id=batch.pk, language=get_language() or "")
    batch.import_run = run
    batch.save(update_fields=["import_run"])
    return Done(run, about=office, facts={"batch": batch.told_as})


@job("exchange.check_file", safe_twice=True)
def check_file(progress: Progress, *, batch_id: int, language: str = ""):
    batch = Batch.objects.select_related("office").get(pk=batch_id)
    outcome = _carried_out(progress, batch, language, dry_run=True)
    if outcome is None:
        return None
    Batch.objects.filter(pk=batch_id, check_run=progress.run).update(checked=outcome.counts())
    return outcome.counts()


@job("exchange.import_file", safe_twice=True)
def land_file(progress: Progress, *, batch_id: int, language: str = ""):
    """Rows and the note that they landed are one transaction: begun again after a crash, it lands nothing twice."""
    with transaction.atomic():
        batch = Batch.objects.select_related("office").select_for_update(of=("self",)).get(pk=batch_id)
        if batch.landed is not None:
            return batch.landed
        outcome = _carried_out(progress, batch, language, dry_run=False)
        if outcome is None:
            return None
        batch.landed = outcome.counts()
        batch.save(update_fields=["landed"])
    return batch.landed


def _carried_out(progress: Progress, batch: Batch, language: str, *, dry_run: bool) -> Outcome | None:
    """The outcome; None when the person stopped it. JobFailed with a sentence when the file cannot be imported."""
    path = uploads.find(batch.key)
    if path is None:
        raise JobFailed(_("The uploaded file is no longer there; nothing was changed. Choose it again."))
    record = Record(uploads.record_of(batch.key, progress.run.pk))
    try:
        with override(language or None):
            outcome = import_file(
                progress.actor, batch.office, batch.family, path, named=batch.named, dry_run=dry_run,
                progress=_listener(progress), record=record,
            )  # fmt: skip
        record.close()
        return outcome
    except Stopped:
        return None
    except CannotImport as trouble:
        raise JobFailed(_unnamed()) from trouble
    except Unreadable as trouble:
        raise JobFailed(str(trouble)) from trouble
    finally:
        record.release()


def _listener(progress: Progress):
    """The import's listener, on a job's progress. Stops the import when the person asked for it."""

    def listen(done: int, total: int, current: str) -> None:
        if progress.run.total != total:
            progress.run.total = total
            progress.expect(total)
        progress.step(current, done - progress.done)
        if progress.cancelled():
            raise Stopped

    return listen


def latest(batch: Batch) -> JobRun | None:
    return batch.import_run or batch.check_run


def _unnamed() -> str:
    return _(
        "The file does not say which congress, committee or session it belongs to. Fill in “Congress, committee or "
        "session” and choose the file again."
    )
