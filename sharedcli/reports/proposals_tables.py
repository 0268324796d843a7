"""The tables of the report on centres announced: where the claims go, centre by centre, who is counted twice."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcli.appraisal.centres import Announced, Seat
from sharedcli.appraisal.proposals import CentreResult, Fate, ProposalsAppraisal, ServiceProposals
from sharedcli.model.printable import printable
from sharedcli.reports.blocks import Column, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.proposals_sums import Sums

_FIRST = (Fate.STANDS, Fate.COUNTED_ELSEWHERE, Fate.WORTH_NOTHING, Fate.NOT_APPRAISED)


def steps_table(whole: ProposalsAppraisal, sums: Sums) -> Table:
    """From all that is claimed, step by step, to what can stand."""
    count = {fate: len(whole.of(fate)) for fate in Fate}
    steps = (
        ("Claimed by all centres", len(whole.centres), sums.claimed),
        ("  could not be appraised", count[Fate.NOT_APPRAISED], -sums.unknown),
        ("  lose money by our appraisal", count[Fate.WORTH_NOTHING], -sums.worth_nothing),
        ("  count councils of one that stands", count[Fate.COUNTED_ELSEWHERE], -sums.counted_elsewhere),
        ("Claimed by those that can stand together", count[Fate.STANDS], sums.standing),
        ("  our appraisal of those, less their claims", None, sums.worth - sums.standing),
        ("Worth of those by our appraisal", count[Fate.STANDS], sums.worth),
    )
    rows = tuple(Row(step, is_total=not step[0].startswith(" ")) for step in steps if step[1] != 0 or step[2])
    note = f"Present values over the appraisal, {whole.given.price_base} prices; each indented line is taken off."
    whole_pounds = [round(step[2]) for step in steps]
    if sum(whole_pounds[:4]) != whole_pounds[4] or whole_pounds[4] + whole_pounds[5] != whole_pounds[6]:
        note += " Figures may not sum because of rounding."
    columns = (Column("Where the claims go", "name"), Column("Centres", "count"), Column("£", "pounds"))
    return Table("From claims to what can stand", columns, rows, note)


def centres_table(service: ServiceProposals, whole: ProposalsAppraisal) -> Table:
    """One row a centre, those that stand first."""
    ordered = sorted(service.centres, key=lambda centre: (_FIRST.index(centre.fate), centre.announced.number))
    rows = tuple(_centre_row(centre, service, whole) for centre in ordered)
    columns = (
        Column("Centre"), Column("Councils", "name"), Column("Claimed from", "month"),
        Column("Claimed a year £", "pounds"), Column("Claim £", "pounds"), Column("Our appraisal £", "pounds"),
        Column("Short by £", "pounds"), Column("Outcome"),
    )  # fmt: skip
    note = (
        f"Councils: those appraised of those announced. Claimed a year: as announced, {whole.proposals.prices} prices. "
        f"Claim and appraisal: present values, {whole.given.price_base} prices, each centre as if it alone were "
        "formed. Short by: how much more it would have to be worth to stand."
    )
    return Table(f"{service_label(service.service)}: centre by centre", columns, rows, note)


def _centre_row(centre: CentreResult, service: ServiceProposals, whole: ProposalsAppraisal) -> Row:
    announced, said = centre.announced, centre.announced.centre
    short = None if centre.fate is Fate.STANDS else centre.short_gbp
    cells = (
        printable(said.name), f"{len(announced.taking_part)} of {len(announced.seats)}",
        (whole.horizon.start + announced.live).first_day, said.claimed_gbp_a_year, centre.claim_gbp,
        centre.worth_gbp, short, _outcome(centre, service),
    )  # fmt: skip
    return Row(cells, f"{announced.id}.npv")


def _outcome(centre: CentreResult, service: ServiceProposals) -> str:
    if centre.fate is Fate.STANDS:
        return "● Stands"
    if centre.fate is Fate.NOT_APPRAISED:
        return f"- Not appraised: {centre.why_not}"
    if centre.fate is Fate.WORTH_NOTHING:
        return "✕ Loses money"
    return f"○ Cannot stand beside {centres_listed(rivals(centre, service))}"


def rivals(centre: CentreResult, service: ServiceProposals) -> tuple[Announced, ...]:
    """The centres that stand and count some of the same councils."""
    return tuple(
        other.announced
        for other in service.centres
        if other.fate is Fate.STANDS and other.announced.councils & centre.announced.councils
    )


def twice_table(service: ServiceProposals, names: Names) -> Table:
    """Councils in more than one centre, those in the same centres together, those in most centres first."""
    together: dict[tuple[Announced, ...], list[Seat]] = {}
    for seat, centres in service.twice:
        together.setdefault(centres, []).append(seat)
    ordered = sorted(together.items(), key=lambda item: (-len(item[0]), centres_listed(item[0])))
    rows = tuple(Row((seats_listed(seats, names), centres_listed(centres))) for centres, seats in ordered)
    columns = (Column("Councils"), Column("Counted in"))
    return Table(f"{service_label(service.service)}: counted more than once", columns, rows)


def centres_listed(centres: Sequence[Announced]) -> str:
    """Centres in a sentence, by alphabet; with semicolons, since many a centre's name holds a comma or an "and"."""
    return "; ".join(sorted(printable(centre.centre.name) for centre in centres))


def seats_listed(seats: Sequence[Seat], names: Names) -> str:
    """Councils in a sentence, by alphabet; one without a profile by the name announced."""
    named = sorted(names.short.get(seat.code or "", printable(seat.announced)) for seat in seats)
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
