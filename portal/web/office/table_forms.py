"""The forms of a table sent in bulk: the file, and which of its columns is which."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice, SubmitField

from portal.domain.columns import Column
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.models import ImportRun
from portal.queries.campaign_office import areas_for
from portal.web.access import acting
from portal.web.fields import Form, Pick, Upload
from portal.web.labels import COLUMNS

_MOST_COLUMNS = 60


class _WithArea(Form):
    area = Pick(_("这些事在哪一片？"), needed=_("请选一片"))

    def offer_areas(self) -> None:
        areas = areas_for(acting(), Action.IMPORT)
        self.area.choices = [SelectChoice(str(number), name) for number, name in areas]


class TableForm(_WithArea):
    """A file of matters."""

    file = Upload(_("表格文件"), accept=".csv,.xlsx,text/csv", needed=_("请选一个 CSV 或 Excel（xlsx）文件"))

    def __init__(self) -> None:
        super().__init__()
        self.offer_areas()


class ColumnsForm(_WithArea):
    """Which column of the table is which; the fields ``column_0``, ``column_1`` … belong to one table."""

    headings: tuple[str, ...] = ()
    looks = SubmitField()
    starts = SubmitField()

    def named(self) -> dict[Column, int]:
        """What was said; of two columns said to be the same the first counts."""
        found: dict[Column, int] = {}
        for position in range(len(self.headings)):
            said = self[f"column_{position}"].data
            if said in set(Column):
                found.setdefault(Column(said), position)
        return found


def columns_form(table: Table, run: ImportRun) -> ColumnsForm:
    """The form of this table, filled with what is known of it so far."""
    headings = table.headings[:_MOST_COLUMNS]
    choices = [("", gettext("不要这一列")), *((column.value, str(word)) for column, word in COLUMNS.items())]
    fields = {
        f"column_{position}": Pick(heading or gettext("（没有名字的列）"), choices=choices)
        for position, heading in enumerate(headings)
    }
    known = {f"column_{position}": key for key, position in (run.columns or {}).items()}
    form: ColumnsForm = type("ColumnsOfTable", (ColumnsForm,), {**fields, "headings": headings})(
        data={"area": str(run.area_id), **known}
    )
    form.offer_areas()
    return form
