#!/usr/bin/env bash
# secrets.sh FOLDER LIST: no file of FOLDER contains a private key, a token or a key of a known
# service, except the lines of LIST: KIND PATH, with a comment that says why. Prints no secret. A
# line of LIST without a finding is an error too, so that the list stays short.
set -euo pipefail
cd "$1"
list=$2
bounded='(^|[^A-Za-z0-9_-])'
declare -A patterns=(
  [private_key]='-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----'
  [aws]="$bounded(AKIA|ASIA)[0-9A-Z]{16}"
  [github]="$bounded(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})"
  [gitlab]="${bounded}glpat-[A-Za-z0-9_-]{20}"
  [npm]="${bounded}npm_[A-Za-z0-9]{36}|_authToken *="
  [slack]="${bounded}xox[abposr]-[A-Za-z0-9-]{10}"
  [google]="${bounded}AIza[A-Za-z0-9_-]{35}"
  [model_api]="${bounded}sk-[A-Za-z0-9_-]{24}"
  [signed_token]="${bounded}eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
  [password_in_url]="[a-z]://[^/@: ]+:[^/@: {}\$<]{6,}@[a-z0-9]"
)

# Files of the project: those of git, or all in a folder without it.
files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z --cached --others --exclude-standard
  else
    find . -type f -printf '%P\0'
  fi
}

found=$(for kind in "${!patterns[@]}"; do
  files | xargs -0 -r grep -lIsE -e "${patterns[$kind]}" -- | sed "s/^/$kind /" || true
done | sort)
known=$(sed -e 's/ *#.*//' -e '/^$/d' "$list" | sort)
failed=0
while read -r kind path; do
  [ -n "$path" ] || continue
  line=$(grep -nE -m 1 -e "${patterns[$kind]}" -- "$path" | cut -d: -f1)
  echo "$path:$line: looks like a secret ($kind). Remove it, and revoke it: the history keeps it. If it is none, list it in $list" >&2
  failed=1
done < <(comm -23 <(echo "$found") <(echo "$known"))
while read -r line; do
  [ -n "$line" ] || continue
  echo "$list: '$line' is not found any more; remove the line" >&2
  failed=1
done < <(comm -13 <(echo "$found") <(echo "$known"))
exit $failed
