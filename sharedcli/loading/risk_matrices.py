"""The risk matrices that ship, by the name that asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sharedcli.loading.parameters import RISK_MATRICES, entries
from sharedcli.model.risk_matrix import RiskMatrix

DEFAULT_MATRIX = "5x5"


@cache
def risk_matrices() -> Mapping[str, RiskMatrix]:
    """Every matrix that ships."""
    return MappingProxyType(
        {name: RiskMatrix.model_validate(entry) for name, entry in entries()[RISK_MATRICES].items()}
    )
