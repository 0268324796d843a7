"""The package's own numbers: all of them sourced and dated, each with a field, each in force on its day."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pytest

from sharedcli.errors import PackageDataError, SharedcliError
from sharedcli.loading import parameters as module
from sharedcli.loading.parameters import assumptions, parameters
from sharedcli.model.assumptions import Assumptions, Bounds, DatedValue, Parameter
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.overrides import Override
from tests.costing.made import mitigated_in_all

PARAMETERS = parameters()
ENTRIES = module.entries()
VALUES = [(parameter, value) for parameter in PARAMETERS.values() for value in parameter.values]
EVIDENCE = {"measured", "published-claim", "judgement", "recalled"}
MARCH_2006, NOVEMBER_2026 = dt.date(2006, 3, 1), dt.date(2026, 11, 1)

Change = Callable[[dict[str, Any]], None]


def named(case: tuple[Parameter, DatedValue]) -> str:
    return f"{case[0].name} from {case[1].in_force_from}"


class TestBothWays:
    """The package refuses to start where a number has no field, or a field no number."""

    @pytest.fixture
    def refused(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], str]:
        def run(change: Change) -> str:
            entries: dict[str, Any] = copy.deepcopy(dict(ENTRIES))
            change(entries)
            monkeypatch.setattr(module, "entries", lambda: MappingProxyType(entries))
            with pytest.raises(PackageDataError) as refusal:
                module.parameters.__wrapped__()
            return str(refusal.value)

        return run

    def test_a_number_without_a_field(self, refused: Callable[[Change], str]) -> None:
        message = refused(lambda entries: entries.update(tea_gbp=entries["tender_gbp"]))
        assert message == "without a field: ['tea_gbp']; without a value: []"

    @pytest.mark.parametrize("name", ["tender_gbp", "inflation_beyond_forecast_rate"])
    def test_a_field_without_a_number(self, name: str, refused: Callable[[Change], str]) -> None:
        message = refused(lambda entries: entries.pop(name))
        assert message == f"without a field: []; without a value: ['{name}']"

    def test_a_number_under_another_name(self, refused: Callable[[Change], str]) -> None:
        message = refused(lambda entries: entries.update(tenders_gbp=entries.pop("tender_gbp")))
        assert message == "without a field: ['tenders_gbp']; without a value: ['tender_gbp']"

    def test_the_shipped_entries_match(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "entries", lambda: MappingProxyType(copy.deepcopy(dict(ENTRIES))))
        assert dict(module.parameters.__wrapped__()) == dict(PARAMETERS)

    def test_every_number_reaches_its_own_field(self) -> None:
        found = assumptions(NOVEMBER_2026)
        for name in {field.name for field in fields(Assumptions)} & PARAMETERS.keys():
            value = PARAMETERS[name].in_force(NOVEMBER_2026)
            assert value is not None
            if value.price_year is None:
                assert getattr(found, name) == value.value, name

    def test_the_same_name_in_two_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "tender_gbp: {label: x, unit: gbp, values: {}}\n"
        monkeypatch.setattr(module, "files", lambda _package: Folder({"one.yaml": text, "two.yaml": text}))
        with pytest.raises(PackageDataError, match="parameter tender_gbp stands in two files"):
            module.entries.__wrapped__()


class Folder:
    """As much of a package's folder as is read; `parameters` inside it is the folder itself."""

    def __init__(self, texts: Mapping[str, str], name: str = "", text: str = "") -> None:
        self.texts, self.name, self.text = texts, name, text

    def joinpath(self, _name: str) -> Folder:
        return self

    def iterdir(self) -> list[Folder]:
        return [Folder({}, name, text) for name, text in self.texts.items()]

    def read_text(self, _encoding: str) -> str:
        return self.text


