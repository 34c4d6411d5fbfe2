"""What can be undone and redone. A store that is only read needs no more of undo than this."""

from __future__ import annotations


class UndoStack:
    """What can be undone and redone, worked out from the history's own entries, so it survives a restart."""

    DEPTH = 500

    def __init__(self) -> None:
        self.done: list[tuple[int, str]] = []
        self.undone: list[tuple[int, str]] = []

    def note(self, seq: int, kind: str, undoes: int | None, label: str) -> None:
        if kind == "change":
            self.done.append((seq, label))
            self.undone.clear()
        elif kind == "undo":
            self._move(self.done, self.undone, undoes)
        elif kind == "redo":
            self._move(self.undone, self.done, undoes)
        elif kind in ("kept", "erased"):
            self.undone.clear()
        else:
            self.done.clear()
            self.undone.clear()
        del self.done[: -self.DEPTH]

    @staticmethod
    def _move(source: list[tuple[int, str]], target: list[tuple[int, str]], undoes: int | None) -> None:
        if source and source[-1][0] == undoes:
            target.append(source.pop())
