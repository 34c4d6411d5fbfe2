"""A workbook's zip, unpacked by hand within budgets, before any library sees it.

Libraries trust the sizes a zip declares, read on past a bad checksum and take the second of two parts of
the same name. Here each of these is an answer of its own.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from app.exchange.budgets import Budgets
from app.rules.errors import KnownError

_LOCAL = struct.Struct("<4s5H3I2H")
_END = b"PK\x05\x06"
_ENCRYPTED = 0x1
_STORED, _DEFLATED = 0, 8
_LARGEST_DIRECTORY = 4 * 1024 * 1024
_CHUNK = 1 << 16


def unpack(data: bytes, budgets: Budgets) -> dict[str, bytes]:
    """Every part by its name. Raises KnownError "file_..." with what the sentence needs."""
    entries = _directory(data, budgets)
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    taken: list[tuple[int, int]] = []
    left = budgets.total
    for entry in entries:
        if entry.filename.endswith("/") and entry.file_size == 0:
            continue
        _check_name(entry.filename, seen)
        start = _content_start(data, entry)
        taken.append((entry.header_offset, start + entry.compress_size))
        content = _inflate(data, start, entry, budgets, min(left, budgets.part))
        left -= len(content)
        parts[entry.filename] = content
    _check_overlaps(taken)
    return parts


def _directory(data: bytes, budgets: Budgets) -> list[zipfile.ZipInfo]:
    end = data.rfind(_END, max(0, len(data) - (1 << 16) - 22))
    if end < 0 or end + 22 > len(data):
        raise KnownError("file_cut_off")
    _, _, _, _, count, size, _, _ = struct.unpack_from("<4s4H2IH", data, end)
    if size > _LARGEST_DIRECTORY or count > budgets.parts:
        raise KnownError("file_not_by_excel", what="parts")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception as error:  # zipfile answers damage with many kinds of error
        raise KnownError("file_cut_off") from error
    if len(entries) > budgets.parts:
        raise KnownError("file_not_by_excel", what="parts")
    return entries


def _check_name(name: str, seen: set[str]) -> None:
    # Part names are compared without case by Excel, so two that differ only there are one part twice.
    folded = name.casefold()
    if folded in seen:
        raise KnownError("file_not_by_excel", what="duplicate")
    seen.add(folded)
    steps = name.split("/")
    if "\\" in name or "\0" in name or ":" in name or name.startswith("/") or ".." in steps:
        raise KnownError("file_not_by_excel", what="path")


def _content_start(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the part's bytes begin, after its own header has been compared with the directory."""
    if entry.flag_bits & _ENCRYPTED:
        raise KnownError("file_password")
    if entry.compress_type not in (_STORED, _DEFLATED):
        raise KnownError("file_not_by_excel", what="packing")
    at = entry.header_offset
    if at < 0 or at + _LOCAL.size > len(data):
        raise KnownError("file_cut_off")
    fields = _LOCAL.unpack_from(data, at)
    if fields[0] != b"PK\x03\x04":
        raise KnownError("file_cut_off")
    name_length, extra_length = fields[9], fields[10]
    start = at + _LOCAL.size + int(name_length) + int(extra_length)
    name = data[at + _LOCAL.size : at + _LOCAL.size + int(name_length)]
    if name not in (entry.orig_filename.encode(), _old_bytes(entry.orig_filename)):
        raise KnownError("file_not_by_excel", what="names")
    if start + entry.compress_size > len(data):
        raise KnownError("file_cut_off")
    return start


def _old_bytes(name: str) -> bytes | None:
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None


def _inflate(data: bytes, start: int, entry: zipfile.ZipInfo, budgets: Budgets, most: int) -> bytes:
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == _STORED:
        content = bytes(packed)
        if len(content) > most:
            raise _too_much(data, most)
    else:
        content = _inflate_deflated(data, packed, entry, budgets, most)
    if len(content) != entry.file_size:
        raise KnownError("file_not_by_excel", what="sizes")
    if zlib.crc32(content) != entry.CRC:
        raise KnownError("file_part_damaged", part=entry.filename)
    return content


def _inflate_deflated(
    data: bytes, packed: memoryview, entry: zipfile.ZipInfo, budgets: Budgets, most: int
) -> bytes:
    """Inflate in pieces and stop at the first byte too many: what a part declares is not believed."""
    worker = zlib.decompressobj(-15)
    content = bytearray()
    try:
        for at in range(0, len(packed), _CHUNK):
            piece: bytes = bytes(packed[at : at + _CHUNK])
            while piece and not worker.eof:
                content += worker.decompress(piece, most + 1 - len(content))
                _check_growth(data, len(content), len(packed), budgets, most)
                piece = worker.unconsumed_tail
        content += worker.flush()
    except zlib.error as error:
        raise KnownError("file_part_damaged", part=entry.filename) from error
    _check_growth(data, len(content), len(packed), budgets, most)
    if not worker.eof:
        raise KnownError("file_part_damaged", part=entry.filename)
    return bytes(content)


def _check_growth(data: bytes, size: int, packed: int, budgets: Budgets, most: int) -> None:
    if size > most or (size > budgets.ratio_from and size > packed * budgets.ratio):
        raise _too_much(data, size)


def _too_much(data: bytes, size: int) -> KnownError:
    return KnownError("file_unpacks_too_much", unpacked=size, size=len(data))


def _check_overlaps(taken: list[tuple[int, int]]) -> None:
    """Two parts made of the same bytes are the trick of a bomb without nesting."""
    end = 0
    for start, stop in sorted(taken):
        if start < end:
            raise KnownError("file_not_by_excel", what="overlap")
        end = stop
