"""请人帮忙: who comes when somebody calls at a kiosk, and in what order they are asked."""

from portal.domain.permissions import MAY, Actor, Role
from portal.domain.stages import Action

#: Who is asked first: those of the place itself, nearest first, then those above.
TURNS = (Role.GRID_MEMBER, Role.COMMUNITY_WORKER, Role.COMMUNITY_SECRETARY, Role.STREET_OFFICER)


def may_come(actor: Actor, community_path: str) -> bool:
    """Whether the actor may answer a call from a kiosk of this community."""
    return any(
        grant.role in MAY[Action.ANSWER_HELP] and is_near(grant.area_path, community_path)
        for grant in actor.grants
    )


def is_near(area_path: str, community_path: str) -> bool:
    """Whether an area contains the community or lies in it: a hall belongs to all its grids."""
    return area_path.startswith(community_path) or community_path.startswith(area_path)
