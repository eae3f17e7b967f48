"""Which ratings count: so many ratings are to be so many people."""

from peewee import Expression, fn

from portal.models import Rating


def last_words() -> Expression:
    """Of one who rated again after rectification only the last rating.

    Averages are public from a minimum of people on; three rounds of one person must not make them so.
    """
    later = Rating.alias()
    same = (later.matter == Rating.matter) & (later.rater == Rating.rater) & (later.round > Rating.round)
    condition: Expression = ~fn.EXISTS(later.select(later.id).where(same))
    return condition
