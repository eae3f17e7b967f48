"""Which rule a service verb names when it refuses."""

from collections.abc import Callable

import pytest

from portal.domain.refusal import Refusal, Rule


def rule_of(verb: Callable[..., object], *args: object, **more: object) -> Rule:
    """The rule; fails where nothing is refused."""
    with pytest.raises(Refusal) as refused:
        verb(*args, **more)
    return refused.value.rule
