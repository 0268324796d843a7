"""Risks of suppliers: the discount that does not come, several products to leave, one supplier that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharedcli.loading.services import services
from sharedcli.model.printable import printable
from sharedcli.model.services import Suppliers
from sharedcli.risk.about import About
from sharedcli.risk.future import Future
from sharedcli.risk.likelihood import POSSIBLE, UNLIKELY, beyond_range, judged, range_or_held
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

SEVERAL_PRODUCTS = 3
"""Products left by one project: with three there is no common path for the data."""
MIGRATION_SHARE = 0.50
"""Of the estimate, which data from so many products is taken to cost on top of the optimism bias planned for."""
FEW_SUPPLIERS = 3
"""Suppliers of a service: the market for revenues and benefits has about three, and price leverage is weak there."""
HALF = 0.50
"""Of what the consortium is worth, or of its members."""


def _at_scale(about: About, exponent: float) -> Future:
    return replace(about.planned, scale_exponent=exponent)


def _is_captive(about: About) -> bool:
    """Whether every member stays on the product it has: then nothing else about the market matters."""
    return bool(about.formed.product) and all(m.stays_on(about.formed.product) for _, m in about.members)


def _counted(about: About) -> Suppliers | None:
    """The suppliers of a market that is known to be thin."""
    known = services().get(about.formed.service)
    found = known.suppliers if known else None
    return found if found and found.count <= FEW_SUPPLIERS else None


@risk_rule(
    "RK401",
    Category.SUPPLIER,
    Owner.IT,
    f"members leave {SEVERAL_PRODUCTS} products or more",
)
def many_products(about: About) -> Iterator[Hit]:
    """Data has to be brought over from several products.

    Each has its own shape of data and its own interfaces, so the common design saves less and tests take longer.

    Migrate one product at a time, and have the tender price each path by itself.

    Judgement: Cumbria brought seven estates into two, and had not finished a year on.
    """
    left = {
        member.system.product
        for _, member in about.members
        if member.in_use and member.system.product and not member.stays_on(about.formed.product)
    }
    if len(left) >= SEVERAL_PRODUCTS:
        dearer = about.planned.overrunning(about.given.optimism_bias_share + MIGRATION_SHARE)
        listed = ", ".join(sorted(printable(product) for product in left))
        says = f"Data comes from {listed}; priced as {MIGRATION_SHARE:.0%} of the estimate on top of what is planned."
        yield Hit(says, judged(POSSIBLE), about.change_in(dearer), about.day(about.formed.live))


@risk_rule(
    "RK402",
    Category.SUPPLIER,
    Owner.BOARD,
    "every member stays on the product it has",
)
def captive(about: About) -> Iterator[Hit]:
    """All members renew one product together, so its supplier has no competitor to fear.

    Staying put is about a fifth cheaper than the next product (Reading's figures for payroll), and the supplier knows.

    Have another product priced all the same; join a framework with a call-off price; ask for the volume price in
    writing before anybody serves notice.

    Judgement: a supplier gives what it must.
    """
    if _is_captive(about):
        says = f"All stay on {printable(about.formed.product)}; priced as no discount for volume."
        yield Hit(says, judged(POSSIBLE), about.change_in(_at_scale(about, 0.0)), about.award_on)


@risk_rule(
    "RK403",
    Category.SUPPLIER,
    Owner.BOARD,
    f"{FEW_SUPPLIERS} suppliers or fewer have most of the service's market (services.yaml, where somebody "
    "has counted), and not every member stays on its product",
)
def thin_market(about: About) -> Iterator[Hit]:
    """Few suppliers have most of the market for this service.

    With three, a joint tender may bring one bid, and volume buys little. The Office of Fair Trading made Capita sell
    IBS for that reason.

    Talk to all of them before the tender, and do not write one product's features into it.

    Judgement: common products are found easily in such a market, discounts are not.
    """
    known = _counted(about)
    if known is None or _is_captive(about):
        return
    low = range_or_held("scale_exponent", about.given).low
    says = (
        f"About {known.count} suppliers have most of the market ({known.source}); priced as a discount at the low "
        "end of its range."
    )
    yield Hit(says, judged(POSSIBLE), about.change_in(_at_scale(about, low)), about.award_on)


@risk_rule(
    "RK404",
    Category.SUPPLIER,
    Owner.FINANCE,
    f"without a discount for volume more than {HALF:.0%} of what the consortium is worth is lost, in a "
    "market that is not known to be thin (RK402, RK403)",
)
def price_not_quoted(about: About) -> Iterator[Hit]:
    """Most of the benefit is a price that no supplier has quoted.

    It follows from a curve: the larger the volume, the lower the price.

    Ask two suppliers for a price at this volume before the business case goes to members.

    The range of the parameter scale_exponent: its low end.
    """
    found = about.given.range_of("scale_exponent")
    if _is_captive(about) or _counted(about) or found is None or found.low >= about.given.scale_exponent:
        return
    if about.loss_share(_at_scale(about, 0.0)) > HALF:
        says = "More than half of the net benefit is a discount nobody has quoted; priced at the low end of its range."
        price = about.change_in(_at_scale(about, found.low))
        yield Hit(says, beyond_range("scale_exponent"), price, about.award_on)


@risk_rule(
    "RK405",
    Category.SUPPLIER,
    Owner.IT,
    f"at least {HALF:.0%} of the members have one supplier, whose product they keep",
)
def supplier_changes_hands(about: About) -> Iterator[Hit]:
    """The product kept belongs to one supplier, which may be sold.

    The sale of Capita One and its council tax product to MRI was agreed in July 2024; a new owner may end a product or
    raise its price.

    Ask for a clause that lets members leave on a change of owner, and for the source code in escrow.

    Judgement: several products of this market have changed hands in ten years.
    """
    keeps = [member for _, member in about.members if member.stays_on(about.formed.product)]
    named = {(member.system.supplier or "").casefold() for member in keeps}
    if len(named) == 1 and "" not in named and len(keeps) >= HALF * len(about.members):
        says = f"{len(keeps)} of {len(about.members)} keep a product of {printable(keeps[0].system.supplier or '')}."
        why = "what a new owner would ask is in no contract and in no figure here"
        yield Hit(says, judged(UNLIKELY), why, None, tuple(member.council for member in keeps))
