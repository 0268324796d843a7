"""`sharedcli csr` as people type it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.test_schema import load
from tests.conftest import PROJECT, Invoke

ARTICLE = "sample_councils/article_2006"
OWN = """\
spending_reviews:
  - id: SR2025
    name: Our reading of it
    announced: 2025-06-11
    first_year: 2026-27
    last_year: 2028-29
    target:
      {kind: efficiency, basis: net revenue budget, unit: "per cent, cumulative", baseline_year: 2025-26}
    target_path: {2028-29: 3.0}
    source: {title: Budget report, on: 2026-02-24}
  - id: SR2027
    name: Spending Review 2027
    announced: 2027-06-30
    first_year: 2029-30
    last_year: 2031-32
    target: {kind: none}
    provisional: true
    source: {title: A guess}
"""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--format", "json"), "csr.json"),
        (
            ("--period", "2028-29", "--council", "Corsley", "--target", "3", "--baseline", "£9,000,000"),
            "csr-corsley.txt",
        ),
    ],
    ids=["json", "one council, a year, a target"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("csr", ".", *words)
    assert done.code == 0
    golden(name, done.out)


def test_golden_of_the_article(invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    """What large sharing was expected to bring to CSR2007, and what these councils' figures say."""
    done = invoke("csr", ARTICLE, "--period", "CSR2007", cwd=PROJECT)
    assert done.code == 0
    golden("csr-article.txt", done.out)


@pytest.mark.parametrize("option", ["proposed", "small", "one-large", "mandated"])
@pytest.mark.parametrize("council", [(), ("--council", "Corsley")], ids=["all", "one council"])
def test_every_pound_of_a_table_is_in_the_record(
    option: str, council: tuple[str, ...], folder: Path, invoke: Invoke
) -> None:
    words, half_a_pound = (".", "--option", option, "--target", "3", "--baseline", "9000000", *council), 0.501
    text = invoke("csr", *words).out.split("WHAT THIS RESTS ON")[0]
    record = json.loads(invoke("csr", *words, "--format", "json").out)
    stated = (*record["figures"].values(), *record["inputs"].values())
    known = [abs(one["value"]) for one in stated]
    shown = {int(number.replace(",", "")) for number in re.findall(r"\d{1,3}(?:,\d{3})+", text)}
    assert record["schema"] == "sharedcli/csr/1"
    assert not {pounds for pounds in shown if min(abs(pounds - one) for one in known) > half_a_pound}
    assert set(re.findall(r"\[([a-z0-9.-]+\.[a-z0-9-]+)\]", text)) <= set(record["figures"])


@pytest.mark.parametrize("form", ["md", "html"])
def test_other_formats_say_the_same(form: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("csr", ".", "--format", form)
    assert done.code == 0
    assert "IN THE PERIOD" in done.out
    assert "SR2025" in done.out


def test_periods_that_end_too_soon_or_lie_outside_say_so(invoke: Invoke) -> None:
    words = ("--service", "payroll", "--period", "SR2002,CSR1998", "--period", "SR2025")
    out = " ".join(invoke("csr", ARTICLE, *words, cwd=PROJECT).out.split())
    assert "SR2002 (2003-04 to 2005-06, dates provisional) ends before anything goes live (first in" in out
    assert "CSR1998 (1999-00 to 2001-02, dates provisional) ends before these facts begin (1 March 2006)" in out
    assert "SR2025 (2026-27 to 2028-29, dates provisional) begins after the appraisal ends in March 2015" in out
    assert "2005-06 is in SR2004 too and counts in each; SR2004, announced later, holds." in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--period", "CSR2008"), "CSR2008: it is neither a spending review nor a financial year"),
        (("--target", "lots"), "lots is not a percentage from 0 to 100."),
        (("--target", "0"), "0 is no target; write it as 9.3."),
        (("--baseline", "-5"), "-5 is not a sum of pounds above zero"),
        (("--baseline", "0"), "0 is not a sum of pounds above zero"),
        (("--baseline", "1_000"), "1_000 is not a sum of pounds above zero"),
        (("--baseline", "1e400"), "1e400 is not a sum of pounds above zero"),
        (("--target", "101"), "101 is not a percentage from 0 to 100."),
        (("--target", "-1"), "-1 is not a percentage from 0 to 100."),
        (("--periods", "-"), "--periods needs a file."),
    ],
)
def test_wrong_options_are_refused(words: tuple[str, str], says: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("csr", ".", *words)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_a_file_of_ones_own_replaces_and_adds(folder: Path, invoke: Invoke) -> None:
    """It may lie among the profiles: it is none of them."""
    (folder / "reviews.yaml").write_text(OWN, "utf-8")
    done = invoke("csr", ".", "--periods", "reviews.yaml", "--baseline", "9000000")
    out = " ".join(done.out.split())
    assert done.code == 0
    assert "SR2025, Our reading of it (2026-27 to 2028-29), in place of the one that ships; Budget report" in out
    assert "from reviews.yaml:2." in out
    assert "SR2027, Spending Review 2027 (2029-30 to 2031-32); A guess, from reviews.yaml:11." in out
    assert "3.0% by 2028-29 is £270,000 a year" in out
    assert "SR2027 (2029-30 to 2031-32, dates provisional)" in out
    assert invoke("csr", ".", "--period", "SR2027").code == 2, "without the file there is none"
    assert invoke("incentives", ".", "--periods", "reviews.yaml", "--by", "SR2027").code == 0


def test_a_file_with_an_error_is_refused_with_place_and_remedy(folder: Path, invoke: Invoke) -> None:
    (folder / "reviews.yaml").write_text(OWN.replace(', unit: "per cent, cumulative"', ""), "utf-8")
    done = invoke("csr", ".", "--periods", "reviews.yaml")
    assert (done.code, done.out) == (3, "")
    assert "7:5" in done.err
    assert "CF905" in done.err
    assert "Say what the per cent is of" in done.err
    assert "The spending reviews cannot be used: 1 error in the file." in done.err


def test_who_lacks_cash_at_the_end_stands_on_page_one(invoke: Invoke) -> None:
    words = ("--service", "payroll", "--period", "SR2004,CSR2007", "--option", "one-large")
    page_one = invoke("csr", ARTICLE, *words, cwd=PROJECT).out.partition("Periods side by side")[0]
    assert re.search(r"WHO LACKS CASH AT ITS END\s+- \w+: \d+ of 15 councils, the most [A-Z][A-Za-z -]+ £", page_one), (
        page_one
    )


def test_the_schema_takes_what_the_reader_takes(invoke: Invoke) -> None:
    validator = Draft202012Validator(json.loads(invoke("schema", "--kind", "spending_reviews").out))
    shipped = (PROJECT / "sharedcli/parameters/spending_reviews.yaml").read_text("utf-8")
    for text in (OWN, shipped):
        assert [error.message for error in validator.iter_errors(load(text))] == []
    assert not validator.is_valid(load(OWN.replace("2028-29: 3.0", "2028-9: 3.0")))
    assert not validator.is_valid(load(OWN.replace("kind: none", "kind: some")))


def test_figures_are_explained(folder: Path, invoke: Invoke) -> None:
    assert invoke("explain", "all.sr2025.net", ".").code == 0
    assert invoke("explain", "all.2028-29.ongoing", ".").code == 0
    told = invoke("explain", "all.sr2025.target.2028-29", ".", "--target", "3", "--baseline", "9000000")
    assert told.code == 0
    assert "£270,000" in told.out
