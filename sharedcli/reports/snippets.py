"""What editors offer to write at once: a system, a contract, a whole profile, with the places to fill in numbered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sharedcli.reports.record import Value

_CONTRACT: Mapping[str, Value] = {"start": "$1", "last_day": "$2", "notice_months": "$3"}

_COUNCIL: Mapping[str, Value] = {"name": "$1", "code": "$2", "tier": "$3", "region": "$4"}

SNIPPETS: Mapping[str, list[Value]] = MappingProxyType(
    {
        "Profile": [
            {
                "label": "a whole profile",
                "description": "Everything that is needed, and one system.",
                "body": {
                    "profile": 1,
                    "as_at": "$1",
                    "figures": "$2",
                    "council": {"name": "$3", "code": "$4", "tier": "$5", "region": "$6"},
                    "systems": [{"service": "$7", "status": "$8"}],
                },
            }
        ],
        "Council": [{"label": "a council", "description": "Who it is.", "body": _COUNCIL}],
        "System": [
            {
                "label": "a live system",
                "description": "What decides when it could move, and what that is worth.",
                "body": {
                    "service": "$1",
                    "status": "live",
                    "product": "$2",
                    "supplier": "$3",
                    "contract": {"start": "$4", "last_day": "$5", "notice_months": "$6"},
                    "annual_cost_gbp": {"licence": "$7", "staff": "$8"},
                    "plan": {"action": "renew"},
                },
            },
            {
                "label": "no system yet",
                "description": "A service for which the council has no system, and means to buy one.",
                "body": {"service": "$1", "status": "none", "plan": {"action": "buy", "by": "$2"}},
            },
        ],
        "Contract": [{"label": "a contract", "description": "Its term and its notice.", "body": _CONTRACT}],
    }
)
"""Snippets by the name of the group they write; `$1` and so on are where the editor stops."""
