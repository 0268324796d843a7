"""How complete a profile is; the cases are in `completeness.yaml`."""

from __future__ import annotations

from typing import Any

import pytest

from sharedcli.checks.completeness import completeness
from sharedcli.model.profile import Profile
from tests.checks.cases import HERE, base, changed, read


def test_base_profile_is_complete() -> None:
    found = completeness(Profile.model_validate(base()))
    assert (found.share, found.gaps) == (1.0, ())
    assert found.known == found.asked == 47


@pytest.mark.parametrize("case", read(HERE / "completeness.yaml"), ids=lambda case: " ".join(case["change"]))
def test_gaps(case: dict[str, Any]) -> None:
    found = completeness(Profile.model_validate(changed(base(), case["change"])))
    assert [".".join(str(part) for part in gap.pointer) for gap in found.gaps] == case["gaps"]
    assert found.known + len(found.gaps) == found.asked
    assert found.share == found.known / found.asked


def test_a_bare_profile_states_nothing() -> None:
    council = {"name": "A", "code": "E07000901", "tier": "district", "region": "West Midlands"}
    bare = {"profile": "1", "as_at": "2026-11-01", "figures": "internal", "council": council}
    found = completeness(Profile.model_validate(bare))
    assert found.share == 0
    assert all(gap.label for gap in found.gaps)
