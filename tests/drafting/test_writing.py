"""Profiles written as text read back as the same profiles, with notes and gaps as comments."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sharedcli.checks.completeness import completeness
from sharedcli.drafting.writing import profile_text
from sharedcli.loading.decoding import UNSEEN
from sharedcli.loading.profile import read_profile
from sharedcli.model.profile import Council, Profile
from sharedcli.model.system import AnnualCost, System

SAMPLES = sorted(Path(__file__).parents[2].glob("sample_councils/*/*.yaml"))
PROFILES = [path for path in SAMPLES if path.name != "proposals.yaml"]


def read(text: str) -> Profile:
    reading = read_profile(text.encode(), file="draft.yaml")
    assert reading.profile is not None, reading.findings
    return reading.profile


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_what_is_written_reads_back(path: Path) -> None:
    profile = read(path.read_text("utf-8"))
    text = profile_text(profile, gaps=completeness(profile).gaps, head=("A draft.",))
    again = read(text)
    assert again == profile
    assert again.model_fields_set == profile.model_fields_set
    for gap in completeness(profile).gaps:
        assert f"not known yet ({gap.label})" in text


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(name=words, product=words, listed=st.lists(words, max_size=3), pounds=st.integers(0, 10**12))
def test_any_text_reads_back_here_and_elsewhere(name: str, product: str, listed: list[str], pounds: int) -> None:
    profile = Profile(
        profile="1", as_at="2026-11-01", figures="published",
        council=Council(name=name, code="E07000194", tier="district", region="West Midlands"),
        systems=(
            System(
                service="payroll", status="live", product=product, confidential=tuple(listed),
                annual_cost_gbp=AnnualCost(licence=pounds / 100),
            ),
        ),
    )  # fmt: skip
    text = profile_text(profile)
    assert read(text) == profile
    elsewhere = yaml.safe_load(text)
    assert elsewhere["council"]["name"] == name
    assert elsewhere["systems"][0]["product"] == product
    assert elsewhere["systems"][0].get("confidential", []) == listed


anything = st.text(min_size=1, max_size=30).filter(str.strip)


@given(name=anything, product=anything, listed=st.lists(anything, max_size=3), said=anything)
@example("a\x85b", "a\r\nb: c", ["a,\x85\n"], "x\ny")
@example("a\u202eb", "\ud800x", ["a, \ufeff"], "\u2028y")
def test_whatever_is_in_a_profile_its_text_is_never_refused(
    name: str, product: str, listed: list[str], said: str
) -> None:
    """What no reader here takes is seen not to be there; everything else is as it was."""
    system = {"service": "payroll", "status": "live", "product": product, "confidential": listed}
    profile = Profile.model_validate(
        {
            "profile": "1", "as_at": "2026-11-01", "figures": "published", "systems": [system],
            "council": {"name": name, "code": "E07000194", "tier": "district", "region": "West Midlands"},
        }
    )  # fmt: skip
    text = profile_text(profile, notes={("council", "name"): said, ("systems", 0): said}, head=(said,))
    again = read(text)
    read_back = (again.council.name, again.systems[0].product, *again.systems[0].confidential)
    assert read_back == tuple(UNSEEN.sub("\ufffd", text.strip()) for text in (name, product, *listed))


def test_a_note_stands_beside_its_value_and_a_gap_where_it_belongs() -> None:
    profile = read(PROFILES[0].read_text("utf-8"))
    text = profile_text(profile, notes={("council", "name"): "row 3", ("systems", 0): "row 7\rx"})
    assert f"name: {profile.council.name}  # row 3" in text
    assert "\n  # row 7" in text
    assert "\nx" not in text
    assert "\nprofile: 1\n" in text
    assert text.startswith("# yaml-language-server: $schema=profile.schema.json\n")
