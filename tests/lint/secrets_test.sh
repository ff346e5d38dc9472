#!/usr/bin/env bash
# secrets_test.sh SCRIPT: SCRIPT finds each kind of secret, prints none of them, and obeys its list.
set -euo pipefail
script=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/project"
list=$work/list
: >"$list"
fail() {
  echo "$*" >&2
  exit 1
}
letters=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ
# In parts, so that this file contains none.
declare -A samples=(
  [private_key]="-----BEGIN EC PRIVATE"" KEY-----"
  [aws]="AK""IAABCDEFGHIJKLMNOP"
  [github]="gh""p_${letters:0:36}"
  [gitlab]="gl""pat-${letters:0:20}"
  [npm]="np""m_${letters:0:36}"
  [slack]="xox""b-1234567890-x"
  [google]="AI""za${letters:0:35}"
  [model_api]="s""k-${letters:0:30}"
  [signed_token]="ey""J${letters:0:12}.ey""J${letters:0:12}.${letters:0:12}"
  [password_in_url]="postgresql:/""/ann:${letters:0:8}@db"
)
"$script" "$work/project" "$list" || fail 'an empty folder has a finding'
for kind in "${!samples[@]}"; do
  printf 'first line\nvalue = "%s"\n' "${samples[$kind]}" >"$work/project/file"
  if said=$("$script" "$work/project" "$list" 2>&1); then
    fail "$kind is not found"
  fi
  [[ $said == "file:2: looks like a secret ($kind)"* ]] || fail "$kind: $said"
  [[ $said != *"${samples[$kind]}"* ]] || fail "$kind is printed"
  echo "$kind file  # a sample" >"$work/with"
  "$script" "$work/project" "$work/with" || fail "$kind is found although it is listed"
done
echo 'harmless: task-abcdefghijklmnopqrstuvwxyzabcd, https://host/path' >"$work/project/file"
"$script" "$work/project" "$list" || fail 'a harmless line is found'
if "$script" "$work/project" "$work/with" 2>/dev/null; then
  fail 'a line of the list without a finding is no error'
fi
