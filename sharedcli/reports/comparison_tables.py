"""The tables of a comparison: verdicts, consortia, figures and facts that changed, and what the runs rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from sharedcli.model.printable import plain_number
from sharedcli.model.saved import SavedConsortium, Scalar
from sharedcli.reports.assumed import UNSOURCED
from sharedcli.reports.blocks import Block, Cell, Column, Paragraph, Points, Row, Table
from sharedcli.reports.changes import Changes, PartChanges
from sharedcli.reports.counterparts import Both
from sharedcli.reports.differences import Difference
from sharedcli.reports.moving import Moves, Pair
from sharedcli.reports.naming import service_label

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "as_at": "the day of appraisal",
        "delivery_model": "the delivery model",
        "price_base": "the price base",
        "horizon": "the horizon",
        "discount_rate": "the discount rate",
        "deflator": "the deflator",
        "version": "the version of sharedcli",
    }
)
"""What each setting is called."""

_NOTHING = "-"


def money(value: Scalar) -> str:
    """Pounds in a sentence, a loss with its sign; what is no amount as it is."""
    if isinstance(value, bool | str) or value is None:
        return "nothing" if value is None else str(value)
    return f"{'-' if round(value) < 0 else ''}£{abs(round(value)):,}"


def worth_words_of(found: Changes) -> str:
    """What all consortia are worth before and after, and the difference; empty where records tell of none."""
    before, after = found.worth_gbp
    if before is None or after is None:
        return ""
    more = round(after) - round(before)
    by = f" ({'+' if more > 0 else ''}{money(more)})" if more else ", the same"
    return f"all consortia together are worth {money(before)} before and {money(after)} after{by}"


def differences(found: Changes) -> Iterator[Block]:
    """Files, assumptions and settings that differ."""
    inputs = found.inputs
    for lead, names in (
        ("Files changed", inputs.changed),
        ("Files added", inputs.added),
        ("Files gone", inputs.removed),
    ):
        if names:
            yield Points(lead, names)
    if found.assumptions:
        rows = tuple(
            Row((one.name, _plain(one.before), _plain(one.after), one.source or UNSOURCED)) for one in found.assumptions
        )
        columns = (Column("Assumption", "name"), Column("Before", "name"), Column("After", "name"), Column("Source"))
        yield Table("Assumptions changed", columns, rows)


def tables(part: PartChanges, *, first: bool) -> Iterator[Block]:
    """Everything that changed in one part; the settings are told where they are not those of the part before."""
    if part.before is None or part.after is None:
        yield Paragraph(_lone(part))
        return
    if part.settings and (first or {one.name for one in part.settings} - {"version"}):
        yield _settings(part.settings)
    if part.verdicts:
        yield _verdicts(part)
    if part.consortia:
        yield _consortia(part)
    yield from _figures(part)
    yield from _facts(part)


def _lone(part: PartChanges) -> str:
    told = part.before or part.after
    when = "before" if part.before else "after"
    if told is None:
        return ""
    rows = f"{len(told.rows):,} row{'' if len(told.rows) == 1 else 's'}"
    return f"Facts of this time are in the run {when} only: {rows}, {len(told.consortia):,} consortia."


def _settings(settings: Iterable[Difference]) -> Table:
    rows = tuple(Row((SETTINGS.get(one.name, one.name), _plain(one.before), _plain(one.after))) for one in settings)
    return Table("Settings that differ", (Column("Setting"), Column("Before"), Column("After")), rows)


def _verdicts(part: PartChanges) -> Table:
    rows = tuple(
        Row((part.name(one.council), service_label(one.service), _said(one.before), _said(one.after)))
        for one in sorted(part.verdicts, key=lambda one: (one.service, part.name(one.council)))
    )
    columns = (Column("Council"), Column("Service"), Column("Before"), Column("After"))
    return Table("Verdicts changed", columns, rows)


def _said(verdict: tuple[str, str] | None) -> str:
    if verdict is None:
        return "no verdict"
    word, reason = verdict
    return f"{word} ({reason.replace('-', ' ')})" if reason else word


def _consortia(part: PartChanges) -> Table:
    rows = tuple(Row((_numbered(one), _became(one), _listed(one, part), *_moved(one))) for one in part.consortia)
    columns = (Column("Consortium", "name"), Column("What"), Column("Councils"), Column("Live"), Column("Product"))
    return Table("Consortia changed", columns, rows)


def _numbered(one: Both) -> str:
    ids = list(dict.fromkeys(each.id for each in (one.after, one.before) if each))
    return f"{ids[0]} (was {ids[1]})" if len(ids) > 1 else ids[0]


def _became(one: Both) -> str:
    if one.before is None:
        return "formed"
    if one.after is None:
        return "dissolved"
    told = ("joined" if one.joined else "", "left" if one.left else "")
    return " and ".join(filter(None, told)) or "the same councils"


def _listed(one: Both, part: PartChanges) -> str:
    if one.before is None or one.after is None:
        whole = one.after or one.before
        return _names(whole.members if whole else (), part)
    joined = f"+ {_names(one.joined, part)}" if one.joined else ""
    left = f"less {_names(one.left, part)}" if one.left else ""
    return "; ".join(filter(None, (joined, left)))


def _names(codes: Iterable[str], part: PartChanges) -> str:
    return ", ".join(sorted(map(part.name, codes)))


def _moved(one: Both) -> tuple[str, str]:
    """Go-live and product, and what they were where that is something else."""

    def told(of: Callable[[SavedConsortium], str]) -> str:
        words = list(dict.fromkeys(of(each) or "none" for each in (one.after, one.before) if each))
        return words[0] if len(words) == 1 else f"{words[0]} (was {words[1]})"

    return told(lambda each: each.go_live), told(lambda each: each.product)


def _figures(part: PartChanges) -> Iterator[Table]:
    """The figures that changed, by what they are of; pounds apart from months and counts."""
    groups: dict[str, list[Pair]] = {name: [] for name in ("consortia", "councils", "options", "all")}
    for pair in part.figures:
        groups[part.group_of(pair)].append(pair)
    for name, of in groups.items():
        whose = "" if name == "all" else f" of {name}"
        yield from _pounds_table(f"Figures{whose} that moved", (pair for pair in of if pair.unit == "gbp"), _figure_id)
        yield from _plain_table(f"Other figures{whose} that changed", (p for p in of if p.unit != "gbp"), _figure_id)


def _figure_id(pair: Pair) -> tuple[str, str]:
    was = f" (was {pair.was[0]})" if pair.was != pair.about else ""
    return f"{pair.about[0]}{was}", pair.about[0]


def _facts(part: PartChanges) -> Iterator[Table]:
    """What changed of options and of councils besides their figures."""

    def named(pair: Pair) -> tuple[str, str]:
        *about, name = pair.about
        words = name.removesuffix("_gbp").replace("_", " ")
        return ", ".join((*(part.name(word) for word in about), words)), ""

    rows = "Councils" if any(run and run.names for run in (part.after, part.before)) else "Rows"
    for told, moves in (("Options", part.options), (rows, part.facts)):
        yield from _pounds_table(f"{told}: other pounds that moved", _of(moves, pounds=True), named)
        yield from _plain_table(f"{told}: dates and terms that changed", _of(moves, pounds=False), named)


def _of(moves: Moves, *, pounds: bool) -> Iterator[Pair]:
    return (pair for pair in moves if (pair.unit == "gbp") == pounds)


def _pounds_table(caption: str, pairs: Iterable[Pair], named: Callable[[Pair], tuple[str, str]]) -> Iterator[Table]:
    rows = []
    for pair in pairs:
        name, figure = named(pair)
        rows.append(Row((name, _cell(pair.before), _cell(pair.after), pair.difference_gbp, pair.share), figure=figure))
    columns = (
        Column("What"), Column("Before £", "pounds"), Column("After £", "pounds"), Column("Change £", "pounds"),
        Column("Of before", "share"),
    )  # fmt: skip
    if rows:
        yield Table(caption, columns, tuple(rows))


def _plain_table(caption: str, pairs: Iterable[Pair], named: Callable[[Pair], tuple[str, str]]) -> Iterator[Table]:
    rows = []
    for pair in pairs:
        name, figure = named(pair)
        rows.append(Row((name, _plain(pair.before), _plain(pair.after)), figure=figure))
    if rows:
        yield Table(caption, (Column("What"), Column("Before"), Column("After")), tuple(rows))


def _cell(value: Scalar) -> Cell:
    return None if isinstance(value, bool) else value


def _plain(value: Scalar) -> str:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else plain_number(value)
