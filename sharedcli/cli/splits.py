"""Keys as they are written on the command line: `population`, `volume:payslips`, `lead:Newham=73%,population`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sharedcli.cli.gathering import council_code, known
from sharedcli.model.division import Basis, Key

if TYPE_CHECKING:
    from sharedcli.api import Loaded

WAYS = (
    "own, equal, population, households, workforce, net-revenue-budget, baseline-spend, standalone-saving, "
    "volume:UNIT, lead:COUNCIL=PCT[,KEY], custom:COUNCIL=PCT,..."
)
_TO_THE_LAST = 1e-6  # shares that add up to 100% but for what decimals leave over


def check_key(context: typer.Context, parameter: typer.CallbackParam, text: str) -> str:
    """Refuse a key that cannot be read, before anything is appraised; councils are looked up later."""
    if not context.resilient_parsing:
        key_of(text, f"--{(parameter.name or '').replace('_', '-')}")
    return text


def key_of(text: str, option: str, loaded: Loaded | None = None) -> Key:
    """The key written; its councils by ONS code where the profiles are given, else by the names written.

    Raises:
        typer.BadParameter: It cannot be read, or names a council that no profile is of.
    """
    name, _, rest = text.strip().partition(":")
    bases = {basis.key: basis for basis in Basis}
    basis = bases[known(name.strip().casefold(), bases, option, "There is no key called")]
    if basis is Basis.VOLUME:
        return Key(basis, unit=_given(rest, option, "volume:payslips"))
    if basis is Basis.LEAD:
        return _lead(_given(rest, option, "lead:Newham=73%,population"), option, loaded)
    if basis is Basis.CUSTOM:
        return _custom(_given(rest, option, "custom:Newham=60%,Cardiff=40%"), option, loaded)
    if rest:
        message = f"{basis.key} takes nothing after it, but {text!r} was given."
        raise _refused(message, option)
    return Key(basis)


def _given(rest: str, option: str, example: str) -> str:
    if not rest.strip():
        message = f"this key needs more: write it like {example}."
        raise _refused(message, option)
    return rest.strip()


def _lead(text: str, option: str, loaded: Loaded | None) -> Key:
    first, _, other = text.partition(",")
    rest = key_of(other, option, loaded) if other.strip() else Key(Basis.EQUAL)
    if rest.basis in {Basis.OWN, Basis.LEAD, Basis.CUSTOM}:
        message = f"what a lead leaves cannot be divided by {rest.basis.key}."
        raise _refused(message, option)
    return Key(Basis.LEAD, shares=(_share(first, option, loaded),), rest=rest)


def _custom(text: str, option: str, loaded: Loaded | None) -> Key:
    shares = tuple(_share(part, option, loaded) for part in text.split(",") if part.strip())
    if len(dict(shares)) < len(shares):
        message = "a council is named twice."
        raise _refused(message, option)
    total = sum(share for _, share in shares)
    if abs(total - 1) > _TO_THE_LAST:
        message = f"the shares add up to {100 * total:.6g}%, not to 100%."
        raise _refused(message, option)
    return Key(Basis.CUSTOM, shares=shares)


def _share(text: str, option: str, loaded: Loaded | None) -> tuple[str, float]:
    council, equals, percent = (part.strip() for part in text.rpartition("="))
    digits = percent.removesuffix("%").strip()
    if not equals or not council or not digits.replace(".", "", 1).isdecimal() or not 0 <= float(digits) <= 100:
        message = f"{text.strip()!r} is not a council and its percentage, such as Newham=60%."
        raise _refused(message, option)
    return council if loaded is None else council_code(council, loaded, option), float(digits) / 100


def _refused(message: str, option: str) -> typer.BadParameter:
    return typer.BadParameter(message[0].upper() + message[1:], param_hint=option)
