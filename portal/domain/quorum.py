"""How many must have come before a meeting can decide."""

from decimal import ROUND_CEILING, Decimal


def needed(invited: int, share: float) -> int:
    """The least number that makes this share of those invited; nobody is needed where nobody was invited.

    Reckoned in decimals, as the rule book writes the share: 0.07 of 100 are 7, of which floats make 8.
    """
    return int((Decimal(str(share)) * invited).to_integral_value(ROUND_CEILING))
