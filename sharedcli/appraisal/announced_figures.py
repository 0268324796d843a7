"""The figures of centres announced that are sums of rows, and the assessment in which they are explained.

What is claimed is an input, not a sum: see `reports/claims.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.options import ServiceOptions
from sharedcli.appraisal.proposals import Fate, ProposalsAppraisal, ServiceProposals
from sharedcli.appraisal.worth import Worth
from sharedcli.consortia.selection import Selection
from sharedcli.costing.amounts import Amount
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.prices import prices
from sharedcli.costing.saving import Saving

STANDING = "proposals.standing"
"""How the ids begin of what can stand together."""
_NOTHING_CHOSEN = Selection((), 0.0, 0.0, ())


def announced_figures(whole: ProposalsAppraisal) -> Iterator[Amount]:
    """What the centres that can stand are worth together, then what each centre is worth by itself."""
    together = of_standing(whole)
    yield from (together.npv(), together.without_bias())
    for centre in whole.centres:
        if centre.formed:
            name = centre.announced.id
            worth = Worth(name, name, centre.formed.saving(whole.ledger), None)
            yield from (worth.npv(), worth.without_bias(), worth.one_off(), worth.peak_cash())


def of_standing(whole: ProposalsAppraisal) -> Worth:
    """What the centres that can stand are worth together."""
    savings = [centre.formed.saving(whole.ledger) for centre in whole.of(Fate.STANDS) if centre.formed]
    option, usual = ([saving.option for saving in savings], [saving.usual for saving in savings])
    saving = Saving(_all_rows(option, whole), _all_rows(usual, whole))
    return Worth(STANDING, "the centres that can stand together", saving, None)


def _all_rows(ledgers: list[Ledger], whole: ProposalsAppraisal) -> Ledger:
    return whole.ledger.more(row for one in ledgers for row in one.postings)


def as_assessment(whole: ProposalsAppraisal) -> Assessment:
    """The same facts and rows as an assessment: what is formed are the centres announced, and nothing is proposed."""
    money, services = prices(whole.horizon, whole.given), tuple(map(_service, whole.services))
    return Assessment(whole.cohort, whole.given, whole.horizon, money, whole.ledger, services)


def _service(service: ServiceProposals) -> ServiceAssessment:
    formed = tuple(centre.formed for centre in service.centres if centre.formed)
    options = ServiceOptions(service.service, _NOTHING_CHOSEN, service.market, formed)
    return ServiceAssessment(service.service, service.field, (), options, (), ())
