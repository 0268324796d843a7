"""Reads `rules_base.yaml` and the cases in `rules/`: councils, what is changed, and what one rule has to find.

A case file is named after its rule and holds a list. A case has

- `name`: what it shows;
- `councils`: how many, 3 where left out; they are called a, b, c and so on;
- `change`: for a council, or for `all`, paths into its profile, each with its new value; `null` deletes;
- `given`: parameters changed; `model`: the delivery model;
- `joins`: the month in which each joins, or all; where left out, the best for all;
- `product`: what they share; where left out, the best for all;
- `draws`: how many futures are drawn, none where left out;
- `expect`: the rule's code as often as it must fire, or `[]`; other rules do not matter here;
- `says`: words one of the findings must hold; `about`: the councils that are named, such as `[a, b]`; `by`: the day;
  `likelihood`: the band in words; `unknown`: whether its pounds are not known.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from sharedcli import api
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import costing_of
from sharedcli.appraisal.options import LARGE
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.drawing import Drawing
from sharedcli.model.naming import Names
from sharedcli.model.profile import Cohort, Profile
from sharedcli.risk.about import About
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.risk import risk
from tests.checks.cases import changed, read

HERE = Path(__file__).parent
LETTERS = "abcdefghijkl"
_BASE: dict[str, Any] = read(HERE / "rules_base.yaml")


@dataclass(frozen=True)
class Case:
    code: str
    name: str
    expect: tuple[str, ...]
    councils: int = 3
    change: dict[str, dict[str, Any]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    model: str = "joint-procurement"
    joins: Any = None
    product: str | None = None
    draws: str = "0"
    says: str = ""
    about: tuple[str, ...] = ()
    by: str = ""
    likelihood: str = ""
    unknown: str = ""
    called: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"

    def profiles(self) -> tuple[Profile, ...]:
        return tuple(Profile.model_validate(self._profile(place)) for place in range(int(self.councils)))

    def _profile(self, place: int) -> dict[str, Any]:
        profile = copy.deepcopy(_BASE)
        called = self.called[place] if self.called else f"{LETTERS[place].upper()}ford"
        profile["council"] |= {"name": f"{called} District Council", "code": f"E070009{place + 1:02d}"}
        for whose in ("all", LETTERS[place]):
            profile = changed(profile, self.change.get(whose, {}))
        return profile

    def about_it(self) -> About:
        """The consortium of all, at the months the case says, on a ledger of its own."""
        profiles = tuple(sorted(self.profiles(), key=lambda profile: profile.council.code))
        cohort = Cohort(profiles, max(profile.as_at for profile in profiles))
        given = replace(api.assumptions(cohort.as_at), **{name: float(value) for name, value in self.given.items()})  # type: ignore[arg-type]
        model = next(one for one in DeliveryModel if one.key == self.model)
        whole = api.assess(cohort, given, model=model)
        (assessed,) = whole.services
        formed = self._asked(assessed.options.under(LARGE)[0])
        costing = costing_of(whole)
        rows = [row for member in assessed.candidates.everybody for row in usual_entries(member, costing)]
        whole = replace(whole, ledger=Ledger.of([*rows, *formed.entries(costing)], whole.money, whole.ledger.years))
        return About(whole, assessed, formed, self._drawn(whole, formed), Names.of(cohort))

    def _asked(self, formed: Formed) -> Formed:
        if self.product is not None:
            formed = replace(formed, product=self.product)
        if self.joins is None:
            return formed
        joins = self.joins if isinstance(self.joins, list) else [self.joins] * len(formed.members)
        months = tuple(int(month) for month in joins)
        return replace(formed, joins=months, go_live=min(months))

    def _drawn(self, whole: Assessment, formed: Formed) -> ConsortiumRisk | None:
        if not int(self.draws):
            return None
        options = replace(whole.services[0].options, formed=(formed,))
        alone = replace(whole, services=(replace(whole.services[0], options=options),))
        return risk(alone, Drawing(count=int(self.draws)), option=LARGE).consortia[0]


def case_files() -> list[Path]:
    return sorted((HERE / "rules").glob("*.yaml"))


def all_cases() -> list[Case]:
    files = ((path.stem, yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)) for path in case_files())
    return [_case(code, entry) for code, entries in files for entry in entries]


def _case(code: str, entry: dict[str, Any]) -> Case:
    lists: dict[str, Any] = {name: tuple(entry[name]) for name in ("expect", "about") if name in entry}
    return Case(code, **{**entry, **lists})
