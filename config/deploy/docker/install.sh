#!/bin/sh
# Installs /tmp/aurawell.deb in an image, with the settings for containers, and removes what only the
# installation needs.
set -eu
export DEBIAN_FRONTEND=noninteractive
# Nothing is started in an image. No documentation, except licences.
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod +x /usr/sbin/policy-rc.d
printf 'path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\npath-exclude /usr/share/man/*\n' \
  >/etc/dpkg/dpkg.cfg.d/small-image
apt-get update
# The users of packages are made without systemd.
apt-get install -y --no-install-recommends systemd-standalone-sysusers
apt-get install -y --no-install-recommends /tmp/aurawell.deb
install -m 0755 /tmp/health.sh /usr/lib/aurawell/health
install -m 0644 /tmp/aurawell.toml /etc/aurawell/aurawell.toml
rm -rf /tmp/* /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/log/* /usr/sbin/policy-rc.d
