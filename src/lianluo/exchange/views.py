"""Import in steps: the file is kept, its columns are shown, its rows are checked, and only then written."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.exchange import uploads
from lianluo.exchange.actions.batches import keep_file, latest, start_check, start_import
from lianluo.exchange.actions.mappings import forget_columns, remember_columns
from lianluo.exchange.forms import ColumnsForm, UploadForm
from lianluo.exchange.importing import corrected
from lianluo.exchange.judging import CHANGED, DUPLICATE, GROUPS, NEW, REFUSED
from lianluo.exchange.ledgers import heads, reading
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.exchange.models import Batch, Family
from lianluo.exchange.queries import mapping_of
from lianluo.exchange.records import BOOK, Lines
from lianluo.exchange.tables import ICONS, group_labels, in_words
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired
from lianluo.journal.actions.jobruns import cancel_run
from lianluo.journal.jobruns import JobRun

RECENT, PAGE = 10, 50
FIRST_SHOWN = (REFUSED, DUPLICATE, CHANGED, NEW)  # what the clerk should look at comes first
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = {"roster": "people:list", "matters": "matters:list", "referrals": "matters:referrals"}
PERMISSION = "exchange.import_file"
STEPS = (
    _("Upload"),
    _("Columns of the file"),
    _("Preview"),
    _("Import"),
    pgettext_lazy("step of an import", "Result"),
)


def batches_of(actor):
    found = Batch.objects.visible_to(actor)
    return found.select_related("check_run", "import_run", "office").order_by("-id")


def steps(current: int) -> list[dict]:
    """The stepper with step `current`, from 0, at hand."""
    states = ["done"] * current + ["current"] + ["todo"] * (len(STEPS) - current - 1)
    return [{"label": label, "state": state} for label, state in zip(STEPS, states, strict=True)]


class Upload(ActView):
    title = _("Import")
    button = _("Upload")
    consequence = _(
        "Nothing is written yet: the next pages show which columns were recognised and what would be new, changed or "
        "refused."
    )
    form_class = UploadForm
    template_name = "exchange/upload.html"

    def get_object(self, actor):
        require(actor, PERMISSION, actor.organ)
        return

    def get_initial(self, actor, thing) -> dict:
        asked = self.request.GET.get("family")
        return {"family": asked} if asked in LISTS else {}

    def get_context(self, actor, thing) -> dict:
        return {"recent": batches_of(actor)[:RECENT], "steps": steps(0)}

    def act(self, actor, thing, data):
        return keep_file(actor, actor.organ, **data)

    def get_success_url(self, result) -> str:
        return reverse("exchange:columns", args=[result.key])


class _OfOneFile:
    """Views of one of the actor's own files; any other key is 404."""

    def batch_of(self, actor) -> Batch:
        require(actor, PERMISSION, actor.organ)
        return get_object_or_404(batches_of(actor), key=self.kwargs["key"])

    def record(self, run: JobRun):
        return uploads.record_of(self.kwargs["key"], run.pk)


class Columns(_OfOneFile, ActView):
    """Recognised headings, each correctable. What is corrected is remembered for the next file of the source."""

    title = _("Columns of the file")
    button = _("Check the rows")
    consequence = _(
        "Nothing is written yet. A correction is remembered for the next file with the same headings."
    )
    form_class = ColumnsForm
    template_name = "exchange/columns.html"

    def get_object(self, actor) -> Batch:
        batch = self.batch_of(actor)
        path = uploads.find(batch.key)
        if path is None:
            raise Http404
        try:
            self.sheet = reading.read(path, family=batch.family)
            self.automatic = heads.recognise(self.sheet.rows(), batch.family)
            self.recognised = corrected(batch.office, batch.family, self.automatic)
        except Unreadable as trouble:
            raise Http404 from trouble
        self.mapping = mapping_of(batch.office, batch.family, self.automatic.fingerprint)
        return batch

    def get_cancel_url(self) -> str:
        return reverse("exchange:upload")

    def get_form_kwargs(self, actor, thing) -> dict:
        return {"recognised": self.recognised, "automatic": self.automatic}

    def get_context(self, actor, thing) -> dict:
        return {
            "steps": steps(1),
            "sheet": self.sheet,
            "recognised": self.recognised,
            "mapping": self.mapping,
        }

    def act(self, actor, thing, data):
        form = self.get_form(data=self.request.POST)
        form.full_clean()
        source = {"family": thing.family, "signature": self.automatic.fingerprint}
        corrections = form.corrections()
        if corrections:
            if not self.mapping or self.mapping.columns != {str(k): v for k, v in corrections.items()}:
                remember_columns(actor, thing.office, columns=corrections, **source)
        elif self.mapping:
            forget_columns(actor, thing.office, **source)
        start_check(actor, thing.office, batch=thing)
        return thing

    def get_success_url(self, result) -> str:
        return reverse("exchange:preview", args=[result.key])


class Forget(Columns):
    title = _("Forget the remembered columns")
    button = _("Forget")
    consequence = _("The columns of such files are recognised by their headings again.")
    form_class = ActView.form_class
    template_name = ActView.template_name

    def get_form_kwargs(self, actor, thing) -> dict:
        return {}

    def get_cancel_url(self) -> str:
        return reverse("exchange:columns", args=[self.thing.key])

    def get_context(self, actor, thing) -> dict:
        return {}

    def act(self, actor, thing, data):
        forget_columns(actor, thing.office, family=thing.family, signature=self.automatic.fingerprint)
        return thing

    def get_success_url(self, result) -> str:
        return reverse("exchange:columns", args=[result.key])


