"""Exit codes, and the sentences of an end."""

import sys

from .state import Phase

DONE, FAILED, USAGE, WENT_BACK, OTHER_RUNS = 0, 1, 2, 3, 4


def fail(sentence, code=FAILED):
    print(f"rollout.py: {sentence}", file=sys.stderr)
    return code


def ended(state):
    whom = "all users have the new version" if state.phase == Phase.DONE else "all users have the old version"
    return f'the roll-out "{state.name}" has ended, {whom}: {state.reason}'


def code_of(state):
    return DONE if state.phase == Phase.DONE else WENT_BACK
