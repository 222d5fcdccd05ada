"""Rating by the code on the letter, or signed in: two taps, stored as they are made; words afterwards.

The code leaves the address at once: it is exchanged for a short-lived signed cookie, bound to the one letter.
"""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from lianluo.accounts.actor import Actor, deputy_of
from lianluo.correspondence.actions.codes import redeem
from lianluo.foundation.workflow import NotReady
from lianluo.matters.actions.rating import mark
from lianluo.matters.models import Feedback
from lianluo.portal.cookies import place_of
from lianluo.portal.pages import DeputyPage
from lianluo.portal.rating_forms import CodeForm, TapForm, WordsForm
from lianluo.portal.rating_queries import Sheet, letter_sheets, own_sheet, rateable_letter

COOKIE, SALT, LASTS = "lianluo_rating", "lianluo.portal.rating", 30 * 60
REFUSED = "refused"
FORMS = {"tap": TapForm, "words": WordsForm}


@method_decorator(never_cache, name="dispatch")
class Code(View):
    """`/portal/r/`: the code is typed; `/portal/r/<code>/`: it comes with the square. Whatever is wrong with a code, and
    whoever has to wait, gets the same page."""

    def get(self, request, code: str = "") -> HttpResponse:
        if code:
            return self._exchange(request, code)
        context = {"form": CodeForm(), "refused": REFUSED in request.GET}
        return render(request, "portal/rating_code.html", context)

    def post(self, request, code: str = "") -> HttpResponse:
        return self._exchange(request, request.POST.get("code", "")[:60])

    def _exchange(self, request, typed: str) -> HttpResponse:
        letter = redeem(typed, place_of(request))
        if letter is None:
            return HttpResponseRedirect(f"{reverse('portal:code')}?{REFUSED}")
        answer = redirect("portal:rate")
        answer.set_cookie(
            COOKIE, signing.dumps(letter.pk, salt=SALT), max_age=LASTS, path=reverse("portal:rate"),
            httponly=True, samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
        return answer


class _Rating:
    """Shows sheets and takes marks; who rates and what, say the two below."""

    actor: Actor
    way: str

    def sheets(self) -> list[Sheet]:
        raise NotImplementedError

    def show(self, request, sheets: list[Sheet], changed: int = 0, fault: str = "") -> HttpResponse:
        context = {
            "sheets": sheets,
            "changed": changed,
            "fault": fault,
            "letter": getattr(self, "letter", None),
        }
        if getattr(request, "htmx", False) and changed:
            context["sheet"] = next(sheet for sheet in sheets if sheet.matter.pk == changed)
            return render(request, "portal/rating_sheet.html", context)
        return render(request, "portal/rating.html", context)

    def take(self, request) -> HttpResponse:
        wanted = request.POST.get("matter", "")
        sheet = next((each for each in self.sheets() if str(each.matter.pk) == wanted), None)
        if sheet is None:
            raise Http404
        form = FORMS["words" if "words" in request.POST else "tap"](request.POST)
        if not form.is_valid():
            return self.show(request, self.sheets(), sheet.matter.pk, " ".join(sum(form.errors.values(), [])))
        try:
            mark(self.actor, sheet.matter, round=sheet.round, marks=form.marks(), way=self.way)
        except (NotReady, ValidationError) as refusal:
            words = refusal.messages if isinstance(refusal, ValidationError) else refusal.reasons
            return self.show(request, self.sheets(), sheet.matter.pk, " ".join(map(str, words)))
        if getattr(request, "htmx", False):
            return self.show(request, self.sheets(), sheet.matter.pk)
        return HttpResponseRedirect(f"{request.path}#matter-{sheet.matter.pk}")


@method_decorator(never_cache, name="dispatch")
class Rate(_Rating, View):
    """By code: the cookie stands for the letter, and the letter for its addressee."""

    way = Feedback.Way.CODE

    def dispatch(self, request, *args, **kwargs):
        self.letter = self._letter(request)
        if self.letter is None:
            if getattr(request, "htmx", False):
                return HttpResponse(headers={"HX-Redirect": reverse("portal:code")})
            return redirect("portal:code")
        self.actor = deputy_of(self.letter.person_id)
        return super().dispatch(request, *args, **kwargs)

    def _letter(self, request):
        try:
            key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        return rateable_letter(key)

    def sheets(self) -> list[Sheet]:
        return letter_sheets(self.letter)

    def get(self, request) -> HttpResponse:
        return self.show(request, self.sheets())

    def post(self, request) -> HttpResponse:
        return self.take(request)


@method_decorator(never_cache, name="dispatch")
class RateMine(_Rating, DeputyPage):
    """Signed in: one matter of her own."""

    way = Feedback.Way.SIGNED_IN

    def sheets(self) -> list[Sheet]:
        sheet = own_sheet(self.actor, self.kwargs["pk"])
        if sheet is None:
            raise Http404
        return [sheet]

    def get(self, request, pk: int) -> HttpResponse:
        return self.show(request, self.sheets())

    def post(self, request, pk: int) -> HttpResponse:
        return self.take(request)
