"""The shipped list of council services, `services.yaml`, as values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import get_args

import yaml

from sharedcli.errors import PackageDataError
from sharedcli.model.profile import Tier
from sharedcli.model.services import Service, Suppliers

_FILE = "services.yaml"
_TIERS = frozenset(get_args(Tier))
_TEXTS = ("label", "unit", "description")
_LISTS = ("lgsl", "esd_function", "proclass", "cpv", "systems", "words", "hints")
# The base loader guesses at nothing: `no`, `012` and `10:30` stay text. The C one is there wherever libyaml is.
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def services() -> Mapping[str, Service]:
    """Every service by its key, in the order of the file; raises `PackageDataError` for an entry that is wrong."""
    return read_services(files("sharedcli").joinpath(_FILE).read_text(encoding="utf-8"))


def read_services(text: str) -> Mapping[str, Service]:
    """The services that the text of such a file lists; raises `PackageDataError` for an entry that is wrong."""
    try:
        tree = yaml.load(text, Loader=_Loader)  # noqa: S506 - the base loader makes nothing but text
    except yaml.YAMLError as wrong:
        msg = f"{_FILE} is not YAML: {wrong}"
        raise PackageDataError(msg) from wrong
    entries = tree.get("services") if isinstance(tree, dict) else None
    if not isinstance(entries, dict) or not entries:
        msg = f"{_FILE} must hold a group called services"
        raise PackageDataError(msg)
    return MappingProxyType({key: _service(key, entry) for key, entry in entries.items()})


def _service(key: str, entry: object) -> Service:
    if not isinstance(entry, dict):
        raise _wrong(key, "is not a group of fields")
    unknown = entry.keys() - {*_TEXTS, *_LISTS, "tiers", "suppliers"}
    if unknown:
        raise _wrong(key, f"has fields nobody reads: {', '.join(sorted(unknown))}")
    label, unit, description = (_text(key, entry, field) for field in _TEXTS)
    tiers = frozenset(_list(key, entry, "tiers"))
    if not tiers or tiers - _TIERS:
        raise _wrong(key, "names no tier, or one that no council has")
    return Service(
        key=key,
        label=label,
        unit=unit,
        tiers=tiers,
        description=description,
        **{field: _list(key, entry, field) for field in _LISTS},
        suppliers=_suppliers(key, entry),
    )


def _text(key: str, entry: Mapping[str, object], field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(key, f"has no {field}")
    return value


def _list(key: str, entry: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise _wrong(key, f"{field} is not a list of single values")
    return tuple(value)


def _suppliers(key: str, entry: Mapping[str, object]) -> Suppliers | None:
    value = entry.get("suppliers")
    if value is None:
        return None
    if not isinstance(value, dict) or value.keys() != {"count", "source"}:
        raise _wrong(key, "suppliers is not a group of count and source")
    count = value["count"]
    if not isinstance(count, str) or not count.isdecimal() or not int(count):
        raise _wrong(key, "suppliers: count is not a whole number above 0")
    return Suppliers(int(count), _text(key, value, "source"))


def _wrong(key: str, what: str) -> PackageDataError:
    return PackageDataError(f"{_FILE}: {key} {what}")
