"""Picks shown one by one on a terminal, to be accepted, changed or dropped. Never asked where nobody can answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from sharedcli.model.printable import plain_number, printable

if TYPE_CHECKING:
    from sharedcli.api.importing import Decided
    from sharedcli.model.entry import Place

_ACCEPT_REST, _DROP, _EXPLAIN = "a", "d", "?"
_MOST = 100


def ask(decided: Sequence[Decided]) -> tuple[Decided, ...]:
    """The same rows as a person decides them; Enter keeps what is proposed, and `a` does for all that follow.

    Asked about are rows that were recognised and whose buyer is a council; the others stay as they are.

    Raises:
        typer.Abort: The person ended the questions (Ctrl-C or Ctrl-D).
    """
    from sharedcli.api import importing

    about = [one for one in decided if isinstance(one.row.picked, importing.Pick) and one.row.buyer.councils]
    if not about:
        return tuple(decided)
    typer.echo(
        f"{len(about):,} contracts were recognised. Enter takes the answer in brackets, {_DROP} drops it, the key of a "
        f"service keeps it as that, {_ACCEPT_REST} takes the answers in brackets for all that follow, {_EXPLAIN} lists "
        f"the keys.", err=True,
    )  # fmt: skip
    answers: dict[Place, Decided] = {}
    for number, one in enumerate(about, 1):
        answer = _answer(one, f"{number} of {len(about):,}")
        if answer is None:
            break
        answers[one.row.entry.place] = answer
    return tuple(answers.get(one.row.entry.place, one) for one in decided)


def _answer(one: Decided, number: str) -> Decided | None:
    """What is decided about one row, `None` where nothing more is to be asked."""
    from sharedcli.api import importing

    picked = one.row.picked
    proposed = picked.services if isinstance(picked, importing.Pick) else ()
    typer.echo(_shown(one, proposed, number), err=True)
    default = "keep" if one.is_taken else "drop"
    while True:
        said = typer.prompt("  ", default=default, prompt_suffix="> ", err=True).strip()
        if said == _ACCEPT_REST:
            return None
        if said == "keep":
            return importing.by_ruling(one.row, proposed)
        if said in {_DROP, "drop"}:
            return one if not one.is_taken else importing.by_ruling(one.row, ())
        services = tuple(word for word in said.replace(";", ",").replace(",", " ").split() if word)
        unknown = [word for word in services if word not in importing.services()]
        if services and not unknown:
            return importing.by_ruling(one.row, services)
        typer.echo(_keys(unknown if said != _EXPLAIN else []), err=True)


def _shown(one: Decided, proposed: tuple[str, ...], number: str) -> str:
    entry, picked = one.row.entry, one.row.picked
    value_gbp, a_year = entry.value_gbp, ""
    if value_gbp is None:
        value_gbp, a_year = entry.annual_gbp, " a year"
    facts = (
        ", ".join(printable(name, most=_MOST) for name in entry.suppliers[:3]),
        f"to {entry.last_day}" if entry.last_day else "",
        f"£{plain_number(value_gbp)}{a_year}" if value_gbp is not None else "",
    )
    councils = ", ".join(found.authority.name for found in one.row.buyer.councils)
    sure = getattr(picked, "confidence", "")
    return (
        f"\n{number}  {councils}: {printable(entry.title, most=_MOST)}\n"
        f"  {'; '.join(fact for fact in facts if fact)}\n"
        f"  {', '.join(proposed)} ({sure}): {picked.reason}"
    )


def _keys(unknown: Sequence[str]) -> str:
    from sharedcli.api import importing

    refused = f"  {printable(unknown[0])} is not a service.\n" if unknown else ""
    listed = "\n".join(f"    {key}: {service.label}" for key, service in importing.services().items())
    return f"{refused}  Keys:\n{listed}"
