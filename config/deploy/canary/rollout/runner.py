"""The loop: look, decide, do, remember."""

import time

from . import orders, share, state as states
from .judge import Act, Decision, Situation, first_token_requests, judge, known_first_token
from .nginx import NginxFault
from .prometheus import Away
from .report import wall_time
from .state import Phase
from .texts import duration, share_of

ORDER_INTERVAL = 0.5  # seconds between two looks for an order
# Intervals: a longer pause between two looks, for example of a stopped process, was not watched.
LONGEST_WATCHED = 3


class Clock:
    """Never jumps, unlike the time of day."""

    monotonic = staticmethod(time.monotonic)


class Runner:
    """Carries a roll-out on from `state`. `wait(seconds)` waits and returns True when it must stop."""

    def __init__(self, settings, state, nginx, observer, report, clock, wait):
        self._settings = settings
        self._state = state
        self._nginx = nginx
        self._observer = observer
        self._report = report
        self._clock = clock
        self._wait = wait
        self._last_look = None  # when the last good look was; None: the next one begins anew
        self._gone_since = None
        self._away_since = None

    @property
    def state(self):
        return self._state

    def run(self):
        """Until the end of the roll-out, or until it must stop; then all stays as it is."""
        while True:
            self.tick()
            if self._state.has_ended:
                return
            left = self._settings.check.interval
            while left > 0:
                step = min(left, ORDER_INTERVAL)
                if self._wait(step):
                    return
                left -= step
                if self._carry_out_orders():
                    break
            if self._state.has_ended:
                return

    def tick(self):
        """One look and what follows from it."""
        self._carry_out_orders()
        if self._state.phase == Phase.GOING_BACK:
            self._go_back()
        elif self._state.phase == Phase.RUNNING:
            self._watch()

    # --- orders of people

    def _carry_out_orders(self):
        """Whether there was one."""
        found = orders.take(self._settings.rollout.state_file)
        if found is None:
            return False
        order, self._state.last_order = found
        if self._state.has_ended:
            self._save()
        elif order == "back":
            self._decide_back("by hand")
        elif order == "pause":
            self._state.paused = True
            self._note("pause", "by hand; it still goes back when the new version is bad")
        else:
            self._state.paused = False
            self._note("resume", "by hand")
            if self._state.phase == Phase.RUNNING and self._edited():
                self._apply_stage()
        return True

    # --- looking

    def _watch(self):
        edited = self._edited()
        if not edited and not self._state.applied and not self._apply_stage():
            return
        decision = self._decide()
        if edited and decision.act != Act.STAY:
            decision = Decision(Act.HOLD, f"{edited}; otherwise: {decision.act}, {decision.reason}", decision.figures)
        elif edited:
            decision = Decision(Act.HOLD, edited, decision.figures)
        self._do(decision)

    def _decide(self):
        now = self._clock.monotonic()
        try:
            if self._state.since is None:
                self._state.since = self._observer.now()
            seen = self._observer.observe(self._state.since)
        except Away as fault:
            return self._blind(now, fault)
        self._begin_anew_if_needed(now, seen)
        self._count_time(now)
        self._note_gone(now, seen)
        self._note_baseline(seen)
        situation = Situation(
            self._stage,
            self._settings.requests_of(self._stage),
            self._state.elapsed,
            None if self._gone_since is None else now - self._gone_since,
            self._state.paused,
            self._state.baseline,
        )
        return judge(self._settings.check, situation, seen)

    def _blind(self, now, fault):
        """Without figures there is no step in any direction."""
        if self._away_since is None:
            self._away_since = now
        self._last_look = None
        self._gone_since = None
        away = now - self._away_since
        limit = self._settings.prometheus.away_limit
        if away < limit:
            return Decision(Act.STAY, f"Prometheus: {fault}; no figures for {duration(away)}, no step in any direction")
        reason = f"Prometheus: {fault}; no figures for {duration(away)}: the share stays, and the stage begins anew when they are back"
        return Decision(Act.HOLD, reason)

    def _begin_anew_if_needed(self, now, seen):
        """A stage that was not watched for long, or that Prometheus' clock puts into the future."""
        unwatched = self._away_since is not None and now - self._away_since >= self._settings.prometheus.away_limit
        if unwatched or seen.at < self._state.since:
            self._state.since = seen.at
            self._state.elapsed = 0.0
            self._last_look = None
            self._say("anew", "the stage begins anew: " + ("it was not watched" if unwatched else "Prometheus' clock went back"))
        self._away_since = None

    def _count_time(self, now):
        if self._last_look is not None and not self._state.paused:
            self._state.elapsed += min(now - self._last_look, LONGEST_WATCHED * self._settings.check.interval)
        self._last_look = now

    def _note_gone(self, now, seen):
        if seen.new.up:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now

    def _note_baseline(self, seen):
        """Before the new version has all users, the old one still shows what is usual."""
        if seen.old.windows:
            requests = first_token_requests(self._settings.check, self._settings.requests_of(self._stage))
            known = known_first_token(requests, seen.old.windows[0])
            self._state.baseline = self._state.baseline if known is None else known

    # --- doing

    def _do(self, decision):
        if decision.act == Act.BACK:
            self._decide_back(decision.reason, decision.figures)
        elif decision.act == Act.FORWARD:
            self._step_forward(decision)
        else:
            self._state.reason = decision.reason
            self._say(decision.act, decision.reason, decision.figures, always=False)
            self._save()

    def _step_forward(self, decision):
        is_last = self._state.stage + 1 == len(self._settings.stages)
        former = {key: getattr(self._state, key) for key in ("stage", "share", "phase", "applied", "events")}
        if is_last:
            self._state.phase = Phase.DONE
        else:
            self._state.stage += 1
            self._state.share = self._stage.share
            self._state.applied = False
        event = "done" if is_last else "forward"
        self._state.note(wall_time(), event, decision.reason)
        # Without a memory of it the step would be lost at the next start.
        if not self._save():
            for key, value in former.items():
                setattr(self._state, key, value)
            self._say("hold", "the step forward waits until the state file can be written", decision.figures)
            return
        if is_last:
            self._say(event, f"all users have the new version: {decision.reason}", decision.figures)
        else:
            self._apply_stage(decision)

    def _apply_stage(self, decision=None):
        """Lets nginx work by the share of the stage. Whether it does."""
        try:
            self._nginx.adopt(self._text_of(self._stage))
        except NginxFault as fault:
            self._say("hold", f"{share_of(self._stage)} cannot be set: {fault}")
            self._state.reason = str(fault)
            if self._state.stage > 0 and not self._state.applied:
                self._state.stage -= 1
                self._state.share = self._stage.share
                self._state.applied = True
            self._save()
            return False
        if not self._state.applied:
            self._state.applied = True
            self._state.elapsed = 0.0
            self._state.since = None
            self._last_look = None
        reason = decision.reason if decision else "the share of the stage is set"
        self._save()
        self._say("forward", f"{share_of(self._stage)} get the new version: {reason}", decision and decision.figures)
        return True

    def _decide_back(self, reason, figures=None):
        self._state.phase = Phase.GOING_BACK
        self._state.note(wall_time(), "back", reason)
        self._save()  # going back does not wait for a full disk
        self._say("back", f"all users to the old version: {reason}", figures)
        self._go_back()

    def _go_back(self):
        try:
            self._nginx.adopt(render(self._settings, self._state.name, share.BACK))
        except NginxFault as fault:
            self._say("fault", f"cannot go back, the next try follows: {fault}")
            self._save()
            return
        self._state.phase = Phase.BACK
        self._save()
        self._say("back", "nginx works by it: all users get the old version")
        try:
            self._nginx.run_after_back()
        except NginxFault as fault:
            self._say("fault", f"nginx.after_back: {fault}")

    # --- helpers

    @property
    def _stage(self):
        return self._settings.stages[self._state.stage]

    def _text_of(self, stage):
        return render(self._settings, self._state.name, share.of_stage(stage))

    def _edited(self):
        """Why the share file is not the one of this program, empty if it is."""
        try:
            present = self._nginx.present()
        except NginxFault as fault:
            return str(fault)
        known = [self._text_of(self._stage)]
        if not self._state.applied:
            if self._state.stage > 0:
                known.append(self._text_of(self._settings.stages[self._state.stage - 1]))
            elif present is None or share.upstreams_in(present) <= {self._settings.old.upstream}:
                return ""
        if present in known:
            return ""
        return (
            f"{self._settings.nginx.share_file} was changed by somebody else, so nothing is touched:"
            " `rollout.py resume` writes it again, `rollout.py back` goes back"
        )

    def _note(self, event, reason):
        self._state.note(wall_time(), event, reason)
        self._save()
        self._say(event, reason)

    def _say(self, event, reason, figures=None, always=True):
        stages = self._settings.stages
        shown = f"stage {self._state.stage + 1} of {len(stages)} ({share_of(self._stage)})"
        self._report.say(str(event), shown, reason, figures, always)

    def _save(self):
        """Whether the state is in its file."""
        try:
            states.save(self._settings.rollout.state_file, self._state)
            return True
        except OSError as failure:
            self._say("fault", f"{self._settings.rollout.state_file} cannot be written: {failure.strerror}", always=False)
            return False


def render(settings, name, division):
    return share.render(name, settings.old.upstream, settings.new.upstream, division)
