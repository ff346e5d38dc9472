"""Numbers as people read them."""


def percent(share):
    return f"{share * 100:.3g} %"


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.3g} s"


def duration(value):
    if value < 120:
        return f"{value:.0f} s"
    return f"{value / 60:.0f} min" if value < 7200 else f"{value / 3600:.1f} h"


def restarted(times):
    return "restarted once" if times == 1 else f"restarted {times} times"


def share_of(stage):
    """What a stage gives to the new version."""
    return "those inside" if stage.share == 0 else f"{stage.share:g} %"


def figures_of(seen, baseline):
    """The figures that a decision rests on, by name, for a line of JSON."""
    found = {}
    for name, version in (("old", seen.old), ("new", seen.new)):
        found[name] = {"up": version.up, "restarts": version.restarts, "windows": [window_of(one) for one in version.windows]}
    found["old"]["first_token_before"] = baseline
    return found


def window_of(window):
    rates = {key: getattr(window, key) for key in ("answers", "replies", "thumbs_down")}
    return {
        "seconds": round(window.seconds, 3),
        **{key: {"bad": rate.bad, "all": rate.all} for key, rate in rates.items() if rate is not None},
        "first_token": window.first_token,
        "first_tokens": window.first_tokens,
    }


def summary(figures):
    """The same in one line for people; empty without figures."""
    if not figures:
        return ""
    return "; ".join(f"{name}: {version_summary(figures[name])}" for name in ("new", "old"))


def version_summary(version):
    if not version["windows"]:
        return "without numbers"
    parts = []
    for window in reversed(version["windows"]):
        answers = window["answers"]
        text = f"{answers['bad']:.0f} of {answers['all']:.0f} answers failed in {duration(window['seconds'])}"
        if window.get("replies", {}).get("bad"):
            text += f", {window['replies']['bad']:.0f} of {window['replies']['all']:.0f} replies 5xx"
        if window.get("thumbs_down", {}).get("bad"):
            text += f", {window['thumbs_down']['bad']:.0f} thumbs-down"
        if window["first_token"] is not None:
            text += f", first token {seconds(window['first_token'])}"
        parts.append(text)
    if version["up"] == 0:
        parts.append("down")
    return ", ".join(parts)
