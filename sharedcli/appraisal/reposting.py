"""The same figure from other inputs: its rows posted again, everything that was chosen held as it is.

Who is in a consortium, its product, its months and the years a figure adds up stay; the pounds are worked out anew.
Rows that neither a consortium nor business as usual posts, such as settlements and parts of rows, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.candidates import costed
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import costing_of, group_called
from sharedcli.costing.amounts import Amount
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import USUAL, Entry, Ledger, Posting
from sharedcli.costing.member import Member, NotAppraised
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.profile import Profile

Groups = Mapping[tuple[str, str], Formed]
NO_GROUPS: Groups = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rows of one side of a figure that were posted together, and by whom: a consortium, or each council alone.

    `sign` is -1 where the figure takes them off. `members` are all whose costs they rest on. A figure may hold only
    some of a council's rows: `whole` names the councils of which it holds all.
    """

    sign: int
    rows: Ledger
    formed: Formed | None
    members: tuple[Member, ...]
    whole: frozenset[str]

    def holds(self, entry: Entry, kinds: frozenset[tuple[object, ...]]) -> bool:
        """Whether a row posted anew is one of this part."""
        return entry.council in self.whole or _kind(entry) in kinds

    def posted(self, members: Iterable[Member], costing: Costing) -> Ledger:
        """The same rows with the costs of these members."""
        kinds = frozenset(map(_kind, self.rows.entries))
        return self.rows.more(row for row in _post(self.formed, tuple(members), costing) if self.holds(row[0], kinds))


def _kind(entry: Entry) -> tuple[object, ...]:
    return entry.council, entry.line, entry.rule, entry.is_time


def _post(formed: Formed | None, members: tuple[Member, ...], costing: Costing) -> list[Posting]:
    if formed is None:
        return [row for member in members for row in usual_entries(member, costing)]
    return replace(formed, members=members).entries(costing)


@dataclass(frozen=True, slots=True, eq=False)
class Reposting:
    """A figure in the parts that can be posted anew; rows that cannot be are in none of them."""

    amount: Amount
    whole: Assessment
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, amount: Amount, whole: Assessment, groups: Groups = NO_GROUPS) -> Reposting:
        """The parts of a figure of an appraisal; `groups` are those that are not formed, by option and id."""
        costing = costing_of(whole)
        sides = ((1, amount.plus), (-1, amount.less))
        parts = (part for sign, side in sides for part in _parts(sign, side, whole, groups, costing))
        return cls(amount, whole, tuple(parts))

    def change_gbp(self, given: Assumptions, profiles: Mapping[str, Profile], costing: Costing) -> float:
        """By how much the figure changes, in pounds, under other parameters or with other profiles of some councils.

        Args:
            given: The parameters.
            profiles: Profiles by ONS code; councils that are not among them keep theirs.
            costing: A costing of the appraisal's own horizon under `given`.
        """
        change = 0.0
        for part in self.parts:
            if given is self.whole.given and not any(member.council in profiles for member in part.members):
                continue
            anew = (self._recosted(member, given, profiles) for member in part.members)
            rows = part.posted(anew, costing)
            change += part.sign * replace(self.amount, plus=rows, less=part.rows).gbp
        return change

    def _recosted(self, member: Member, given: Assumptions, profiles: Mapping[str, Profile]) -> Member:
        profile = profiles.get(member.council)
        if profile is None and given is self.whole.given:
            return member
        return recosted(member, profile or self.whole.profiles[member.council], given, self.whole)


def recosted(member: Member, profile: Profile, given: Assumptions, whole: Assessment) -> Member:
    """A council with its costs worked out anew; its window, its own plan's month and its red lines are held."""
    system = profile.system_for(member.service)
    if system is None:
        return member
    anew = costed(profile, system, member.window, given, whole.model)
    if isinstance(anew, NotAppraised):
        return member
    return replace(anew, alone_month=member.alone_month, posts_stay=member.posts_stay, jobs_kept=member.jobs_kept)


def _parts(sign: int, side: Ledger, whole: Assessment, groups: Groups, costing: Costing) -> Iterator[Part]:
    together: dict[tuple[str, str, str], list[Posting]] = {}
    for row in side.postings:
        if not row[0].line.is_transfer:
            together.setdefault((row[0].option, row[0].consortium, row[0].service), []).append(row)
    for (option, consortium, service), rows in together.items():
        councils = {entry.council for entry, _ in rows}
        formed = None if option == USUAL else groups.get((option, consortium)) or group_called(consortium, whole)
        if formed is None and option != USUAL:
            continue
        members = _alone(service, councils, whole) if formed is None else formed.members
        posted = [entry for entry, _ in _post(formed, members, costing)]
        held = {code: sum(entry.council == code for entry, _ in rows) for code in councils}
        complete = {code for code in councils if sum(entry.council == code for entry in posted) == held[code]}
        part = Part(sign, side.more(rows), formed, members, frozenset(complete))
        if np.allclose(part.posted(members, costing).monthly_gbp.sum(axis=0), part.rows.monthly_gbp.sum(axis=0)):
            yield part


def _alone(service: str, councils: set[str], whole: Assessment) -> tuple[Member, ...]:
    (assessed,) = (assessed for assessed in whole.services if assessed.service == service)
    return tuple(member for member in assessed.candidates.everybody if member.council in councils)
