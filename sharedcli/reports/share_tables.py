"""The tables of `share` about one consortium: splits side by side, settlements, carries, departures and leavings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedcli.appraisal.carry import Departure
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.sharing import Tested
from sharedcli.appraisal.splitting import Split
from sharedcli.model.division import Pool
from sharedcli.reports.blocks import Bar, Bars, Cell, Column, Row, Table
from sharedcli.reports.rounding import noted
from sharedcli.reports.sentences import pounds
from sharedcli.reports.share_figures import ShareFigures

PRESENT = "Economic case, present value"


class ShareTables:
    """Tables of one consortium divided, losers first."""

    def __init__(self, figures: ShareFigures) -> None:
        self._figures = figures
        self._sharing = figures.sharing
        self._names = figures.names.short
        self._id = figures.sharing.formed.id
        self._base = f"{figures.sharing.around.whole.given.price_base} prices"
        net = dict(zip(self._sharing.formed.codes, self._sharing.around.npv_gbp.tolist(), strict=True))
        self._codes = sorted(net, key=lambda code: net[code])

    def bars(self) -> Bars:
        """Who wins and who loses as things fall."""
        amounts = [self._figures.net(self._sharing.falls.split, code) for code in self._codes]
        bars = tuple(
            Bar(self._names[code], amount.gbp, figure=amount.id)
            for code, amount in zip(self._codes, amounts, strict=True)
        )
        lost = sum(loses(amount.gbp) for amount in amounts)
        seen = f"{lost} of {len(bars)} members lose as costs fall, the others gain." if lost else "Every member gains."
        return Bars(f"{self._id}: winners and losers as costs fall", seen, bars, f"{PRESENT}, {self._base}.")

    def side_by_side(self, splits: Sequence[Tested], caption: str, note: str) -> Table:
        """One row a member, one column a split."""
        columns = (Column("Member"), *(Column(f"{one.split.label} £", "pounds") for one in splits))
        rows = []
        for code in self._codes:
            nets = [self._figures.net(one.split, code) for one in splits]
            rows.append(Row((self._names[code], *(amount.gbp for amount in nets)), nets[0].id))
        worth = self._figures.worth()
        rows.append(Row(("All", *(worth.gbp for _ in splits)), worth.id, is_total=True))
        return Table(caption, columns, tuple(rows), noted(note, rows))

    def which_holds(self) -> Table:
        """One row a split: its least favoured member, how many lose, and who would do better apart."""
        rows = []
        for tested in self._sharing.tested:
            nets = [self._figures.net(tested.split, code) for code in self._codes]
            least = [round(net.gbp, 2) for net in nets]  # of equals the first, whatever the last digits say
            place = least.index(min(least))
            lowest, who = nets[place], self._codes[place]
            losers = sum(loses(gbp) for gbp in tested.split.npv_gbp.tolist())
            apart = next(iter(self._figures.objection(tested)), None)
            cells = (
                tested.split.label,
                lowest.gbp,
                self._names[who],
                losers,
                self._who_objects(tested),
                apart.gbp if apart else None,
            )
            rows.append(Row(cells, apart.id if apart else lowest.id))
        columns = (
            Column("Split", "name"), Column("Least favoured £", "pounds"), Column("Member"), Column("Lose", "count"),
            Column("Who would do better apart"), Column("By £", "pounds"),
        )  # fmt: skip
        note = f"{PRESENT}. A split holds where nobody would do better apart, alone or with others."
        return Table(f"{self._id}: which split holds", columns, tuple(rows), note)

    def _who_objects(self, tested: Tested) -> str:
        if tested.apart is None:
            return "nobody: it holds"
        codes, everybody = tested.apart.codes, self._sharing.formed.codes
        few = 3
        missing = tuple(code for code in everybody if code not in codes)
        if len(codes) <= few or len(missing) > few:
            told = self._figures.names.listed(codes) if len(codes) <= few else f"{len(codes)} members"
        else:
            told = f"all but {self._figures.names.listed(missing)}"
        return f"{told}, by staying out" if tested.apart.formed is None else told

    def in_detail(self) -> Iterator[Table]:
        """The split asked for: what each settles, in all and by year."""
        detail = self._sharing.detail.split
        if not detail.settlements.entries:
            return
        yield self._settled(detail)
        yield self._by_year(detail)

    def _settled(self, detail: Split) -> Table:
        pools = [pool for pool in Pool if detail.settled(pool).entries]
        ids, rows = self._figures, []
        for code in self._codes:
            parts = [amount.gbp for pool in pools for amount in ids.settled_in(pool, code)]
            net = ids.net(detail, code)
            cells: tuple[Cell, ...] = (
                self._names[code], ids.net(self._sharing.falls.split, code).gbp, *parts,
                *([] if len(parts) == 1 else [ids.settled(code).gbp]), net.gbp,
            )  # fmt: skip
            if detail.mix is None:
                cells += (ids.a_year(detail, code).gbp,)
            rows.append(Row(cells, net.id))
        settled = [Column(f"{pool.label} £", "pounds") for pool in pools]
        columns = [
            Column("Member"), Column("Net as it falls £", "pounds"), *settled,
            *([] if len(settled) == 1 else [Column("Settled £", "pounds")]), Column("Net then £", "pounds"),
        ]  # fmt: skip
        if detail.mix is None:
            columns.append(Column("Settled a year £", "pounds"))
        worth = ids.worth().gbp
        between = [None] * (len(columns) - 3 - (detail.mix is None))
        total: tuple[Cell, ...] = ("All", worth, *between, worth, *([None] if detail.mix is None else []))
        rows.append(Row(total, ids.worth().id, is_total=True))
        note = f"{PRESENT}; settled: above zero a member is paid, below it pays."
        if detail.mix is None:
            note += f" A year: the same real amount ({self._base}) every year from the month everybody is in."
        return Table(f"{self._id}: {detail.label.lower()}, in detail", tuple(columns), tuple(rows), noted(note, rows))

    def _by_year(self, detail: Split) -> Table:
        names = detail.settlements.years
        moves = detail.settlements.monthly_gbp @ detail.settlements.money.years
        years = [year for year in range(len(names)) if abs(moves[:, year]).max(initial=0.0) > 0.5]
        rows = []
        for code in self._codes:
            cash = tuple(self._figures.settled_cash(code, year).gbp for year in (*years, None))
            rows.append(Row((self._names[code], *cash), self._figures.settled_cash(code).id))
        columns = (Column("Member"), *(Column(f"{names[y]} £", "pounds") for y in years), Column("All £", "pounds"))
        note = "Cash view, nominal. Into one account and out of it: above zero a member is paid, below it pays in."
        return Table(f"{self._id}: what is settled in each year", columns, tuple(rows), note)

    def carries(self) -> Table:
        """Who carries whom."""
        ids = self._figures
        posts = {posts.council: posts.leaving for posts in self._sharing.formed.posts(self._sharing.around.whole.given)}
        found = sorted(self._sharing.departures, key=lambda departure: ids.carried(departure).gbp)
        rows = []
        for departure in found:
            gets, brings, carried = ids.gets(departure), ids.brings(departure), ids.carried(departure)
            cells: tuple[Cell, ...] = (self._names[departure.gone], gets.gbp, brings.gbp, carried.gbp)
            rows.append(Row((*cells, posts[departure.gone]) if posts else cells, carried.id))
        columns = [
            Column("Member"), Column("Gets £", "pounds"), Column("Brings £", "pounds"),
            Column("Gets less brings £", "pounds"),
        ]  # fmt: skip
        if posts:
            columns.append(Column("Posts leaving its area", "posts"))
        note = (
            f"{PRESENT}. Gets: its net. Brings: what all gain, less what the others could have without it. Below zero "
            "it carries the others by so much; above zero they carry it."
        )
        return Table(f"{self._id}: who carries whom", tuple(columns), tuple(rows), note + self._some())

    def departures(self) -> Table:
        """Every figure again with each member gone, the worst for the others first."""
        rows = [self._without(d) for d in sorted(self._sharing.departures, key=lambda d: d.left.npv_gbp)]
        columns = (
            Column("Gone"), Column("The others gain £", "pounds"), Column("One-off £", "pounds"),
            Column("Peak cash £", "pounds"), Column("Net benefit from", "month"), Column("Who then loses"),
        )  # fmt: skip
        note = f"Gain in the economic case; one-off real ({self._base}), undiscounted; peak cash and benefit in cash."
        return Table(f"{self._id}: with one member gone", columns, tuple(rows), note + self._some())

    def _some(self) -> str:
        shown, members = len(self._sharing.departures), len(self._codes)
        return "" if shown == members else f" The {shown} of {members} members whose leaving changes most."

    def _without(self, departure: Departure) -> Row:
        name, rest = self._names[departure.gone], departure.rest
        if rest.formed is None:
            why = "no month suits the others" if len(rest.codes) > 1 else "nobody is left to share with"
            return Row((name, None, None, None, None, why))
        gain, one_off, peak = self._figures.without(departure)
        first = rest.saving.first_month_of_net_benefit(rest.formed.live)
        lose = self._losers(departure) if departure.goes_on else "they had rather stay as they are"
        month = None if first is None else self._sharing.around.whole.horizon.day_of(first)
        return Row((name, gain.gbp, one_off.gbp, peak.gbp, month, lose), gain.id)

    def _losers(self, departure: Departure) -> str:
        few = 2
        losers = departure.losers
        return self._figures.names.listed(losers) if len(losers) <= few else f"{len(losers)} members"

    def terms(self) -> Table:
        """What a true-up leaves alone, and what leaving costs the others."""
        owed = {leaving.council: self._figures.owed(leaving) for leaving in self._sharing.leavings}
        rows = []
        for code in self._codes:
            tolerance = self._figures.tolerance(code)
            leaving = owed[code].gbp if code in owed else None
            rows.append(
                Row((self._names[code], tolerance.gbp, leaving), owed[code].id if code in owed else tolerance.id)
            )
        columns = (
            Column("Member"), Column("Not trued up, a year £", "pounds"), Column("Leaving costs the others £", "pounds")
        )  # fmt: skip
        return Table(f"{self._id}: terms to agree", columns, tuple(rows), self._terms_note())

    def _terms_note(self) -> str:
        year = self._sharing.around.full_year
        names = self._sharing.around.whole.ledger.years
        when = f"{names[year.start]}, cash" if year else "no full year is left"
        return (
            f"True-up: {when}. Leaving: {PRESENT.lower()}; above zero the leaver owes it, below zero nothing is owed."
        )

    def side_payments(self, split: Split) -> Table:
        """Who pays and who is paid, so that nobody loses."""
        rows = []
        for code in self._codes:
            paid = self._figures.side_payment(code)
            cells = (
                self._names[code],
                paid.gbp,
                self._figures.a_year(split, code).gbp,
                self._figures.net(split, code).gbp,
            )
            rows.append(Row(cells, paid.id))
        columns = (
            Column("Member"), Column("Is paid £", "pounds"), Column("a year £", "pounds"),
            Column("Net then £", "pounds"),
        )  # fmt: skip
        note = (
            f"{PRESENT}; below zero it pays. A year: the same real amount ({self._base}) every year from the month "
            f"everybody is in. Paid in all: {pounds(self._figures.paid_in_all().gbp)}."
        )
        return Table(f"{self._id}: smallest side payments", columns, tuple(rows), note)
