"""Whether two texts that were written twice say the same: titles by their words, firms whatever their legal form.

Councils' names are compared in `buyer_names.py` and by the register (`loading/authorities.py`).
"""

from __future__ import annotations

import re

_LEGAL_FORMS = re.compile(r"\b(?:limited|ltd|plc|llp|llc|inc|uk|international|group|software|solutions|services)\b")


def folded(text: str) -> str:
    """Words alone, to compare what was written twice.

    >>> folded("HR & Payroll  System (joint)") == folded("hr & payroll system - joint")
    True
    """
    return " ".join(re.findall(r"[\w&]+", text.casefold()))


def same_firm(one: str, two: str) -> bool:
    """Whether one name is the other, or its beginning, without the legal form.

    >>> same_firm("Capita Business Services Ltd", "CAPITA"), same_firm("Capita", "Unit4")
    (True, False)
    """
    if folded(one) == folded(two):
        return True
    shorter, longer = sorted((_LEGAL_FORMS.sub("", folded(name)).split() for name in (one, two)), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter
