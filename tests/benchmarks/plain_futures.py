"""What a future comes to, once more: one member and one way of counting at a time, in plain Python.

Written from help/method.md ("What could go otherwise") and from what an exposure says its arrays are, without the
engine's arithmetic. It knows joint procurement only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.risk.exposure import Exposure
from sharedcli.risk.future import Future, Own

Pounds = list[float]


@dataclass(frozen=True, slots=True)
class Listed:
    """An exposure as nested lists: by delay, by member (or size), by way."""

    parts: dict[str, list[list[Pounds]]]
    forming: list[list[Pounds]]
    price_gbp: Pounds

    @classmethod
    def of(cls, exposure: Exposure) -> Listed:
        parts = {name: getattr(exposure.parts, name).tolist() for name in exposure.parts.__slots__}
        return cls(parts, exposure.forming.tolist(), exposure.price_gbp.tolist())


def in_turn(listed: Listed, futures: list[Future]) -> Iterator[list[Pounds]]:
    """What each member saves in each way, future by future."""
    nothing = [0.0] * len(listed.forming[0][0])
    for future in futures:
        staying = [place for place, own in enumerate(future.members) if own.stays]
        size = len(staying)
        if size < 2:
            yield [nothing] * len(future.members)
            continue
        factor = _price_factor([listed.price_gbp[place] for place in staying], future.scale_exponent)
        yield [
            _saved(listed, future, place, own, size, factor) if own.stays else nothing
            for place, own in enumerate(future.members)
        ]


def _price_factor(alone_gbp: Pounds, exponent: float) -> float:
    """The joint price over what all would pay alone, where the volumes add up: a volume is a price to 1 / (1 - b)."""
    alone = sum(alone_gbp)
    if not alone:
        return 1.0
    volume = 0.0
    for price in alone_gbp:
        volume += (price / alone) ** (1 / (1 - exponent))
    return float(volume ** (1 - exponent))


def _saved(listed: Listed, future: Future, place: int, own: Own, size: int, factor: float) -> Pounds:
    late, alone_late, parts = future.delay_months, own.alone_delay_months, listed.parts
    saved = []
    for way, forming in enumerate(listed.forming[late][size - 1]):
        project = parts["biased"][late][place][way] + parts["biased_shared"][late][place][way] / size
        together = (
            parts["fixed"][late][place][way]
            + parts["shared"][late][place][way] / size
            + project * (1 + own.overrun_share)
            + parts["price"][late][place][way] * factor
            + parts["leaving"][late][place][way] * own.exit_fee_share
            + forming
        )
        alone = (
            parts["usual"][alone_late][place][way]
            + parts["usual_biased"][alone_late][place][way] * (1 + own.alone_overrun_share)
            + parts["usual_leaving"][alone_late][place][way] * own.exit_fee_share
        )
        saved.append(alone - together)
    return saved
