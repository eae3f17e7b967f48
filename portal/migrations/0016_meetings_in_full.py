"""Kinds of meeting and their changes, invitations, opinions, votes, corrections of minutes."""

from datetime import datetime

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class AgendaItem(Model):
        class Meta:
            database = db
            table_name = "agenda_item"

    class Area(Model):
        class Meta:
            database = db
            table_name = "area"

    class Attendance(Model):
        class Meta:
            database = db
            table_name = "attendance"

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class MatterEvent(Model):
        class Meta:
            database = db
            table_name = "matter_event"

    class Meeting(Model):
        class Meta:
            database = db
            table_name = "meeting"

    class Organisation(Model):
        class Meta:
            database = db
            table_name = "organisation"

    class Person(Model):
        id = AutoField()

        class Meta:
            database = db
            table_name = "person"

    class Invitation(Model):
        id = AutoField()
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        name = CharField(max_length=80)
        capacity = CharField(max_length=40)
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        counts = BooleanField(default=True)
        state = CharField(max_length=40, default="waiting")
        comes_instead = CharField(max_length=80, default="")
        words = TextField(default="")
        invited_at = DateTimeField()
        replied_at = DateTimeField(null=True)
        reply_way = CharField(null=True, max_length=40)
        entered_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "invitation"
            indexes = ((("meeting", "name", "capacity"), True),)

    db.create_tables([Invitation])

    class Vote(Model):
        item = ForeignKeyField(AgendaItem, on_delete="RESTRICT")
        method = CharField(max_length=40)
        secret = BooleanField(default=False)
        opened_at = DateTimeField()
        opened_by = ForeignKeyField(Person, on_delete="RESTRICT")
        closed_at = DateTimeField(null=True)
        void = BooleanField(default=False)
        void_reason = TextField(default="")

        class Meta:
            database = db
            table_name = "vote"

    db.create_tables([Vote])

    class TopicOption(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        event = ForeignKeyField(MatterEvent, unique=True, on_delete="RESTRICT")
        position = IntegerField()
        text = CharField(max_length=200)
        public_text = CharField(max_length=200)
        added_at = DateTimeField()
        withdrawn_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "topic_option"

    db.create_tables([TopicOption])

    class VoteChoice(Model):
        vote = ForeignKeyField(Vote, on_delete="RESTRICT")
        position = IntegerField()
        stance = CharField(max_length=40)
        option = ForeignKeyField(TopicOption, null=True, on_delete="RESTRICT")
        count = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "vote_choice"
            indexes = ((("vote", "position"), True),)

    db.create_tables([VoteChoice])

    class Ballot(Model):
        vote = ForeignKeyField(Vote, on_delete="RESTRICT")
        attendance = ForeignKeyField(Attendance, on_delete="RESTRICT")
        choice = ForeignKeyField(VoteChoice, null=True, on_delete="RESTRICT")
        way = CharField(max_length=40)
        cast_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "ballot"
            indexes = ((("vote", "attendance"), True),)

    db.create_tables([Ballot])

    class MeetingChange(Model):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        at = DateTimeField()
        made_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        before = JSONField(default=dict)
        after = JSONField(default=dict)
        reason = TextField()

        class Meta:
            database = db
            table_name = "meeting_change"

    db.create_tables([MeetingChange])

    class MinutesCorrection(Model):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        at = DateTimeField()
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_by_name = CharField(max_length=80)
        before = TextField()
        after = TextField()
        reason = TextField()

        class Meta:
            database = db
            table_name = "minutes_correction"

    db.create_tables([MinutesCorrection])

    class Opinion(Model):
        id = AutoField()
        item = ForeignKeyField(AgendaItem, on_delete="RESTRICT")
        voice = CharField(max_length=80)
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        invitation = ForeignKeyField(Invitation, null=True, on_delete="SET NULL")
        way = CharField(max_length=40)
        name = CharField(max_length=80, default="")
        words = TextField()
        public_words = TextField()
        at = DateTimeField()
        read_out_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "opinion"
            indexes = ((("item", "voice"), True),)

    db.create_tables([Opinion])

    class Remark(Model):
        item = ForeignKeyField(AgendaItem, on_delete="RESTRICT")
        attendance = ForeignKeyField(Attendance, null=True, on_delete="SET NULL")
        speaker = CharField(max_length=80)
        text = TextField()
        public_text = TextField()
        at = DateTimeField()
        noted_by = ForeignKeyField(Person, on_delete="RESTRICT")
        ticket = CharField(unique=True, max_length=40)

        class Meta:
            database = db
            table_name = "remark"

    db.create_tables([Remark])

    class StandingMember(Model):
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        name = CharField(max_length=80)
        capacity = CharField(max_length=40)
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        since = DateField()
        until = DateField(null=True)

        class Meta:
            database = db
            table_name = "standing_member"
            indexes = ((("community", "until"), False),)

    db.create_tables([StandingMember])

    migrator.migrate(migrator.drop_index("meeting", "meeting_community_id_day"))
    migrator.migrate(migrator.add_column("meeting", "kind", CharField(max_length=40, default="ordinary")))
    migrator.migrate(migrator.add_column("meeting", "planned_for", DateField(null=True)))
    migrator.migrate(migrator.add_column("meeting", "set_at", DateTimeField(default=datetime.min)))
    db.execute_sql("UPDATE meeting SET planned_for = day, set_at = agenda_closes_on")
    migrator.migrate(migrator.add_column("meeting", "sequence", IntegerField(default=0)))
    migrator.migrate(migrator.add_column("meeting", "reason", TextField(default="")))
    migrator.migrate(migrator.add_column("agenda_item", "taken_at", DateTimeField(null=True)))
    migrator.migrate(
        migrator.add_column(
            "attendance",
            "person_id",
            ForeignKeyField(Person, field=Person.id, null=True, on_delete="RESTRICT"),
        )
    )
    migrator.migrate(
        migrator.add_column(
            "attendance",
            "invitation_id",
            ForeignKeyField(Invitation, field=Invitation.id, unique=True, null=True, on_delete="SET NULL"),
        )
    )
    migrator.migrate(migrator.add_column("attendance", "way", CharField(max_length=40, default="list")))
    migrator.migrate(migrator.add_column("attendance", "arrived_at", DateTimeField(null=True)))
    migrator.migrate(
        migrator.add_column(
            "passage",
            "opinion_id",
            ForeignKeyField(Opinion, field=Opinion.id, unique=True, null=True, on_delete="CASCADE"),
        )
    )
    migrator.migrate(migrator.add_index("meeting", ("community_id", "day")))
    migrator.migrate(migrator.add_index("meeting", ("community_id", "kind", "planned_for"), unique=True))
    migrator.migrate(migrator.add_index("attendance", ("meeting_id", "person_id"), unique=True))


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("passage", "passage_opinion_id"))
    migrator.migrate(migrator.drop_index("attendance", "attendance_person_id"))
    migrator.migrate(migrator.drop_index("attendance", "attendance_meeting_id_person_id"))
    migrator.migrate(migrator.drop_index("attendance", "attendance_invitation_id"))
    migrator.migrate(migrator.drop_index("meeting", "meeting_community_id_kind_planned_for"))
    migrator.migrate(migrator.drop_index("meeting", "meeting_community_id_day"))
    migrator.migrate(migrator.drop_column("passage", "opinion_id"))
    migrator.migrate(migrator.drop_column("attendance", "arrived_at"))
    migrator.migrate(migrator.drop_column("attendance", "way"))
    migrator.migrate(migrator.drop_column("attendance", "invitation_id"))
    migrator.migrate(migrator.drop_column("attendance", "person_id"))
    migrator.migrate(migrator.drop_column("agenda_item", "taken_at"))
    migrator.migrate(migrator.drop_column("meeting", "reason"))
    migrator.migrate(migrator.drop_column("meeting", "sequence"))
    migrator.migrate(migrator.drop_column("meeting", "set_at"))
    migrator.migrate(migrator.drop_column("meeting", "planned_for"))
    migrator.migrate(migrator.drop_column("meeting", "kind"))
    migrator.migrate(migrator.add_index("meeting", ("community_id", "day"), unique=True))
    migrator.migrate(migrator.drop_table("standing_member"))
    migrator.migrate(migrator.drop_table("remark"))
    migrator.migrate(migrator.drop_table("opinion"))
    migrator.migrate(migrator.drop_table("minutes_correction"))
    migrator.migrate(migrator.drop_table("meeting_change"))
    migrator.migrate(migrator.drop_table("ballot"))
    migrator.migrate(migrator.drop_table("vote_choice"))
    migrator.migrate(migrator.drop_table("topic_option"))
    migrator.migrate(migrator.drop_table("vote"))
    migrator.migrate(migrator.drop_table("invitation"))
