#!/bin/sh
# generate.sh PROGRAM FOLDER DOCS VERSION: writes the files of the package that only the program or
# the build knows to FOLDER.
set -eu
program=$1 folder=$2 docs=$3 version=$4
rm -rf "$folder"
mkdir -p "$folder/docs"

"$program" man-page | gzip -9n >"$folder/aurawell.1.gz"
"$program" config-doc --format json-schema >"$folder/aurawell.schema.json"
for shell in bash zsh fish; do
  "$program" completion $shell >"$folder/completion.$shell"
done
gzip -9nc "$docs/CHANGELOG.md" >"$folder/changelog.gz"
# Debian's own changelog; the date is that of the source, so that two builds are identical.
date=$(date -u -R -d "@${SOURCE_DATE_EPOCH:-$(git -C "$docs" log -1 --format=%ct 2>/dev/null || echo 0)}")
gzip -9n >"$folder/changelog.Debian.gz" <<END
aurawell ($version) bookworm; urgency=medium

  * Build of version ${version%-*}; changelog.gz says what is new.

 -- AuraWell's maintainers <maintainers@aurawell.invalid>  $date
END
for one in operations packages configuration metrics safety protocol; do
  [ ! -f "$docs/$one.md" ] || gzip -9nc "$docs/$one.md" >"$folder/docs/$one.md.gz"
done
touch "$folder/done"
