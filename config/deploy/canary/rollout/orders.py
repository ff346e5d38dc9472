"""One program at a time has a share file; another one may leave an order for it."""

import fcntl
import json
import os
import uuid

from . import files

ORDERS = ("pause", "resume", "back")


class Held(Exception):
    """Another process has the lock; the text names it."""


class Lock:
    """Held until it is closed or the process ends. Raises Held, or OSError."""

    def __init__(self, share_file):
        path = os.path.realpath(share_file) + ".lock"
        self._file = open(path, "a+", encoding="ascii")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            process = self._file.read(20).strip()
            self._file.close()
            raise Held(f"process {process}" if process.isdigit() else "another process") from None
        try:
            self._file.truncate(0)
            self._file.write(f"{os.getpid()}\n")
            self._file.flush()
        except OSError:
            pass  # on a full disk: the lock counts, not the number in it

    def close(self):
        try:
            self._file.close()
        except OSError:
            pass


def order_file(state_file):
    return state_file + ".order"


def leave(state_file, order):
    """Leaves an order and returns its id. Raises OSError."""
    identity = uuid.uuid4().hex
    files.write_atomically(order_file(state_file), json.dumps({"order": order, "id": identity}))
    return identity


def take(state_file):
    """The order that waits and its id, or None. One that cannot be read is dropped."""
    try:
        text = files.read_text(order_file(state_file))
    except (OSError, ValueError):
        text = ""
    if text is None:
        return None
    files.remove(order_file(state_file))
    try:
        found = json.loads(text)
        order, identity = found["order"], found["id"]
    except (ValueError, KeyError, TypeError):
        return None
    return (order, identity) if order in ORDERS and isinstance(identity, str) else None
