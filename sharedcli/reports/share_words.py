"""What `share` says in sentences about one consortium: the answer, who carries whom, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.carry import Departure
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.rules import MADE_TO_FORM
from sharedcli.appraisal.sharing import Sharing
from sharedcli.appraisal.splitting import Split
from sharedcli.model.division import AS_IT_FALLS, Key
from sharedcli.reports.sentences import counted, gain_or_cost, pounds, worth_words
from sharedcli.reports.share_figures import ShareFigures

MOST_SAID = 3
"""Sentences about members who gain and carry others or are carried; the table has everybody."""


class ShareWords:
    """Sentences about one consortium divided."""

    def __init__(self, figures: ShareFigures) -> None:
        self._figures = figures
        self._sharing: Sharing = figures.sharing
        self._names = figures.names

    def answer(self) -> str:
        """Who loses as costs fall, whether that can be put right, and whether they would stay together."""
        formed = self._sharing.formed
        members = counted(len(formed.codes), "council", "councils")
        worth = self._figures.worth().gbp
        text = f"{formed.id}, {members}, is {worth_words(worth)} together. "
        if losers := self._losers():
            who = self._names.few(losers)
            text += f"As costs fall, {who} {'loses' if len(losers) == 1 else 'lose'} by it. "
        else:
            text += "As costs fall nobody loses by it. "
        return text + self._put_right(bool(losers)) + self._stays_together()

    def _losers(self) -> list[str]:
        around = self._sharing.around
        return [code for code, gbp in zip(around.codes, around.npv_gbp.tolist(), strict=True) if loses(gbp)]

    def _put_right(self, someone_loses: bool) -> str:
        if not someone_loses:
            return ""
        if isinstance(self._sharing.side_payments, Split):
            return f"Side payments of {pounds(self._figures.paid_in_all().gbp)} in all leave nobody worse off. "
        return (
            f"No split makes all better off: whatever is paid between them, somebody bears the "
            f"{pounds(self._figures.worth().gbp)}. "
        )

    def _stays_together(self) -> str:
        falls = self._sharing.falls
        if falls.apart is None:
            return "No group of members would do better apart."
        who = self._names.few(falls.apart.codes)
        better = f"would be {pounds(self._figures.objection(falls)[0].gbp)} better off"
        if falls.apart.formed is None:
            gone = f"staying as {'it is' if len(falls.apart.codes) == 1 else 'they are'}"
        else:
            gone = "together, apart from the rest"
        return f"{who} {better} {gone}. {self._what_holds()}"

    def _what_holds(self) -> str:
        """The splits under which nobody would go apart."""
        holding = [one.split.label for one in self._sharing.tested if one.apart is None]
        if not holding:
            return "No split shown here would hold them all."
        return f"Splits that hold: {', '.join(label[0].lower() + label[1:] for label in holding)}."

    def carries(self) -> Iterator[str]:
        """Who carries whom: losers first, then those with most at stake."""
        ids, found = self._figures, self._sharing.departures
        by_size = sorted(found, key=lambda d: (min(round(ids.gets(d).gbp), 0), -abs(ids.carried(d).gbp)))
        said = [(text, loses(ids.gets(departure).gbp)) for departure in by_size if (text := self._carry(departure))]
        if said and all(ids.carried(d).gbp < 0 and not loses(ids.gets(d).gbp) for d in found):
            yield "Nobody is carried: every member brings the others more than it gets itself."
        if not said:
            yield "Nobody carries anybody: each member gets what it brings."
        winners = [text for text, is_loser in said if not is_loser]
        yield from (text for text, is_loser in said if is_loser)
        yield from winners[:MOST_SAID]
        if len(winners) > MOST_SAID:
            yield f"{len(winners) - MOST_SAID} more in the table below."
        if self._sharing.formed.option in MADE_TO_FORM:
            yield "Without one member the others are taken to go on together, as this option has them do."

    def _carry(self, departure: Departure) -> str:
        name = self._names.short[departure.gone]
        gets, brings = self._figures.gets(departure).gbp, self._figures.brings(departure).gbp
        carried = self._figures.carried(departure).gbp
        if abs(carried) < 0.5:
            return ""
        if carried > 0:
            gains = gain_or_cost(gets) if not loses(gets) else f"loses {pounds(gets)}"
            return f"{name} {gains}, and the others have {pounds(carried)} less with it: they carry it."
        if loses(gets):
            return f"{name} loses {pounds(gets)}, and the others have {pounds(carried)} more with it: it carries them."
        return f"{name} brings {pounds(brings)} and gets {pounds(gets)}: it carries the others by {pounds(carried)}."

    def change(self) -> Iterator[str]:
        """Whose leaving would change most."""
        if not self._sharing.departures:
            return
        worth = self._figures.worth().gbp
        most = max(self._sharing.departures, key=lambda departure: abs(departure.left.npv_gbp - worth))
        name = self._names.short[most.gone]
        if most.rest.formed is None and len(most.rest.codes) > 1:
            yield f"If {name} leaves, no month suits the others, and they stay as they are."
        elif not most.goes_on:
            yield f"If {name} leaves, the others had better not share: the {pounds(worth)} is gone."
        else:
            gain, instead = gain_or_cost(most.left.npv_gbp, many=True), pounds(worth)
            yield f"If {name} leaves, the others {gain} together; with it all {_all(worth)} {instead}."

    @property
    def whole_words(self) -> str:
        """What is divided when all is: a gain or a loss."""
        return "loss" if loses(self._figures.worth().gbp) else "gain"

    def left_out(self) -> str:
        """Splits that have no answer here, and why."""
        return "; ".join(f"{none.label} ({none.reason})" for none in self._sharing.left_out)

    def errors(self) -> str:
        """How far an estimate may be out, where one was made."""
        for tested in self._sharing.gains:
            if tested.split.error_gbp is not None:
                most = max(tested.split.error_gbp.values())
                return (
                    f" {tested.split.label}: estimated; the standard error is {pounds(most)} or less for each member."
                )
        return ""

    def detail(self) -> str:
        """What the split asked for does."""
        sharing = self._sharing
        if sharing.no_detail is not None:
            return f"{sharing.no_detail.label} cannot be shown: {sharing.no_detail.reason}."
        if sharing.problems:
            return "; ".join(f"not divided {problem.key.words}: {problem.reason}" for problem in sharing.problems) + "."
        mix = sharing.detail.split.mix
        if mix is None or not mix.settles:
            return ""
        told = ", ".join(f"{pool.label.lower()} {self._key(key)}" for pool, key in mix.keys.items())
        text = f"divided: {told}. Exit charges and premiums stay with the council that incurs them."
        if mix.savings != AS_IT_FALLS and {mix.set_up, mix.running} != {AS_IT_FALLS}:
            text += " Because savings are pooled, the keys for set-up and running decide only who is billed."
        return text

    def _key(self, key: Key) -> str:
        """A key in words, its councils by name."""
        told = [f"{100 * share:.4g}% to {self._names.short[code]}" for code, share in key.shares]
        if not told:
            return key.words
        return ", ".join([*told, f"the rest {key.rest.words}"] if key.rest else told)

    def terms(self) -> str:
        """How the true-up works, and what leaving costs."""
        asked, leavings = self._sharing.asked, self._sharing.leavings
        text = (
            f"each pays its estimated part; at the year's end a member whose actual running cost differs from it by "
            f"more than {100 * asked.true_up_share:.3g}% settles the difference, and up to that nothing is settled. "
        )
        if not leavings:
            return text + "Leaving is not costed: it would come after the last month of the appraisal."
        month = self._sharing.around.whole.horizon.start + leavings[0].leaves_in
        return text + (
            f"A member that leaves in {month}, {counted(asked.leaves_after_months, 'month', 'months')} after everybody "
            f"is in, owes the others what they then pay more for the joint contract and for buying again without it."
        )


def _all(worth_gbp: float) -> str:
    return "lose" if loses(worth_gbp) else "gain"
