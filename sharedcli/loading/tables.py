"""The package's tables that are not one number each, as they are listed beside the parameters: with their sources.

What they hold is read by `loading/parameters.py`; here is what each says in a line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sharedcli.loading.parameters import entries
from sharedcli.model.assumptions import Published, Reference
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import Source


def references() -> tuple[Reference, ...]:
    """Every release of the deflator, edition of the discount rate, spending review and claim about back offices."""
    return (*_deflators(), *_discount_rates(), *_reviews(), *_claims())


def _deflators() -> Iterator[Reference]:
    entry = entries()["gdp_deflator"]
    for day, release in sorted(entry["values"].items()):
        years = list(release["index"])
        says = f"{years[0]} to {years[-1]}, outturn to {release['last_outturn']}; {entry['unit']}"
        yield _reference("gdp_deflator", release["release"], day, says, release)


def _discount_rates() -> Iterator[Reference]:
    entry = entries()["social_time_preference_rate"]
    for day, edition in sorted(entry["values"].items()):
        bands = (f"{float(band['rate']):.1%} from year {band['from_year']}" for band in edition["bands"])
        yield _reference("social_time_preference_rate", edition["edition"], day, f"{', '.join(bands)}; real", edition)


def _reviews() -> Iterator[Reference]:
    reviews: Any = entries()["spending_reviews"]  # the one table that is a list
    for review in reviews:
        first, last = FinancialYear.parse(review["first_year"]), FinancialYear.parse(review["last_year"])
        provisional = "; years or days recalled" if review.get("provisional") == "true" else ""
        says = f"{first} to {last}, {review['target']['kind'].replace('-', ' ')}{provisional}"
        target = says.replace(", none", ", no target")
        yield _reference("spending_reviews", review["name"], review["announced"], target, review)


def _claims() -> Iterator[Reference]:
    for claim in back_office_claims():
        yield Reference(
            "back_office_claims", claim.label, claim.published, claim.says, claim.evidence, claim.source, claim.note
        )


def back_office_claims() -> Iterator[Published]:
    """What others published on how far sharing back offices reaches, oldest first."""
    claims: Any = entries()["back_office_claims"]  # a list too
    for claim in claims:
        day = dt.date.fromisoformat(claim["published"])
        source = Source.model_validate(claim["source"])
        yield Published(
            claim["label"], day, float(claim["share"]), claim["says"], claim["evidence"], source, claim["note"]
        )


def _reference(name: str, label: str, day: str, says: str, entry: dict[str, Any]) -> Reference:
    source, since = Source.model_validate(entry["source"]), dt.date.fromisoformat(day)
    return Reference(name, label, since, says, entry["evidence"], source, entry.get("note", ""))
