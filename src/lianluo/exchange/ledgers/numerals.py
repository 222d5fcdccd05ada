"""Chinese numerals of terms and sessions, both ways, 1 to 99."""

_ONES = "零一二三四五六七八九"
_VALUES = {**{ch: n for n, ch in enumerate(_ONES)}, "〇": 0, "○": 0, "两": 2}


def to_chinese(number: int) -> str:
    """14 → 十四, 20 → 二十. Raises ValueError outside 1..99."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _ONES[tens]) + "十" if tens else ""
    return head + (_ONES[ones] if ones else "")


def from_chinese(text: str) -> int | None:
    """十四, 一四, 14 or １４ → 14; None when it is no number of 1 to 99."""
    if text.isdecimal():
        number = int(text)
    elif "十" in text:
        tens, _ten, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or not all(ch in _VALUES for ch in tens + ones):
            return None
        number = (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)
    elif text and all(ch in _VALUES for ch in text):
        number = int("".join(str(_VALUES[ch]) for ch in text))
    else:
        return None
    return number if 1 <= number <= 99 else None
