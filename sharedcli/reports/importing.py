"""What an import found, for people: every row counted, the picks with their reasons, the drafts and what they lack.

What became of councils' own profiles is in `reports/importing_merges.py`, what machines get in
`reports/importing_record.py`.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from sharedcli.drafting.deciding import UNMATCHED, Decided
from sharedcli.drafting.importing import Imported
from sharedcli.drafting.picking import Pick
from sharedcli.drafting.preparing import Prepared
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding, Severity
from sharedcli.model.naming import short_name
from sharedcli.model.printable import printable
from sharedcli.reports.blocks import Block, Cell, Column, Heading, Paragraph, Points, Report, Row, Table
from sharedcli.reports.gaps import gap_sentences
from sharedcli.reports.importing_merges import conflicts, not_put_in
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import as_far_as_known, counted

_TITLE, _MOST_ROWS, _MOST_GAPS = 60, 40, 1


@dataclass(frozen=True, slots=True, eq=False)
class ImportReport:
    """An import as it ended. `folder` is where the files went, `None` for a dry run, which writes nothing."""

    imported: Imported
    prepared: tuple[Prepared, ...]
    folder: str | None

    @property
    def written(self) -> tuple[Prepared, ...]:
        """Councils with a file to write."""
        return tuple(one for one in self.prepared if one.content is not None)

    def path_of(self, one: Prepared) -> str:
        """Where a council's file is, or would be."""
        return str(Path(self.folder or "", one.file))

    @property
    def next_command(self) -> str:
        """What to type next."""
        if self.folder is None:
            return "The same without --dry-run writes them."
        files = self.written
        if len(files) == 1:
            return f"`sharedcli show {shlex.quote(self.path_of(files[0]))}`"
        folder = shlex.quote(self.folder)
        return f"`sharedcli validate {folder}` checks them; `sharedcli assess {folder}` says what sharing is worth."

    def layout(self) -> Report:
        """For people."""
        files = counted(len(self.imported.files), "file", "files")
        rows = "" if self._holds_no_rows else f"{counted(self.imported.read, 'row', 'rows')} of "
        title = f"Imported: {rows}{files}"
        return Report(title, (Heading(title, level=1), *self._blocks()))

    @property
    def _holds_no_rows(self) -> bool:
        """Whether all files are filled-in templates, which have cells and no rows to pick."""
        return all(file.is_filled_in for file in self.imported.files)

    def _blocks(self) -> Iterator[Block]:
        yield Paragraph(self._answer(), lead="ANSWER")
        yield from _not_read(self.imported)
        if not self._holds_no_rows:
            yield _rows(self.imported)
        yield from _reasons(self.imported)
        if self.imported.picked:
            yield _picks(self.imported)
        yield from _unmatched(self.imported)
        yield from _might_be(self.imported)
        if self.prepared:
            yield self._drafts()
        yield from conflicts(self.prepared)
        yield from not_put_in(self.prepared)
        yield from _refusals(self.imported)
        if self.written:
            yield Paragraph(self.next_command, lead="NEXT")

    def _answer(self) -> str:
        taken = len(self.imported.picked)
        if not self.prepared:
            return _nothing(self.imported)
        councils = counted(sum(1 for one in self.prepared if one.draft.taken), "council", "councils")
        rows = counted(self.imported.read, "row", "rows")
        what = f"{counted(taken, 'contract', 'contracts')} of {councils} picked from {rows}. "
        files = counted(len(self.written), "profile", "profiles")
        if self.folder is None:
            return f"{what if taken else ''}{files} would be written; this was a dry run."
        if not self.written:
            return f"{what if taken else ''}No profile was written; the drafts below say why."
        return f"{what if taken else ''}{files} written to {printable(self.folder, most=200)}."

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.importing_record import record

        return record(self)

    def _drafts(self) -> Table:
        columns = (
            Column("Council", "name"), Column("Systems", "count"), Column("Complete", "share"), Column("File"),
            Column("Needed most"),
        )  # fmt: skip
        note = "Complete counts what an appraisal uses. Each file names every gap where the value belongs."
        return Table("Drafts", columns, tuple(self._draft(one) for one in self.prepared), note)

    def _draft(self, one: Prepared) -> Row:
        profile, complete = one.profile, one.complete
        file = self.path_of(one)
        if one.merged and one.merged.refusal:
            file = f"not merged: {one.merged.refusal}{_shown_by(one.merged.findings)}"
        elif one.content is None:
            file = "nothing to add to the council's own"
        needed = "; ".join(list(gap_sentences(complete.gaps, profile))[:_MOST_GAPS])
        name = printable(short_name(profile.council.name))
        return Row((name, len(profile.systems), complete.share, file, needed))


