"""The help pages that are generated: every check, every field of each kind of file. Markdown, always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import get_args

from sharedcli.checks.registry import all_rules
from sharedcli.loading.importers.tables.heading_list import heading_list
from sharedcli.loading.importers.wording import EntryField, Wording
from sharedcli.loading.parameters import parameters
from sharedcli.loading.risk_matrices import risk_matrices
from sharedcli.loading.services import services
from sharedcli.model.assumptions_file import AssumptionsFile
from sharedcli.model.fields import Source
from sharedcli.model.finding import Rule
from sharedcli.model.periods_file import PeriodsFile
from sharedcli.model.proposals import Proposals
from sharedcli.model.risk_matrix import ImpactStep, LikelihoodStep, RiskMatrix
from sharedcli.reports.assumed import spread
from sharedcli.reports.choices import choice_meanings
from sharedcli.reports.handbook_tables import group, table
from sharedcli.reports.schema import models
from sharedcli.risk.registry import Category, RiskRule, risk_rules

_PARTS = {
    "CF0": "Reading the file",
    "CF1": "The council and what it lists",
    "CF2": "Contracts and dates",
    "CF3": "Costs and figures",
    "CF4": "Sources, red lines and plans",
    "CF5": "Files beside each other",
    "CF6": "What the person who checks asks for",
    "CF7": "Centres announced",
    "CF8": "Assumptions of your own",
    "CF9": "Spending reviews of your own",
    "RM0": "A risk matrix: reading it",
    "RM1": "A risk matrix of your own",
    "IM0": "Importing: opening a file of somebody else's",
    "IM1": "Importing: registers as tables",
    "IM2": "Importing: notices as JSON",
    "IM3": "Importing: a filled-in template",
    "IM4": "Importing: what a row says",
}


def checks_page() -> str:
    """Every check: what it looks for, why it matters and what to do."""
    return "\n".join(_checks()) + "\n"


def _checks() -> Iterator[str]:
    yield "# Checks"
    yield ""
    yield "Generated from the code; `sharedcli explain CODE` shows one of these in the terminal. A profile with an"
    yield "error is not appraised. `--severity CODE=LEVEL` changes how much a check matters, `--ignore CODE` leaves"
    yield "it out; codes and names are both understood."
    for part, rules in groupby(all_rules(), key=lambda rule: rule.code[:3]):
        yield ""
        yield f"## {_PARTS[part]}"
        for rule in rules:
            yield from _check(rule)


def _check(rule: Rule) -> Iterator[str]:
    yield ""
    yield f"### {rule.code} {rule.name} ({rule.severity})"
    yield ""
    yield rule.summary
    yield ""
    yield f"{rule.why} {rule.remedy}"


def risks_page() -> str:
    """Every rule of the risk register, the matrices that ship, and every field of a matrix of one's own."""
    return "\n".join(_risks()) + "\n"


def _risks() -> Iterator[str]:
    yield "# Risks"
    yield ""
    yield "Generated from the code; `sharedcli explain RK101` shows one of these in the terminal. Each rule is asked of"
    yield "every consortium, and none knows a council by its name. Pounds are the change of the net present value of"
    yield "all members if that alone happens. Likelihood is a band in per cent; the two are never multiplied."
    for category, rules in groupby(sorted(risk_rules(), key=_by_category), key=lambda rule: rule.category):
        yield ""
        yield f"## {category.value.capitalize()}"
        for rule in rules:
            yield from _risk(rule)
    yield ""
    yield "## Matrices that ship"
    for matrix in risk_matrices().values():
        yield ""
        yield f"`--matrix {matrix.name}`, likelihood: {_steps(matrix.likelihood)}. Impact: {_steps(matrix.impact)}."
        yield f"{matrix.rule} {_sourced(matrix)}"
    yield ""
    yield "# A matrix of your own"
    yield ""
    yield "For `--matrix FILE`. Its first field tells it apart from the profiles in its folder; fields marked * are"
    yield "required. Steps go from the least on, and each begins where the one before it ends."
    for model in models(RiskMatrix):
        if model is not Source:
            yield ""
            yield from group(model)
    yield ""
    yield "`source` is written as in [a profile](profile.md)."


def _by_category(rule: RiskRule) -> tuple[int, str]:
    return list(Category).index(rule.category), rule.code


def _risk(rule: RiskRule) -> Iterator[str]:
    yield ""
    yield f"### {rule.code} {rule.name} ({rule.owner.value})"
    yield ""
    yield f"{rule.summary} {rule.why}"
    yield ""
    yield f"- Fires when: {rule.when}."
    yield f"- Likelihood: {rule.likelihood}"
    yield f"- Mitigation: {rule.mitigation}"


def _steps(steps: Iterable[LikelihoodStep | ImpactStep]) -> str:
    return ", ".join(f"{step.label} ({step.band})" for step in steps)


def _sourced(matrix: RiskMatrix) -> str:
    source = f"Source: {matrix.source.title}." if matrix.source else ""
    return f"{source} {matrix.note or ''}".strip()


def profile_page() -> str:
    """Every field of a profile, group by group, and the services."""
    return "\n".join(_profile()) + "\n"


