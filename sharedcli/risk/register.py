"""The risk register of a consortium: every rule asked of it, priced, the most pounds first.

Likelihood and pounds stand side by side and are never multiplied; where a risk stands on a matrix is `risk/matrix.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.amounts import Amount
from sharedcli.costing.ledger import USUAL_IN_A_FUTURE
from sharedcli.model.naming import Names
from sharedcli.risk.about import About, Priced
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.posting import TOGETHER
from sharedcli.risk.registry import Hit, RiskRule, risk_rules


@dataclass(frozen=True, slots=True, eq=False)
class Entered:
    """One risk of one consortium.

    `name` is the id of its pounds, such as `crm.1.rk101.lichfield`. `priced` is `None` where pounds cannot be known,
    and `unknown` then says why.
    """

    formed: Formed
    rule: RiskRule
    hit: Hit
    name: str
    priced: Priced | None
    unknown: str = ""

    @property
    def change(self) -> Amount | None:
        """By how much more the consortium is worth if it happens: below zero."""
        return self.priced.amount if self.priced else None

    @property
    def loss_gbp(self) -> float | None:
        """What is lost if it happens, above zero; `None` where that cannot be known."""
        return -self.change.gbp if self.change else None

    @property
    def by(self) -> dt.date | None:
        """The day until which something can be done about it."""
        return self.hit.by

    @property
    def councils(self) -> tuple[str, ...]:
        """Whom it concerns: those its rule names, else all members."""
        return self.hit.councils or self.formed.codes


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The risks of one consortium, those that cost most first, those without known pounds last."""

    formed: Formed
    entered: tuple[Entered, ...]

    @property
    def amounts(self) -> Iterator[Amount]:
        """The pounds of all of them."""
        return (one.change for one in self.entered if one.change is not None)

    @property
    def groups(self) -> dict[tuple[str, str], Formed]:
        """Whose rows the futures posted are: the consortium behind each, by option and id."""
        return {
            (option, one.name): one.priced.formed
            for one in self.entered
            for option in (TOGETHER, USUAL_IN_A_FUTURE)
            if one.priced and one.priced.formed
        }


def register(formed: Formed, whole: Assessment, drawn: ConsortiumRisk | None = None) -> Register:
    """Ask every rule of a consortium; without futures drawn those that ask about them find nothing.

    A risk by which nothing is lost is none, and is left out.

    Raises:
        UnfitOverrunsError: The parameters of overruns contradict each other.
    """
    (assessed,) = (one for one in whole.services if one.service == formed.service)
    about = About(whole, assessed, formed, drawn, Names.of(whole.cohort))
    found = [one for rule in risk_rules() for one in entered(rule, about) if one.loss_gbp is None or one.loss_gbp > 0.5]
    return Register(formed, tuple(sorted(found, key=most_first)))


def entered(rule: RiskRule, about: About) -> Iterator[Entered]:
    """What one rule finds, priced."""
    for hit in rule.ask(about):
        part = hit.part or (about.names.slug[hit.councils[0]] if len(hit.councils) == 1 else "")
        of_one = f".{part}" if part else ""
        name = f"{about.formed.id}.{rule.code.lower()}{of_one}"
        if isinstance(hit.price, str):
            yield Entered(about.formed, rule, hit, name, None, hit.price)
            continue
        whose = f", {about.names.few(hit.councils)}" if of_one else ""
        label = f"{about.formed.id}{whose}: what changes if {rule.code} ({rule.name}) happens: {hit.says[:-1]}"
        yield Entered(about.formed, rule, hit, name, hit.price(name, label))


def most_first(one: Entered) -> tuple[bool, float, str]:
    """The order of a register: the most pounds first, those without known pounds last."""
    return one.loss_gbp is None, -(one.loss_gbp or 0.0), one.name
