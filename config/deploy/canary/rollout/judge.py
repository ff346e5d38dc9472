"""Decides what to do next. Figures in, a decision out: no clock, no file, no network."""

from dataclasses import dataclass, field
from enum import StrEnum

from .texts import duration, figures_of, percent, restarted, seconds


class Act(StrEnum):
    FORWARD = "forward"  # to the next stage; in the last one the roll-out is done
    STAY = "stay"
    HOLD = "hold"  # something is in the way that is not the new version's fault
    BACK = "back"  # all users to the old version


@dataclass(frozen=True)
class Decision:
    act: Act
    reason: str
    figures: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Situation:
    """What the judge has to know besides the figures. All times are seconds."""

    stage: object  # settings.Stage
    requests: int  # fewest requests to judge by
    elapsed: float  # watched in this stage
    gone: float | None = None  # how long no target of the new version was seen up, without a break
    paused: bool = False
    baseline: float | None = None  # the last known time to the first token of the old version


@dataclass(frozen=True)
class Finding:
    """A reason to go back."""

    reason: str


def judge(check, situation, seen):
    """`check`: the thresholds; `seen`: an Observation."""
    figures = figures_of(seen, situation.baseline)
    fault = find_fault(check, situation, seen)
    old_is_gone = seen.old.up == 0
    if fault:
        if old_is_gone:
            reason = f"{fault.reason}; but the old version is down too, so going back needs a person: rollout.py back"
            return Decision(Act.HOLD, reason, figures)
        return Decision(Act.BACK, fault.reason, figures)
    if situation.gone is not None:
        reason = f"no target of the new version is up, for {seconds(situation.gone)}; back after {duration(check.gone_after)}"
        return Decision(Act.STAY, reason, figures)
    if old_is_gone:
        return Decision(Act.HOLD, "the old version is down, so there is no way back: no step forward", figures)
    if situation.paused:
        return Decision(Act.HOLD, "paused by hand; it still goes back when the new version is bad", figures)
    return forward_or_stay(situation, seen, figures)


def forward_or_stay(situation, seen, figures):
    missing = situation.stage.time - situation.elapsed
    # The longest window is of this stage alone, so what happened before it does not count.
    answers = seen.new.windows[-1].answers.all
    if answers < situation.requests:
        reason = f"{answers:.0f} of the {situation.requests} answers that a step needs"
        return Decision(Act.STAY, reason, figures)
    if missing > 0:
        return Decision(Act.STAY, f"nothing is wrong; {duration(missing)} of the stage are left", figures)
    return Decision(Act.FORWARD, f"nothing was wrong for {duration(situation.stage.time)}", figures)


def find_fault(check, situation, seen):
    """The first reason to go back, or None."""
    if situation.gone is not None and situation.gone >= check.gone_after:
        return Finding(f"the new version is gone: no target was up for {seconds(situation.gone)}")
    if seen.new.restarts >= check.restarts:
        return Finding(f"the new version {restarted(seen.new.restarts)} in this stage, and {check.restarts} are the limit")
    old_windows = seen.old.windows or [None] * len(seen.new.windows)
    for new, old in zip(seen.new.windows, old_windows):
        fault = find_bad_rate(check, situation, new, old) or find_slowness(check, situation, new, old)
        if fault:
            return fault
    return None


def find_bad_rate(check, situation, new, old):
    kinds = (
        ("of the answers failed", "answers", check.error_rate, check.error_ratio),
        ("of the HTTP replies were 5xx", "replies", check.error_rate, check.error_ratio),
        ("of the answers got thumbs-down", "thumbs_down", check.thumbs_down_rate, check.thumbs_down_ratio),
    )
    for meaning, key, limit, ratio in kinds:
        of_new, of_old = getattr(new, key), old and getattr(old, key)
        if of_new is None or of_new.all < situation.requests or of_new.value <= limit:
            continue
        found = f"{percent(of_new.value)} {meaning} ({of_new.bad:.0f} of {of_new.all:.0f} in {duration(new.seconds)}), above {percent(limit)}"
        if of_old is None or of_old.all < situation.requests:
            return Finding(f"{found}; the old version has too few to compare with")
        if of_new.value > of_old.value * ratio:
            return Finding(f"{found}; old version: {percent(of_old.value)}")
    return None


def find_slowness(check, situation, new, old):
    requests = first_token_requests(check, situation.requests)
    value = known_first_token(requests, new)
    if value is None or value < check.first_token_floor:
        return None
    # In the same window, else the last one known.
    reference = known_first_token(requests, old)
    reference = situation.baseline if reference is None else reference
    if reference is None or value < reference * check.first_token_ratio:
        return None
    return Finding(
        f"95 % of the first tokens came within {seconds(value)} ({new.first_tokens:.0f} in {duration(new.seconds)});"
        f" old version: {seconds(reference)}, so the ratio is not below {check.first_token_ratio:g}"
    )


def first_token_requests(check, requests):
    """Fewest answers for the time below which 95 % are: of few it is only the slowest of them."""
    return max(requests, check.first_token_requests)


def known_first_token(requests, window):
    """The time to the first token if enough answers tell it."""
    if window is None or window.first_token is None or window.first_tokens < requests:
        return None
    return window.first_token
