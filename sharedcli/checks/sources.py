"""Checks on where facts come from, what a council will not do, and what it keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, check
from sharedcli.checks.services import called, meant
from sharedcli.checks.wording import day, quoted
from sharedcli.loading.services import services
from sharedcli.model.fields import Source
from sharedcli.model.finding import Pointer, Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import System

_ALL = "all"
_MAY_BE_KEPT = frozenset(System.model_fields) - {"service", "status", "confidential"}


def _sources(profile: Profile) -> Iterator[tuple[Pointer, Source]]:
    for index, system in enumerate(profile.systems):
        if system.source:
            yield ("systems", index, "source"), system.source
    for index, line in enumerate(profile.conditions.red_lines):
        if line.source:
            yield ("conditions", "red_lines", index, "source"), line.source


@check("CF401", Severity.WARNING)
def published_without_source(profile: Profile) -> Iterator[Hit]:
    """The figures are said to be published, and a system does not say where.

    A reader who cannot look a figure up has no reason to believe the answer built on it.

    Add the source, or mark the file's figures as internal or illustrative.
    """
    if profile.figures != "published":
        return
    for index, system in enumerate(profile.systems):
        if system.source is None and (system.contract or system.annual_cost_gbp or system.alone_gbp):
            yield ("systems", index, "service"), f"{called(system.service)} has figures and no source."


@check("CF402", Severity.NOTE)
def source_undated(profile: Profile) -> Iterator[Hit]:
    """A source has no date.

    Registers and web pages change, so nobody can tell which version the figure came from.

    Add the date of the source, or the day it was read.
    """
    for pointer, source in _sources(profile):
        if source.on is None:
            yield (*pointer, "title"), f"The source {quoted(source.title)} has no date."


@check("CF403", Severity.NOTE)
def source_after_profile(profile: Profile) -> Iterator[Hit]:
    """A source is later than the day the profile describes.

    It may tell of what happened since, which nobody could have known on that day.

    Check that the fact was already true then, or move as_at to a later day.
    """
    for pointer, source in _sources(profile):
        if source.on and source.on > profile.as_at:
            said = f"The source is of {day(source.on)}, the profile of {day(profile.as_at)}."
            yield (*pointer, "on"), said


@check("CF404", Severity.WARNING)
def source_not_a_web_address(profile: Profile) -> Iterator[Hit]:
    """A source's url is not a web address.

    Reports make it a link, and a reader elsewhere cannot open a path on a council's own computers.

    Give an address that starts with https:// or http://, or leave it out and name the document in the title.
    """
    for pointer, source in _sources(profile):
        if source.url and not source.url.lower().startswith(("https://", "http://")):
            yield (*pointer, "url"), f"{quoted(source.url)} is not a web address."


@check("CF405", Severity.ERROR)
def red_line_unknown_service(profile: Profile) -> Iterator[Hit]:
    """A red line names a service that is not in the list of services.

    It would never apply, and the council would be put into a group its members have ruled out.

    Use a key of the service list, or all.
    """
    known = services()
    for index, line in enumerate(profile.conditions.red_lines):
        if line.service != _ALL and line.service not in known:
            said = f"{quoted(line.service)} is not a service.{meant(line.service)}"
            yield ("conditions", "red_lines", index, "service"), said


@check("CF406", Severity.NOTE)
def red_line_without_system(profile: Profile) -> Iterator[Hit]:
    """A red line names a service for which the council lists no system.

    It has no effect, and its price cannot be shown to members.

    List the service with its status, or drop the red line.
    """
    known = services()
    listed = {system.service for system in profile.systems} if profile.conditions.red_lines else set()
    for index, line in enumerate(profile.conditions.red_lines):
        if line.service in known and line.service not in listed:
            said = f"A red line names {called(line.service)}, which is not listed."
            yield ("conditions", "red_lines", index, "service"), said


@check("CF407", Severity.NOTE)
def red_line_given_twice(profile: Profile) -> Iterator[Hit]:
    """The same thing is forbidden twice for one service.

    The first reason given is the one printed, so the second is lost.

    Merge the two red lines.
    """
    seen: set[tuple[str, str]] = set()
    for index, line in enumerate(profile.conditions.red_lines):
        again = [word for word in line.forbids if (line.service, word) in seen or (_ALL, word) in seen]
        if again:
            said = f"{', '.join(again)} is already forbidden for {quoted(line.service)}."
            yield ("conditions", "red_lines", index, "service"), said
        seen.update((line.service, word) for word in line.forbids)


@check("CF408", Severity.NOTE)
def red_line_without_source(profile: Profile) -> Iterator[Hit]:
    """A red line in a published file does not say where it was decided.

    A red line can cost the partners more than any price, and they will ask who drew it.

    Add the committee paper or statement as its source.
    """
    if profile.figures != "published":
        return
    for index, line in enumerate(profile.conditions.red_lines):
        if line.source is None:
            yield (
                ("conditions", "red_lines", index, "service"),
                f"The red line on {quoted(line.service)} has no source.",
            )


@check("CF409", Severity.ERROR)
def confidential_unknown_field(profile: Profile) -> Iterator[Hit]:
    """A field to be kept confidential is not a field that can be left out.

    A misspelt name protects nothing: what was meant would be printed for the public.

    Name whole fields of the system, such as contract, annual_cost_gbp or supplier.
    """
    for index, system in enumerate(profile.systems):
        for number, field in enumerate(system.confidential):
            if field not in _MAY_BE_KEPT:
                said = f"{quoted(field)} is not a whole field of a system, so it cannot be left out."
                yield ("systems", index, "confidential", number), said
