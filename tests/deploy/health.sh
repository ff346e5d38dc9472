#!/usr/bin/env bash
# health.sh SCRIPT PROGRAM: the health check of the image succeeds while PROGRAM serves, and fails
# after that.
set -euo pipefail
work=$(mktemp -d)
trap 'kill -KILL "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
"$2" serve --set storage.url=memory: --set server.port=0 --set admin.port=0 --set drain.notice=0s \
  --set pools.health_chat.providers=offline --set pools.general_chat.providers=offline 2>"$work/log" &
server=$!
timeout 60 sh -c 'until grep -q server.listening "$1"; do sleep 0.1; done' - "$work/log"
AURAWELL_ADMIN__PORT=$(sed -n 's/.*admin.listening.*port=\([0-9]*\).*/\1/p' "$work/log")
export AURAWELL_ADMIN__PORT
"$1" || { echo 'the check fails although the program serves' >&2; exit 1; }
kill -TERM "$server"
wait "$server"
if "$1" 2>/dev/null; then
  echo 'the check succeeds although nobody serves' >&2
  exit 1
fi