class TestEveryValue:
    @pytest.mark.parametrize("case", VALUES, ids=named)
    def test_says_where_it_is_from(self, case: tuple[Parameter, DatedValue]) -> None:
        parameter, value = case
        assert parameter.unit
        assert parameter.label
        assert parameter.label[0].isupper()
        assert value.source.title
        assert value.note.endswith(".")
        assert value.evidence in EVIDENCE
        assert value.in_force_from >= dt.date(1989, 1, 1)
        assert value.source.on is not None

    @pytest.mark.parametrize("case", [case for case in VALUES if case[1].low is not None], ids=named)
    def test_lies_in_its_range(self, case: tuple[Parameter, DatedValue]) -> None:
        parameter, value = case
        assert value.low is not None
        assert value.high is not None, "a range has two ends"
        least = -1 if parameter.name == "operating_saving_share" else 0  # one team may be dearer
        assert least <= value.low <= value.value <= value.high
        assert value.low < value.high

    @pytest.mark.parametrize("case", VALUES, ids=named)
    def test_only_rules_carry_no_range(self, case: tuple[Parameter, DatedValue]) -> None:
        parameter, value = case
        rules = {
            "appraisal_years", "optimism_bias_upper_share", "optimism_bias_lower_share", "section_24_consent_gbp",
            "bias_business_case_share", "bias_environment_share", "bias_late_supplier_share",
            "bias_contract_share", "overrun_least_share", "overrun_median_share", "overrun_threshold_share",
            "overrun_beyond_share", "overrun_tail_mean_share",
        }  # fmt: skip
        assert (value.low is None) == (value.high is None) == (parameter.name in rules)

    @pytest.mark.parametrize("case", VALUES, ids=named)
    def test_pounds_and_pounds_alone_have_a_price_year(self, case: tuple[Parameter, DatedValue]) -> None:
        parameter, value = case
        assert parameter.name.endswith("_gbp") == parameter.unit.startswith("gbp")
        estimated = parameter.unit.startswith("gbp") and parameter.unit != "gbp as enacted"
        assert (value.price_year is not None) == estimated

    @pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: parameter.name)
    def test_unit_fits_the_name(self, parameter: Parameter) -> None:
        """Months, years and shares are what the last word of their name says."""
        unit_of = {"months": "month", "years": "year", "share": "share", "gbp": "gbp", "exponent": "exponent"}
        unit = unit_of.get(parameter.name.rsplit("_", 1)[-1])
        assert unit is None or unit in parameter.unit
        days = [value.in_force_from for value in parameter.values]
        assert days == sorted(set(days))
        uplifts = {"optimism_bias_upper_share", "overrun_least_share", "overrun_tail_mean_share"}
        if parameter.unit == "share" and parameter.name not in uplifts:
            assert all(0 <= value.value <= 1 for value in parameter.values)


class TestInForce:
    def test_a_value_holds_from_its_day_until_the_next(self) -> None:
        (first,) = PARAMETERS["tender_gbp"].values
        later = DatedValue(dt.date(2010, 4, 1), 1.0, None, None, "judgement", first.source, "Made up.")
        both = Parameter("tender_gbp", "Made up", "gbp", Bounds(0, 100), (first, later))
        days = ["1999-12-31", "2000-01-01", "2010-03-31", "2010-04-01", "2050-01-01"]
        assert [both.in_force(dt.date.fromisoformat(day)) for day in days] == [None, first, first, later, later]

    def test_a_day_before_the_first_value_cannot_be_appraised(self) -> None:
        assert assumptions(dt.date(2000, 1, 1)).as_at == dt.date(2000, 1, 1)
        with pytest.raises(SharedcliError, match="has no value as early as 1999-12-31; its first is of 2000-01-01"):
            assumptions(dt.date(1999, 12, 31))

    def test_no_discount_rate_is_known_before_the_first_edition(self) -> None:
        with pytest.raises(SharedcliError, match="no discount rate is known as early as 1989-03-31"):
            module._discounting(dt.date(1989, 3, 31))

    @pytest.mark.parametrize(
        ("as_at", "edition", "rate"),
        [
            ("2000-01-01", "Treasury rate before Green Book 2003", 0.06),
            ("2003-03-31", "Treasury rate before Green Book 2003", 0.06),
            ("2003-04-01", "Green Book 2003", 0.035),
            ("2006-03-01", "Green Book 2003", 0.035),
            ("2022-03-01", "Green Book 2022", 0.035),
            ("2026-01-31", "Green Book 2022", 0.035),
            ("2026-11-01", "Green Book February 2026", 0.035),
        ],
    )
    def test_the_discount_edition(self, as_at: str, edition: str, rate: float) -> None:
        found = assumptions(dt.date.fromisoformat(as_at)).discounting
        assert (found.edition, found.rate(1)) == (edition, rate)
        starts = [start for start, _ in found.bands]
        assert starts[0] == 0
        assert starts == sorted(set(starts))

    def test_pounds_are_moved_to_the_prices_of_the_day(self) -> None:
        """£45,000 of 2008-09, when the index stood at 66.8397."""
        assert assumptions(MARCH_2006).tender_gbp == pytest.approx(45_000 * 61.3576 / 66.8397)
        assert assumptions(NOVEMBER_2026).tender_gbp == pytest.approx(45_000 * 105.3095 / 66.8397)
        assert assumptions(dt.date(2008, 4, 1)).tender_gbp == 45_000

    def test_the_price_base_is_the_year_of_the_day(self) -> None:
        assert str(assumptions(MARCH_2006).price_base) == "2005-06"
        assert str(assumptions(NOVEMBER_2026).price_base) == "2026-27"

    @pytest.mark.parametrize(
        ("mitigated", "share"),
        [(0, 2.0), (0.5, 1.0), (0.95, 0.1), (1, 0.1)],
        ids=["none", "half", "at the floor", "all"],
    )
    def test_optimism_bias_never_falls_below_its_floor(self, mitigated: float, share: float) -> None:
        own = [Override(name=name, value=value, where="here") for name, value in mitigated_in_all(mitigated).items()]
        found = assumptions(NOVEMBER_2026, own)
        assert found.optimism_bias_mitigated_share == pytest.approx(mitigated)
        assert found.optimism_bias_share == pytest.approx(share)


