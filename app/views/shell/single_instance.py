"""One program for one person on one computer: a second start hands its file to the first and ends.

The lock costs nothing at the start; QtNetwork is loaded after the first paint, or when there is a first to talk to.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 3000
"""Milliseconds a second start waits for the first one's answer; then it opens a window of its own."""
LONGEST = 16_384


class SingleInstance(QObject):
    """`file_passed` brings what a second start was given: a path, or "" to come to the front."""

    file_passed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self.name = "driving-success-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]

    def is_first(self) -> bool:
        """Take the lock. A lock left by a program that was killed is taken over."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def pass_on(self, path: str) -> bool:
        """Hand the path to the first start; False if it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write((path + "\n").encode())
        answered = socket.waitForBytesWritten(PATIENCE) and socket.waitForReadyRead(PATIENCE)
        socket.disconnectFromServer()
        return bool(answered)

    def listen(self) -> bool:
        """From now on later starts reach this one. Call after the first paint."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self.name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        return self._server.listen(self.name)

    def _called(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.setParent(self)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            self._take(socket)

    def _read(self) -> None:
        self._take(self.sender())  # type: ignore[arg-type]

    def _take(self, socket: QLocalSocket) -> None:
        """One line holds the path. Anything longer is not from us."""
        if socket.bytesAvailable() > LONGEST:
            socket.abort()
        elif socket.canReadLine():
            path = bytes(socket.readLine().data()).decode("utf-8", "replace").rstrip("\n")
            socket.write(b"taken\n")
            socket.flush()
            self.file_passed.emit(path)

    def end(self) -> None:
        """Let go of the name and the lock."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
