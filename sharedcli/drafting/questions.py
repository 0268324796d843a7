"""What `init` asks, in which order and in plain words. The answers are kept in `interview.py`.

Few questions: what says who the council is, and for each system what decides when it could move and what it is worth.
Everything else stays a gap that the file names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from sharedcli.drafting.answers import Answers
from sharedcli.loading.services import services
from sharedcli.model.profile import Standing, Tier
from sharedcli.model.system import Action, Status

SERVICES = "services"
"""The place of the one question that is about no single field."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `flag` is what would answer it on the command line; `choices` are all there are, or none.

    A question that is not `required` may be left open. `usual` is the answer where nothing is typed.
    """

    place: str
    asks: str
    flag: str
    required: bool = False
    choices: tuple[str, ...] = ()
    usual: str = ""

    def meant(self, typed: str) -> str:
        """The choice that is meant by its number or by the only beginning that fits; any other text as it is.

        >>> status = Question("payroll.status", "", "", choices=("none", "implementing", "live", "retiring"))
        >>> status.meant("3"), status.meant("Imp"), status.meant("alive")
        ('live', 'implementing', 'alive')
        """
        text = typed.strip()
        if not self.choices or not text or self.place == SERVICES:
            return text
        if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(self.choices):
            return self.choices[int(text) - 1]
        begin = [choice for choice in self.choices if choice.startswith(text.casefold())]
        return begin[0] if len(begin) == 1 or text.casefold() in begin[:1] else text


def questions(answers: Answers, listed: tuple[str, ...], *, today: str) -> Iterator[Question]:
    """Every question that fits what was answered so far, in the order in which they are asked."""
    yield Question("as_at", "On which day are these facts true?", "--as-at", required=True, usual=today)
    yield Question("council.name", "Which council is it?", "--council", required=True)
    standing = "Are the figures published, internal, or illustrative (made up to try things out)?"
    yield Question("figures", standing, "--figures", required=True, choices=get_args(Standing))
    if "council.name" not in answers:
        return
    yield Question("council.tier", "What kind of council is it?", "--tier", required=True, choices=get_args(Tier))
    yield Question("council.region", "In which English region, or which nation, is it?", "--region", required=True)
    yield Question("council.code", "What is its ONS (GSS) code?", "--code", required=True)
    tier = answers.get("council.tier")
    held = tuple(key for key, service in services().items() if tier in service.tiers)
    about = "For which services does it have a system, or need one? Numbers or keys, with commas."
    yield Question(SERVICES, about, "--service", choices=held)
    for service in listed:
        yield from _of_system(service, answers)


def _of_system(service: str, answers: Answers) -> Iterator[Question]:
    label = services()[service].label if service in services() else service
    status = answers.get(f"{service}.status")

    def asked(place: str, asks: str, *, required: bool = False, choices: tuple[str, ...] = ()) -> Question:
        whole = f"{service}.{place}"
        return Question(whole, f"{label}: {asks}", f"--set {whole}=", required=required, choices=choices)

    yield asked("status", "is there a system, and in what state?", required=True, choices=get_args(Status))
    if status is None:
        return
    if status != "none":
        yield asked("product", "which product?")
        yield asked("supplier", "who supplies it?")
        yield asked("contract.last_day", "what is the last day of the contract's current term?")
        yield asked("contract.notice_months", "how many months of notice must the council give?")
        yield asked("annual_cost_gbp.licence", "how many pounds a year is the supplier paid for licences?")
    actions = ("buy",) if status == "none" else tuple(action for action in get_args(Action) if action != "buy")
    yield asked("plan.action", "what will the council do with it if it does not share?", choices=actions)
    if answers.get(f"{service}.plan.action") not in {None, "renew"}:
        yield asked("plan.by", "by which day?")
