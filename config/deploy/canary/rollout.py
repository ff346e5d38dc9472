#!/usr/bin/env python3
"""Rolls a new version out in stages, and back. `rollout.py --help` says the rest."""

import sys

if sys.version_info < (3, 11):
    sys.exit("rollout.py needs Python 3.11 or newer, for example Debian 12's python3")
sys.dont_write_bytecode = True  # the folder may be one that only root writes

from rollout.cli import main  # noqa: E402 - an older Python must see the sentence above

sys.exit(main(sys.argv[1:]))
