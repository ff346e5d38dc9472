#!/usr/bin/env bash
# hardening.sh PROGRAM FOLDER: PROGRAM has what the linker can add against attacks, and does not name
# FOLDER, where it was built.
set -euo pipefail
program=$1
failed=0
# want WHAT TEXT PATTERN
want() {
  grep -qE -e "$3" <<<"$2" || { echo "$program: no $1" >&2; failed=1; }
}
never() {
  if grep -qE -e "$3" <<<"$2"; then echo "$program: $1" >&2; failed=1; fi
}
header=$(readelf -hW "$program")
segments=$(readelf -lW "$program")
dynamic=$(readelf -dW "$program")
want 'position-independent code' "$header" 'Type: +DYN'
want 'flag of a position-independent program' "$dynamic" 'FLAGS_1.*PIE'
want 'segment that is read-only after loading' "$segments" 'GNU_RELRO'
want 'symbols bound at the start' "$dynamic" 'BIND_NOW|FLAGS_1.*NOW'
want 'stack without code' "$segments" 'GNU_STACK.* RW  '
never 'a segment is both written and run' "$segments" 'LOAD.* RWE '
never 'libraries are looked for in a folder of its own' "$dynamic" 'RPATH|RUNPATH'
never 'code is changed when it is loaded' "$dynamic" 'TEXTREL'
if grep -qaF -e "$2" "$program"; then
  echo "$program: names the folder $2" >&2
  failed=1
fi
exit $failed
