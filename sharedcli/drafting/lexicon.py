"""The shipped words as trees to look phrases up in, made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Literal

from sharedcli.drafting.phrases import Phrases, Text
from sharedcli.loading.services import services
from sharedcli.loading.vocabulary import vocabulary
from sharedcli.model.services import Service
from sharedcli.model.vocabulary import Product, Seller, Vocabulary


class Strength(IntEnum):
    """How surely a phrase means a system of the service: the three lists of `services.yaml`."""

    HINT = 1
    WORD = 2
    SYSTEM = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase that names a service."""

    service: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Branded:
    """A name of a product. `ordinary` names also mean something else."""

    name: str
    product: Product
    ordinary: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A phrase for what runs no service of the list; `is_ict` where it says ICT by itself."""

    what: str
    is_ict: bool


@dataclass(frozen=True, slots=True)
class NotMeant:
    """A phrase that holds a word of a service and means something else."""


SaysIct = Literal["anywhere", "beside"]
Meaning = Named | Branded | Seller | Elsewhere | NotMeant


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that texts of an entry are looked up in.

    Attributes:
        meanings: What a title can name.
        ict: What says ICT: wherever it stands, or only straight after a name.
        categories: What says ICT in a category.
        between: Words, one each, that may stand between two names, or before one of `beside`.
        filler: What says nothing.
        other_things: What is bought where no system is.
        sellers: Suppliers of ICT, by name.
        backers: Every name under which a product is sold.
        cpv: The services that an eight-digit code is listed with.
        vocabulary: The lists themselves.
    """

    meanings: Phrases[Meaning]
    ict: Phrases[SaysIct]
    categories: Phrases[bool]
    between: frozenset[str]
    filler: Phrases[bool]
    other_things: Phrases[bool]
    sellers: Phrases[Seller]
    backers: Phrases[str]
    cpv: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary


@cache
def lexicon() -> Lexicon:
    """The lexicon of what ships; raises `PackageDataError` where a list is wrong."""
    return lexicon_of(services(), vocabulary())


def lexicon_of(known: Mapping[str, Service], words: Vocabulary) -> Lexicon:
    """The lexicon of some services and words."""
    by_code: dict[str, tuple[str, ...]] = {}
    for service in known.values():
        by_code |= {code: (*by_code.get(code, ()), service.key) for code in service.cpv}
    return Lexicon(
        meanings=Phrases((*_named(known), *_elsewhere(words), *_branded(words))),
        ict=Phrases((*((each, "anywhere") for each in words.words), *((each, "beside") for each in words.beside))),
        categories=_flags((*words.words, *words.categories)),
        between=frozenset(word for phrase in words.between for word in Text.of(phrase).words),
        filler=_flags((*words.filler, *words.between, *words.beside, *words.words)),
        other_things=_flags(words.other_things),
        sellers=Phrases((seller.name, seller) for seller in words.sellers),
        backers=Phrases((name, name) for product in words.products for name in product.suppliers),
        cpv=by_code,
        vocabulary=words,
    )


def _flags(phrases: tuple[str, ...]) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in phrases)


def _named(known: Mapping[str, Service]) -> Iterator[tuple[str, Meaning]]:
    for key, service in known.items():
        lists = ((service.systems, Strength.SYSTEM), (service.words, Strength.WORD), (service.hints, Strength.HINT))
        for phrases, strength in lists:
            yield from ((phrase, Named(key, strength)) for phrase in phrases)


def _elsewhere(words: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    for kinds, is_ict in ((words.equipment, True), (words.other_systems, False)):
        for what, phrases in kinds.items():
            yield from ((phrase, Elsewhere(what, is_ict)) for phrase in phrases)
    yield from ((phrase, NotMeant()) for phrase in words.not_meant)


def _branded(words: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    for product in words.products:
        yield product.name, Branded(product.name, product, product.ordinary)
        yield from ((name, Branded(name, product, ordinary=False)) for name in product.names)
    yield from ((seller.name, seller) for seller in words.sellers if not seller.ordinary)
