"""Duties that look again and again whether there is something to do, each in a thread beside the queue.

What is written in a request is committed there, and whoever were called earlier could be called to an empty
table; so nobody is called.
"""

import logging
import threading
from collections.abc import Callable

from flask import Flask

from portal.db import database

#: Who waits for a code at the other end looks at the telephone for some seconds.
_SECONDS_BETWEEN = 2

_log = logging.getLogger(__name__)


def poll(app: Flask, duty: Callable[[Flask], object], ended: threading.Event) -> None:
    """Does the duty every other second until told to end; what goes wrong ends no more than one round."""
    while not ended.wait(_SECONDS_BETWEEN):
        try:
            with database.connection_context():  # a connection that broke overnight must not end the rounds
                duty(app)
        except Exception:
            _log.exception("%s broke off", duty.__name__)
