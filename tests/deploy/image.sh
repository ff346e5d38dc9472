#!/usr/bin/env bash
# image.sh PROJECT WORK: buildah builds the image of config/deploy/docker from the package in
# build/release/packages, upon the Debian system in WORK/base.tar. The program in it runs as the
# image says, with a read-only root file system. Needs root and Debian's mirror.
set -euo pipefail
cd "$1"
work=$2/image
fail() {
  printf 'check-deploy: %s\n' "$*" >&2
  exit 1
}
say() { printf '==> %s\n' "$*" >&2; }
# Its own store, without the kernel's overlays, which not every machine has.
tool() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }
leave() {
  [ -z "${server:-}" ] || kill -KILL "$server" 2>/dev/null || true
  umount -R "$work/root" 2>/dev/null || true
  [ -z "${container:-}" ] || tool umount "$container" >/dev/null 2>&1 || true
}
trap leave EXIT
mkdir -p "$work"
tool rm --all >/dev/null 2>&1 || true

say 'The base image'
if ! tool inspect --type image localhost/debian >/dev/null 2>&1; then
  base=$(tool from scratch)
  tool add "$base" "$2/base.tar" / >/dev/null
  tool commit --rm "$base" localhost/debian >/dev/null 2>&1
fi

say 'The image'
# Without the stage that compiles the program.
sed '/ AS build$/,/^$/d' config/deploy/docker/Dockerfile >"$work/Dockerfile"
tool bud --isolation chroot --format docker --build-arg DEBIAN=localhost/debian --build-arg PACKAGE_FROM=prebuilt \
  --tag aurawell -f "$work/Dockerfile" . >"$work/build.log" 2>&1 || { tail -n 15 "$work/build.log" >&2; fail 'the image cannot be built'; }

# setting TEMPLATE
setting() { tool inspect --type image --format "$1" aurawell; }
[ "$(setting '{{.Docker.Config.User}}')" = aurawell ] || fail 'the image runs as root'
[ "$(setting '{{.Docker.Config.Entrypoint}}')" = '[/usr/bin/aurawell]' ] || fail 'the image starts another program'
[ "$(setting '{{.Docker.Config.Healthcheck.Test}}')" = '[CMD /usr/lib/aurawell/health]' ] || fail 'the image has no health check'

say 'The program in the image'
container=$(tool from aurawell)
root=$(tool mount "$container")
mkdir -p "$work/root" "$work/data"
mount --bind "$root" "$work/root"
mount -o remount,bind,ro "$work/root"
mount --bind "$work/data" "$work/root/var/lib/aurawell"
mount -t proc proc "$work/root/proc"
user=$(chroot "$work/root" id -u aurawell)
chown "$user" "$work/data"
[ ! -e "$root/usr/bin/systemctl" ] || fail 'systemd is in the image'
as_user=(chroot "$work/root" setpriv --reuid=aurawell --regid=aurawell --clear-groups --no-new-privs --bounding-set=-all)
"${as_user[@]}" env AURAWELL_AUTH_SECRET=0123456789abcdef0123456789abcdef AURAWELL_SERVER__PORT=0 AURAWELL_ADMIN__PORT=0 \
  AURAWELL_DRAIN__NOTICE=0s /usr/bin/aurawell serve --config /etc/aurawell/aurawell.toml 2>"$work/serve.log" &
server=$!
timeout 60 sh -c 'until grep -q server.listening "$1"; do sleep 0.2; done' - "$work/serve.log" ||
  { cat "$work/serve.log" >&2; fail 'the program in the image does not serve'; }
port=$(sed -n 's/.*"event":"admin.listening".*"port":\([0-9]*\).*/\1/p' "$work/serve.log")
"${as_user[@]}" env AURAWELL_ADMIN__PORT="$port" /usr/lib/aurawell/health || fail 'the health check fails'
kill -TERM "$server"
wait "$server" || fail "the program in the image ended with $?"
server=
[ -s "$work/data/aurawell.db" ] || fail 'there is no database'
say "The image has $(du -sm --apparent-size "$root" | cut -f1) MB, the system below it $(tar -tvf "$2/base.tar" | awk '{ sum += $3 } END { print int(sum / 1e6) }') MB"
