"""Which passwords are no protection at all. Length counts; what everybody tries first is refused."""

from collections.abc import Iterable

LEAST_CHARS = 10
MOST_CHARS = 200

_FEWEST_DIFFERENT = 5
_ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_TRIED_FIRST = frozenset(
    {
        *("password123", "password1234", "password12345", "passw0rd123", "administrator", "admin123456"),
        *("qwerty12345", "qwerty123456", "asdfgh123456", "zxcvbnm123", "1q2w3e4r5t", "q1w2e3r4t5"),
        *("1qaz2wsx3edc", "abc1234567", "abcd123456", "a123456789", "aa123456789", "qq123456789"),
        *("woaini1314", "woaini1314520", "woaini520520", "5201314520", "iloveyou123", "zhongguo123"),
        *("changeme123", "letmein123", "welcome123"),
    }
)


def is_weak(password: str, known: Iterable[str] = ()) -> bool:
    """Whether the password is too short or among the first that anybody would try.

    Args:
        known: what others know of the person (login, name, telephone): little more than that is weak.
    """
    plain = password.casefold()
    return (
        not LEAST_CHARS <= len(password) <= MOST_CHARS
        or len(set(plain)) < _FEWEST_DIFFERENT
        or plain in _TRIED_FIRST
        or any(plain in row or plain in row[::-1] for row in _ROWS)
        or any(len(plain.replace(word.casefold(), "")) < _FEWEST_DIFFERENT for word in known if word)
    )
