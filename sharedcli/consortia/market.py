"""What each council would bring to a consortium, and what any group of them is worth.

Money is pounds of net present value against every council staying as it is: above zero, the group is
better off together. Nothing here chooses; `selection` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from collections.abc import Sequence

IntArray = npt.NDArray[np.intp]
_CLOSED_GBP = 1e200  # a loss without end, but one that times nought is nought


@dataclass(frozen=True, slots=True)
class Offer:
    """The best a group can do together: on which product, and from when."""

    members: tuple[int, ...]
    """Positions in `Market.codes`, ascending."""
    product: int
    """Position in `Market.products`."""
    month: int
    """Go-live, counted from the market's first month."""
    value_gbp: float
    """v(S); may be below zero, when the group had better not form."""


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """One service's councils as arrays: P products, n councils, M months.

    A consortium of k councils that goes live in month m is worth what its members contribute, less
    annuity[m] * (sum of volumes) ** (1 - scale_exponent), less overhead[m, k]. One product and one
    go-live month serve the whole consortium; each member joins in the month that suits it best, from
    go-live until `onboarding_months` later.
    """

    codes: tuple[str, ...]
    """ONS codes, ascending; ties are broken by this order."""
    products: tuple[str, ...]
    """Products in use among the councils; "" is one new to all of them."""
    settled_gbp: FloatArray
    """(P, n, M): the part of a member's contribution that the go-live month m fixes; -inf where it cannot take part."""
    joining_gbp: FloatArray
    """(P, n, M): the part that the member's own joining month fixes; -inf where it cannot join."""
    pooled_gbp: FloatArray
    """(P, n, M), zero or more: a cost by joining month of which a member of a consortium of k bears one k-th."""
    volumes: FloatArray
    """(n,), zero or more: each council's volume in units whose price falls with scale; 0 where it does not."""
    annuity: FloatArray
    """(M,), zero or more: present value of one pound a year of the supplier's charge, from a go-live in month m."""
    overhead_gbp: FloatArray
    """(M, n + 1): programme and coordination for k members; +inf where k members cannot be live by month m."""
    scale_exponent: float
    """How fast the charge for a unit falls with volume; 0 means not at all, and it stays below 1."""
    onboarding_months: int
    """How many months after go-live the last member may join; 0 means all join at go-live."""

    def __post_init__(self) -> None:
        n, products, months = len(self.codes), len(self.products), len(self.annuity)
        cube = (products, n, months)
        shapes = {"settled_gbp": cube, "joining_gbp": cube, "pooled_gbp": cube, "volumes": (n,)}
        shapes |= {"annuity": (months,), "overhead_gbp": (months, n + 1)}
        for name, shape in shapes.items():
            array: FloatArray = getattr(self, name)
            lowest = 0 if name in {"pooled_gbp", "volumes", "annuity"} else -np.inf
            highest = np.inf if name == "overhead_gbp" else np.finfo(np.float64).max
            if array.shape != shape or not ((array >= lowest) & (array <= highest)).all():
                msg = (
                    f"{name} must have shape {shape} and values from {lowest} to {highest}; its shape is {array.shape}"
                )
                raise ValueError(msg)
        if list(self.codes) != sorted(set(self.codes)):
            msg = "codes must be ascending and differ"
            raise ValueError(msg)
        if not 0 <= self.scale_exponent < 1 or self.onboarding_months < 0:
            msg = "scale_exponent must be from 0 to below 1, and onboarding_months 0 or more"
            raise ValueError(msg)

    def contributions(self, size: int) -> FloatArray:
        """What each council would contribute to a consortium of `size`, by product and go-live month.

        Args:
            size: Members of the consortium, the council included; 1 or more.

        Returns:
            Pounds, shape (P, n, M): a_i(m, size) = settled + the best over joining months j in
            m..m + onboarding of joining - pooled / size. -inf where the council cannot take part.
            It never falls as `size` grows.
        """
        return self._contributions(np.arange(len(self.codes)), size)

    def joining_months(self, product: int, member: int, month: int, size: int) -> int:
        """The earliest month in which `member` contributes the most to a go-live in `month`.

        It says nothing of value where the contribution is -inf.
        """
        window = slice(month, month + self.onboarding_months + 1)
        net = self.joining_gbp[product, member, window] - self.pooled_gbp[product, member, window] / size
        return month + int(np.argmax(net))

    def value(self, members: Sequence[int]) -> Offer | None:
        """The best product and go-live month for a group; `None` where no month is open to all its members.

        Among equals the earliest month wins, then the first product. Fewer than two councils get
        `None` too: they stay as they are (see `worth_gbp`).

        Args:
            members: Different positions in `codes`, in any order.
        """
        size = len(members)
        if size < 2:
            return None
        group = np.sort(np.asarray(members, dtype=np.intp))
        by_month = self._contributions(group, size).sum(axis=1) - self.shared_cost(self.volumes[group].sum())
        by_month = (by_month - self.overhead_gbp[:, size]).T
        if not np.isfinite(by_month).any():
            return None
        month, product = np.unravel_index(np.argmax(by_month), by_month.shape)
        return Offer(tuple(group.tolist()), int(product), int(month), float(by_month[month, product]))

    def worth_gbp(self, members: Sequence[int]) -> float:
        """v(S) as a number: 0 for one council or none, -inf for a group that cannot form."""
        offer = self.value(members)
        if offer is None:
            return 0.0 if len(members) < 2 else -np.inf
        return offer.value_gbp

    def values(self, groups: Sequence[Sequence[int]] | IntArray) -> FloatArray:
        """v(S) of many groups of one size, up to rounding: 0 below two members, -inf where S cannot form.

        Args:
            groups: Shape (groups, size), positions in `codes`.
        """
        members = np.asarray(groups, dtype=np.intp)
        if members.ndim < 2 or members.shape[1] < 2:
            return np.zeros(len(members))
        size = members.shape[1]
        belongs = np.zeros((len(members), len(self.codes)))
        np.put_along_axis(belongs, members, 1.0, axis=1)
        best = np.full(len(members), -np.inf)
        volumes = (belongs @ self.volumes)[:, None] ** (1 - self.scale_exponent)
        for contributed in self.contributions(size):
            # Only the months in which so many can take part; who cannot then weighs down every group it is in.
            months = (np.isfinite(contributed).sum(axis=0) >= size) & np.isfinite(self.overhead_gbp[:, size])
            totals = belongs @ np.maximum(contributed[:, months], -_CLOSED_GBP)
            totals -= volumes * self.annuity[months]
            totals -= self.overhead_gbp[months, size]
            best = np.maximum(best, totals.max(axis=1, initial=-np.inf))
        best[best < -_CLOSED_GBP / 2] = -np.inf
        return best

    def limited(self, *, least: int = 2, most: int | None = None) -> Market:
        """The same councils where a consortium has `least` to `most` members, both inclusive; `None` is any number."""
        overhead = self.overhead_gbp.copy()
        overhead[:, 2 : max(least, 2)] = np.inf
        if most is not None:
            overhead[:, max(most, 1) + 1 :] = np.inf
        return replace(self, overhead_gbp=overhead)

    def only(self, members: Sequence[int]) -> Market:
        """The same market for some of its councils, who are worth what they were; positions are renumbered from 0.

        Limits on size stay as they are, and so do products that none of these councils runs: a group may choose one.

        Args:
            members: Positions in `codes`, ascending and different. `ValueError` where they are not.
        """
        kept = np.asarray(members, dtype=np.intp)
        if not np.array_equal(kept, np.unique(kept)):
            msg = "members must be ascending and differ"
            raise ValueError(msg)
        return replace(
            self,
            codes=tuple(self.codes[i] for i in kept),
            settled_gbp=self.settled_gbp[:, kept],
            joining_gbp=self.joining_gbp[:, kept],
            pooled_gbp=self.pooled_gbp[:, kept],
            volumes=self.volumes[kept],
            overhead_gbp=self.overhead_gbp[:, : len(kept) + 1],
        )

    def favouring(self, bonus_gbp: FloatArray) -> Market:
        """The same market where each council brings so much more, in whatever group; shape (n,), pounds."""
        return replace(self, settled_gbp=self.settled_gbp + bonus_gbp[:, None])

    def joins(self, offer: Offer) -> tuple[int, ...]:
        """The month in which each member of an offer joins, in the order of its members."""
        size = len(offer.members)
        return tuple(self.joining_months(offer.product, member, offer.month, size) for member in offer.members)

    def shared_cost(self, volume: float) -> FloatArray:
        """The supplier's charge for the volume together, by go-live month: pounds, shape (M,)."""
        cost: FloatArray = self.annuity * volume ** (1 - self.scale_exponent)
        return cost

    def _contributions(self, councils: IntArray, size: int) -> FloatArray:
        net = self.joining_gbp[:, councils] - self.pooled_gbp[:, councils] / size
        best = net.copy()
        for wait in range(1, min(self.onboarding_months, net.shape[-1] - 1) + 1):
            np.maximum(best[..., :-wait], net[..., wait:], out=best[..., :-wait])
        contributed: FloatArray = self.settled_gbp[:, councils] + best
        return contributed
