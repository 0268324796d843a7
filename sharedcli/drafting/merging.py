"""A draft merged into the file a council wrote itself: what it has not stated is added, and nothing of its own changes.

What differs is listed, never applied. What came out is read back and compared before anybody may write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sharedcli.checks.completeness import completeness
from sharedcli.checks.run import profile_findings
from sharedcli.drafting.comparing import Comparison, Missing, compare, leaves, of_another_year
from sharedcli.drafting.drafts import Draft
from sharedcli.drafting.writing import Notes, entry_lines, field_lines
from sharedcli.loading.inserting import Insertion, insert
from sharedcli.loading.profile import Reading, read_profile
from sharedcli.model.fields import ProfileModel
from sharedcli.model.finding import Finding, Location, Pointer, Severity
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile

_MOST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value of the council's own that differs from what was published, which is left alone."""

    pointer: Pointer
    own: str
    at: Location
    published: str
    source: str


@dataclass(frozen=True, slots=True)
class Added:
    """Lines that were put into the file, or that are to be put in by hand, and the group or list they belong to.

    `why_not` says why they were not, a whole sentence; it is empty where they were.
    """

    into: Pointer
    lines: tuple[str, ...]
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Attributes:
        content: The bytes of the file as it would be, the old ones where nothing is added; `None` where refused.
        refusal: Why nothing may be written, whole sentences; empty where it may.
        findings: The errors of the council's file, where those are the reason.
        agreed: How many published values the council states alike.
    """

    content: bytes | None
    refusal: str = ""
    findings: tuple[Finding, ...] = ()
    added: tuple[Added, ...] = ()
    not_added: tuple[Added, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    agreed: int = 0


@dataclass(slots=True)
class _Work:
    """One merge while it is tried: `kept` still go in, `withheld` do not. `years` is said of pounds of another year."""

    content: bytes
    reading: Reading
    own: Profile
    draft: Draft
    years: Notes
    kept: list[Missing]
    withheld: list[Missing] = field(default_factory=list)


def merge(content: bytes, draft: Draft, *, file: str) -> Merged:
    """The council's file with what only the draft knows; never raises for what is in the file.

    Args:
        content: The bytes of the council's own profile.
        draft: What others published of the same council.
        file: The name of the file, for findings.
    """
    reading = read_profile(content, file=file)
    errors = tuple(found for found in profile_findings(reading) if found.severity is Severity.ERROR)
    if reading.profile is None or errors:
        return Merged(None, "The file has errors, so nothing is put into it.", errors)
    own = reading.profile
    if own.council.code.casefold() != draft.profile.council.code.casefold():
        ours, theirs = printable(own.council.name), printable(draft.profile.council.name)
        return Merged(None, f"The file is of {ours}, and the draft of {theirs}.")
    is_published = bool(draft.taken)
    found = compare(own, draft.profile, is_published=is_published)
    years = of_another_year(own, draft.profile) if is_published else {}
    draft = replace(draft, notes={**draft.notes, **{at: _together(draft.notes.get(at), years[at]) for at in years}})
    missing = [part for lack in found.missing for part in _apart(lack, reading)]
    work = _Work(content, reading, own, draft, years, [lack for lack in missing if not lack.why_not])
    work.withheld += [lack for lack in missing if lack.why_not]
    written = _try(work)
    if written is None:
        said = "What came out does not read back as the council's own values with the published ones added."
        return Merged(None, f"{said} Nothing is written; add the lines by hand.", not_added=_listed(work, [*work.kept]))
    return Merged(
        written,
        added=_listed(work, work.kept),
        not_added=_listed(work, work.withheld),
        conflicts=tuple(_conflicts(work, found)),
        agreed=found.agreed,
    )


def _try(work: _Work) -> bytes | None:
    """The bytes with all that can go in; what cannot moves to `withheld`. `None` where they do not read back."""
    doc = work.reading.doc
    while work.kept and doc is not None:
        insertions = list(_insertions(work))
        written, homeless = insert(work.content, doc, [insertion for _, insertion in insertions])
        lost = [lacks for lacks, insertion in insertions if insertion in homeless]
        if lost:
            _withhold(work, [lack for lacks in lost for lack in lacks], "There is no safe place for it in the file.")
            continue
        again = read_profile(written, file=work.reading.file)
        if again.profile is None or dict(leaves(again.profile)) != dict(_expected(work)):
            return None
        wrong = _errors_by_system(again, work)
        if not wrong:
            return written
        for system, said in wrong.items():
            about = [lack for lack in work.kept if lack.system == system]
            if not about:
                return None
            _withhold(work, about, f"With it the file would have an error: {said}")
    return work.content


def _withhold(work: _Work, lacks: list[Missing], why_not: str) -> None:
    work.kept = [lack for lack in work.kept if lack not in lacks]
    work.withheld += [replace(lack, why_not=why_not) for lack in lacks]


def _errors_by_system(again: Reading, work: _Work) -> dict[int | None, str]:
    """Errors, of which the file had none before, by the system of the council's own that they are in."""
    wrong: dict[int | None, str] = {}
    own: dict[Pointer, int] = {("systems", index): index for index in range(len(work.own.systems))}
    for found in profile_findings(again):
        if found.severity is Severity.ERROR:
            wrong[own.get(found.pointer[:2])] = found.message
    return wrong


