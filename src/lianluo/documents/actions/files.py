"""Keeping files, attaching them, keeping versions of papers."""

from __future__ import annotations

import hashlib
import os
import tempfile
from io import BytesIO
from typing import BinaryIO

from django.db import models, transaction

from lianluo.documents import holders, uploads
from lianluo.documents.models import Attachment, StoredFile, Version
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.journal.writing import record

_CHUNK = 1 << 20


def keep(actor, name: str, stream: BinaryIO, content_type: str) -> StoredFile:
    """Writes the content under its hash (once per content) and a row that names it. The caller has checked it."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    file = StoredFile(
        sha256=digest.hexdigest(), name=name, content_type=content_type, size=size, uploaded_by=actor.user
    )
    _write(file, stream)
    StoredFile.objects.bulk_create([file])
    return file


def _write(file: StoredFile, stream: BinaryIO) -> None:
    """Whole or not at all: a killed process leaves no half file under a hash."""
    if file.path.exists() and file.path.stat().st_size == file.size:
        return
    file.path.parent.mkdir(parents=True, exist_ok=True)
    stream.seek(0)
    descriptor, temporary = tempfile.mkstemp(dir=file.path.parent)
    try:
        with os.fdopen(descriptor, "wb") as target:
            while chunk := stream.read(_CHUNK):
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        os.replace(temporary, file.path)
    except BaseException:
        os.unlink(temporary)
        raise


@transaction.atomic
def attach(actor, holder: models.Model, upload, note: str = "") -> Attachment:
    """Attaches an uploaded file (`.name`, `.size`, readable) to `holder`. Raises BadUpload or Refused."""
    if not holders.may_attach(actor, holder):
        raise Refused
    name = uploads.clean_name(upload.name)
    stream = getattr(upload, "file", upload)
    kind = uploads.kind_of(name, stream, upload.size)
    file = keep(actor, name, stream, uploads.TYPES[kind])
    attachment = Attachment.objects.create(
        room_model=holder._meta.label, object_id=holder.pk, file=file, note=note[:200]
    )
    record(actor, "documents.attach", holder, {"file": name, "size": file.size, "sha256": file.sha256})
    return attachment


@transaction.atomic
def withdraw_attachment(actor, attachment: Attachment) -> None:
    """Takes an attachment out of the lists; the file and the row stay."""
    holder = holders.find(actor, attachment.room_model, attachment.object_id)
    if holder is None or not holders.may_attach(actor, holder):
        raise Refused
    changed = Attachment.objects.filter(pk=attachment.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=clock.now()
    )
    if changed:
        record(actor, "documents.withdraw_attachment", holder, {"file": attachment.file.name})


@transaction.atomic
def keep_version(
    actor,
    holder: models.Model,
    kind: str,
    name: str,
    content: bytes,
    note: str = "",
    edited_outside: bool = False,
) -> Version:
    """The next version of `holder`'s paper of `kind`. The same content as the last version makes no new one, unless the
    one is ours and the other was edited outside, or was withdrawn.

    The caller's own action decides who may; two at once wait for each other on the last version's row.
    """
    standing = Version.objects.of(holder).filter(kind=kind).select_for_update().order_by("-n").first()
    same_origin = standing and standing.edited_outside == edited_outside and not standing.withdrawn_at
    if same_origin and standing.file.sha256 == hashlib.sha256(content).hexdigest():
        return standing
    file = keep(actor, uploads.clean_name(name), BytesIO(content), uploads.TYPES[kind])
    return Version.objects.create(
        room_model=holder._meta.label,
        object_id=holder.pk,
        kind=kind,
        n=standing.n + 1 if standing else 1,
        file=file,
        made_by=actor.user,
        note=note[:200],
        edited_outside=edited_outside,
        supersedes=standing,
    )


@transaction.atomic
def keep_output(actor, run: models.Model, name: str, stream: BinaryIO) -> Attachment:
    """What a long job made, as a zip attached to its run: only who started the run can fetch it."""
    file = keep(actor, uploads.clean_name(name), stream, "application/zip")
    made = Attachment.objects.create(room_model=run._meta.label, object_id=run.pk, file=file)
    record(actor, "documents.keep_output", run, {"file": name, "size": file.size, "sha256": file.sha256})
    return made
