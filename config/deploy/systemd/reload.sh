#!/bin/sh
# reload PROCESS PROGRAM [ARGUMENTS]: for ExecReload=. PROCESS reads its settings again. If it runs
# another program than the file PROGRAM, because the package was upgraded, a new process takes over
# from it, at $RUNTIME_DIRECTORY/takeover.socket. Fails when the new process ends before that; then
# PROCESS serves on.
set -eu
process=$1 program=$2
if [ "$(readlink "/proc/$process/exe")" = "$program" ]; then
  exec kill -HUP "$process"
fi

socket=$RUNTIME_DIRECTORY/takeover.socket
# A process that serves has its own socket there.
serving() { stat -c %i "$socket" 2>/dev/null || echo none; }

old=$(serving)
shift
"$@" &
new=$!
while [ "$(serving)" = "$old" ]; do
  if ! kill -0 "$new" 2>/dev/null; then
    wait "$new" || true
    echo "the new process has ended: its log says why, and process $process serves on" >&2
    exit 1
  fi
  sleep 0.2
done
