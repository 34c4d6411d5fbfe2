"""Load a sample plan into a store that holds nothing yet: lists, issues, decisions, indicators and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.commands.sample_assessments import SampleAssessments
from app.commands.sample_figures import SampleFigures
from app.commands.sample_files import SAMPLES, Entry, SampleFiles
from app.commands.sample_governance import SampleGovernance
from app.commands.usual_packs import add_usual_packs
from app.models.base import Base, Entity
from app.models.lists import WHOLE_COUNTY
from app.models.plan import PlanState
from app.rules.category import Category
from app.rules.decision import Authority, Stage
from app.rules.errors import KnownError, Problem, Refused
from app.rules.fields import FIELDS, check_field
from app.rules.issue import Control, Responsibility
from app.rules.moves import Rule
from app.rules.period import quarter_of
from app.rules.readiness import Condition, Criterion, HotListReason
from app.store.recording import insert_rows

_PLAIN_LISTS = (
    ("aim", "aims"), ("theme", "themes"), ("strategy_link", "strategy_links"), ("department", "departments"),
    ("post", "posts"), ("portfolio", "portfolios"), ("partner", "partners"), ("locality", "localities"),
    ("strand", "strands"),
)  # fmt: skip
_LINKS = (
    ("issue_theme", "theme_id", "themes", "themes"),
    ("issue_strategy_link", "strategy_link_id", "strategy_links", "strategy_links"),
    ("issue_department", "department_id", "other_departments", "departments"),
    ("issue_partner", "partner_id", "partners", "partners"),
    ("issue_locality", "locality_id", "localities", "localities"),
)
_LIST_FILE = {"aim_id": ("aim", "aims"), "department_id": ("department", "departments"),
              "lead_post_id": ("lead", "posts"), "portfolio_id": ("portfolio", "portfolios")}  # fmt: skip
_CHOICES = {"responsibility": Responsibility, "control": Control, "hot_list_reason": HotListReason}


@dataclass(frozen=True)
class LoadSample:
    """`name` is the sample's folder. Not undoable: it is how the plan begins.

    Raises Refused sample_not_empty, and KnownError sample_missing, sample_unreadable, sample_wrong.
    """

    name: str
    folder: Path = SAMPLES

    undoable = False

    @property
    def label(self) -> str:
        return "Load the sample plan"

    def do(self, session: Session) -> None:
        files = SampleFiles(self.name, self.folder)
        require_empty(session, "sample_not_empty")
        Loader(session, files).load()


def require_empty(session: Session, code: str) -> None:
    """A sample is a plan of its own; beside another one its keys and its board would make no sense."""
    for mapper in Base.registry.mappers:
        kind = mapper.class_
        if issubclass(kind, Entity) and session.scalar(select(kind.id).limit(1)) is not None:
            raise Refused(Problem(code, {"noun": kind.__tablename__}))


def blank(table: str) -> dict[str, Any]:
    """Every column of the table at its default, as `insert_rows` wants them."""
    found: dict[str, Any] = {}
    for column in Base.metadata.tables[table].columns:
        if column.name not in ("id", "version"):
            default: Any = column.default
            given = None if default is None else default.arg
            found[column.name] = given(None) if callable(given) else given
    return found


class Loader:
    """Writes file by file; `ids` finds rows by their file and key."""

    def __init__(self, session: Session, files: SampleFiles) -> None:
        self.session, self.files = session, files
        self.ids: dict[str, dict[str, int]] = {}
        self.post_names: dict[str, str] = {}

    def load(self) -> None:
        self.lists()
        self._plans()
        self._issues()
        self._answers_and_links()
        self._decisions()
        self._actions()
        self._risks()
        SampleFigures(self.session, self.files, self.ids, self._add).load()
        add_usual_packs(self.session)
        SampleGovernance(self.files, self.ids, self._add).load()
        SampleAssessments(self.session, self.files, self.ids, self.post_names, self._add).load()

    def lists(self) -> None:
        """The lists that are data alone, with which an empty plan begins too."""
        for table, file in _PLAIN_LISTS:
            self._list(table, file)
        self._bodies()
        self._glossary()
        SampleGovernance(self.files, self.ids, self._add).inspectorates()

    def _add(self, table: str, rows: Iterable[dict[str, Any]]) -> list[int]:
        empty = blank(table)
        try:
            return insert_rows(self.session, table, [{**empty, **row} for row in rows])
        except IntegrityError as error:
            raise KnownError("sample_wrong", file=table, detail=f"the store refuses an entry ({error.orig})") from error

    def _keyed(self, table: str, file: str, rows: dict[str, dict[str, Any]]) -> None:
        self.ids[file] = dict(zip(rows, self._add(table, rows.values()), strict=True))

    def _list(self, table: str, file: str) -> None:
        rows: dict[str, dict[str, Any]] = {}
        for at, entry in enumerate(self.files.rows(file)):
            key = _new_key(entry, "key", rows)
            rows[key] = {"name": entry.text("name"), "short": entry.text("short", ""), "position": at}
            entry.done()
        self._keyed(table, file, rows)
        if file == "posts":
            self.post_names = {key: row["name"] for key, row in rows.items()}
        if file == "localities" and next(iter(self.ids[file].values()), None) != WHOLE_COUNTY:
            raise Refused(Problem("sample_not_empty", {"noun": "locality"}))

    def _bodies(self) -> None:
        rows: dict[str, dict[str, Any]] = {}
        for at, entry in enumerate(self.files.rows("bodies")):
            key = _new_key(entry, "key", rows)
            rows[key] = {"name": entry.text("name"), "title": entry.text("title"), "position": at,
                         "authority": entry.word("authority", Authority)}  # fmt: skip
            entry.done()
        self._keyed("body", "bodies", rows)

    def _glossary(self) -> None:
        """Where an expansion comes from is for whoever edits the file; the store keeps whether it is verified."""
        rows = []
        for at, entry in enumerate(self.files.rows("glossary")):
            rows.append({"name": entry.text("name"), "short": entry.text("short"), "position": at,
                         "meaning": entry.text("meaning"), "verified": bool(entry.yes("verified"))})  # fmt: skip
            entry.text("source")
            entry.done()
        self._add("glossary", rows)

    def _plans(self) -> None:
        rows = []
        for entry in self.files.rows("plans"):
            rows.append({"name": entry.text("name"), "year": entry.period("year"),
                         "state": entry.word("state", PlanState), "state_label": entry.text("state_label")})  # fmt: skip
            entry.done()
        self._add("plan", rows)
        self._add("quarter", ({"period": quarter} for quarter in self.files.about.quarters))

    def _issues(self) -> None:
        rows: dict[str, dict[str, Any]] = {}
        for at, entry in enumerate(self.files.rows("issues"), 1):
            key = _new_key(entry, "key", rows)
            rows[key] = {**self._columns(entry), "position": at, "illustrative": self.files.about.illustrative}
        self._keyed("issue", "issues", rows)

    def _columns(self, entry: Entry) -> dict[str, Any]:
        """The issue's own columns, each held to what the sheet would accept."""
        texts, row = entry.entry("fields"), {}
        for field in FIELDS:
            if field.name in _LIST_FILE:
                name, file = _LIST_FILE[field.name]
                value: object = entry.maybe_id_in(name, self.ids[file], file)
            elif field.name in _CHOICES:
                value = entry.maybe_word(field.name, _CHOICES[field.name])
            elif field.kind == "date":
                value = entry.day(field.name)
            elif field.kind == "number":
                value = entry.whole(field.name, None)
            else:
                source = entry if field.name in ("title", "origin") else texts
                value = source.text(field.name, "none" if field.name == "origin" else "")
            problem = check_field(field.name, value)
            if problem is not None:
                raise entry.wrong(f"the field “{field.name}” cannot hold this ({problem.code})")
            row[field.name] = value
        texts.done()
        return row

    def _answers_and_links(self) -> None:
        """What hangs on issues, from the same file, whose entries are then all read."""
        for noun, keys in (("criteria", Criterion), ("readiness", Condition)):
            table = "criterion_answer" if noun == "criteria" else "readiness_answer"
            self._add(table, (row for entry in self.files.rows("issues") for row in self._answers(entry, noun, keys)))
        for table, column, name, file in _LINKS:
            rows: list[dict[str, Any]] = []
            for entry in self.files.rows("issues"):
                for key in entry.texts(name):
                    if key not in self.ids[file]:
                        raise entry.wrong(f"the field “{name}” names “{key}”, which is not in {file}.json")
                    rows.append({"issue_id": self._issue(entry, "key"), column: self.ids[file][key]})
                    if table == "issue_partner":
                        rows[-1]["dependency"] = str(entry.mapping("dependencies").get(key, ""))
            self._add(table, rows)
        self._add("issue_tag", ({"issue_id": self._issue(entry, "key"), "tag": tag}
                                for entry in self.files.rows("issues") for tag in entry.texts("tags")))  # fmt: skip
        for entry in self.files.rows("issues"):
            entry.done()

    def _answers(self, entry: Entry, noun: str, keys: Any) -> list[dict[str, Any]]:
        given, rows = entry.entry(noun), []
        for name in given.names():
            answer = given.entry(name)
            try:
                key = keys(name)
            except ValueError:
                raise given.wrong(f"there is no “{name}”") from None
            rows.append({"issue_id": self._issue(entry, "key"), "key": key, "met": answer.yes("met"),
                         "evidence": answer.text("evidence")})  # fmt: skip
            answer.done()
        return rows

    def _issue(self, entry: Entry, name: str = "issue") -> int:
        return entry.id_in(name, self.ids["issues"], "issues")

    def _decisions(self) -> None:
        rows = [self._decision(entry) for entry in self.files.rows("decisions")]
        ids = self._add("decision", rows)
        placements = [
            {"issue_id": row["issue_id"], "category": row["target"], "effective": row["effective"], "decision_id": id_}
            for id_, row in zip(ids, rows, strict=True)
            if row["stage"].in_force
        ]
        self._add("placement", placements)

    def _decision(self, entry: Entry) -> dict[str, Any]:
        proposer, stage = entry.text("proposed_by"), entry.word("stage", Stage)
        proposed_on, decided_on = entry.day("proposed_on"), entry.day("decided_on")
        if proposer not in self.post_names:
            raise entry.wrong(f"the field “proposed_by” names “{proposer}”, which is not in posts.json")
        if proposed_on is None or (stage.in_force and decided_on is None):
            raise entry.wrong("a date is missing")
        # The quarter open at the time; a decision older than the plan belongs to the plan's first quarter.
        quarters = self.files.about.quarters
        row = {
            "issue_id": self._issue(entry),
            "stage": stage,
            "quarter": max(quarters[0], min(quarters[-1], quarter_of(proposed_on))),
            "origin": entry.maybe_word("origin", Category),
            "target": entry.word("target", Category),
            "rule": str(entry.word("rule", Rule)),
            "effective": entry.period("effective"),
            "body_id": entry.maybe_id_in("body", self.ids["bodies"], "bodies"),
            "decided_on": decided_on,
            "proposed_by": self.post_names[proposer],
            "proposed_on": proposed_on,
            "waivers": [{"condition": str(each.word("condition", Condition)), "reason": each.text("reason")}
                        for each in entry.entries("waivers")],
            "evidence": entry.mapping("evidence"),
        }
        for name in ("minute", "reason", "exception_reason", "criteria_reason", "growth_reason", "condition"):
            row[name] = entry.text(name, "")
        entry.done()
        return row

    def _actions(self) -> None:
        rows = []
        for entry in self.files.rows("actions"):
            rows.append({
                "issue_id": self._issue(entry),
                "title": entry.text("title"),
                "owner_post_id": entry.maybe_id_in("owner", self.ids["posts"], "posts"),
                "due": entry.day("due"),
                "progress": entry.whole("progress"),
                "note": entry.text("note", ""),
                "milestones": [_milestone(each) for each in entry.entries("milestones")],
                "closed": entry.day("closed"),
            })  # fmt: skip
            entry.done()
        self._add("action", rows)

    def _risks(self) -> None:
        rows = []
        for entry in self.files.rows("risks"):
            rows.append({"issue_id": self._issue(entry), "title": entry.text("title"),
                         "likelihood": entry.whole("likelihood"), "impact": entry.whole("impact"),
                         "mitigation": entry.text("mitigation", "")})  # fmt: skip
            entry.done()
        self._add("risk", rows)


def _milestone(entry: Entry) -> dict[str, Any]:
    due = entry.day("due")
    row = {"title": entry.text("title"), "due": due.isoformat() if due else "", "done": bool(entry.yes("done"))}
    entry.done()
    return row


def _new_key(entry: Entry, name: str, taken: dict[str, Any]) -> str:
    key = entry.text(name)
    if key in taken:
        raise entry.wrong(f"the {name} “{key}” is there twice")
    return key
