"""What a sample holds beside the plan: organisational strength, inspections, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from app.commands.sample_files import Entry, SampleFiles
from app.rules import clock
from app.rules.inspection import RecommendationState
from app.rules.strength import Progress, RiskLevel

Add = Callable[[str, Iterable[dict[str, Any]]], list[int]]


class SampleGovernance:
    """`ids` holds the lists, issues and indicators already written, by file and key."""

    def __init__(self, files: SampleFiles, ids: dict[str, dict[str, int]], add: Add) -> None:
        self.files, self.ids, self.add = files, ids, add

    def load(self) -> None:
        self._initiatives()
        self._results()
        self._recommendations()
        self._documents()
        self._partner_targets()

    def inspectorates(self) -> None:
        """A list that is data, with which an empty plan begins too."""
        rows: dict[str, dict[str, Any]] = {}
        for at, entry in enumerate(self.files.rows("inspectorates")):
            scale, aimed = entry.texts("scale"), entry.text("aimed", "")
            if aimed and aimed not in scale:
                raise entry.wrong(f"the field “aimed” holds “{aimed}”, which is not on the scale")
            rows[entry.text("key")] = {
                "name": entry.text("name"), "title": entry.text("title", ""), "subject": entry.text("subject", ""),
                "department_id": entry.maybe_id_in("department", self.ids["departments"], "departments"),
                "scale": scale, "scale_note": entry.text("scale_note", ""), "aimed": aimed,
                "aim_note": entry.text("aim_note", ""), "position": at,
            }  # fmt: skip
            entry.done()
        self.ids["inspectorates"] = dict(zip(rows, self.add("inspectorate", rows.values()), strict=True))

    def _initiatives(self) -> None:
        rows: dict[str, dict[str, Any]] = {}
        for at, entry in enumerate(self.files.rows("initiatives"), 1):
            rows[entry.text("key")] = {
                "strand_id": entry.id_in("strand", self.ids["strands"], "strands"), "title": entry.text("title"),
                "about": entry.text("about", ""), "target": entry.whole("target", None), "closed": entry.day("closed"),
                "owner_post_id": entry.maybe_id_in("owner", self.ids["posts"], "posts"), "position": at,
                "illustrative": self.files.about.illustrative,
            }  # fmt: skip
        ids = dict(zip(rows, self.add("initiative", rows.values()), strict=True))
        for entry in self.files.rows("initiatives"):
            self._parts(entry, ids[entry.text("key")])
            entry.done()

    def _parts(self, entry: Entry, initiative_id: int) -> None:
        of = {"initiative_id": initiative_id}
        self.add("initiative_milestone", [
            {**of, "title": each.text("title"), "due": each.day("due"), "done": each.day("done")}
            for each in entry.entries("milestones")
        ])  # fmt: skip
        self.add("initiative_status", [self._status(each, of) for each in entry.entries("statuses")])
        indicators = self.ids["indicators"]
        for code in entry.texts("indicators"):
            if code not in indicators:
                raise entry.wrong(f"the field “indicators” names “{code}”, which is not in indicators.json")
        self.add("initiative_indicator", [{**of, "indicator_id": indicators[code]} for code in entry.texts("indicators")])

    @staticmethod
    def _status(entry: Entry, of: dict[str, int]) -> dict[str, Any]:
        row = {
            **of, "quarter": entry.period("quarter"), "state": entry.word("state", Progress),
            "note": entry.text("note", ""), "risk": entry.word("risk", RiskLevel),
            "risk_note": entry.text("risk_note", ""), "saved": entry.whole("saved", None),
        }  # fmt: skip
        entry.done()
        return row

    def _results(self) -> None:
        rows = []
        for entry in self.files.rows("inspection_results"):
            rows.append({
                "inspectorate_id": self._inspectorate(entry), "year": entry.period("year"),
                "rating": entry.text("rating", ""), "published": entry.day("published"),
                "source": entry.text("source", ""), "note": entry.text("note", ""),
                "illustrative": bool(entry.yes("illustrative")),
            })  # fmt: skip
            entry.done()
        self.add("inspection_result", rows)

    def _recommendations(self) -> None:
        rows = []
        for entry in self.files.rows("recommendations"):
            rows.append({
                "inspectorate_id": self._inspectorate(entry), "year": entry.period("year"),
                "title": entry.text("title"), "note": entry.text("note", ""),
                "state": entry.word("state", RecommendationState), "due": entry.day("due"),
                "owner_post_id": entry.maybe_id_in("owner", self.ids["posts"], "posts"),
                "issue_id": entry.maybe_id_in("issue", self.ids["issues"], "issues"),
                "reason": entry.text("reason", ""), "illustrative": bool(entry.yes("illustrative")),
            })  # fmt: skip
            entry.done()
        self.add("recommendation", rows)

    def _inspectorate(self, entry: Entry) -> int:
        return entry.id_in("inspectorate", self.ids["inspectorates"], "inspectorates")

    def _documents(self) -> None:
        rows, linked = [], []
        for entry in self.files.rows("documents"):
            rows.append({
                "title": entry.text("title"), "place": entry.text("place"), "note": entry.text("note", ""),
                "background": bool(entry.yes("background")), "added": clock.now(),
            })  # fmt: skip
            linked.append([self.ids["issues"][key] for key in entry.texts("issues") if key in self.ids["issues"]])
            entry.done()
        ids = self.add("document", rows)
        self.add("document_link", [
            {"document_id": id_, "issue_id": issue} for id_, issues in zip(ids, linked, strict=True) for issue in issues
        ])  # fmt: skip

    def _partner_targets(self) -> None:
        rows = []
        for at, entry in enumerate(self.files.rows("partner_targets"), 1):
            named = entry.text("period", "")
            rows.append({
                "partner_id": entry.id_in("partner", self.ids["partners"], "partners"),
                "issue_id": entry.maybe_id_in("issue", self.ids["issues"], "issues"),
                "indicator_id": entry.maybe_id_in("indicator", self.ids["indicators"], "indicators"),
                "title": entry.text("title"), "measure": entry.text("measure", ""),
                "period": entry.read_period(named, None) if named else None, "target": entry.number("target"),
                "source": entry.text("source", ""), "position": at,
            })  # fmt: skip
            entry.done()
        self.add("partner_target", rows)
