"""What an entry seems to run, before what speaks against it is weighed: the rules of `picking.py`, each a function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sharedcli.checks.wording import quoted
from sharedcli.drafting.groups import Group
from sharedcli.drafting.lexicon import Lexicon, Strength
from sharedcli.drafting.readings import Brand, Reading, read
from sharedcli.drafting.signs import Signs
from sharedcli.model.entry import Entry
from sharedcli.model.vocabulary import Product

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Guess:
    """The services, and half a sentence for each thing they were read from."""

    services: tuple[str, ...]
    confidence: Confidence
    because: tuple[str, ...]
    product: str = ""


def guess(entry: Entry, title: Reading, signs: Signs, words: Lexicon) -> Guess | None:
    """What the title says; else the description, a supplier, or a CPV code; `None` where nothing names a service."""
    brands = tuple(brand for brand in title.brands if _is_meant(brand, title, signs, words))
    if brands:
        return _branded(brands, title, signs)
    group = max(title.groups, key=lambda each: each.strength, default=None)
    named = _named(group, title, signs) if group else None
    if named:
        return named
    if title.elsewhere and (not group or group.strength is Strength.HINT):
        return None
    told = _told(entry, group, signs, words)
    if told:
        return told
    return _passing(group, title) if group else _supplied(title, signs, words)


def _named(group: Group, title: Reading, signs: Signs) -> Guess | None:
    """What the surest phrase of the title says, where it says enough."""
    said = f"the title says {quoted(title.said(group))}"
    if group.strength is Strength.SYSTEM:
        is_sure = signs.ict or (group.is_followed and group.surest is not Strength.HINT)
        return Guess(group.services, "high" if is_sure else "medium", (said, *signs.ict[:1]))
    if title.elsewhere and (title.elsewhere.is_ict or group.strength is Strength.HINT):
        return None
    if signs.ict:
        return Guess(group.services, "high" if group.strength is Strength.WORD else "medium", (said, *signs.ict[:1]))
    return None


def _is_meant(brand: Brand, title: Reading, signs: Signs, words: Lexicon) -> bool:
    """Whether a product is meant by its name: one that is an ordinary word needs another sign."""
    if not brand.branded.ordinary or signs.backed(brand):
        return True
    if title.elsewhere and title.elsewhere.is_ict:
        return False
    if brand.is_followed and not any(group.strength is Strength.SYSTEM for group in title.groups):
        return True
    says_more = title.says_more(words)
    for group in title.groups:
        agrees = any(brand.branded.product.covers(service) for service in group.services)
        if agrees and (signs.ict or group.strength is not Strength.HINT or not says_more):
            return True
    return not says_more and bool(signs.cpv_ict or not signs.cpv)


def _branded(brands: tuple[Brand, ...], title: Reading, signs: Signs) -> Guess:
    """What the products say, narrowed to those of their services that the title names."""
    products = tuple(brand.branded.product for brand in brands)
    covered = {service for product in products for service in (*product.services, *product.modules)}
    agreed = [group for group in title.groups if not covered.isdisjoint(group.services)]
    services = tuple(dict.fromkeys(key for group in agreed for key in group.services if key in covered))
    name = brands[0].branded.name
    because = (
        f"{_place(title, brands[0])} names {name}",
        *(f"{_place(title, group)} says {quoted(title.said(group))}" for group in agreed[:1]),
        *signs.ict[:1],
    )
    contradicted = not agreed and any(group.strength is Strength.SYSTEM for group in title.groups)
    is_sure = (agreed or signs.ict or signs.backed(brands[0])) and not contradicted
    return Guess(services or _together(products), "high" if is_sure else "medium", because, name)


def _together(products: tuple[Product, ...]) -> tuple[str, ...]:
    """What several products are for.

    That is what they share where one supplier sells them, as a system and a part of it; otherwise everything.
    """
    first, *others = products
    shared = tuple(service for service in first.services if all(service in each.services for each in others))
    if shared and all(set(first.suppliers) & set(each.suppliers) for each in others):
        return shared
    return tuple(dict.fromkeys(service for product in products for service in product.services))


def _place(title: Reading, part: Brand | Group) -> str:
    return "the title" if part.start < title.of_title else "the product"


def _passing(group: Group, title: Reading) -> Guess | None:
    """A word for the work, with nothing that says a system of it is bought."""
    if group.strength is not Strength.WORD or title.elsewhere:
        return None
    return Guess(group.services, "low", (f"the title says {quoted(title.said(group))}", "nothing says ICT"))


def _told(entry: Entry, group: Group | None, signs: Signs, words: Lexicon) -> Guess | None:
    """What the description says: a system of the service that the title mentions, or else whatever it names."""
    if not entry.description or not (group or signs.ict):
        return None
    told = read(entry.description, words)
    skipped = set(words.vocabulary.not_from_descriptions)
    systems = [each for each in told.groups if each.strength is Strength.SYSTEM and skipped.isdisjoint(each.services)]
    if group:
        return next(_same(group, systems, told), None)
    for brand in told.brands:
        product = brand.branded.product
        if (not brand.branded.ordinary or signs.backed(brand)) and skipped.isdisjoint(product.services):
            because = (f"the description names {brand.branded.name}", *signs.ict[:1])
            return Guess(product.services, "medium", because, brand.branded.name)
    if not systems:
        return None
    is_one = len({each.services for each in systems}) == 1
    because = (f"the description says {quoted(told.said(systems[0]))}", *signs.ict[:1])
    return Guess(systems[0].services, "medium" if is_one else "low", because)


def _same(group: Group, systems: list[Group], told: Reading) -> Iterator[Guess]:
    for each in systems:
        services = tuple(service for service in each.services if service in group.services)
        if services:
            yield Guess(services, "medium", (f"the description says {quoted(told.said(each))}",))


def _supplied(title: Reading, signs: Signs, words: Lexicon) -> Guess | None:
    """What a supplier or a CPV code says where nothing else does."""
    seller = signs.seller
    if seller and seller.only:
        return Guess(seller.only, "medium", (f"{seller.name} sells councils nothing else, as far as is known",))
    if seller and seller.mostly:
        return Guess(seller.mostly, "low", (f"{seller.name} is best known for it", "the title does not say"))
    if signs.cpv_services and not title.says_more(words):
        code, services = signs.cpv_services
        return Guess(services, "low", (f"CPV {code} is the service's own", "the title does not say"))
    return None
