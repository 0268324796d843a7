"""What the inputs of a tornado and of futures are called in few words, and what was drawn of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.printable import plain_number
from sharedcli.model.ranges import Range
from sharedcli.reports.blocks import Column, Row, Table
from sharedcli.reports.rounding import whole_per_cent
from sharedcli.risk.levers import JOINT_OVERRUN, JOINT_PRICE_INPUT, LATE, OVERRUN
from sharedcli.risk.risk import Risk

MOST_LETTERS = 32
"""A chart in text has room for no more beside it."""

CALLED: Mapping[str, str] = MappingProxyType(
    {
        JOINT_PRICE_INPUT: "Joint supplier price",
        JOINT_OVERRUN: "Joint project's set-up cost",
        OVERRUN: "Overrun of every project",
        LATE: "Joint project live late",
        "exit_fee_share": "Charge for leaving early",
        "extension_premium_share": "Premium in an extension",
        "unsupported_premium_share": "Premium past support",
        "settling_years": "Years a system is new",
        "inflation_beyond_forecast_rate": "Inflation beyond the forecast",
        "governance_gbp": "Governance a year, each member",
        "coordination_gbp": "Set-up, each further member",
        "switching_ratio": "Cost of changing product",
        "common_design_share": "Design done once for all",
        "same_product_factor": "Set-up left on the same product",
        "dual_running_months": "Months of running old and new",
        "operating_saving_share": "Staff cost one team saves",
        "exit_payment_gbp": "Exit payment for a post lost",
        "staff_post_gbp": "Yearly cost of a post",
        "quality_dip_share": "Dip in service, cost",
        "quality_dip_months": "Dip in service, months",
        "bias_business_case_mitigated_share": "Bias: business case mitigated",
        "bias_environment_mitigated_share": "Bias: environment mitigated",
        "bias_late_supplier_mitigated_share": "Bias: late supplier mitigated",
        "bias_contract_mitigated_share": "Bias: contract mitigated",
        "procurement_lead_months": "From decision to award",
        "implementation_lead_months": "From award to live",
        "coordination_lead_months": "Lead for each further member",
        "onboarding_months": "From first member to last",
        "contract_term_months": "Length of a new contract",
        "tender_gbp": "A tender alone",
        "tender_growth_share": "Tender, each further member",
        "renewal_exercise_gbp": "A renewal exercise",
        "overrun_common_share": "Overruns that are the project's",
        "delay_months": "Months a project is late",
        "withdrawal_share": "A member withdraws",
        "scale_exponent": "Price fall with volume",
    }
)


def called(name: str) -> str:
    """An input in a few words; its own name where it has none."""
    return CALLED.get(name, name)


def parameter_name(name: str) -> str:
    """The parameter that an input is, none where it is a test of several."""
    return "" if name in {JOINT_PRICE_INPUT, JOINT_OVERRUN, OVERRUN} else "delay_months" if name == LATE else name


def inputs(risk: Risk) -> Table:
    """What was drawn, and how far each input goes."""
    open_ = risk.uncertainty
    rows = [
        _ranged("scale_exponent", open_.scale_exponent, "once for all members of a consortium"),
        _saving(risk),
        _ranged("exit_fee_share", open_.exit_fee_share, "for each member whose contract states none"),
        _ranged("delay_months", open_.delay_months, "for the joint project, and for each project alone"),
        _overruns(risk),
        Row(
            (
                called("withdrawal_share"), "withdrawal_share", None, whole_per_cent(open_.withdrawal_share), None,
                "a chance, for each member",
            )
        ),
    ]  # fmt: skip
    columns = (
        Column("Input"), Column("Parameter", "name"), Column("P10", "name"), Column("P50", "name"),
        Column("P90", "name"), Column("Drawn"),
    )  # fmt: skip
    note = "Everything else is held as planned: who is in, the product, the months, and every other input."
    return Table("What was drawn", columns, tuple(rows), note)


def _ranged(name: str, given: Range | None, drawn: str) -> Row:
    if given is None:
        return _held(name, "no range given")
    if given.is_certain:
        return Row((called(name), name, None, plain_number(given.value), None, "certain: the same in every future"))
    low, middle, high = map(plain_number, (given.low, given.value, given.high))
    return Row((called(name), name, low, middle, high, drawn))


def _held(name: str, why: str) -> Row:
    return Row((called(name), name, None, "held", None, why))


def _saving(risk: Risk) -> Row:
    if risk.whole.model is DeliveryModel.JOINT_PROCUREMENT:
        return _held("operating_saving_share", "not counted: there is no one team")
    return _ranged(
        "operating_saving_share", risk.uncertainty.operating_saving_share, "once for all members of a consortium"
    )


def _overruns(risk: Risk) -> Row:
    overruns = risk.uncertainty.overruns
    if overruns is None:
        return Row(("Overrun", "overrun", None, "held", None, "the optimism bias stands"))
    reach = overruns.range
    beyond = f"{overruns.beyond_share:.0%} beyond {overruns.threshold_share:+.0%}"
    text = f"in place of the optimism bias: {beyond}, those by {overruns.tail_mean_share:.0%} on average"
    return Row(
        (
            "Overrun of its estimate",
            "overrun_...",
            f"{reach.low:+.0%}",
            f"{reach.value:+.0%}",
            f"{reach.high:+.0%}",
            text,
        )
    )