def _expected(work: _Work) -> Iterator[tuple[Pointer, object]]:
    """Every value that the merged file must state, by its place."""
    had = dict(leaves(work.own))
    new = len(work.own.systems)
    for lack in work.kept:
        if lack.fields is None:
            had.pop(("systems",), None)
            yield from leaves(work.draft.profile.systems[int(lack.place[1])], ("systems", new))
            new += 1
        else:
            had.pop(lack.into, None)
            yield from leaves(lack.fields, lack.into)
    yield from had.items()


def _insertions(work: _Work) -> Iterator[tuple[list[Missing], Insertion]]:
    """What goes into the text; all new systems are one insertion, since each comes after the one before."""
    systems = [lack for lack in work.kept if lack.fields is None]
    for lack in work.kept:
        if lack.fields is not None:
            yield [lack], _fields_in(work, lack)
    if not systems:
        return
    lines: list[str] = []
    for number, lack in enumerate(systems):
        lines += ("",) * bool(number or work.own.systems)
        lines += _lines(work, lack)
    if work.reading.doc is not None and work.reading.doc.node(("systems",)) is None:
        yield systems, Insertion((), ("", "systems:", *(f"  {line}".rstrip() for line in lines)))
    else:
        yield systems, Insertion(("systems",), tuple(lines))


def _apart(lack: Missing, reading: Reading) -> Iterator[Missing]:
    """Missing facts, those apart whose name stands in the file without a value."""
    if lack.fields is None or reading.doc is None:
        yield lack
        return
    names = sorted(lack.fields.model_fields_set)
    named = [name for name in names if reading.doc.node((*lack.into, name)) is not None]
    for group in ([name for name in names if name not in named], *([name] for name in named)):
        if group:
            values = {name: getattr(lack.fields, name) for name in group}
            yield replace(lack, fields=type(lack.fields).model_construct(_fields_set=set(group), **values))


def _fields_in(work: _Work, lack: Missing) -> Insertion:
    """Fields of one group; where the name stands in the file without a value, they go behind or below it."""
    names = sorted(lack.fields.model_fields_set) if lack.fields else []
    about = {(*lack.place, name) for name in names}
    years = dict.fromkeys(said for place, said in work.years.items() if about & {place, place[:-1]})
    comment = printable(f"{', '.join(names)}: {_together(*years, _source(work.draft, lack.place))}", most=_MOST_NOTE)
    within = (*lack.into, names[0])
    if lack.fields is None or work.reading.doc is None or work.reading.doc.node(within) is None:
        return Insertion(lack.into, _lines(work, lack), comment)
    value = getattr(lack.fields, names[0])
    if isinstance(value, ProfileModel):
        inside = (*lack.place, names[0])
        return Insertion(within, field_lines(value, inside, notes=_with_source(work.draft, inside, value)), comment)
    bare = field_lines(lack.fields, lack.place)[0].removeprefix(f"{names[0]}: ")
    return Insertion(within, (bare,), comment)


def _lines(work: _Work, lack: Missing) -> tuple[str, ...]:
    """The lines of what the council lacks, without an indent, each value with its note."""
    draft = work.draft
    if lack.fields is None:
        gaps = completeness(draft.profile).gaps
        about = {place: note for place, note in draft.notes.items() if place[:2] == lack.place}
        mine = tuple(gap for gap in gaps if gap.pointer[:2] == lack.place)
        return entry_lines(draft.profile, lack.place, notes=about, gaps=mine)
    return field_lines(lack.fields, lack.place, notes=_with_source(draft, lack.place, lack.fields))


def _with_source(draft: Draft, place: Pointer, fields: ProfileModel) -> Notes:
    """The draft's notes, with where each value was published, which no source of the system says."""
    notes = dict(draft.notes)
    source = _source(draft, place)
    for name in fields.model_fields_set:
        if source and name != "source":
            notes[*place, name] = _together(notes.get((*place, name)), source)
    return notes


def _together(*said: str | None) -> str:
    """What is said of one value, as one note."""
    return "; ".join(filter(None, said))


def _source(draft: Draft, place: Pointer) -> str:
    """Where the draft has a value from, in words."""
    if place[:1] == ("systems",) and len(place) > 1:
        source = draft.profile.systems[int(place[1])].source
        return source.title if source else ""
    return draft.notes.get(place) or draft.notes.get(place[:1], "")


def _listed(work: _Work, lacks: list[Missing]) -> tuple[Added, ...]:
    return tuple(Added(lack.into, _lines(work, lack), lack.why_not) for lack in lacks)


def _conflicts(work: _Work, found: Comparison) -> Iterator[Conflict]:
    doc = work.reading.doc
    for differing in found.differing:
        yield Conflict(
            differing.own_place,
            _said(differing.own),
            doc.locate(differing.own_place) if doc is not None else Location(work.reading.file),
            _said(differing.published),
            _together(work.years.get(differing.place), _source(work.draft, differing.place)),
        )


def _said(value: object) -> str:
    """A value as a profile has it, safe to print."""
    if isinstance(value, tuple) and value and isinstance(value[0], ProfileModel):
        return f"a list of {len(value)}"
    if isinstance(value, tuple):
        return f"[{', '.join(_said(part) for part in value)}]"
    return f"{value:.2f}".removesuffix(".00") if isinstance(value, float) else printable(str(value))
