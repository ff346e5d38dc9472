#!/usr/bin/env bash
# installed.sh PACKAGES WORK: lintian accepts the package; then a new Debian system in the folder
# WORK gets revision 1, serves, gets revision 2, loses it by remove and by purge. Needs root and
# Debian's mirror. WORK keeps a base system for the next run.
set -euo pipefail
packages=$1 work=$2
suite=bookworm
mirror=$(awk '/^URIs:/ { print $2; exit } /^deb / { print $2; exit }' \
  /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true)
mirror=${mirror:-http://deb.debian.org/debian}
root=$work/root

say() { printf '==> %s\n' "$*" >&2; }
fail() {
  printf 'check-deploy: %s\n' "$*" >&2
  exit 1
}
inside() { DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
leave() {
  [ -z "${server:-}" ] || kill -KILL "$server" 2>/dev/null || true
  umount "$root/proc" 2>/dev/null || true
}
trap leave EXIT

# revision N: the package file.
revision() { ls "$packages"/aurawell_*-"$1"_*.deb; }

# install N: as an administrator does.
install_revision() {
  cp "$(revision "$1")" "$root/tmp/aurawell.deb"
  inside apt-get -q install -y --no-install-recommends /tmp/aurawell.deb >"$work/install-$1.log" 2>&1 ||
    { tail -n 20 "$work/install-$1.log" >&2; fail "revision $1 cannot be installed"; }
}

# serve_once: the unit's command line as its user; the clients' port answers; it stops cleanly.
serve_once() {
  inside install -d -m 0700 -o aurawell -g aurawell /run/aurawell
  # Not by a function: the number must be that of the program.
  chroot "$root" setpriv --reuid=aurawell --regid=aurawell --clear-groups --no-new-privs \
    /usr/bin/aurawell serve --config /etc/aurawell/aurawell.toml --take-over \
    --set server.port=0 --set admin.port=0 --set drain.notice=0s 2>"$work/serve.log" &
  server=$!
  local port=''
  port=$(timeout 60 sh -c 'until sed -n "s/.*server.listening url=http:.*:\([0-9]*\)\$/\1/p" "$1" | grep .; do sleep 0.2; done' - "$work/serve.log") ||
    { cat "$work/serve.log" >&2; fail 'the installed program does not serve'; }
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /ws/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  grep -q '200 OK' <&3 || fail 'the installed program gives no answer'
  exec 3>&-
  kill -TERM "$server"
  wait "$server" || fail "the installed program ended with $?"
  server=
}

say 'lintian'
lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$(revision 1)" ||
  fail 'lintian found something'

mkdir -p "$work"
if [ ! -f "$work/base.tar" ]; then
  say "A new Debian system from $mirror"
  rm -rf "$work/base"
  debootstrap --variant=minbase "$suite" "$work/base" "$mirror" >"$work/debootstrap.log" 2>&1 ||
    { tail -n 5 "$work/debootstrap.log" >&2; fail "debootstrap failed: is $mirror within reach, and is this root?"; }
  tar -C "$work/base" --one-file-system -cf "$work/base.tar.new" .
  mv "$work/base.tar.new" "$work/base.tar"
  rm -rf "$work/base"
fi
umount "$root/proc" 2>/dev/null || true
rm -rf "$root"
mkdir -p "$root"
tar -C "$root" -xf "$work/base.tar"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# Nothing is started while packages are installed: systemd does not run there.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
# minbase leaves documentation in.
inside apt-get -q update >"$work/update.log" 2>&1 || fail 'apt-get update failed: is the mirror within reach?'

say 'Install'
install_revision 1
[ "$(inside stat -c '%U:%G %a' /var/lib/aurawell)" = 'aurawell:aurawell 700' ] ||
  fail '/var/lib/aurawell is not closed for others'
inside getent passwd aurawell | grep -q ':/usr/sbin/nologin$' || fail 'the system user may sign in'
for file in /usr/bin/aurawell /lib/systemd/system/aurawell.service /lib/systemd/system/aurawell.socket \
  /usr/lib/aurawell/reload /usr/share/bash-completion/completions/aurawell \
  /usr/share/zsh/vendor-completions/_aurawell /usr/share/fish/vendor_completions.d/aurawell.fish \
  /usr/share/aurawell/aurawell.schema.json; do
  [ -e "$root$file" ] || fail "$file is missing"
done
inside bash -n /usr/share/bash-completion/completions/aurawell
[ -L "$root/etc/systemd/system/multi-user.target.wants/aurawell.service" ] || fail 'the service is not enabled'
[ ! -e "$root/etc/systemd/system/sockets.target.wants/aurawell.socket" ] || fail 'the socket is enabled'
[ "$(inside aurawell --version)" = "$(inside dpkg-query -W -f 'aurawell ${Version}\n' aurawell | sed 's/-1$//')" ] ||
  fail "the program's version is not that of the package"
serve_once
[ -s "$root/var/lib/aurawell/aurawell.db" ] || fail 'there is no database'

say 'Upgrade'
echo '# mine' >>"$root/etc/aurawell/aurawell.toml"
echo 'DEEPSEEK_API_KEY=none' >"$root/etc/aurawell/aurawell.env"
inside systemctl --quiet disable aurawell.service
before=$(sha256sum <"$root/var/lib/aurawell/aurawell.db")
install_revision 2
[ "$(inside dpkg-query -W -f '${Version}' aurawell | sed 's/.*-//')" = 2 ] || fail 'revision 2 is not installed'
tail -n 1 "$root/etc/aurawell/aurawell.toml" | grep -qx '# mine' || fail 'the edited settings are lost'
[ "$(sha256sum <"$root/var/lib/aurawell/aurawell.db")" = "$before" ] || fail 'the upgrade has changed the database'
[ ! -e "$root/etc/systemd/system/multi-user.target.wants/aurawell.service" ] ||
  fail 'the upgrade has enabled what the administrator has disabled'
serve_once

say 'Remove'
inside apt-get -q remove -y aurawell >"$work/remove.log" 2>&1 || fail 'it cannot be removed'
[ ! -e "$root/usr/bin/aurawell" ] || fail 'the program is still there'
[ -s "$root/var/lib/aurawell/aurawell.db" ] || fail 'remove has deleted the data'
[ -s "$root/etc/aurawell/aurawell.toml" ] || fail 'remove has deleted the settings'

say 'Install again, purge'
install_revision 2
[ -s "$root/var/lib/aurawell/aurawell.db" ] || fail 'the data is lost'
inside apt-get -q purge -y aurawell >"$work/purge.log" 2>&1 || fail 'it cannot be purged'
[ ! -e "$root/var/lib/aurawell" ] || fail 'purge has left the data'
[ ! -e "$root/etc/aurawell/aurawell.toml" ] || fail 'purge has left the settings'
[ -e "$root/etc/aurawell/aurawell.env" ] || fail "purge has deleted the administrator's own file"
left=$(find "$root" -xdev -path "$root/proc" -prune -o -iname '*aurawell*' -print |
  grep -v -e '/etc/aurawell' -e '/var/log/' -e '/tmp/aurawell.deb' -e '/var/cache/' -e '/var/lib/apt/' -e '/run/aurawell' || true)
[ -z "$left" ] || fail "purge has left: $left"
say 'The package installs, serves, upgrades and goes as it should.'
