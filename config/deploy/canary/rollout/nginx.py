"""Lets nginx work by a new share file."""

import subprocess
import time
import urllib.request

from . import files, share

MOST_OUTPUT = 2000
LEAST_STATUS_WAIT = 0.05


class NginxFault(Exception):
    """nginx does not work by the new file; the text says why, and what it works by instead."""


class Nginx:
    def __init__(self, settings):
        self._settings = settings
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def present(self):
        """The text of the share file, None if there is none. Raises NginxFault."""
        try:
            return files.read_text(self._settings.share_file)
        except (OSError, ValueError) as failure:
            raise NginxFault(f"{self._settings.share_file} cannot be read: {failure}") from None

    def adopt(self, text):
        """Replaces the share file, tests it and reloads. Raises NginxFault; the former file is back then."""
        former = self.present()
        try:
            files.write_atomically(self._settings.share_file, text, mode=0o644)
        except OSError as failure:
            raise NginxFault(f"{self._settings.share_file} cannot be written: {failure.strerror}; it is unchanged") from None
        try:
            self._run(self._settings.test)
            self._run(self._settings.reload)
            self._await(share.mark_in(text))
        except NginxFault as fault:
            raise NginxFault(f"{fault}; {self._restore(former)}") from None

    def run_after_back(self):
        """Runs nginx.after_back, if it is set. Raises NginxFault."""
        if self._settings.after_back:
            self._run(self._settings.after_back)

    def _restore(self, former):
        try:
            if former is None:
                files.remove(self._settings.share_file)
                return "there was no former share file, so the new one was removed"
            files.write_atomically(self._settings.share_file, former, mode=0o644)
            # A reload that failed late may have been adopted after all.
            self._run(self._settings.test)
            self._run(self._settings.reload)
            return "the former share file is back"
        except NginxFault as fault:
            return f"the former share file is back, but nginx has not confirmed it: {fault}"
        except OSError as failure:
            return f"and the former share file could not be restored: {failure.strerror}"

    def _run(self, command):
        shown = " ".join(command)
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=self._settings.timeout,
                # A Ctrl-C at the terminal is for this program alone.
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            raise NginxFault(f"`{shown}` took longer than {self._settings.timeout:g} s") from None
        except OSError as failure:
            raise NginxFault(f"`{shown}` cannot be run: {failure.strerror}") from None
        if done.returncode:
            said = " ".join(done.stdout.decode(errors="replace").split())[-MOST_OUTPUT:]
            raise NginxFault(f"`{shown}` failed with {done.returncode}: {said}")

    def _await(self, mark):
        """`nginx -s reload` returns before nginx has reloaded, and also if it cannot."""
        if not self._settings.status_url:
            return
        end = time.monotonic() + self._settings.timeout
        answer = ""
        while time.monotonic() < end:
            try:
                with self._opener.open(self._settings.status_url, timeout=self._settings.timeout) as response:
                    answer = response.read(1000).decode(errors="replace").strip()
                if answer == mark:
                    return
            except (OSError, ValueError) as failure:
                answer = str(failure)
            time.sleep(LEAST_STATUS_WAIT)
        raise NginxFault(f"{self._settings.status_url} says `{answer}` and not `{mark}`: nginx has not reloaded, its error log says why")
