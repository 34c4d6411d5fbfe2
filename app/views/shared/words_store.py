"""What can be wrong with a store, a backup, a disk: the sentences."""

from __future__ import annotations

from pathlib import PurePath, PureWindowsPath

from app.views.shared.dates import moment, time_of_day
from app.views.shared.words import Facts, Said, Template

UNTOUCHED = "The file was not touched."


def name_of(facts: Facts) -> str:
    """The file's own name, whichever system wrote the path."""
    path = str(facts.get("path") or "")
    if not path:
        return "The store"
    return (PureWindowsPath(path) if "\\" in path else PurePath(path)).name or path


def counted(count: object, one: str, many: str = "") -> str:
    """ "1 change", "14 changes". """
    return f"{count:,} {one if count == 1 else many or one + 's'}" if isinstance(count, int) else f"{count} {many}"


def size(number: object) -> str:
    """Bytes as "0.1 MB"; what is already words stays."""
    return f"{number / 1_000_000:.1f} MB" if isinstance(number, int | float) else str(number)


def _not_ours(facts: Facts) -> Said:
    return Said(f"{name_of(facts)} is not a Corporate Performance store.",
                f"{facts.get('path', '')} was written by another program. {UNTOUCHED}".strip(),
                "Open a file that ends in .plan, or start a new plan.")


def _unreadable(facts: Facts) -> Said:
    detail = f" The system says: {facts['detail']}." if facts.get("detail") else ""
    return Said(f"{name_of(facts)} cannot be read.", f"{facts.get('path', 'Its place')} did not answer.{detail} "
                + UNTOUCHED, "Check that its drive is there and that you may read it, then try again.")


def _no_store(facts: Facts) -> Said:
    return Said("No plan is open.", "Nothing was stored.", "Open a plan, or start a new one.")


def _other_plan(facts: Facts) -> Said:
    return Said("Another plan was opened before this was done.", f"{name_of(facts)} is open now. Nothing was stored.",
                "Open the plan it was meant for, and do it again there.")


def _empty(facts: Facts) -> Said:
    return Said(f"{name_of(facts)} is not a Corporate Performance store: it is empty (0 bytes).",
                f"{facts.get('path', '')} was probably cut off while it was being copied. {UNTOUCHED}".strip(),
                "Copy it again from where it came, or restore a backup.")


def _newer(facts: Facts) -> Said:
    needed = facts.get("needs") or facts.get("version", "a newer one")
    return Said(f"This store was saved by version {needed}; this is {facts.get('ours', 'older')}.",
                f"{name_of(facts)}. {UNTOUCHED}", f"Ask IT for version {needed}.")


def _older(facts: Facts) -> Said:
    return Said("This store is of an older version and must be brought up to date before it can be shown.",
                f"{facts.get('path', '')} cannot be written to, so that is not possible here.",
                "Copy it to this computer and open the copy.")


def _unfinished(facts: Facts) -> Said:
    return Said("A change to this store was cut short, and has to be taken back before it can be shown.",
                f"{facts.get('path', '')} cannot be written to, so that is not possible here.",
                "Copy it to this computer and open the copy. Nothing that was saved is lost.")


def _damaged(facts: Facts) -> Said:
    detail = f" ({facts['detail']})" if facts.get("detail") else ""
    where = [f"{facts.get('path', '')}."] if facts.get("path") else []
    if facts.get("backup"):
        kept = (facts.get("backup_at") and moment(facts["backup_at"])) or name_of({"path": facts["backup"]})
        later = facts.get("later")
        where.append(f"Last good backup: {kept}" + (
            f"; {counted(later, 'later change is', 'later changes are')} in the operations log."
            if later else "."))
        do = ("Restore the backup with them." if later else "Restore the backup.") + \
            " The damaged file is kept aside."
    else:
        where.append("No backup was found beside it.")
        do = "Look for a backup in the second place, or ask IT for yesterday's copy."
    return Said(f"{name_of(facts)} is damaged{detail}.", " ".join(where),
                f"{do} Nothing is repaired without a copy.")


def _altered(facts: Facts) -> Said:
    return Said(f"{name_of(facts)} was changed by another program.",
                f"{facts.get('path', '')} holds something that this program did not put there. {UNTOUCHED}",
                "Open it read-only to look, or restore a backup from before.")


def _locked(facts: Facts) -> Said:
    who = facts.get("who") or "Somebody"
    on = f" on {facts['pc']}" if facts.get("pc") else ""
    since = f" since {time_of_day(facts['since'])}" if facts.get("since") else ""
    last = f" (last change {time_of_day(facts['last'])})" if facts.get("last") else ""
    backup = (facts.get("backup_at") and f" of {time_of_day(facts['backup_at'])}") or ""
    do = f"Open the latest backup{backup} read-only, or try again when it is closed there." \
        if facts.get("backup") else "Try again when it is closed there."
    return Said(f"{who} has this open{on}{since}{last}.", f"{facts.get('path', '')}.", do)


def _network(facts: Facts) -> Said:
    return Said("A store cannot be edited where it lies now.",
                f"{facts.get('path', '')} is on {facts.get('kind', 'a shared or synchronised folder')}, where two "
                "computers can damage it without anyone noticing.",
                "Copy it to this computer and work there, or open it read-only. Backups may go to the share.")


def _read_only(facts: Facts) -> Said:
    return Said("This store is open read-only.",
                f"{facts.get('path', '')} cannot be written to" + (
                    f" ({facts['reason']})." if facts.get("reason") else "."),
                "Copy it to this computer to make changes.")


