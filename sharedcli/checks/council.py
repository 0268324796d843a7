"""Checks on who a council is and how big: code, region, people, budget, price year."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, check
from sharedcli.checks.wording import pounds, quoted
from sharedcli.loading.authorities import authorities
from sharedcli.loading.council_names import called
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import System

_TIER_OF_PREFIX = {
    "E06": "unitary",
    "E07": "district",
    "E08": "metropolitan",
    "E09": "london-borough",
    "E10": "county",
    "W06": "welsh",
    "S12": "scottish",
    "N09": "northern-irish",
}
_NATION_OF_LETTER = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
_NATION_OF_REGION = {
    **{nation.casefold(): nation for nation in _NATION_OF_LETTER.values()},
    **dict.fromkeys(
        ("north east", "north west", "east midlands", "west midlands", "south east", "south west"), "England"
    ),
    **dict.fromkeys(("east of england", "eastern", "east anglia", "london", "greater london"), "England"),
    **dict.fromkeys(("yorkshire and the humber", "yorkshire & the humber", "yorkshire and humber"), "England"),
}
_SMALLEST, _LARGEST = 2_000, 2_000_000
# Below this the City of London, the islands and other odd cases make any ratio to people meaningless.
_SMALL_POPULATION = 25_000


def _is_ons_code(code: str) -> bool:
    return len(code) == 9 and code[:3] in _TIER_OF_PREFIX and code[3:].isascii() and code[3:].isdigit()


def _other_kind(code: str) -> str:
    """Where a code that is not an ONS code probably belongs, as a sentence to add."""
    bare = code.upper()
    if _is_ons_code(bare.replace(" ", "")):
        return " Write it in capitals, without spaces."
    if len(bare) == 5 and bare[0] == "E" and bare[1:].isdigit():
        return " It looks like the code of a finance return; that goes to other_codes.ecode."
    if len(bare) in {2, 4} and bare[:2].isdigit() and (len(bare) == 2 or bare[2:].isalpha()):
        return " It looks like an ONS code from before 2009; that goes to other_codes.snac."
    if len(bare) in {3, 4} and bare.isalpha():
        return " It looks like a code of the GOV.UK register; that goes to other_codes.govuk."
    return ""


@check("CF101", Severity.ERROR)
def code_not_ons(profile: Profile) -> Iterator[Hit]:
    """The council's code does not have the shape of an ONS code.

    The code is how a council is told from all others and how two files of one council are found; ties between
    groups are broken by it.

    Give the nine characters ONS uses, such as E07000194. Older and register codes go under other_codes. A council
    without one takes the prefix of its tier (E06, E07, E08, E09, E10, W06, S12 or N09) and an unused number.
    """
    code = profile.council.code
    if not _is_ons_code(code):
        yield ("council", "code"), f"{quoted(code)} is not an ONS code.{_other_kind(code)}"


@check("CF102", Severity.ERROR)
def code_not_of_tier(profile: Profile) -> Iterator[Hit]:
    """The council's code belongs to another tier than the one given.

    The tier decides which services a council holds, so with the wrong one it is matched on the wrong functions.

    Correct whichever of the two is wrong: E06 is a unitary, E07 a district, E08 a metropolitan district, E09 a
    London borough, E10 a county, W06 Welsh, S12 Scottish, N09 Northern Irish.
    """
    council = profile.council
    tier = _TIER_OF_PREFIX.get(council.code[:3])
    if tier and tier != council.tier and _is_ons_code(council.code):
        yield (
            ("council", "code"),
            f"A code that starts with {council.code[:3]} is {tier}; the tier given is {council.tier}.",
        )


@check("CF103", Severity.WARNING)
def region_not_in_nation(profile: Profile) -> Iterator[Hit]:
    """The region lies in another nation than the council's code says.

    Local government law and finance differ between the nations, and limits by region would pick the wrong councils.

    Correct the region or the code.
    """
    council = profile.council
    nation = _NATION_OF_LETTER.get(council.code[:1])
    found = _NATION_OF_REGION.get(council.region.casefold())
    if nation and found and nation != found:
        yield ("council", "region"), f"The code is of a council in {nation}; {quoted(council.region)} is not."


@check("CF104", Severity.NOTE)
def region_not_recognised(profile: Profile) -> Iterator[Hit]:
    """The region is neither an English region nor a nation.

    A limit by region finds only councils whose regions are written alike.

    Write the region as ONS does, such as West Midlands, or Wales, Scotland or Northern Ireland.
    """
    region = profile.council.region
    if region.casefold() not in _NATION_OF_REGION:
        yield ("council", "region"), f"{quoted(region)} is not a region known here."


@check("CF105", Severity.NOTE)
def county_missing(profile: Profile) -> Iterator[Hit]:
    """A district does not say which county area it lies in.

    Neighbours are a district's likeliest partners, and they are found by the county area.

    Add the county.
    """
    if profile.council.tier == "district" and not profile.council.county:
        yield ("council", "tier"), "The council is a district and no county is given."


@check("CF106", Severity.WARNING)
def households_exceed_population(profile: Profile) -> Iterator[Hit]:
    """There are more households than people.

    Both are used to split costs, so one wrong figure moves money between councils.

    Look for two figures swapped, or one in thousands.
    """
    council = profile.council
    if council.population is not None and council.households is not None and council.households > council.population:
        said = f"{council.households:,} households against a population of {council.population:,}."
        yield ("council", "households"), said


@check("CF107", Severity.WARNING)
def population_out_of_range(profile: Profile) -> Iterator[Hit]:
    """The population is smaller or larger than any council's.

    Costs split by population would fall on the wrong councils.

    Give the number of people, not thousands; the Isles of Scilly have about 2,000 and no council two million.
    """
    population = profile.council.population
    if population is not None and not _SMALLEST <= population <= _LARGEST:
        thousands = " In thousands?" if population < _SMALLEST else ""
        yield ("council", "population"), f"The population is {population:,}.{thousands}"


@check("CF108", Severity.WARNING)
def budget_per_head_out_of_range(profile: Profile) -> Iterator[Hit]:
    """The net revenue budget is implausible for so many people.

    The budget is a key for splitting costs and the measure that savings are held against.

    Give whole pounds a year. A district spends about £100 to £200 for each resident, a council with social care
    £1,000 to £3,000; government tables are often in thousands.
    """
    council = profile.council
    budget, people = council.net_revenue_budget_gbp, council.population
    if budget is None or people is None or people < _SMALL_POPULATION or 20 * people <= budget <= 6_000 * people:
        return
    said = f"A net revenue budget of {pounds(budget)} is £{budget / people:,.2f} for each of {people:,} people."
    yield ("council", "net_revenue_budget_gbp"), said + (" In thousands?" if budget < 20 * people else "")


@check("CF109", Severity.WARNING)
def back_office_exceeds_budget(profile: Profile) -> Iterator[Hit]:
    """The back office costs more than the whole net revenue budget.

    What sharing can save is shown as a part of the budget, and a part cannot be larger than the whole.

    Check both figures, and that both are for a year and in pounds.
    """
    council = profile.council
    budget, back_office = council.net_revenue_budget_gbp, council.back_office_gbp
    if budget is not None and back_office is not None and back_office > budget:
        said = f"The back office costs {pounds(back_office)} a year, the net revenue budget is {pounds(budget)}."
        yield ("council", "back_office_gbp"), said


@check("CF110", Severity.NOTE)
def back_office_missing(profile: Profile) -> Iterator[Hit]:
    """The budget is given and the cost of the back office is not.

    Without it nobody can say what part of a savings target a shared back office could meet at best.

    Add what finance, payroll, human resources, procurement and IT support cost together in a year.
    """
    council = profile.council
    if council.net_revenue_budget_gbp is not None and council.back_office_gbp is None:
        yield ("council", "net_revenue_budget_gbp"), "No yearly cost of the back office is given."


@check("CF111", Severity.WARNING)
def workforce_out_of_range(profile: Profile) -> Iterator[Hit]:
    """The number of staff is implausible for so many people.

    Posts that leave an area are shown against the council's staff.

    Give full-time equivalents employed by the council. Councils with schools have up to 50 for every 1,000
    residents, districts three to ten.
    """
    staff, people = profile.council.workforce_fte, profile.council.population
    if staff is None or people is None or people < _SMALL_POPULATION or 0.0003 * people <= staff <= 0.1 * people:
        return
    said = f"{staff:,.0f} staff for {people:,} people is {1000 * staff / people:,.1f} for every 1,000."
    yield ("council", "workforce_fte"), said


@check("CF112", Severity.WARNING)
def price_year_after_profile(profile: Profile) -> Iterator[Hit]:
    """The figures are said to be in prices of a year still to come.

    Every figure is moved from its price year to a common one, so a wrong year raises or lowers them all.

    Give the year the figures were paid or budgeted in. From January on it may be the coming year's budget.
    """
    year = profile.price_year
    if year and year.starts_in > profile.as_at.year:
        yield ("price_year",), f"The price year {year} begins after {profile.as_at.year}, the year of as_at."


@check("CF113", Severity.WARNING)
def price_year_long_past(profile: Profile) -> Iterator[Hit]:
    """The figures are more than ten years older than the profile.

    General inflation says little about what a system costs ten years on.

    Check the price year. If it is right, ask for the latest invoices.
    """
    year = profile.price_year
    if year and year.starts_in < profile.as_at.year - 10:
        written = FinancialYear.of(profile.as_at)
        if written.starts_in - year.starts_in > 10:
            yield ("price_year",), f"The figures are in prices of {year}, the profile is of {written}."


@check("CF114", Severity.NOTE)
def price_year_missing(profile: Profile) -> Iterator[Hit]:
    """Figures are given in pounds and no price year.

    They are read as prices of the year of as_at. Figures a few years older are then too low by the inflation since.

    Add the price year, such as 2026-27.
    """
    if profile.price_year is None and any(_states_pounds(system) for system in profile.systems):
        yield ("as_at",), f"No price year is given; {profile.prices} is taken."


@check("CF115", Severity.WARNING)
def code_of_another_council(profile: Profile) -> Iterator[Hit]:
    """The name is that of one council and the code that of another, by the register of UK councils.

    Councils are told apart by their codes: its systems would be taken for the other's, and a file of the other for a
    second one of this council. A file copied from another council's is the usual cause.

    Correct the name or the code.
    """
    council = profile.council
    bearer = authorities().by_code(council.code)
    if bearer is None:
        return
    named = authorities().spelled(council.name) or authorities().fitting(called(council.name))
    if named and bearer not in named:
        own = f"that of {named[0].name} is {named[0].code}"
        yield ("council", "code"), f"{council.code} is the code of {bearer.name}; {own}."


def _states_pounds(system: System) -> bool:
    return system.annual_cost_gbp is not None or system.alone_gbp is not None