class _OnePage(_OfOneFile, ActorRequired):
    def dispatch(self, request, *args, **kwargs):
        self.request, self.kwargs = request, kwargs
        return super().dispatch(request, *args, **kwargs)

    def lead_to(self, name: str) -> HttpResponse:
        return HttpResponseRedirect(reverse(name, args=[self.kwargs["key"]]))

    def context(self, batch: Batch, run: JobRun, counts: dict | None) -> dict:
        """What preview and result show alike: the bar, the groups with their counts, one page of one group."""
        labels, found = group_labels(), self._found(run, counts)
        wanted = self.request.GET.get("group")
        group = wanted if wanted in GROUPS else next((name for name in FIRST_SHOWN if found[name]), NEW)
        page = Paginator(Lines(self.record(run), group), PAGE).get_page(self.request.GET.get("page"))
        tabs = [
            {"label": labels[name], "count": found[name], "url": f"?group={name}", "current": name == group,
             "icon": ICONS[name]}
            for name in GROUPS
        ]  # fmt: skip
        return {
            "batch": batch, "run": run, "job": job_bar(run), "family": Family(batch.family).label, "tabs": tabs,
            "group": group, "page": page, "lines": [in_words(line, batch.family) for line in page],
            "counts": found, "kept": uploads.find(batch.key) is not None,
            "words": _t("%(count)s rows") % {"count": found[group]},
        }  # fmt: skip

    def _found(self, run: JobRun, counts: dict | None) -> dict[str, int]:
        """Rows of each group; the alike ones that land count with the new ones as well."""
        kept = Lines(self.record(run), NEW)
        own = {group: len(Lines(self.record(run), group)) for group in GROUPS} if kept.file.exists() else {}
        names = ("created", "updated", "unchanged", "duplicates", "refused")
        stored = {group: (counts or {}).get(name, 0) for group, name in zip(GROUPS, names, strict=True)}
        return own or stored


class Preview(_OnePage):
    """GET shows what the check found; POST imports, once."""

    def get(self, request, key: str) -> HttpResponse:
        batch = self.batch_of(self.actor)
        if batch.import_run and (batch.landed is not None or not batch.import_run.is_over):
            return self.lead_to("exchange:result")
        if batch.check_run is None:
            return self.lead_to("exchange:columns")
        context = self.context(batch, batch.check_run, batch.checked)
        lands = (batch.checked or {}).get("created", 0) + (batch.checked or {}).get("updated", 0)
        return render(request, "exchange/preview.html", {**context, "lands": lands, "steps": steps(2)})

    def post(self, request, key: str) -> HttpResponse:
        batch = self.batch_of(self.actor)
        start_import(self.actor, batch.office, batch=batch)
        return self.lead_to("exchange:result")


class Result(_OnePage):
    def get(self, request, key: str) -> HttpResponse:
        batch = self.batch_of(self.actor)
        if batch.import_run is None:
            return self.lead_to("exchange:preview")
        context = self.context(batch, batch.import_run, batch.landed)
        over = batch.import_run.is_over
        context |= {"list_url": reverse(LISTS[batch.family]), "steps": steps(4 if over else 3)}
        return render(request, "exchange/result.html", context)


class ProgressPart(_OnePage):
    """The bar alone, asked for each second; leads on when the job has ended."""

    def get(self, request, key: str) -> HttpResponse:
        batch = self.batch_of(self.actor)
        run = latest(batch)
        if run is None:
            raise Http404
        if run.is_over:
            name = "exchange:result" if batch.import_run else "exchange:preview"
            return HttpResponse(headers={"HX-Redirect": reverse(name, args=[key])})
        return render(request, "exchange/progress.html", {"batch": batch, "job": job_bar(run)})


class Cancel(_OnePage):
    def post(self, request, key: str) -> HttpResponse:
        batch = self.batch_of(self.actor)
        run = latest(batch)
        if run is None:
            raise Http404
        cancel_run(run, self.actor)
        name = "exchange:result" if batch.import_run else "exchange:preview"
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": reverse(name, args=[key])})
        return self.lead_to(name)


class Refusals(_OnePage):
    """The refused rows as a workbook that can be mended and imported again."""

    def get(self, request, key: str) -> HttpResponse:
        batch = self.batch_of(self.actor)
        run = latest(batch)
        book = self.record(run) / BOOK if run else None
        if book is None or not book.is_file():
            raise Http404
        name = _t("%(file)s refused rows.xlsx") % {"file": batch.file_name.rpartition(".")[0]}
        answer = FileResponse(open(book, "rb"), as_attachment=True, filename=name, content_type=XLSX)  # noqa: SIM115
        answer["Cache-Control"] = "no-store"
        return answer


def job_bar(run: JobRun) -> dict:
    left = run.time_left
    return {
        "title": run.label, "state": run.state, "done": run.done, "total": run.total, "current": run.current,
        "left": _t("about %(seconds)s s left") % {"seconds": left.seconds} if left else "",
        "note": run.error or run.get_state_display(),
    }  # fmt: skip