def _disk_full(facts: Facts) -> Said:
    drive = f"drive {facts['drive']}" if facts.get("drive") else "the disk"
    room = ""
    if facts.get("free") is not None:
        needs = f"needs {size(facts['needs'])}, " if facts.get("needs") is not None else ""
        room = f" ({needs}{size(facts['free'])} free)"
    return Said(f"Not saved: {drive} is full{room}.", "Your text is kept here.", "Free space and try again.")


def _could_not_save(facts: Facts) -> Said:
    detail = f" The system says: {facts['detail']}." if facts.get("detail") else ""
    return Said("Not saved.", f"{name_of(facts)} could not be written to.{detail} Your text is kept here.",
                "Check that the disk is there and has room, then try again.")


def _cannot_tell(facts: Facts) -> Said:
    return Said("It is not known whether the last change was saved.",
                f"{name_of(facts)} stopped answering while it was being written.",
                "Close the program and open the store again: it will show whether the change is there.")


def _gone(facts: Facts) -> Said:
    since = f"your changes since {time_of_day(facts['since'])} are" if facts.get("since") else "what you see here is"
    return Said(f"The store is no longer at {facts.get('path', 'its place')}.",
                f"It was moved, deleted, or its drive is unplugged; {since} kept in memory.",
                "Put it back, or save a copy to another place.")


def _missing(facts: Facts) -> Said:
    return Said(f"{name_of(facts)} is not there.", f"There is no file at {facts.get('path', 'that place')}.",
                "Plug in its drive, look for it elsewhere, or open another store.")


def _exists(facts: Facts) -> Said:
    return Said(f"{name_of(facts)} exists already.", f"{facts.get('path', '')} was not touched.",
                "Choose another name, or open it.")


def _backup_invalid(facts: Facts) -> Said:
    detail = f": {facts['detail']}" if facts.get("detail") else ""
    after = f"The next good one is {name_of({'path': facts['next']})}." if facts.get("next") else \
        "Choose another backup."
    return Said(f"The backup {name_of(facts)} cannot be trusted{detail}.", "The store was not touched.", after)


def _backup_failed(facts: Facts) -> Said:
    detail = f" The system says: {facts['detail']}." if facts.get("detail") else ""
    return Said("No backup was made.", f"{facts.get('path', 'The folder')} could not be written to.{detail} "
                "The last good backup is still there.", "Check the folder, or choose another in Preferences.")


def _backup_unreachable(facts: Facts) -> Said:
    return Said("The second place for backups cannot be reached.", f"{facts.get('path', '')}.",
                "Connect the drive, or choose another place in Preferences. Backups beside the store go on.")


def _backup_late(facts: Facts) -> Said:
    at = f"The last good backup is from {moment(facts['at'])}." if facts.get("at") else "There is no backup yet."
    return Said("The last good backup is more than a day old.", at, "Check the place for backups in Preferences.")


def _clock(facts: Facts) -> Said:
    days = counted(facts.get("days", "several"), "day", "days")
    return Said(f"This PC's clock differs from the last change by {days}.",
                "Changes are kept in the order they were made, whatever the clock says.",
                "Set the clock, or ask IT to.")


def _sudden(facts: Facts) -> Said:
    changes = f" ({counted(facts['entries'], 'change')})" if facts.get("entries") is not None else ""
    drafts = facts.get("drafts")
    do = f"{counted(drafts, 'unsaved text', 'unsaved texts')} found: restore?" if drafts else ""
    return Said("The last session ended suddenly.", f"Checked: nothing lost{changes}.", do)


def _drafts(facts: Facts) -> Said:
    return Said(f"{counted(facts.get('drafts', 0), 'unsaved text', 'unsaved texts')} of an earlier session found: "
                "restore?", "", "")


def _log_behind(facts: Facts) -> Said:
    detail = f" ({facts['detail']})" if facts.get("detail") else ""
    return Said("The operations log could not be written.", f"{facts.get('path', '')}{detail}. Each change is in the plan.",
                "Make room for it or see who has it open; it catches up with the next change.")


def _unsound(facts: Facts) -> Said:
    return Said("The history of this store does not verify.",
                str(facts.get("detail") or f"{name_of(facts)} was changed outside the program, or is damaged."),
                "Stop editing, make a copy, and restore the last good backup.")


def _restore_other(facts: Facts) -> Said:
    return Said("The backup is not of the plan that is open.",
                f"Open now: {facts.get('current', 'this plan')}. In the backup: {facts.get('backup', 'another')}.",
                "Restore it only if that is meant; the present store is kept aside.")


WORDS: dict[str, Template] = {
    "store_unreadable": _unreadable, "no_store": _no_store, "other_plan": _other_plan,
    "store_not_ours": _not_ours, "store_empty": _empty, "store_newer": _newer, "store_damaged": _damaged,
    "store_altered": _altered, "store_locked": _locked, "store_network": _network, "store_missing": _missing,
    "store_read_only": _read_only, "store_older_read_only": _older, "store_unfinished": _unfinished,
    "store_exists": _exists, "store_gone": _gone,
    "disk_full": _disk_full, "could_not_save": _could_not_save, "cannot_tell": _cannot_tell,
    "backup_invalid": _backup_invalid, "backup_failed": _backup_failed, "backup_late": _backup_late,
    "backup_unreachable": _backup_unreachable, "clock_differs": _clock, "ended_suddenly": _sudden, "drafts_found": _drafts,
    "log_behind": _log_behind, "history_unsound": _unsound, "restore_other": _restore_other,
}
