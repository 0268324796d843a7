"""What keeps a council out of a group; dates are compared in `alignment.py`, the rest is known further on."""

from __future__ import annotations

from enum import Enum


class Obstacle(Enum):
    """Why a council is not in a group. The value is a key for machines."""

    OTHER_TIER = "different-tier"
    NOT_LISTED = "not-listed"
    RED_LINE = "red-line"
    NOT_APPRAISED = "not-appraised"
    NO_NEED = "no-need-stated"
    RETIRING = "retiring"
    TOO_LATE = "too-late"
    TOO_EARLY = "too-early"
    NEVER_FREE = "never-free"
    OWN_PLAN = "own-plan"
    FULL = "size-limit"
    COSTS_MORE = "costs-more"
    NOT_PROVEN = "not-proven"
    NO_PARTNER = "no-partner"
