"""Which service a published contract runs, how sure that is, and what it was read from.

Read are the title and the product, then suppliers, CPV codes and category, and the description where the title is
silent. The words are data: `services.yaml` for services, `vocabulary/*.yaml` for products, suppliers and ICT.

| confidence | where |
|---|---|
| high | a product that is known, or a phrase that names the service, and a sign of ICT: a word, a CPV code, a supplier |
| medium | one of them alone; a passing word beside a sign of ICT; a supplier that sells councils nothing else |
| low | a word for the work with nothing else; what a supplier is best known for; a CPV code that is the service's own |

Each is one lower where something speaks against it: every CPV code is of other goods, or the title names a thing or
somebody's work. Lower than low is left out. `ACCEPTED` are taken unless a person says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sharedcli.drafting.lexicon import Lexicon, Strength, lexicon
from sharedcli.drafting.readings import Brand, Group, Reading, read
from sharedcli.drafting.signs import Signs, signs_of
from sharedcli.model.entry import Entry
from sharedcli.model.vocabulary import Product

Confidence = Literal["high", "medium", "low"]
Kind = Literal["not-ict", "other-ict", "unclear"]
"""Why a contract is left out: it is not ICT; it is, and runs no service of the list; nothing says which it runs."""

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
ACCEPTED: frozenset[Confidence] = frozenset({"high", "medium"})
_MOST_READ = 1000


@dataclass(frozen=True, slots=True)
class Pick:
    """The services a contract runs, in the order they were named; `product` is empty where none is recognised.

    `reason` is one sentence that says what it was read from.
    """

    services: tuple[str, ...]
    confidence: Confidence
    reason: str
    product: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A contract that runs no service of the list as far as can be told, and one sentence that says why."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class _Guess:
    """A pick before anything that speaks against it."""

    services: tuple[str, ...]
    confidence: Confidence
    because: tuple[str, ...]
    product: str = ""


def pick(entry: Entry) -> Pick | LeftOut:
    """The services that an entry's contract runs, or why it is left out.

    >>> from sharedcli.model.entry import Place
    >>> row = Entry(Place("register.csv", 2), "A council", "Housing management system", "awarded", cpv=("48000000",))
    >>> pick(row).services, pick(row).confidence
    (('housing-management',), 'high')
    """
    words = lexicon()
    title = read(f"{entry.title}\n{entry.product}" if entry.product else entry.title, words)
    signs = signs_of(entry, title, words)
    guess = _from_title(title, signs, words) or _from_rest(entry, title, signs, words)
    if guess is None:
        return _left_out(title, signs)
    against = _against(title, signs, words)
    if not against:
        return Pick(guess.services, guess.confidence, _sentence(guess.because), guess.product)
    if guess.confidence == "low":
        return LeftOut("not-ict", _sentence((*guess.because, f"against it, {against}")))
    lower = CONFIDENCES[CONFIDENCES.index(guess.confidence) - 1]
    return Pick(guess.services, lower, _sentence((*guess.because, f"against it, {against}")), guess.product)


def _from_title(title: Reading, signs: Signs, words: Lexicon) -> _Guess | None:
    brands = tuple(brand for brand in title.brands if _is_meant(brand, title, signs, words))
    group = max(title.groups, key=lambda each: each.strength, default=None)
    if brands:
        return _branded(brands, title, signs)
    if group is None:
        return None
    said = f"the title says {_quoted(title.said(group))}"
    ict = signs.ict
    if group.strength is Strength.SYSTEM:
        return _Guess(group.services, "high" if ict else "medium", (said, *ict[:1]))
    if title.elsewhere and (title.elsewhere[1].is_ict or group.strength is Strength.HINT):
        return None
    if ict:
        return _Guess(group.services, "high" if group.strength is Strength.WORD else "medium", (said, *ict[:1]))
    return None


def _branded(brands: tuple[Brand, ...], title: Reading, signs: Signs) -> _Guess:
    """What the products say, narrowed to those of their services that the title names."""
    products = tuple(brand.branded.product for brand in brands)
    named = tuple(dict.fromkeys(service for group in title.groups for service in group.services))
    agreed = tuple(service for service in named if any(product.covers(service) for product in products))
    services = agreed or _together(products)
    name = brands[0].branded.name
    because = [f"the title names {name}"]
    if agreed:
        because += [f"says {_quoted(title.said(group))}" for group in title.groups if set(group.services) & set(agreed)][:1]
    because += signs.ict[:1]
    contradicted = not agreed and any(group.strength is Strength.SYSTEM for group in title.groups)
    is_sure = (agreed or signs.ict or signs.backed(brands[0])) and not contradicted
    return _Guess(services, "high" if is_sure else "medium", tuple(because), name)


def _together(products: tuple[Product, ...]) -> tuple[str, ...]:
    """What several products are for: what they share where one supplier sells them, as a system and a part of it; else all."""
    first, *others = products
    shared = tuple(service for service in first.services if all(service in each.services for each in others))
    if shared and all(set(first.suppliers) & set(each.suppliers) for each in others):
        return shared
    return tuple(dict.fromkeys(service for product in products for service in product.services))


def _is_meant(brand: Brand, title: Reading, signs: Signs, words: Lexicon) -> bool:
    """Whether a product is meant by its name: one that is an ordinary word needs another sign."""
    if not brand.branded.ordinary or brand.is_followed or signs.backed(brand):
        return True
    product = brand.branded.product
    for group in title.groups:
        if any(product.covers(service) for service in group.services):
            if signs.ict or group.strength is not Strength.HINT or not title.says_more(words):
                return True
    return not title.says_more(words) and bool(signs.cpv_ict or not signs.cpv)


def _from_rest(entry: Entry, title: Reading, signs: Signs, words: Lexicon) -> _Guess | None:
    """What suppliers, the description and CPV codes say where the title names nothing for sure."""
    passing = max(title.groups, key=lambda each: each.strength, default=None)
    if title.elsewhere and not passing:
        return None
    if passing or signs.ict or not title.text.words or not title.says_more(words):
        told = _from_description(entry, passing, signs, words)
        if told:
            return told
    if passing and passing.strength is Strength.WORD and not title.elsewhere:
        return _Guess(passing.services, "low", (f"the title says {_quoted(title.said(passing))}", "nothing says ICT"))
    if passing:
        return None
    seller = signs.seller
    if seller and seller.only:
        return _Guess(seller.only, "medium", (f"{seller.name} sells councils nothing else, as far as is known",))
    if seller and seller.mostly:
        return _Guess(seller.mostly, "low", (f"{seller.name} is best known for it", "the title does not say"))
    if signs.cpv_services and not title.says_more(words):
        code, services = signs.cpv_services
        return _Guess(services, "low", (f"CPV {code} is the service's own", "the title does not say"))
    return None


def _from_description(entry: Entry, passing: Group | None, signs: Signs, words: Lexicon) -> _Guess | None:
    """What the description says: a system of the service that the title mentions, or a product or system alone."""
    if not entry.description:
        return None
    told = read(entry.description[:_MOST_READ], words)
    skipped = words.vocabulary.not_from_descriptions
    groups = [
        group
        for group in told.groups
        if group.strength is Strength.SYSTEM and not set(group.services) & set(skipped)
    ]
    if passing:
        agreed = [group for group in groups if set(group.services) & set(passing.services)]
        for group in agreed:
            services = tuple(service for service in group.services if service in passing.services)
            return _Guess(services, "medium", (f"the description says {_quoted(told.said(group))}",))
        return None
    if not signs.ict:
        return None
    for brand in told.brands:
        product = brand.branded.product
        if (not brand.branded.ordinary or signs.backed(brand)) and not set(product.services) & set(skipped):
            return _Guess(
                product.services, "medium", (f"the description names {brand.branded.name}", *signs.ict[:1]), brand.branded.name
            )
    if groups:
        one = len({group.services for group in groups}) == 1
        because = (f"the description says {_quoted(told.said(groups[0]))}", *signs.ict[:1])
        return _Guess(groups[0].services, "medium" if one else "low", because)
    return None


def _against(title: Reading, signs: Signs, words: Lexicon) -> str:
    """What speaks against a system being bought; empty for nothing."""
    if signs.cpv_other:
        return f"CPV {signs.cpv_other[0]} is {signs.cpv_other[1]}"
    other_thing = title.other_thing(words)
    return f"the title says {_quoted(other_thing)}" if other_thing else ""


def _left_out(title: Reading, signs: Signs) -> LeftOut:
    if title.elsewhere and (title.elsewhere[1].is_ict or signs.ict):
        said, where = title.elsewhere
        return LeftOut("other-ict", _sentence((f"{_quoted(said)} is {where.what}, which runs no service of the list",)))
    if signs.seller and not signs.cpv_other:
        said = f"{signs.seller.name} sells systems for several services, and nothing says which this is for"
        return LeftOut("unclear", _sentence((said,)))
    if signs.ict:
        return LeftOut("other-ict", _sentence((*signs.ict[:1], "nothing names a service of the list")))
    if signs.cpv_other:
        code, what = signs.cpv_other
        return LeftOut("not-ict", _sentence((f"CPV {code} is {what}", "nothing says ICT")))
    if not any(any(letter.isalpha() for letter in word) for word in title.text.words):
        return LeftOut("unclear", _sentence(("the title does not say what was bought",)))
    return LeftOut("not-ict", _sentence((f"nothing says ICT{'' if signs.cpv else ', and no CPV code is stated'}",)))


def _quoted(text: str) -> str:
    return f'"{text}"'


def _sentence(parts: tuple[str, ...]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
