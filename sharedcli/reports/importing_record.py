"""An import for machines: every row kept with what was decided and why, every draft with what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli import __version__
from sharedcli.drafting.deciding import Decided
from sharedcli.drafting.picking import Pick
from sharedcli.drafting.preparing import Prepared
from sharedcli.drafting.sorting import SortedFile
from sharedcli.model.finding import Finding
from sharedcli.model.printable import printable
from sharedcli.reports.record import Record

if TYPE_CHECKING:
    from sharedcli.reports.importing import ImportReport

SCHEMA = "sharedcli/import/1"
_MOST = 300


def record(report: ImportReport) -> Record:
    """The whole import; rows read are those picked, left out and refused."""
    imported = report.imported
    picked = len(imported.picked)
    refused = sum(imported.refused.values())
    return {
        "schema": SCHEMA,
        "provenance": {"tool": "sharedcli", "version": __version__},
        "counts": {
            "read": imported.read,
            "picked": picked,
            "left_out": imported.read - picked - refused,
            "refused": refused,
        },
        "left_out": dict(sorted(imported.left_out.items())),
        "refused": dict(sorted(imported.refused.items())),
        "files": [_file(file) for file in imported.files],
        "rows": [_row(decided) for decided in imported.decided],
        "drafts": [_draft(one, report) for one in report.prepared],
        "dry_run": report.folder is None,
    }


def _file(file: SortedFile) -> Record:
    return {
        "file": file.file,
        "kind": file.kind or None,
        "publisher": printable(file.publisher, most=_MOST) or None,
        "read": file.read,
        "headings": [{"heading": printable(one.text, most=_MOST), "field": one.field or None} for one in file.headings],
        "findings": [_finding(found) for found in file.findings],
        "refusals": [_finding(found) for found in file.refusals],
    }


def _finding(found: Finding) -> Record:
    place = found.location
    return {"file": place.file, "line": place.line, "sheet": place.sheet or None, "code": found.rule.code,
            "name": found.rule.name, "message": found.message, "remedy": found.rule.remedy}  # fmt: skip


def _row(decided: Decided) -> Record:
    entry, picked, buyer = decided.row.entry, decided.row.picked, decided.row.buyer
    return {
        "file": entry.place.file,
        "row": entry.place.row,
        "line": entry.place.line or None,
        "part": entry.place.part or None,
        "reference": printable(entry.reference, most=_MOST) or None,
        "title": printable(entry.title, most=_MOST),
        "buyers": [printable(name, most=_MOST) for name in entry.buyers],
        "councils": [{"code": found.authority.code, "name": found.authority.name, "how": found.how}
                     for found in buyer.councils],
        "picked": decided.is_taken,
        "services": list(decided.services),
        "confidence": picked.confidence if isinstance(picked, Pick) else None,
        "reason": picked.reason,
        "left_out": decided.kind or None,
        "why": decided.why or None,
        "doubts": [printable(doubt, most=_MOST) for doubt in entry.doubts],
    }  # fmt: skip


def _draft(one: Prepared, report: ImportReport) -> Record:
    profile, complete, merged = one.profile, one.complete, one.merged
    return {
        "council": profile.council.name,
        "code": profile.council.code,
        "as_at": profile.as_at.isoformat(),
        "file": report.path_of(one) if one.content is not None else None,
        "systems": [system.service for system in profile.systems],
        "completeness_share": complete.share,
        "gaps": [{"field": ".".join(map(str, gap.pointer)), "label": gap.label} for gap in complete.gaps],
        "merged": None if merged is None else {
            "refusal": merged.refusal or None,
            "agreed": merged.agreed,
            "added": [list(added.lines) for added in merged.added],
            "not_added": [{"lines": list(added.lines), "why": added.why_not} for added in merged.not_added],
            "conflicts": [
                {"field": ".".join(map(str, each.pointer)), "own": each.own, "line": each.at.line,
                 "published": each.published, "source": each.source}
                for each in merged.conflicts
            ],
        },
    }  # fmt: skip
