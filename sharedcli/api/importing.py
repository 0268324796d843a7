"""Importing for scripts and the command line: files of other people in, drafts out; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from sharedcli.checks.ready import load_wording
from sharedcli.checks.run import profile_findings
from sharedcli.drafting.deciding import Decided, by_ruling, decide
from sharedcli.drafting.guessing import Confidence
from sharedcli.drafting.importing import SUPERSEDED, Imported, NoDayError, import_rows
from sharedcli.drafting.listing import listed
from sharedcli.drafting.picking import LeftOut, Pick
from sharedcli.drafting.picks_file import Key, PicksRefusedError, Ruling, picks_text, read_picks
from sharedcli.drafting.preparing import OwnFile, Prepared, prepare
from sharedcli.drafting.register import council_called
from sharedcli.drafting.sorting import FILLED_IN, OnRows, Row, SortedFile, sort_rows
from sharedcli.errors import SharedcliError
from sharedcli.loading.folder import Input, at_hand, find_inputs, read_bytes
from sharedcli.loading.importers.importer import IMPORTERS, Asked, DateOrder, open_import
from sharedcli.loading.importers.rules import NOT_A_TEMPLATE
from sharedcli.loading.importers.template.book import MOST_BYTES
from sharedcli.loading.importers.template.reading import read_template, recognises
from sharedcli.loading.profile import read_profile
from sharedcli.loading.services import services
from sharedcli.model.finding import Finding, Location, Severity

__all__ = [
    "IMPORTERS", "SUPERSEDED", "TEMPLATE", "Asked", "Confidence", "DateOrder", "Decided", "Imported", "Key", "LeftOut",
    "NoDayError", "OnRows", "OwnFile", "Pick", "PicksRefusedError", "Prepared", "Row", "Ruling", "SortedFile",
    "by_ruling", "council_called", "decide_all", "import_rows", "listed", "load_wording", "own_files", "picks_text",
    "prepare", "rulings", "services", "sort_files",
]  # fmt: skip


TEMPLATE = "template"
"""The kind of a workbook that `sharedcli template` writes; it holds a profile, not rows."""


class TwoFilesError(SharedcliError):
    """Two files to merge into are of one council."""


def sort_files(
    paths: Iterable[str],
    asked: Asked,
    *,
    kind: str | None = None,
    wanted: frozenset[Key] = frozenset(),
    only: str = "",
    on_rows: OnRows = lambda _done, _of: None,
) -> tuple[SortedFile, ...]:
    """Read and sort every row of every file.

    Args:
        paths: Files, or `-` for standard input; each once.
        asked: What the person who imports says of them.
        kind: Of which kind all of them are, a key of `IMPORTERS` or `TEMPLATE`; `None` looks at each.
        wanted: Rows that are kept whatever they are about.
        only: The ONS code of the council whose contracts alone are wanted; empty for all.
        on_rows: Called now and then with how many bytes have been read, and of how many.
    """
    found = []
    for path in dict.fromkeys(paths):
        with at_hand(Input(path)) as source:
            if kind == TEMPLATE or (kind is None and _is_template(source)):
                found.append(_filled_in(source))
                continue
            opened = open_import(source, asked, kind, on_bytes=on_rows)
            if isinstance(opened, tuple):
                found.append(SortedFile(source.name, "", "", (), opened))
            else:
                found.append(sort_rows(source.name, opened, wanted=wanted, only=only, on_rows=on_rows))
    return tuple(found)


def _filled_in(source: Input) -> SortedFile:
    reading = read_template(source)
    if reading is None:
        none = Finding(NOT_A_TEMPLATE, "No sheet of it says that it is a template.", Location(source.name))
        return SortedFile(source.name, "", "", (), (none,))
    findings = profile_findings(reading)
    is_ready = not any(found.severity is Severity.ERROR for found in findings)
    said = FILLED_IN if reading.doc else ""
    return SortedFile(source.name, said, "", (), findings, filled=reading.profile if is_ready else None)


def _is_template(source: Input) -> bool:
    content = read_bytes(source, most=MOST_BYTES)
    return not isinstance(content, Finding) and recognises(content)


def decide_all(
    found: Iterable[SortedFile], *, least: Confidence, rulings: Mapping[Key, Ruling], file: str = ""
) -> tuple[Decided, ...]:
    """Every row kept of every file, by its ruling, and by confidence where there is none.

    Raises:
        PicksRefusedError: A ruling of `file` is about a row that is not there, or is another by now.
    """
    return decide([row for one in found for row in one.rows], least=least, rulings=rulings, file=file)


def rulings(path: str) -> Mapping[Key, Ruling]:
    """What a person decided in a file of picks.

    Raises:
        PicksRefusedError: It cannot be read, or a line of it cannot be done.
    """
    content = read_bytes(Input(path), most=64 * 1024**2)
    if isinstance(content, Finding):
        msg = f"{Input(path).name}: {content.message}"
        raise PicksRefusedError(msg)
    return read_picks(content, file=Input(path).name, services=services())


def own_files(paths: Iterable[str]) -> Mapping[str, OwnFile]:
    """The profiles that councils keep already, by ONS code in capitals; files of other kinds are left alone.

    Raises:
        TwoFilesError: Two of them are of one council.
        SharedcliError: A file cannot be read, or has errors, so that nobody knows whose it is.
    """
    found: dict[str, OwnFile] = {}
    for source in find_inputs(paths):
        content = read_bytes(source)
        if isinstance(content, Finding):
            msg = f"{source.name}: {content.message}"
            raise SharedcliError(msg)
        reading = read_profile(content, file=source.name)
        if reading.is_of_another_kind:
            continue
        if reading.profile is None:
            msg = f"{source.name} has errors, so nothing can be merged into it; `sharedcli validate` shows them."
            raise SharedcliError(msg)
        code = reading.profile.council.code.upper()
        kept = found.setdefault(code, OwnFile(PurePath(source.path).name, source.name, content))
        if kept.path != source.name:
            msg = f"{kept.path} and {source.name} are both of {reading.profile.council.name}; keep one of them."
            raise TwoFilesError(msg)
    return MappingProxyType(found)
