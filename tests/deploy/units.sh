#!/usr/bin/env bash
# units.sh FOLDER PROGRAM: systemd accepts the units of FOLDER, with PROGRAM in the place of the
# installed one, and `systemd-analyze security` rates the service below 2.0 of 10. systemd need not
# run.
set -euo pipefail
units=$1 program=$2
command -v systemd-analyze >/dev/null || {
  echo 'systemd-analyze is missing: ./dev test installs Debian'\''s package systemd' >&2
  exit 1
}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
failed=0

grep -q '^ExecStart=/usr/bin/aurawell ' "$units/aurawell.service" || {
  echo 'aurawell.service does not start /usr/bin/aurawell' >&2
  exit 1
}
for unit in "$units"/*.service "$units"/*.socket; do
  sed "s#/usr/bin/aurawell#$program#g; s#/usr/lib/aurawell/reload#$units/reload.sh#" "$unit" >"$copy/$(basename "$unit")"
done
# It exits with 0 after warnings, such as an unknown key, too.
said=$(systemd-analyze verify --man=no "$copy"/* 2>&1) || failed=1
if [ -n "$said" ]; then
  printf 'systemd-analyze verify:\n%s\n' "$said" >&2
  failed=1
fi

# In tenths.
systemd-analyze security --offline=true --threshold=19 --no-pager "$copy/aurawell.service" || {
  echo 'the service is not closed enough: less than 2.0 is wanted' >&2
  failed=1
}
exit $failed