def _profile() -> Iterator[str]:
    yield "# The profile"
    yield ""
    yield "One YAML file for each council. Generated from the code; `sharedcli schema` prints the same for editors."
    yield "Fields marked * are required. What is not known is left out: it is listed as a gap, and never becomes a"
    yield "silent zero. Money is plain digits in pounds, dates are written 2028-03-31, and text is taken as it stands."
    for model in models():
        yield ""
        yield from group(model)
    yield ""
    yield "## Services"
    yield ""
    yield from table("| service | what it does | volume counted in | held by |", _services())


def proposals_page() -> str:
    """Every field of a file of centres announced."""
    return "\n".join(_proposals()) + "\n"


def _proposals() -> Iterator[str]:
    yield "# The proposals file"
    yield ""
    yield "Centres already announced, for `sharedcli proposals`; generated from the code. Its first field tells it"
    yield "apart from the profiles in its folder. Fields marked * are required; values are written as in a profile."
    for model in models(Proposals):
        if model is not Source:
            yield ""
            yield from group(model)
    yield ""
    yield "`source` is written as in a profile, and the services are those of [the profile](profile.md)."


def assumptions_page() -> str:
    """Every field of a file of assumptions, and every parameter it may name."""
    return "\n".join(_assumptions()) + "\n"


def _assumptions() -> Iterator[str]:
    yield "# The assumptions file"
    yield ""
    yield "Values of your own in place of those that ship, for `--assumptions`; generated from the code. Its first"
    yield "field tells it apart from the profiles in its folder. Fields marked * are required; values are written as in"
    yield "a profile, with a minus sign where the parameter may be below zero. Every value changed is printed near the"
    yield "top of every report, with its source or as unsourced. `--assume NAME=VALUE` changes one, wins over the file"
    yield "and is always unsourced; `10%`, `£40,000` and `14 months` are understood there too."
    yield ""
    yield "`low` and `high` say how far a value may turn out from it: below `low` in 10 of 100 cases, below `value` in"
    yield "50, below `high` in 90. They are in its unit and the prices of its year; all three alike means certain."
    yield "Without them the value is held where futures are drawn: the range that ships is of the value replaced."
    for model in models(AssumptionsFile):
        if model is not Source:
            yield ""
            yield from group(model)
    yield ""
    yield "`source` is written as in [a profile](profile.md)."
    yield ""
    yield "## Parameters"
    yield ""
    yield "`sharedcli parameters` adds source and evidence, `sharedcli explain NAME` the history."
    yield ""
    yield from table("| parameter | what it is | unit | plausible range |", _parameters())


def periods_page() -> str:
    """Every field of a file of spending reviews."""
    return "\n".join(_periods()) + "\n"


def _periods() -> Iterator[str]:
    yield "# The file of spending reviews"
    yield ""
    yield "Spending reviews of your own, for `--periods`; generated from the code. Its first field, `spending_reviews`,"
    yield "tells it apart from the profiles in its folder. A review with the id of one that ships replaces that one,"
    yield "any other is added, and reports say so. Fields marked * are required; values are written as in a profile."
    yield "Efficiency targets are positive, cuts in grant negative. `sharedcli parameters` lists the reviews that ship."
    for model in models(PeriodsFile):
        if model is not Source:
            yield ""
            yield from group(model)
    yield ""
    yield "`source` is written as in [a profile](profile.md)."


def headings_page() -> str:
    """Every field of a file of headings, and every heading that is known without one."""
    return "\n".join(_headings()) + "\n"


def _headings() -> Iterator[str]:
    yield "# The file of headings"
    yield ""
    yield "What the headings of a register mean, for `sharedcli import --headings`; generated from the code. Its first"
    yield "field tells it apart from profiles. What it says goes before what is known here; capitals, signs and spaces"
    yield "of a heading do not count. Fields marked * are required."
    yield ""
    yield from group(Wording)
    yield ""
    yield "## What a heading may mean"
    yield ""
    yield from table("| word | what it means | headings known | in the sets of |", _meanings())


def _meanings() -> Iterator[tuple[str, ...]]:
    known = heading_list()
    for field, meaning in choice_meanings(get_args(EntryField)).items():
        headings = sorted(known.written[key] for key, means in known.common.items() if means == field)
        sets = (layout.name for layout in known.layouts if field in layout.meanings.values())
        yield f"`{field}`", meaning, "; ".join(headings), ", ".join(sets)


def _parameters() -> Iterator[tuple[str, ...]]:
    for name, parameter in sorted(parameters().items()):
        newest = parameter.values[-1]
        yield f"`{name}`", parameter.label, parameter.unit, spread(newest.low, newest.high) or "a rule"


def _services() -> Iterator[tuple[str, ...]]:
    for key, service in services().items():
        few = service.suppliers
        market = f" About {few.count} suppliers have most of the market ({few.source})." if few else ""
        words = f"{service.label}. {service.description}{market}"
        yield f"`{key}`", words, service.unit, ", ".join(sorted(service.tiers))


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "checks.md": checks_page,
        "risks.md": risks_page,
        "profile.md": profile_page,
        "proposals.md": proposals_page,
        "assumptions.md": assumptions_page,
        "spending_reviews.md": periods_page,
        "headings.md": headings_page,
    }
)
"""The generated pages of `sharedcli/help`, by file name."""
