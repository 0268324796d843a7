"""Two runs compared, for people: what changed, the largest first, and nothing that did not.

The answer is one sentence that can stand alone at the head of a pull request; the tables are in
`reports/comparison_tables.py`, and what is compared with what in `reports/changes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.reports.blocks import Block, Heading, Paragraph, Report
from sharedcli.reports.changes import Changes, PartChanges
from sharedcli.reports.comparison_record import record
from sharedcli.reports.comparison_tables import SETTINGS, differences, money, tables, worth_words_of
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import counted

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonReport:
    """A comparison to be shown."""

    found: Changes

    def layout(self) -> Report:
        """For people."""
        return Report("What changed", tuple(_layout(self.found)))

    def record(self) -> Record:
        """For machines."""
        return record(self.found)


def _layout(found: Changes) -> Iterator[Block]:
    yield Heading("What changed", level=1)
    yield from _not_used(found)
    yield Paragraph(_answer(found), lead="ANSWER")
    yield Paragraph(f"{found.before.name} before, {found.after.name} after.", lead="Compared")
    if found.is_all_the_same:
        return
    if found.is_changed:
        yield Paragraph(_why(found), lead="WHY")
    yield from _beware(found)
    yield from differences(found)
    for number, part in enumerate(found.parts, start=1):
        if len(found.parts) > 1 and (part.is_changed or part.settings):
            yield Heading(_about(part), level=2)
        yield from tables(part, first=number == 1)
    yield Paragraph(_how_far(found), lead="How far")


def _not_used(found: Changes) -> Iterator[Block]:
    """What either run left out, at the very top: a council missing from one alone looks like a change."""
    for run, when in ((found.before, "before"), (found.after, "after")):
        if run.skipped:
            told = "; ".join(f"{file} ({reason})" for file, reason in run.skipped)
            yield Paragraph(f"{told}.", lead=f"NOT USED {when}")


def _answer(found: Changes) -> str:
    """How many verdicts changed, what all is worth before and after, and what moved most."""
    if found.is_all_the_same:
        return f"nothing changed. {_how_far(found)}"
    if not found.is_changed:
        return f"no result changed, though {_joined(_what_differs(found))}. {_how_far(found)}"
    changed = sum(len(part.verdicts) for part in found.parts)
    compared = sum(part.verdicts_compared for part in found.parts)
    told = [f"{changed:,} of {counted(compared, 'verdict', 'verdicts')} changed"] if compared else []
    worth = worth_words_of(found)
    told += [worth] if worth else []
    if not told:
        moved = sum(len(moves) for part in found.parts for moves in part.moves)
        told = [f"{counted(moved, 'value', 'values')} changed"]
    return f"{'; '.join(told)}.{_largest(found)}"


def _largest(found: Changes) -> str:
    """The figure that moved most: one of a council's, since consortia and options add those up, or else any.

    A net one, where there is any: what is paid alone and what is paid together say little apart.
    """
    known = [(part, pair) for part in found.parts for pair in part.figures if pair.difference_gbp is not None]
    known = [(part, pair) for part, pair in known if pair.about[0].endswith(".npv")] or known
    of_councils = [(part, pair) for part, pair in known if part.group_of(pair) == "councils"]
    if not known:
        return ""
    _, most = max(of_councils or known, key=lambda one: (one[1].size, one[1].about))
    return f" The largest move is {most.about[0]}: {money(most.before)} before, {money(most.after)} after."


def _why(found: Changes) -> str:
    """What the two runs differ in; where that is one thing alone, it is the reason for every change."""
    differs = _what_differs(found)
    if not differs:
        return "files, assumptions and settings are the same: the records were made by different means."
    if len(differs) == 1:
        return f"only {differs[0]}; everything else the runs rest on is the same, so every change comes from it."
    return f"{_joined(differs)}; which of these moved a figure cannot be told from the two runs alone."


def _what_differs(found: Changes) -> list[str]:
    """What the two runs rest on that is not the same, each with its verb."""
    settings = dict.fromkeys(SETTINGS.get(one.name, one.name) for part in found.parts for one in part.settings)
    files, assumptions = found.inputs.names, tuple(dict.fromkeys(one.name.split(".")[0] for one in found.assumptions))
    told = ((files, ""), (assumptions, f"the assumption{'' if len(assumptions) == 1 else 's'} "), (tuple(settings), ""))
    return [f"{what}{_few(names)} {'differs' if len(names) == 1 else 'differ'}" for names, what in told if names]


def _few(names: tuple[str, ...]) -> str:
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED:,} more"
    return _joined(list(names))


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _beware(found: Changes) -> Iterator[Block]:
    """Settings under which every figure differs, whatever the councils did."""
    told = dict.fromkeys(one.name for part in found.parts for one in part.settings)
    named = [SETTINGS[name] for name in told if name in SETTINGS and name != "version"]
    if named:
        yield Paragraph(
            f"{_joined(named)} {'is' if len(named) == 1 else 'are'} not the same before and after; figures differ for "
            "that reason alone.",
            lead="BEWARE",
        )


def _about(part: PartChanges) -> str:
    days = [one.as_at if one and one.as_at else "nothing" for one in (part.before, part.after)]
    return f"As at {days[0]}" if days[0] == days[1] else f"As at {days[0]} before, {days[1]} after"


def _how_far(found: Changes) -> str:
    """How many values were compared, and how many moved by too little to count."""
    compared = sum(moves.compared for part in found.parts for moves in part.moves)
    little = sum(moves.too_little for part in found.parts for moves in part.moves)
    told = f"{little:,}" if little else "none"
    compared_words = counted(compared, "figure and fact", "figures and facts")
    return f"{compared_words} compared; {told} moved by {found.allowed} or less, which counts as no change."
