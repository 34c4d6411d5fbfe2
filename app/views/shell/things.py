"""What can be found from the top bar: issues, indicators and posts of the open plan, and all that was written."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.bridge.names import Names, NamesQuestion
from app.bridge.text_search import TextSearches
from app.bridge.workspace import Workspace
from app.rules.changes import Changes
from app.rules.found_text import TextSearch
from app.rules.list_entries import BY_NOUN, EntryName
from app.rules.lists import current
from app.rules.period import Period
from app.views.shell.find_field import FindField
from app.views.shell.finding import Found

_OWN_PAGES = ("partner", "inspectorate")
"""Entries of lists that have a page of their own; Settings opens at the others."""
_SETTINGS = (("numbers", "Numbers"), ("rag_rules", "RAG rules"), ("roles", "Roles"), ("personal_data", "Personal data"))


class Things(QObject):
    """Keeps the finder's lists true to the store."""

    def __init__(self, finder: FindField, workspace: Workspace) -> None:
        super().__init__(finder)
        self._finder, self._workspace = finder, workspace
        self._texts = TextSearches(workspace.operations, self)
        self._texts.found.connect(self._show_texts)
        finder.texts_wanted.connect(self._texts.search)
        finder.set_things("setting", [Found("setting", key, title) for key, title in _SETTINGS])
        workspace.ready.connect(self._read)
        workspace.lists_changed.connect(self._show_posts)
        workspace.quarter_changed.connect(self._read)
        workspace.operations.changed.connect(self._changed)
        if workspace.is_ready:
            self._read()
            self._show_posts()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("issue", "indicator", "placement", *BY_NOUN):
            self._read()

    def _read(self, quarter: Period | None = None) -> None:
        self._workspace.operations.ask(NamesQuestion(self._workspace.quarter), self._show)

    def _show(self, names: Names) -> None:
        issues = [Found("issue", key, title, category.title) for key, title, category in names.issues]
        indicators = [Found("indicator", key, title, code, code) for key, code, title in names.indicators]
        self._finder.set_abbreviations(names.abbreviations)
        self._finder.set_things("issue", issues)
        self._finder.set_things("indicator", indicators)
        for noun in _OWN_PAGES:
            self._finder.set_things(noun, [Found(noun, e.id, e.name, e.about) for e in names.entries if e.noun == noun])
        self._finder.set_things("entry", [_found(each) for each in names.entries if each.noun not in _OWN_PAGES])

    def _show_texts(self, search: TextSearch) -> None:
        texts = [Found(each.noun, each.owner, each.title, each.about, runs=each.runs) for each in search.places]
        note = f"Nothing holds “{search.typed}”; found for “{search.instead}”." if search.instead else ""
        if search.more:
            note = f"{note} There is more: type another word.".strip()
        self._finder.set_texts(search.typed, texts, note)

    def _show_posts(self, lists: object = None) -> None:
        posts = current(self._workspace.lists.posts)
        self._finder.set_things("post", [Found("post", post.id, post.name, "Post") for post in posts])


def _found(entry: EntryName) -> Found:
    """ "LAA", beside it "Local Area Agreement, Glossary"."""
    about = ", ".join(part for part in (entry.about, BY_NOUN[entry.noun].title) if part and part != entry.name)
    return Found("entry", (entry.noun, entry.id), entry.name, about, more=entry.more)
