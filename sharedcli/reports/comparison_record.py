"""What changed between two runs, for machines: `sharedcli/comparison/1`, changes only.

Pounds are numbers to two places, and what is not there is null. Lists of changes begin with the largest.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli import __version__
from sharedcli.model.saved import SavedConsortium, SavedRecord
from sharedcli.reports.changes import Changes, PartChanges, VerdictChange
from sharedcli.reports.counterparts import Both
from sharedcli.reports.differences import Difference
from sharedcli.reports.moving import Moves, Pair
from sharedcli.reports.record import Record, Value, pence

SCHEMA = "sharedcli/comparison/1"


def record(found: Changes) -> Record:
    """The whole comparison; what is of one part bears its number, from 1."""
    parts = list(enumerate(found.parts, start=1))
    allowed = found.allowed
    return {
        "schema": SCHEMA,
        "tool": "sharedcli",
        "version": __version__,
        "is_changed": found.is_changed,
        "ignored_up_to": {
            "gbp": None if allowed.share is not None else float(allowed.gbp or 0),
            "share": None if allowed.share is None else float(allowed.share),
        },
        "before": _run(found.before),
        "after": _run(found.after),
        "figures": dict(_figures(found)),
        "inputs": {
            "added": list(found.inputs.added),
            "removed": list(found.inputs.removed),
            "changed": list(found.inputs.changed),
            "same": found.inputs.same,
        },
        "assumptions": [_difference(one) for one in found.assumptions],
        "parts": [_part(number, part) for number, part in parts],
        "settings": [{"part": number, **_difference(one)} for number, part in parts for one in part.settings],
        "verdicts": [{"part": number, **_verdict(one, part)} for number, part in parts for one in part.verdicts],
        "consortia": [{"part": number, **_consortium(one)} for number, part in parts for one in part.consortia],
        "figures_changed": [
            {"part": number, "id": pair.about[0], "id_before": pair.was[0], "of": part.group_of(pair), **_pair(pair)}
            for number, part in parts
            for pair in part.figures
        ],
        "options_changed": [row for number, part in parts for row in _facts(number, part.options)],
        "facts_changed": [row for number, part in parts for row in _facts(number, part.facts)],
    }


def _run(run: SavedRecord) -> Record:
    return {
        "name": run.name,
        "schema": run.schema,
        "inputs": len(run.inputs),
        "skipped": [{"file": file, "reason": reason} for file, reason in run.skipped],
    }


def _figures(found: Changes) -> Iterator[tuple[str, Value]]:
    basis = "present value of all consortia together"
    before, after = found.worth_gbp
    if before is not None and after is not None:
        yield "comparison.worth.before", {"value": pence(before), "unit": "gbp", "basis": basis}
        yield "comparison.worth.after", {"value": pence(after), "unit": "gbp", "basis": basis}
        yield "comparison.worth.difference", {"value": pence(after - before), "unit": "gbp", "basis": basis}


def _difference(one: Difference) -> dict[str, Value]:
    source = {"source": one.source or None} if one.source else {}
    return {"name": one.name, "before": one.before, "after": one.after, **source}


def _part(number: int, part: PartChanges) -> Record:
    return {
        "part": number,
        "as_at_before": (part.before.as_at or None) if part.before else None,
        "as_at_after": (part.after.as_at or None) if part.after else None,
        "verdicts_compared": part.verdicts_compared,
        "values_compared": sum(moves.compared for moves in part.moves),
        "values_ignored": sum(moves.too_little for moves in part.moves),
    }


def _verdict(one: VerdictChange, part: PartChanges) -> Record:
    before, after = one.before or (None, None), one.after or (None, None)
    return {
        "service": one.service,
        "council_code": one.council,
        "council": part.name(one.council),
        "verdict_before": before[0],
        "reason_code_before": before[1],
        "verdict_after": after[0],
        "reason_code_after": after[1],
    }


def _consortium(one: Both) -> Record:
    told = one.after or one.before
    return {
        "service": told.service if told else None,
        "before": _saved(one.before),
        "after": _saved(one.after),
        "joined": list(one.joined),
        "left": list(one.left),
    }


def _saved(one: SavedConsortium | None) -> Record | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "members": list(one.members),
        "product": one.product or None,
        "go_live": one.go_live or None,
    }


def _facts(number: int, moves: Moves) -> Iterator[Record]:
    for pair in moves:
        *about, name = pair.about
        yield {"part": number, "about": about, "name": name, **_pair(pair)}


def _pair(pair: Pair) -> dict[str, Value]:
    share = pair.share
    return {
        "unit": pair.unit or None,
        "before": pair.before,
        "after": pair.after,
        "difference_gbp": pair.difference_gbp,
        "share_of_before": None if share is None else round(share, 6),
    }
