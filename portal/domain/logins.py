"""The name by which somebody signs in, in the one form that is kept."""

import re
import unicodedata

from portal.domain.refusal import Refusal, Rule

_LOGIN = re.compile(r"[\w.@-]{2,40}")


def plain_login(typed: str) -> str:
    """Small letters, plain forms, no blanks around it: 李敏 and ＬｉＭｉｎ may be typed as people do."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def fit_login(typed: str) -> str:
    """The login in the form that is kept.

    Raises:
        Refusal: LOGIN_UNFIT for anything but 2 to 40 letters, characters, figures and ``. @ - _``.
    """
    login = plain_login(typed)
    if not _LOGIN.fullmatch(login):
        raise Refusal(Rule.LOGIN_UNFIT, field="login")
    return login
