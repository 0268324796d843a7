"""Optimism bias in words: the method with its numbers, so that whoever reads the figures can work it out again."""

from __future__ import annotations

from sharedcli.model.assumptions import Assumptions


def method(given: Assumptions) -> str:
    """How the uplift in force was worked out, in a sentence."""
    upper, lower = given.optimism_bias_upper_share, given.optimism_bias_lower_share
    mitigated, share = given.optimism_bias_mitigated_share, given.optimism_bias_share
    held = ", raised to L" if share > (1 - mitigated) * upper else ""
    return (
        f"(1 - M) x U, not below L: (1 - {mitigated:g}) x {upper:.0%}{held} = {share:.0%} on top of tender and "
        f"implementation, alone and together. U is {upper:.0%} and L {lower:.0%} (Green Book supplementary guidance, "
        f"equipment and development); M, the part dealt with, is {mitigated:g}. Never on savings."
    )
