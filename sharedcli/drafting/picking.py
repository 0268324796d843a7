"""Which service a published contract runs, how sure that is, and what it was read from.

Read are the title and the product, then suppliers, CPV codes and category, and the description where the title is
silent. The words are data: `services.yaml` for services, `vocabulary/*.yaml` for products, suppliers and ICT.

| confidence | where |
|---|---|
| high | a product that is known or a phrase that names the service, and a sign of ICT: a word, a CPV code, a supplier |
| medium | one of them alone; a passing word beside a sign of ICT; a supplier that sells councils nothing else |
| low | a word for the work with nothing else; what a supplier is best known for; a CPV code that is the service's own |

Each is one lower for whatever speaks against it: a CPV code of other goods, or words of the title for a thing or
somebody's work. Lower than low is left out. How sure a pick must be to be taken is asked in `deciding.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sharedcli.checks.wording import quoted
from sharedcli.drafting.guessing import Confidence, guess
from sharedcli.drafting.lexicon import Lexicon, lexicon
from sharedcli.drafting.readings import Reading, read
from sharedcli.drafting.signs import Signs, signs_of
from sharedcli.model.entry import Entry

Kind = Literal["not-ict", "other-ict", "unclear"]
"""Why a contract is left out: it is not ICT; it is, and runs no service of the list; nothing says which it runs."""

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Pick:
    """The services a contract runs; `product` is empty where none is recognised.

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


def pick(entry: Entry) -> Pick | LeftOut:
    """The services that an entry's contract runs, or why it is left out.

    >>> from sharedcli.model.entry import Place
    >>> row = Entry(Place("register.csv", 2), "A council", "Housing management system", "awarded", cpv=("48000000",))
    >>> pick(row).services, pick(row).confidence
    (('housing-management',), 'high')
    """
    words = lexicon()
    title = read(entry.title, words, product=entry.product)
    signs = signs_of(entry, title, words)
    guessed = guess(entry, title, signs, words)
    if guessed is None:
        return _left_out(title, signs)
    against = tuple(_against(title, signs, words))
    reason = _sentence(*guessed.because, *(f"against it, {each}" for each in against))
    level = CONFIDENCES.index(guessed.confidence) - len(against)
    if level < 0:
        return LeftOut("not-ict", reason)
    return Pick(guessed.services, CONFIDENCES[level], reason, guessed.product)


def _against(title: Reading, signs: Signs, words: Lexicon) -> Iterator[str]:
    """What speaks against a system being bought."""
    if signs.cpv_other:
        yield f"CPV {signs.cpv_other[0]} is {signs.cpv_other[1]}"
    thing = title.other_thing(words)
    if thing:
        yield f"the title says {quoted(thing)}"


def _left_out(title: Reading, signs: Signs) -> LeftOut:
    no_service = "nothing names a service of the list"
    if title.elsewhere and (title.elsewhere.is_ict or signs.ict):
        said = f"the title says {quoted(title.elsewhere.said)} ({title.elsewhere.what})"
        return LeftOut("other-ict", _sentence(said, no_service))
    if signs.seller and not signs.cpv_other:
        said = f"{signs.seller.name} sells ICT for more than one service, and nothing says which this is for"
        return LeftOut("unclear", _sentence(said))
    if signs.ict and not signs.cpv_other:
        return LeftOut("other-ict", _sentence(signs.ict[0], no_service))
    if signs.cpv_other:
        code, what = signs.cpv_other
        return LeftOut("not-ict", _sentence(f"CPV {code} is {what}", "nothing names a system of a service"))
    if not any(letter.isalpha() for word in title.text.words for letter in word):
        return LeftOut("unclear", _sentence("the title does not say what was bought"))
    return LeftOut(
        "not-ict", _sentence("nothing says ICT" if signs.cpv else "nothing says ICT, and no CPV code is stated")
    )


def _sentence(*parts: str) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
