"""`sharedcli init`: a profile from a person's answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sharedcli.cli import options
from sharedcli.cli.editors import put_schema_beside
from sharedcli.cli.output import STANDARD_OUTPUT, ExitCode, deliver, refuse_to_overwrite, say
from sharedcli.cli.prompting import interviewed, is_somebody_there
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api.starting import Interview

NAME = "init"

_SUFFIXES = (".yaml", ".yml")

Council = Annotated[str | None, typer.Option("--council", metavar="NAME", help="The council, by name or ONS code.")]
AsAt = Annotated[
    str | None, typer.Option("--as-at", metavar="DATE", help="The day the facts are true.  [default: today]")
]
Figures = Annotated[
    str | None, typer.Option("--figures", metavar="WORD", help="Whether they are published, internal or illustrative.")
]
Tier = Annotated[
    str | None,
    typer.Option(
        "--tier", metavar="KIND", help="Of a council outside the register: district, county, unitary and so on."
    ),
]
Region = Annotated[
    str | None, typer.Option("--region", metavar="NAME", help="Likewise: its English region, or its nation.")
]
Code = Annotated[str | None, typer.Option("--code", metavar="CODE", help="Likewise: its ONS (GSS) code.")]
Services = Annotated[
    list[str] | None, typer.Option("--service", metavar="KEY", help="A service it has a system for; repeat.")
]
Values = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PLACE=VALUE",
        help="Any field: council.population=94000, or payroll.contract.last_day=2028-03-31; repeat.",
    ),
]  # fmt: skip
Output = Annotated[
    str | None,
    typer.Option("--output", metavar="PATH", help="The file, - for standard output.  [default: <council>.yaml]"),
]


def command(
    *,
    council: Council = None,
    as_at: AsAt = None,
    figures: Figures = None,
    tier: Tier = None,
    region: Region = None,
    code: Code = None,
    service: Services = None,
    values: Values = None,
    output: Output = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
) -> None:
    """Start a profile: questions in plain words, each answered by a flag too.

    Asks only at a terminal. Whatever is left open stands in the file as a gap, by name.
    """
    path = options.destination(output)
    if path is not None and PurePath(path).suffix.lower() not in _SUFFIXES:
        _refuse(f"a profile is a text file; give a name that ends in {_SUFFIXES[0]}.", "--output")
    if output != STANDARD_OUTPUT:
        refuse_to_overwrite(path, force=force)
    day = as_at if as_at is not None or is_somebody_there() else _today()
    about = {"--as-at": day, "--figures": figures, "--tier": tier, "--region": region, "--code": code}
    start = _from_flags(council, about, options.words(service), values or [])

    def file_of(interview: Interview) -> str | None:
        return path if output is not None else _named_after(interview)

    interview = _completed(start, lambda so_far: refuse_to_overwrite(file_of(so_far), force=force))
    target = file_of(interview)
    refuse_to_overwrite(target, force=force)
    deliver(interview.text(), target, force=force)
    _close(interview, target, quiet=quiet)
    raise typer.Exit(ExitCode.NOTHING_FOUND)


def _named_after(interview: Interview) -> str | None:
    """The file's name where no other is given, as `import` would give it; `None` while the council is not known."""
    from sharedcli.api.starting import file_name

    named = interview.answers.get("council.name")
    return file_name(named, code=interview.answers.get("council.code", "")) if named else None


def _close(interview: Interview, target: str | None, *, quiet: bool) -> None:
    from sharedcli.reports.interview import closing

    if target is not None:
        put_schema_beside(target)
    if not quiet:
        say(closing(interview, target))


_PLACES = {
    "--as-at": "as_at", "--figures": "figures", "--tier": "council.tier", "--region": "council.region",
    "--code": "council.code",
}  # fmt: skip
_OUTSIDE = ("--tier", "--region", "--code")


def _from_flags(council: str | None, about: dict[str, str | None], service: list[str], values: list[str]) -> Interview:
    """What the flags answer. The kind of council comes first, since it decides which services are right answers."""
    from sharedcli.api import starting

    interview = starting.Interview(today=_today())
    given = {flag: text for flag, text in about.items() if text is not None}
    for flag, text in given.items():
        if flag == "--code" and council is not None:
            interview = _council(interview, council, given)
        interview = _or_refused(interview.given(_PLACES[flag], text), flag)
    if council is not None and "--code" not in given:
        interview = _council(interview, council, given)
    if service:
        interview = _or_refused(interview.listing(service), "--service")
    for value in values:
        place, equals, text = value.partition("=")
        if not equals:
            _refuse(f"{printable(value)} is not PLACE=VALUE, such as council.population=94000.", "--set")
        if not text.strip():
            _refuse(f"{printable(value)} has no value. Leave out what is not known: it becomes a gap.", "--set")
        interview = _or_refused(interview.given(place.strip(), text), "--set")
    return interview


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()


def _council(interview: Interview, name: str, given: Collection[str]) -> Interview:
    """The council of the register, or the one outside it that the flags describe in full."""
    found = interview.of_council(name)
    if not isinstance(found, str):
        return found
    missing = [flag for flag in _OUTSIDE if flag not in given]
    if missing and not is_somebody_there():
        _refuse(f"{found} For a council outside the register give {', '.join(missing)} too.", "--council")
    return _or_refused(interview.given("council.name", name), "--council")


def _completed(interview: Interview, check: Callable[[Interview], None]) -> Interview:
    """The interview with nothing open that is needed: asked for at a terminal, else refused by the flags' names."""
    if is_somebody_there():
        try:
            return interviewed(interview, on_answer=check)
        except (EOFError, KeyboardInterrupt):
            say("\nsharedcli: nothing was written.")
            raise typer.Exit(ExitCode.INTERRUPTED) from None
    needed = [question.flag for question in interview.open_questions() if question.required]
    if needed:
        msg = f"Nobody is there to ask, so these are needed: {', '.join(needed)}."
        raise typer.BadParameter(msg)
    return interview


def _or_refused(answered: Interview | str, flag: str) -> Interview:
    if isinstance(answered, str):
        _refuse(answered, flag)
    return answered


def _refuse(message: str, flag: str) -> NoReturn:
    raise typer.BadParameter(message, param_hint=flag)
