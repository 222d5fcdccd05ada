"""The door: link or printed code, then a one-time code. Right and wrong secrets see the same pages."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _
from django.views import View

from lianluo.journal.carriers import open_carriers
from lianluo.people.actions.entering import Caller, ask_code, enter
from lianluo.people.jobs import send_code
from lianluo.people.models import OneTimeCode
from lianluo.people.tokens import read_code
from lianluo.portal import cookies
from lianluo.portal.devices import named

Way = OneTimeCode.Way


def ways() -> list[tuple[str, str]]:
    """How a code can reach her on this machine; the same for everybody, whatever is on record of her."""
    there = open_carriers()
    return [(way.value, way.label) for way in (Way.SMS, Way.MAIL) if way in there] + [
        (Way.READ_OUT.value, Way.READ_OUT.label)
    ]


class PrintedCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the slip"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class DigitsForm(forms.Form):
    digits = forms.CharField(
        label=_("Six digits"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    is_remembered = forms.BooleanField(
        label=_("Remember this device; it is mine alone"), required=False, initial=True
    )

    def clean_digits(self) -> str:
        return "".join(sign for sign in self.cleaned_data["digits"] if sign.isdigit())


class Link(View):
    """A personal link: its secret leaves the address at once, for a cookie of this browser."""

    def get(self, request, secret: str) -> HttpResponse:
        answer = HttpResponseRedirect(resolve_url("portal:asking"))
        cookies.begin(request, answer, secret)
        return answer


class Door(View):
    """Where the printed code is typed."""

    def get(self, request) -> HttpResponse:
        if request.device:
            return HttpResponseRedirect(resolve_url("portal:home"))
        return self._show(PrintedCodeForm())

    def post(self, request) -> HttpResponse:
        form = PrintedCodeForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        answer = HttpResponseRedirect(resolve_url("portal:asking"))
        cookies.begin(request, answer, read_code(form.cleaned_data["code"]) or "-")
        return answer

    def _show(self, form) -> HttpResponse:
        return render(self.request, "portal/door.html", {"form": form})


class _Inside(View):
    """A page between link and code; without its cookie one stands before the door."""

    def dispatch(self, request, *args, **kwargs):
        self.entry = cookies.entry_of(request)
        if self.entry is None:
            return HttpResponseRedirect(resolve_url("portal:door"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def caller(self) -> Caller:
        device = named(self.request.headers.get("User-Agent", ""))
        return Caller(self.entry.secret, self.entry.browser, cookies.place_of(self.request), device)


class Asking(_Inside):
    """How the one-time code shall come."""

    def get(self, request) -> HttpResponse:
        return render(request, "portal/asking.html", {"ways": ways()})

    def post(self, request) -> HttpResponse:
        way = request.POST.get("way", "")
        if way not in dict(ways()):
            return self.get(request)
        send_code.defer(code=ask_code(self.caller, way))
        return HttpResponseRedirect(f"{resolve_url('portal:typing')}?way={way}")


class Typing(_Inside):
    """The six digits; one sentence for whatever is wrong with them."""

    def get(self, request) -> HttpResponse:
        return self._show(DigitsForm())

    def post(self, request) -> HttpResponse:
        form = DigitsForm(request.POST)
        if form.is_valid():
            remembered = form.cleaned_data["is_remembered"]
            token = enter(self.caller, form.cleaned_data["digits"], remembered)
            if token:
                answer = HttpResponseRedirect(resolve_url("portal:home"))
                cookies.let_in(request, answer, token, remembered)
                return answer
            form.add_error(
                "digits", _("This code is not right, or it is not good any more. Ask for a new one.")
            )
        return self._show(form)

    def _show(self, form) -> HttpResponse:
        is_read_out = self.request.GET.get("way") == Way.READ_OUT
        return render(self.request, "portal/typing.html", {"form": form, "is_read_out": is_read_out})
