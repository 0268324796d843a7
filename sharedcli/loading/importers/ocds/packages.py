"""A piece of JSON to the releases in it, whatever they are wrapped in, each with what its package says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.ocds.contracts_finder import as_release, is_notice
from sharedcli.loading.importers.ocds.found import Package, Problem, Release
from sharedcli.loading.importers.ocds.pieces import Twice, kind_of
from sharedcli.loading.importers.ocds.values import Said
from sharedcli.model.printable import printable

_OF_A_RELEASE = ("tender", "awards", "contracts", "planning", "buyer", "parties")
_NO_PACKAGE = Package()


def releases_of(data: object, *, twice: bool = False, inner: bool = False) -> Iterator[Release | Problem]:
    """Every release in a piece of JSON, in order, at least one value.

    Args:
        data: A package, record, release or Contracts Finder notice, or a list of them.
        twice: Whether the piece holds a group in which a name is given twice.
        inner: Whether `data` stands in such a list itself; there are no lists of lists.
    """
    if isinstance(data, list) and not inner:
        if not data:
            yield Problem(rules.NOTICE_EMPTY, "The list holds no notice.")
        for one in data:
            yield from releases_of(one, twice=twice, inner=True)
    elif not isinstance(data, dict):
        yield Problem(rules.NOT_A_NOTICE, f"Here stands {kind_of(data)}, not a notice.")
    elif isinstance(data, Twice):
        yield _given_twice(data)
    else:
        for found in _of_group(data):
            doubled = _first_twice(found.fields) if twice and isinstance(found, Release) else None
            yield found if doubled is None else _given_twice(doubled)


def _of_group(data: Mapping[str, Any]) -> Iterator[Release | Problem]:
    if "records" in data:
        package = _package(data)
        for record in _listed(data["records"]):
            yield from _of_record(record, package)
    elif "compiledRelease" in data or ("releases" in data and "ocid" in data):
        yield from _of_record(data, _NO_PACKAGE)
    elif "releases" in data:
        package = _package(data)
        for release in _listed(data["releases"]):
            yield _checked(release, package)
    elif isinstance(data.get("noticeList"), list):  # what Contracts Finder's own search answers
        for one in _listed(data["noticeList"]):
            yield _checked(one.get("item", one) if isinstance(one, dict) else one, _NO_PACKAGE)
    else:
        yield _checked(data, _NO_PACKAGE)


def _of_record(record: object, package: Package) -> Iterator[Release | Problem]:
    if not isinstance(record, dict) or isinstance(record, Twice):
        yield _checked(record, package)
        return
    if isinstance(record.get("compiledRelease"), dict):
        yield Release(record["compiledRelease"], package)
        return
    # Releases of a record are often only linked: an address, a date and a tag.
    whole = [one for one in _listed(record.get("releases")) if isinstance(one, dict) and _is_release(one)]
    for one in whole:
        yield Release({"ocid": record.get("ocid"), **one}, package)
    if not whole:
        ocid = printable(str(record.get("ocid", "")))
        yield Problem(rules.NOTICE_EMPTY, f"The record {ocid} names its releases by their address and holds none.")


def _checked(held: object, package: Package) -> Release | Problem:
    """A release, if a value is one."""
    if isinstance(held, Problem):
        return held
    if not isinstance(held, dict):
        return Problem(rules.NOT_A_NOTICE, f"Here stands {kind_of(held)}, not a notice.")
    if isinstance(held, Twice):
        return _given_twice(held)
    if is_notice(held):
        fields, address = as_release(held)
        return Release(fields, Package(uri=address))
    if not _is_release(held):
        names = ", ".join(printable(name) for name in list(held)[:5])
        return Problem(rules.NOT_A_NOTICE, f"This group has none of the fields of a notice, but {names or 'none'}.")
    return Release(held, package)


def _is_release(group: Mapping[str, Any]) -> bool:
    return any(name in group for name in _OF_A_RELEASE)


def _listed(held: object) -> list[Any]:
    entries = held if isinstance(held, list) else [held]
    return entries or [Problem(rules.NOTICE_EMPTY, "The package holds no notice.")]


def _package(data: Mapping[str, Any]) -> Package:
    said = Said(data, [])
    return Package(said.group("publisher").text("name"), said.text("uri"), said.text("publishedDate"))


def _first_twice(release: Mapping[str, Any]) -> Twice | None:
    waiting: list[Any] = [release]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Twice):
            return one
        if isinstance(one, dict | list):
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return None


def _given_twice(group: Twice) -> Problem:
    return Problem(rules.JSON_NAME_TWICE, f'"{printable(group.name)}" is given twice in one group, differently.')
