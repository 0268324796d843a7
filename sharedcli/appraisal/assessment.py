"""The assessment of a cohort: every service, its consortia, its options and its verdicts, on one ledger."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.appraisal.candidates import Candidates, candidates
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN, OptionResult, ServiceOptions, choices, form_options, option_results
from sharedcli.appraisal.verdicts import Verdict, verdicts
from sharedcli.consortia.contributions import market_of
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.member import Filled
from sharedcli.costing.prices import Prices, prices
from sharedcli.matching.alignment import Alignment, aligned_groups
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort, Profile
from sharedcli.model.wishes import NO_LIMITS, Effort, OnService, tell_nobody


@dataclass(frozen=True, slots=True, eq=False)
class ServiceAssessment:
    """One service: who could take part, what forms, and what each council should do."""

    service: str
    candidates: Candidates
    aligned: tuple[Alignment, ...]
    options: ServiceOptions
    results: tuple[OptionResult, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def formed(self) -> tuple[Formed, ...]:
        """The consortia proposed."""
        return self.options.under(CHOSEN)

    @property
    def filled(self) -> tuple[tuple[str, Filled], ...]:
        """What stood in for something a council leaves out, with the council's code."""
        members = self.candidates.everybody
        return tuple((member.council, filled) for member in members for filled in member.filled)


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """Everything the reports draw on."""

    cohort: Cohort
    given: Assumptions
    horizon: Horizon
    money: Prices
    ledger: Ledger
    services: tuple[ServiceAssessment, ...]
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT

    @property
    def profiles(self) -> dict[str, Profile]:
        """The profiles by ONS code."""
        return {profile.council.code: profile for profile in self.cohort.profiles}


def assess(
    cohort: Cohort,
    given: Assumptions,
    services: tuple[str, ...] | None = None,
    *,
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT,
    effort: Effort = NO_LIMITS,
    on_service: OnService = tell_nobody,
) -> Assessment:
    """Appraise a cohort under one delivery model, for some services or for all that some council lists."""
    horizon = Horizon.starting(given.as_at, years=round(given.appraisal_years))
    costing, money = Costing.over(horizon, given), prices(horizon, given)
    wanted = cohort.services_of() if services is None else services
    fields = [candidates(cohort, service, costing, model=model) for service in wanted]
    markets = [market_of(field.willing, costing, money, model=model) for field in fields]
    chosen = choices(markets, effort, on_service)
    options = [form_options(field, choice, costing, money) for field, choice in zip(fields, chosen, strict=True)]
    ledger = _ledger(fields, options, costing, money)
    profiles = {profile.council.code: profile for profile in cohort.profiles}
    review = given.review_in_force()
    assessed = tuple(
        ServiceAssessment(
            service=field.service,
            candidates=field,
            aligned=aligned_groups(field.windows),
            options=option,
            results=option_results(option, ledger, horizon, review),
            verdicts=verdicts(field, option, ledger, profiles, costing),
        )
        for field, option in zip(fields, options, strict=True)
    )
    return Assessment(cohort, given, horizon, money, ledger, assessed, model)


def _ledger(fields: list[Candidates], options: list[ServiceOptions], costing: Costing, money: Prices) -> Ledger:
    entries = [posting for field in fields for member in field.everybody for posting in usual_entries(member, costing)]
    for option in options:
        for formed in option.formed:
            entries += formed.entries(costing)
    return Ledger.of(entries, money, tuple(str(year) for year in costing.horizon.years))
