"""The shipped words of `vocabulary/*.yaml` as values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from sharedcli.errors import PackageDataError
from sharedcli.loading.services import services
from sharedcli.model.vocabulary import Product, Seller, Vocabulary

_ROOM, _PRODUCTS, _ICT = "vocabulary", "products.yaml", "ict.yaml"
_PHRASES = (
    "words", "categories", "beside", "between", "filler", "other_things", "not_meant", "not_from_descriptions",
)  # fmt: skip
_CODES = ("cpv_ict", "cpv_other")
_KINDS = ("equipment", "other_systems")
# The base loader guesses at nothing: `on` and `03` stay text. The C one is there wherever libyaml is.
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def vocabulary() -> Vocabulary:
    """The words that ship; raises `PackageDataError` for an entry that is wrong."""
    room = files("sharedcli").joinpath(_ROOM)
    return read_vocabulary(*(room.joinpath(name).read_text(encoding="utf-8") for name in (_PRODUCTS, _ICT)))


def read_vocabulary(products: str, ict: str) -> Vocabulary:
    """The words that the text of two such files lists; raises `PackageDataError` for an entry that is wrong."""
    tree, general = _tree(_PRODUCTS, products), _tree(_ICT, ict)
    _only_known(_PRODUCTS, tree, {"products", "suppliers"})
    _only_known(_ICT, general, {*_PHRASES, *_CODES, *_KINDS})
    cpv_ict, cpv_other = (_codes(name, general.get(name, {})) for name in _CODES)
    equipment, other_systems = (_kinds(name, general.get(name, {})) for name in _KINDS)
    return Vocabulary(
        products=tuple(_product(entry) for entry in _entries(tree, "products")),
        sellers=tuple(_seller(entry) for entry in _entries(tree, "suppliers")),
        cpv_ict=cpv_ict,
        cpv_other=cpv_other,
        equipment=equipment,
        other_systems=other_systems,
        **{name: _texts(_ICT, name, general.get(name, [])) for name in _PHRASES},
    )


def _tree(file: str, text: str) -> Mapping[str, object]:
    try:
        tree = yaml.load(text, Loader=_Loader)  # noqa: S506 - the base loader makes nothing but text
    except yaml.YAMLError as wrong:
        msg = f"{file} is not YAML: {wrong}"
        raise PackageDataError(msg) from wrong
    if not isinstance(tree, dict):
        raise _wrong(file, "the file", "is not a group of fields")
    return tree


def _entries(tree: Mapping[str, object], name: str) -> tuple[Mapping[str, object], ...]:
    value = tree.get(name)
    if not isinstance(value, list) or not all(isinstance(entry, dict) and entry.get("name") for entry in value):
        raise _wrong(_PRODUCTS, name, "is not a list of entries with a name")
    return tuple(value)


def _product(entry: Mapping[str, object]) -> Product:
    name = str(entry["name"])
    _only_known(_PRODUCTS, entry, {"name", "names", "services", "modules", "suppliers", "ordinary", "seen"}, name)
    if not entry.get("services"):
        raise _wrong(_PRODUCTS, name, "names no service")
    return Product(
        name=name,
        services=_services(name, entry.get("services", [])),
        names=_texts(_PRODUCTS, name, entry.get("names", [])),
        modules=_services(name, entry.get("modules", [])),
        suppliers=_texts(_PRODUCTS, name, entry.get("suppliers", [])),
        ordinary=_is_ordinary(name, entry),
        seen=str(entry.get("seen", "")),
    )


def _seller(entry: Mapping[str, object]) -> Seller:
    name = str(entry["name"])
    _only_known(_PRODUCTS, entry, {"name", "only", "mostly", "ordinary", "seen"}, name)
    return Seller(
        name=name,
        only=_services(name, entry.get("only", [])),
        mostly=_services(name, entry.get("mostly", [])),
        ordinary=_is_ordinary(name, entry),
        seen=str(entry.get("seen", "")),
    )


def _is_ordinary(name: str, entry: Mapping[str, object]) -> bool:
    value = entry.get("ordinary", "false")
    if value not in ("true", "false"):
        raise _wrong(_PRODUCTS, name, "ordinary is neither true nor false")
    return value == "true"


def _services(name: str, value: object) -> tuple[str, ...]:
    keys = _texts(_PRODUCTS, name, value)
    unknown = [key for key in keys if key not in services()]
    if unknown:
        raise _wrong(_PRODUCTS, name, f"names services that services.yaml has not: {', '.join(unknown)}")
    return keys


def _texts(file: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
        raise _wrong(file, name, "is not a list of single values")
    return tuple(value)


def _codes(name: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(str(code).isdecimal() and label for code, label in value.items()):
        raise _wrong(_ICT, name, "is not a group of CPV codes and what they are")
    return MappingProxyType({str(code): str(label) for code, label in value.items()})


def _kinds(name: str, value: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise _wrong(_ICT, name, "is not a group of lists")
    return MappingProxyType({str(kind): _texts(_ICT, f"{name}: {kind}", phrases) for kind, phrases in value.items()})


def _only_known(file: str, entry: Mapping[str, object], known: set[str], name: str = "the file") -> None:
    unknown = entry.keys() - known
    if unknown:
        raise _wrong(file, name, f"has fields nobody reads: {', '.join(sorted(unknown))}")


def _wrong(file: str, name: str, what: str) -> PackageDataError:
    return PackageDataError(f"{file}: {name} {what}")
