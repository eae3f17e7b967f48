"""Everything about one matter as the office's pages show it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from flask_babel import gettext as _

from portal.domain.deadlines import extended
from portal.domain.grading import grade_now
from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can, require
from portal.domain.policy import Grade
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.terms import HandlingStage
from portal.models import AtWork, Forwarding, Matter, MatterEvent, Pause, Rating, ReturnVisit, StageClock
from portal.queries import handling
from portal.queries import office_matter as queries
from portal.queries.alike import Alike, alike_matters
from portal.queries.at_work import at_work_on
from portal.queries.categories import words_of
from portal.queries.ground import Keeper, keeper_of
from portal.queries.inbox import Answered, answers_to
from portal.queries.preparations import Found, Option, found_out, options_of
from portal.queries.subjects import subject_of
from portal.queries.triage import suggestion_for
from portal.services.publish import Preview, preview
from portal.web import labels
from portal.web.filters import short_day
from portal.web.gallery import Shown, shown
from portal.web.office.handling.parts import Part, StepLine, lines_of, parts_of
from portal.web.office.late.step_forms import next_level
from portal.web.office.reasons import Suggested, suggested
from portal.web.office.steps import Standing, department_of, next_step, open_steps
from portal.web.place import place
from portal.web.road import Seal, days_of, seals_of

_ALIKE_SHOWN, _ANSWERED_SHOWN, _NEAR = 5, 3, 20


@dataclass
class Dossier:
    """One matter for one officer, each part read when a page first asks for it."""

    now: Occasion
    matter: Matter

    @cached_property
    def road(self) -> list[MatterEvent]:
        return queries.whole_road(self.matter)

    @property
    def gallery(self) -> list[Shown]:
        """All photos, with the day on which each came."""
        days = {event.id: event.at for event in self.road}
        return [
            shown(photo, _words_for(days.get(photo.event_id))) for photo in queries.photos_of(self.matter)
        ]

    @property
    def keeper(self) -> Keeper | None:
        """Who looks after the grid it lies in."""
        return keeper_of(self.matter.area.path, place().keepers)

    @property
    def channel_facts(self) -> dict[str, str]:
        """What its channel brought along, such as the number of a referral."""
        said = self.road[-1].data if self.road else {}
        return {name: str(said[name]) for name in labels.CHANNEL_FACTS if said.get(name)}

    @cached_property
    def round(self) -> queries.Round | None:
        return queries.round_under_way(self.matter)

    @cached_property
    def clocks(self) -> list[StageClock]:
        """The clocks of the parts of the round under way."""
        return handling.clocks_of(self.round.assignment) if self.round else []

    @property
    def parts(self) -> list[Part]:
        """The same, each with its light."""
        return parts_of(self.now, self.clocks, waits=self.matter.waits_since is not None)

    @property
    def tasks(self) -> list[StepLine]:
        """The steps of the round under way, each with its light and whether this officer reports on it."""
        if self.round is None:
            return []
        steps, waits = handling.steps_of(self.round.assignment), self.matter.waits_since is not None
        return lines_of(self.now, self.standing.subject, steps, waits=waits)

    @property
    def hand_overs(self) -> list[Forwarding]:
        """Through whose hands the round under way went."""
        return handling.forwardings_of(self.round.assignment) if self.round else []

    @cached_property
    def pause(self) -> Pause | None:
        """What the proposer is asked while the clock waits."""
        return handling.open_question(self.matter) if self.matter.waits_since else None

    @cached_property
    def category(self) -> str:
        """What it is about, in whole words; empty while nobody has said."""
        known = self.matter.category_id
        return words_of([known])[known] if known else ""

    @cached_property
    def suggestion(self) -> Suggested | None:
        """What the portal suggests as long as nobody has answered."""
        suggestion = suggestion_for(self.matter) if self.matter.state is State.RECEIVED else None
        return suggested(suggestion) if suggestion else None

    @property
    def extended_to(self) -> date | None:
        """The deadline there would be if the extension asked for were granted."""
        if self.round is None or self.round.extension is None:
            return None
        assignment, days = self.round.assignment, self.round.extension.working_days
        return extended(assignment.due_on, days, self.now.calendar).on

    @cached_property
    def visit(self) -> ReturnVisit | None:
        return queries.open_visit(self.matter)

    @property
    def grade(self) -> Grade | None:
        """What the place's table says of it, once it was graded."""
        return grade_now(self.now.book, self.matter)

    @cached_property
    def meeting_id(self) -> int | None:
        """The meeting that is to debate it."""
        return queries.meeting_to_debate(self.matter)

    @property
    def reads_papers(self) -> bool:
        """Whether this officer may read the meeting's papers; who looks after one grid only may not."""
        return can(self.now.actor, Action.READ_OFFICE, Subject(self.matter.community.path))

    @cached_property
    def options(self) -> list[Option]:
        """What lies on the table for its meeting."""
        return options_of(self.matter.id)

    @cached_property
    def prepared(self) -> list[Found]:
        """What was found out before its meeting."""
        return found_out(self.matter.id)

    @cached_property
    def ratings(self) -> list[Rating]:
        return queries.ratings_of(self.matter)

    @cached_property
    def duplicates(self) -> list[Matter]:
        return queries.duplicates_of(self.matter)

    @cached_property
    def alike(self) -> list[Alike]:
        """What may be the same thing, told by the public words."""
        return [other for other in self._near if other.number != self.matter.number][:_ALIKE_SHOWN]

    @cached_property
    def _near(self) -> list[Alike]:
        """The open ones stand first, so the answered ones are looked for further down."""
        return alike_matters(f"{self.matter.public_title} {self.matter.public_body}", _NEAR)

    @cached_property
    def answered(self) -> list[Answered]:
        """How the most alike among the public matters were answered."""
        answers = answers_to(other.number for other in self._near)
        near = (answers.get(other.number) for other in self._near if other.number != self.matter.number)
        return [answer for answer in near if answer is not None][:_ANSWERED_SHOWN]

    @cached_property
    def held(self) -> AtWork | None:
        """Who has it open to work on it at this moment."""
        return at_work_on(self.matter, self.now.now)

    @property
    def at_work(self) -> AtWork | None:
        """The same, if it is somebody else."""
        held = self.held
        return held if held is not None and held.person_id != self.now.actor.person_id else None

    @cached_property
    def shown(self) -> Preview:
        """What leaves the house, beside what was written."""
        return preview(self.matter)

    @property
    def may_see_contact(self) -> bool:
        """Whether this officer may ask for the proposer's whole number."""
        return can(self.now.actor, Action.SEE_CONTACT, self.standing.subject)

    @property
    def may_read_passages(self) -> bool:
        """Whether this officer decides what the public reads of it; of a private matter it reads nothing."""
        return not self.matter.private and can(self.now.actor, Action.READ_PASSAGES, self.standing.subject)

    @property
    def reading(self) -> Reading | None:
        due_on = self.matter.due_on
        return read_light(due_on, self.now.today, self.now.calendar, self.now.book.lights) if due_on else None

    @property
    def seals(self) -> list[Seal]:
        days = days_of(reversed(self.road))
        return seals_of(self.matter.state, days, outcome=self.matter.outcome)

    @cached_property
    def standing(self) -> Standing:
        overdue = (self.matter.due_on or date.max) < self.now.today
        waits = self.round is not None and self.round.extension is not None
        lead = self.matter.organisation
        department = department_of(lead.id, lead.kind) if lead else None
        level = next_level(self.now, self.matter)
        return Standing(
            subject_of(self.matter),
            waits,
            self.visit is not None,
            overdue,
            department,
            level,
            self.matter.waits_since is not None,
            any(clock.stage is HandlingStage.ACCEPT and clock.met_at is None for clock in self.clocks),
        )

    @cached_property
    def steps(self) -> list[Action]:
        """What this officer may do now, the next step first."""
        return open_steps(self.now.actor, self.standing)

    @property
    def next(self) -> Action | None:
        return next_step(self.now.actor, self.standing)


def _words_for(at: datetime | None) -> str:
    """What is known of a photo: the day on which it came."""
    return _("%(day)s的照片", day=short_day(at)) if at else _("照片")


def open_dossier(now: Occasion, number: str) -> Dossier:
    """The dossier, for somebody who may read it. Raises Refusal NOT_FOUND or NOT_ALLOWED."""
    matter = queries.matter_by_number(number)
    if matter is None:
        raise Refusal(Rule.NOT_FOUND)
    require(now.actor, Action.READ_ORIGINAL, subject_of(matter))
    return Dossier(now, matter)
