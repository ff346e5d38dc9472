#!/bin/bash
# Exits with 0 while the program in this container serves.
set -eu
exec 3<>/dev/tcp/127.0.0.1/"${AURAWELL_ADMIN__PORT:-8001}"
printf 'GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
