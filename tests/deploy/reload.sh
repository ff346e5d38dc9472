#!/usr/bin/env bash
# reload.sh SCRIPT PROGRAM: SCRIPT makes the process read its settings again or, when the file of the
# program was replaced, starts a new process that takes over; a new process that fails changes
# nothing.
set -euo pipefail
script=$1
work=$(mktemp -d)
started=()
end() {
  [ ${#started[@]} = 0 ] || kill -KILL "${started[@]}" 2>/dev/null || true
  # The processes that the script has started.
  [ ! -f "$work/new" ] || xargs -r kill -KILL <"$work/new" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
fail() {
  echo "$*" >&2
  cat "$work/log" >&2
  exit 1
}
# appears TEXT: in the log, within a minute.
appears() { timeout 60 sh -c 'until grep -q -- "$1" "$2"; do sleep 0.1; done' - "$1" "$work/log" || fail "no '$1' in the log"; }

program=$work/aurawell
ln "$2" "$program" 2>/dev/null || cp "$2" "$program"
export RUNTIME_DIRECTORY=$work
arguments=(serve --set storage.url="sqlite:$work/test.db" --set server.port=0 --set admin.port=0
  --set pools.health_chat.providers=offline --set pools.general_chat.providers=offline
  --set drain.notice=0s --set drain.spread=0s --set takeover.socket="$work/takeover.socket"
  --take-over)
"$program" "${arguments[@]}" 2>"$work/log" &
first=$!
started+=("$first")
appears server.listening

"$script" "$first" "$program" "${arguments[@]}"
appears settings.reloaded

# As dpkg does it.
cp "$2" "$program.new"
mv "$program.new" "$program"
if "$script" "$first" "$program" "${arguments[@]}" --set server.prt=1 2>>"$work/log"; then
  fail 'a new process with wrong settings was no failure'
fi
kill -0 "$first" || fail 'the old process has ended'

"$script" "$first" "$program" "${arguments[@]}" 2>>"$work/log"
appears takeover.done
sed -n 's/.*takeover.done process=\([0-9]*\).*/\1/p' "$work/log" | grep -vx "$first" >"$work/new"
wait "$first" || fail "the old process ended with $?"
new=$(head -n 1 "$work/new")
[ "$(readlink "/proc/$new/exe")" = "$program" ] || fail 'the new process does not run the new file'
