"""What a browser calls itself, in words a person knows. Pure."""

from __future__ import annotations

SYSTEMS = (("HarmonyOS", "HarmonyOS"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
           ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip
BROWSERS = (("MicroMessenger", "微信"), ("Edg/", "Edge"), ("HuaweiBrowser", "华为浏览器"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip


def named(agent: str) -> str:
    """ "iPhone Safari"; "—" for what nobody knows."""
    found = (next((name for mark, name in marks if mark in agent), "") for marks in (SYSTEMS, BROWSERS))
    return " ".join(filter(None, found)) or "—"
