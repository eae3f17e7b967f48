"""What of a matter can be found by everybody: its public words, as ``queries.search`` asks for them."""

from portal.db import database, is_sqlite, transaction
from portal.domain.search_words import kept_words
from portal.models import Matter

_FORGET = {
    True: "DELETE FROM matter_search WHERE rowid = ?",
    False: "DELETE FROM matter_search WHERE matter_id = %s",
}
_INDEX = {
    True: "INSERT INTO matter_search (rowid, words) VALUES (?, ?)",
    False: "INSERT INTO matter_search (matter_id, words) VALUES (%s, to_tsvector('simple', %s))",
}


@transaction
def index(matter: Matter) -> None:
    """Makes the matter's public words searchable in place of what was indexed of it before."""
    forget(matter)
    if matter.private:
        return
    words = f"{matter.number} {matter.public_title} {matter.public_body} {matter.public_place}"
    database.execute_sql(_INDEX[is_sqlite()], (matter.id, " ".join(kept_words(words))))


@transaction
def forget(matter: Matter) -> None:
    """The matter is found no more."""
    database.execute_sql(_FORGET[is_sqlite()], (matter.id,))