def _nothing(imported: Imported) -> str:
    """Why there is no draft, and what to do where a person's own workbook is the reason."""
    filled = [file for file in imported.files if file.is_filled_in]
    wrong = sum(found.severity is Severity.ERROR for file in filled for found in file.findings)
    unread = sum(not file.was_read for file in imported.files)
    if not wrong and unread:
        several = f" of {len(imported.files)}" if len(imported.files) > 1 else ""
        return f"{counted(unread, 'file', 'files')}{several} could not be read, and there is nothing to draft."
    if not wrong:
        return "nothing was taken, so there is nothing to draft."
    cells = counted(wrong, "error", "errors")
    return f"no profile was made: {cells} in what was filled in. Correct the cells below, save, and import again."


def _shown_by(findings: tuple[Finding, ...]) -> str:
    file = findings[0].location.file if findings else ""
    return f" `sharedcli validate {shlex.quote(file)}` shows them." if file else ""


def _not_read(imported: Imported) -> Iterator[Block]:
    """What there is to say of whole files, the worst first; a template's cells among it."""
    for file in imported.files:
        found = sorted(file.findings, key=lambda each: (-each.severity, each.sort_key))
        if found:
            lead = f"{file.file} " + ("was read" if file.was_read else "WAS NOT READ")
            more = (f"{len(found) - _MOST_ROWS:,} more.",) if len(found) > _MOST_ROWS else ()
            yield Points(lead, (*map(_said, found[:_MOST_ROWS]), *more))


def _said(found: Finding) -> str:
    where = "" if found.location.where == "-" else f"{found.location.where} "
    remedy = f" {found.rule.remedy}" if found.severity > Severity.NOTE else ""
    return f"{where}{found.severity} {found.rule.code}: {found.message}{remedy}"


def _rows(imported: Imported) -> Table:
    """Read = picked + left out + refused, file by file."""
    columns = (
        Column("File"), Column("Read as"), Column("Rows read", "count"), Column("Picked", "count"),
        Column("Left out", "count"), Column("Refused", "count"),
    )  # fmt: skip
    taken = Counter(decided.row.entry.place.file for decided in imported.picked)
    rows = []
    for file in imported.files:
        refused = sum(file.refused.values())
        picked = taken[file.file]
        named = file.publisher and file.publisher not in file.kind
        kind = f"{file.kind}, {printable(file.publisher)}" if named else file.kind
        rows.append(Row((file.file, kind or "not read", file.read, picked, file.read - picked - refused, refused)))
    if len(rows) > 1:
        totals: list[Cell] = [sum(int(str(row.cells[at])) for row in rows) for at in range(2, 6)]
        rows.append(Row(("All", "", *totals), is_total=True))
    return Table("What became of the rows", columns, tuple(rows))


def _reasons(imported: Imported) -> Iterator[Block]:
    rows = [("left out", kind, count) for kind, count in _most_first(imported.left_out.items())]
    rules = {found.rule.code: found.rule for file in imported.files for found in file.refusals}
    rows += [
        ("refused", f"{code} {rules[code].summary}", count) for code, count in _most_first(imported.refused.items())
    ]
    if rows:
        columns = (Column("Rows", "name"), Column("Why"), Column("How many", "count"))
        yield Table("Why rows were not picked", columns, tuple(Row(row) for row in rows))


def _most_first(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda each: (-each[1], each[0]))


