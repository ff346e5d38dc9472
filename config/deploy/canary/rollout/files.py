"""Files that are either the former or the new one, also after a crash."""

import contextlib
import os

LARGEST = 1 << 20


def read_text(path):
    """The text of a file, None if there is none. Raises OSError, or ValueError for one that is no text."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    if len(data) > LARGEST:
        raise ValueError("it is larger than 1 MiB")
    return data.decode()


def write_atomically(path, text, mode=0o600):
    """Raises OSError; the former file is there then. A link is followed, so that it stays a link."""
    path = os.path.realpath(path)
    temporary = f"{path}.new"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with open(descriptor, "w", encoding="utf-8") as file:
            with contextlib.suppress(OSError):  # a file system without modes
                os.fchmod(file.fileno(), mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        remove(temporary)
        raise
    sync_folder(path)


def sync_folder(path):
    """So that the new name survives a loss of power. A file system that cannot do it loses nothing."""
    with contextlib.suppress(OSError):
        descriptor = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path):
    with contextlib.suppress(OSError):
        os.remove(path)
