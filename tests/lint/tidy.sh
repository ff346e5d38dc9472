#!/usr/bin/env bash
# tidy.sh BUILD JOBS: clang-tidy on every source of ours that BUILD/compile_commands.json names.
#
# A source that passed is skipped until something changes that it is made of: its text, the
# project's headers it reaches, its compile command, the rules in .clang-tidy and
# tests/.clang-tidy, or the versions of clang-tidy and the libraries. What passed is kept, by
# that hash, in ~/.cache/aurawell-tidy for 30 days.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

tidy=clang-tidy-16
passed="${XDG_CACHE_HOME:-$HOME/.cache}/aurawell-tidy"

# reached SOURCE: the source and the project's own files that it includes, directly or not.
reached() {
  local all=$1 new=$1 include includes
  while [ -n "$new" ]; do
    # shellcheck disable=SC2086 # a list of names
    includes=$(sed -n 's/^#include "\([^"]*\)".*/\1/p' $new | sort -u)
    new=''
    for include in $includes; do
      if [[ " $all " != *" $include "* && -f $include ]]; then
        new+=" $include"
        all+=" $include"
      fi
    done
  done
  echo "$all"
}

# check BUILD SOURCE
check() {
  local build=$1 source=$2 key
  key=$(
    {
      echo "$TIDY_SURROUNDINGS"
      # Without the checkout's own place, so that the next one need not begin again.
      grep -F " $PWD/$source\"" "$build/compile_commands.json" | sed "s|$PWD||g"
      # shellcheck disable=SC2046 # a list of names
      cat .clang-tidy tests/.clang-tidy $(reached "$source")
    } | sha256sum | cut -d ' ' -f 1
  )
  if [ -f "$passed/$key" ]; then
    touch "$passed/$key"
    return 0
  fi
  # The warnings it counts on stderr are those of system headers, which it does not show.
  "$tidy" --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option "$source" \
    2> >(grep -vE '^[0-9]+ warnings? .*generated' >&2) || return 1
  touch "$passed/$key"
}

if [ "${1:-}" = --check ]; then
  check "$2" "$3"
  exit
fi

build=$1 jobs=$2
mkdir -p "$passed"
find "$passed" -type f -mtime +30 -delete
TIDY_SURROUNDINGS=$("$tidy" --version && dpkg-query -W 'lib*-dev' 2>/dev/null)
export TIDY_SURROUNDINGS
sources=$(sed -n "s|^ *\"file\": \"$PWD/\([^\"]*\)\".*|\1|p" "$build/compile_commands.json" |
  grep -E '^(domain|net|actors|config|tests)/' | sort -u)
failed=0
xargs -P "$jobs" -I {} tests/lint/tidy.sh --check "$build" {} <<<"$sources" || failed=1
echo "clang-tidy: $(wc -l <<<"$sources") sources"
exit "$failed"
