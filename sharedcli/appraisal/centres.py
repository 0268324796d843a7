"""One centre as announced, made ready to appraise: who its members are, who is left out, and when it is claimed for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import Formed
from sharedcli.consortia.market import Market, Offer
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.member import Member
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.naming import is_called
from sharedcli.model.profile import Cohort
from sharedcli.model.proposals import Centre

Codes = Mapping[str, str | None]
"""ONS codes by what a council may be called, `None` where two councils are called so."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One member as announced. `code` is its ONS code, `None` where no profile here is of it."""

    announced: str
    code: str | None

    @property
    def council(self) -> str:
        """Whose seat it is: the code, else the name without its form; the same in every centre."""
        return self.code or is_called(self.announced)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member the centre is appraised without; `reason` is a sentence without its subject."""

    seat: Seat
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Announced:
    """A centre with its members recognised. `number` counts the centres of its service from 1, by name.

    `seats` hold each council once, in the order announced, and `taking_part` the codes of those that can be
    appraised. The claim counts from month `live`.
    """

    centre: Centre
    number: int
    seats: tuple[Seat, ...]
    taking_part: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    live: int

    @property
    def id(self) -> str:
        """Its name in figures, such as `crm.announced.1`."""
        return f"{self.centre.service}.announced.{self.number}"

    @property
    def councils(self) -> frozenset[str]:
        """Everybody announced as a member, with a profile or without."""
        return frozenset(seat.council for seat in self.seats)


def announced(
    centre: Centre,
    number: int,
    names: Mapping[str, str | None],
    field: Candidates,
    horizon: Horizon,
    given: Assumptions,
) -> Announced:
    """Recognise a centre's members by `names` (`codes_by_name`), and leave out those who cannot take part."""
    seats = tuple(Seat(member, names.get(_whole(member)) or names.get(is_called(member))) for member in centre.members)
    once = tuple({seat.council: seat for seat in reversed(seats)}.values())[::-1]
    again = [LeftOut(seat, "is named twice") for seat in seats if seat not in once]
    reasons = _reasons(field)
    willing = {member.council for member in field.willing}
    left_out = [
        LeftOut(seat, reasons.get(seat.code, _UNLISTED) if seat.code else _unknown(seat, names))
        for seat in once
        if seat.code not in willing
    ]
    taking_part = tuple(sorted(seat.code for seat in once if seat.code in willing and seat.code))
    return Announced(
        centre, number, once, taking_part, (*left_out, *again), _live(centre, len(once), horizon, given)
    )  # fmt: skip


_UNLISTED = "does not list this service"


def codes_by_name(cohort: Cohort) -> Codes:
    """The councils of a cohort by code, by whole name and by what `is_called` makes of it."""
    codes: dict[str, str | None] = {}
    for council in (profile.council for profile in cohort.profiles):
        for word in {_whole(council.code), _whole(council.name), is_called(council.name)}:
            codes[word] = council.code if codes.get(word, council.code) == council.code else None
    return codes


def _whole(name: str) -> str:
    return " ".join(name.split()).casefold()


def _unknown(seat: Seat, names: Codes) -> str:
    shared = is_called(seat.announced) in names
    return "has a name that two profiles here share: give its ONS code" if shared else "has no profile here"


def _reasons(field: Candidates) -> dict[str, str]:
    """Why a council that lists the service does not take part."""
    refused = {red.member.council: f"will not share it ({red.line.reason})" for red in field.red_lined}
    return {**{out.council: out.reason for out in field.out}, **refused}


def _live(centre: Centre, size: int, horizon: Horizon, given: Assumptions) -> int:
    """The first month of the one announced, no sooner than month 0; else the earliest for a group of its size."""
    if centre.live_from is None:
        return lead_months(size, given)
    return max(horizon.month_of(centre.live_from.earliest), 0)


def formed(offer: Offer, name: str, field: Candidates, market: Market) -> Formed:
    """A group of the market as a consortium under an option of its own, so that centres that overlap stay apart."""
    members = tuple(_by_code(field)[market.codes[member]] for member in offer.members)
    product = market.products[offer.product]
    return Formed(name, name, field.service, members, market.joins(offer), product, offer.month, offer.value_gbp)


def _by_code(field: Candidates) -> dict[str, Member]:
    return {member.council: member for member in field.willing}


def counted_twice(centres: tuple[Announced, ...]) -> Iterator[tuple[Seat, tuple[Announced, ...]]]:
    """Every council in more than one of these centres, which are of one service, with those it is in."""
    seats: dict[str, Seat] = {}
    holding: dict[str, list[Announced]] = {}
    for centre in centres:
        for seat in centre.seats:
            seats.setdefault(seat.council, seat)
            holding.setdefault(seat.council, []).append(centre)
    for council in sorted(holding):
        if len(holding[council]) > 1:
            yield seats[council], tuple(holding[council])
