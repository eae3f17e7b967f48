"""Calls for suggestions, their answers, and good ideas."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
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
    class Area(Model):
        class Meta:
            database = db
            table_name = "area"

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Campaign(Model):
        title = CharField(max_length=120)
        question = TextField()
        form = CharField(max_length=40)
        group = CharField(max_length=40, default="")
        area = ForeignKeyField(Area, on_delete="RESTRICT")
        opens_on = DateField()
        closes_on = DateField()
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_at = DateTimeField()
        published_at = DateTimeField(null=True)
        conclusion = TextField(default="")
        concluded_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "campaign"
            indexes = ((("published_at", "closes_on"), False),)

    db.create_tables([Campaign])

    class CampaignAnswer(Model):
        campaign = ForeignKeyField(Campaign, on_delete="RESTRICT")
        answerer = CharField(max_length=80)
        way = CharField(max_length=40)
        entered_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "campaign_answer"
            indexes = ((("campaign", "answerer"), True),)

    db.create_tables([CampaignAnswer])

    class CampaignPart(Model):
        campaign = ForeignKeyField(Campaign, on_delete="CASCADE")
        position = IntegerField()
        kind = CharField(max_length=40)
        words = TextField()
        options = JSONField(default=list)
        required = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "campaign_part"
            indexes = ((("campaign", "position"), True),)

    db.create_tables([CampaignPart])

    class CampaignReply(Model):
        answer = ForeignKeyField(CampaignAnswer, on_delete="CASCADE")
        part = ForeignKeyField(CampaignPart, on_delete="RESTRICT")
        chosen = JSONField(default=list)
        words = TextField(default="")
        public_words = TextField(default="")
        fate = CharField(null=True, max_length=40)
        why = TextField(default="")
        decided_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        decided_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "campaign_reply"
            indexes = ((("answer", "part"), True),)

    db.create_tables([CampaignReply])

    class CampaignCount(Model):
        campaign = ForeignKeyField(Campaign, on_delete="RESTRICT")
        way = CharField(max_length=40)
        number = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "campaign_count"
            primary_key = CompositeKey("campaign", "way")

    db.create_tables([CampaignCount])

    class CampaignTally(Model):
        part = ForeignKeyField(CampaignPart, on_delete="CASCADE")
        option = IntegerField()
        way = CharField(max_length=40)
        number = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "campaign_tally"
            primary_key = CompositeKey("part", "option", "way")

    db.create_tables([CampaignTally])

    class GoodIdea(Model):
        matter = ForeignKeyField(Matter, unique=True, null=True, on_delete="RESTRICT")
        reply = ForeignKeyField(CampaignReply, unique=True, null=True, on_delete="RESTRICT")
        why = TextField()
        marked_by = ForeignKeyField(Person, on_delete="RESTRICT")
        marked_at = DateTimeField()

        class Meta:
            database = db
            table_name = "good_idea"

    db.create_tables([GoodIdea])

    class Membership(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        group = CharField(max_length=40)
        since = DateTimeField()

        class Meta:
            database = db
            table_name = "membership"
            primary_key = CompositeKey("person", "group")

    db.create_tables([Membership])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("membership"))
    migrator.migrate(migrator.drop_table("good_idea"))
    migrator.migrate(migrator.drop_table("campaign_tally"))
    migrator.migrate(migrator.drop_table("campaign_count"))
    migrator.migrate(migrator.drop_table("campaign_reply"))
    migrator.migrate(migrator.drop_table("campaign_part"))
    migrator.migrate(migrator.drop_table("campaign_answer"))
    migrator.migrate(migrator.drop_table("campaign"))