def _picks(imported: Imported) -> Table:
    columns = (
        Column("Council", "name"), Column("Service"), Column("Sure", "name"), Column("Title"),
        Column("Last day", "date"), Column("Value £", "pounds"), Column("Why"), _row_column(imported),
    )  # fmt: skip
    note = (
        "Value as published; a draft leaves out what nobody can have meant, and says so. --picks FILE changes a pick."
    )
    return Table(
        "Picks", columns, tuple(_pick(decided, _row_of(decided, imported)) for decided in imported.picked), note
    )


def _row_column(imported: Imported) -> Column:
    return Column("Row", "name" if len(imported.files) == 1 else "text")


def _row_of(decided: Decided, imported: Imported) -> str:
    """Where a row stands, with its file where there are several."""
    place = decided.row.entry.place
    row = f"{place.row}{f', {place.part}' if place.part else ''}"
    return row if len(imported.files) == 1 else f"{printable(PurePath(place.file).name, most=_TITLE)} {row}"


def _pick(decided: Decided, where: str) -> Row:
    entry, picked = decided.row.entry, decided.row.picked
    councils = ", ".join(short_name(found.authority.name) for found in decided.row.buyer.councils)
    sure = picked.confidence if isinstance(picked, Pick) else "by hand"
    if isinstance(picked, Pick) and picked.services != decided.services:
        sure = "by hand"
    return Row((
        printable(councils, most=60), ", ".join(decided.services), sure, printable(entry.title, most=_TITLE),
        as_far_as_known(entry.last_day) if entry.last_day else None, _worth(entry), picked.reason, where,
    ))  # fmt: skip


def _worth(entry: Entry) -> Cell:
    """The value of a contract, or what is paid a year where that alone was published, and said to be so."""
    if entry.value_gbp is not None or entry.annual_gbp is None:
        return entry.value_gbp
    return f"{entry.annual_gbp:,.0f} a year"


def _unmatched(imported: Imported) -> Iterator[Block]:
    """Buyers of rows that run a service here, whose names are those of no council."""
    told: Counter[tuple[str, str]] = Counter()
    for decided in imported.decided:
        if decided.kind == UNMATCHED:
            told["; ".join(decided.row.entry.buyers) or "-", decided.why] += 1
    if told:
        columns = (Column("Buyer as published"), Column("Rows", "count"), Column("Why no council was found"))
        rows = tuple(Row((printable(name, most=100), count, why)) for (name, why), count in sorted(told.items()))
        yield Table("Buyers not matched", columns, rows[:_MOST_ROWS], _cut(len(rows)))


def _might_be(imported: Imported) -> Iterator[Block]:
    """Rows kept and not picked, whose buyer is a council: what a person might want to put in."""
    found = [one for one in imported.decided if not one.is_taken and one.kind != UNMATCHED and one.row.buyer.councils]
    if found:
        columns = (
            Column("Council", "name"), Column("Title"), Column("Left out as"), Column("Why"), _row_column(imported),
        )  # fmt: skip
        rows = tuple(
            Row((
                printable(short_name(one.row.buyer.councils[0].authority.name)),
                printable(one.row.entry.title, most=_TITLE), one.kind, one.why, _row_of(one, imported),
            ))
            for one in found
        )  # fmt: skip
        yield Table("Not picked, and might be", columns, rows[:_MOST_ROWS], _cut(len(rows)))


def _cut(rows: int) -> str:
    return (
        "" if rows <= _MOST_ROWS else f"{rows - _MOST_ROWS:,} more; --save-picks FILE and --format json have them all."
    )


def _refusals(imported: Imported) -> Iterator[Block]:
    found = [refusal for file in imported.files for refusal in file.refusals]
    if found:
        columns = (Column("Where", "name"), Column("What is wrong"), Column("What to do"))
        rows = tuple(_refusal(each) for each in found[:_MOST_ROWS])
        count = sum(imported.refused.values())
        more = f"{count - _MOST_ROWS:,} more." if count > _MOST_ROWS else ""
        yield Table("Rows refused", columns, rows, more)


def _refusal(found: Finding) -> Row:
    where = f"{found.location.file} {found.location.where}"
    return Row((where, f"{found.message} ({found.rule.code})", found.rule.remedy))
