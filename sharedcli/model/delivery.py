"""The two ways in which councils may deliver a service together."""

from __future__ import annotations

from enum import Enum
from typing import Literal

ModelKey = Literal["joint-procurement", "shared-operation"]


class DeliveryModel(Enum):
    """How a consortium works; the key is the word a red line uses for it.

    >>> DeliveryModel.named("shared-operation").label
    'Shared operation'
    """

    JOINT_PROCUREMENT = ("joint-procurement", "Joint procurement")
    """One product bought together; each council runs its own service (METHOD 5)."""
    SHARED_OPERATION = ("shared-operation", "Shared operation")
    """The same, and one team runs the service for all (METHOD 6)."""

    def __init__(self, key: ModelKey, label: str) -> None:
        self.key: ModelKey = key
        self.label = label

    @classmethod
    def named(cls, key: ModelKey) -> DeliveryModel:
        """The model with this key."""
        return next(model for model in cls if model.key == key)