class TestDeflator:
    RELEASES: Mapping[str, Any] = ENTRIES["gdp_deflator"]["values"]

    def test_every_release_is_sourced_and_has_no_gaps(self) -> None:
        assert ENTRIES["gdp_deflator"]["unit"]
        for release in self.RELEASES.values():
            assert release["source"]["title"]
            assert release["evidence"] in EVIDENCE
            starts = [FinancialYear.parse(year).starts_in for year in release["index"]]
            assert starts == list(range(starts[0], starts[-1] + 1))
            assert release["last_outturn"] in release["index"]
            assert float(release["index"]["2024-25"]) == 100

    def test_every_edition_of_the_rate_is_sourced(self) -> None:
        for edition in ENTRIES["social_time_preference_rate"]["values"].values():
            assert edition["edition"]
            assert edition["source"]["title"]
            assert edition["evidence"] in EVIDENCE


class TestSpendingReviews:
    REVIEWS: Any = ENTRIES["spending_reviews"]

    def test_in_the_order_of_time_and_without_gaps(self) -> None:
        reviews = assumptions(NOVEMBER_2026).spending_reviews
        assert len(reviews) == 13
        for earlier, later in pairwise(reviews):
            assert earlier.announced < later.announced, later.id
            assert earlier.first_year < later.first_year, later.id
            assert later.first_year.starts_in <= earlier.last_year.starts_in + 1, f"a gap before {later.id}"
        for review in reviews:
            assert review.first_year <= review.last_year, review.id
            assert review.announced < dt.date(review.first_year.starts_in, 4, 1), review.id

    @pytest.mark.parametrize(
        ("as_at", "review"),
        [
            ("2006-03-01", "SR2004"),
            ("2026-11-01", "SR2025"),
            ("2004-07-11", "SR2002"),
            ("2005-06-01", "SR2004"),
            ("2010-10-20", "CSR2007"),
            ("2019-09-04", "SR2015"),
            ("2026-03-31", "SR2025P1"),
        ],
    )
    def test_in_force(self, as_at: str, review: str) -> None:
        found = assumptions(dt.date.fromisoformat(as_at)).review_in_force()
        assert found is not None
        assert found.id == review

    def test_a_review_counts_from_the_day_it_is_announced(self) -> None:
        shipped = assumptions(NOVEMBER_2026)
        *earlier, last = shipped.spending_reviews
        late = replace(shipped, spending_reviews=(*earlier, replace(last, announced=dt.date(2026, 11, 2))))
        assert late.review_in_force() is None
        assert replace(late, as_at=dt.date(2026, 11, 2)).review_in_force() is not None

    def test_after_the_last_one_none_is_known(self) -> None:
        assert assumptions(dt.date(2029, 4, 1)).review_in_force() is None

    @pytest.mark.parametrize("entry", REVIEWS, ids=lambda entry: entry["id"])
    def test_is_sourced_and_says_what_was_asked(self, entry: dict[str, Any]) -> None:
        assert entry["source"]["title"]
        assert entry["evidence"] in EVIDENCE
        assert entry["target"]["kind"] in {"none", "efficiency", "grant-change", "core-spending-power"}
        first, last = FinancialYear.parse(entry["first_year"]), FinancialYear.parse(entry["last_year"])
        years = [FinancialYear.parse(year) for year in entry.get("target_path", {})]
        assert all(first <= year <= last for year in years)
        assert years == sorted(set(years))

    def test_only_two_reviews_set_councils_an_efficiency_target(self) -> None:
        assert [e["id"] for e in self.REVIEWS if e["target"]["kind"] == "efficiency"] == ["SR2004", "CSR2007"]

    def test_the_target_of_2004_adds_up(self) -> None:
        (entry,) = [e for e in self.REVIEWS if e["id"] == "SR2004"]
        assert (entry["target"]["annual_per_cent"], entry["target"]["compounding"]) == ("2.5", "false")
        assert list(entry["target_path"].values()) == ["2.5", "5.0", "7.5"]

    def test_the_target_of_2007_compounds(self) -> None:
        (entry,) = [e for e in self.REVIEWS if e["id"] == "CSR2007"]
        assert (entry["target"]["annual_per_cent"], entry["target"]["compounding"]) == ("3.0", "true")
        assert entry["target_path"] == {"2008-09": "3.0", "2009-10": "6.1", "2010-11": "9.3"}
        compounded = [round((1.03**years - 1) * 100, 1) for years in (1, 2, 3)]
        assert [float(share) for share in entry["target_path"].values()] == compounded
