#!/usr/bin/env bash
# Lets testssl.sh look at the program: tests/tls_check/run.sh PROGRAM
#
# Prints what it finds, and ends with 1 for a finding above LOW that is not accepted below.
set -euo pipefail
readonly program=$1
readonly name=tls.test
readonly start_seconds=20
readonly check_seconds=900

# Ids of findings above LOW that are known: docs/operations.md has them. The last one is about the
# OpenSSL that testssl.sh uses.
readonly accepted='BREACH engine_problem'
# What is tested last.
readonly last='RC4'

folder=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

# An authority, and a certificate as an authority of the Web would sign it: with the name and the
# address of a list of revoked certificates.
make_certificate() {
  local curve=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
  openssl req -x509 "${curve[@]}" -days 3650 -subj '/CN=authority of a test' \
    -addext keyUsage=critical,keyCertSign,cRLSign -keyout ca.key -out ca.pem
  openssl req "${curve[@]}" -subj "/CN=$name" -keyout key.pem -out request.pem
  cat >extensions <<EXTENSIONS
subjectAltName = DNS:$name
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
crlDistributionPoints = URI:http://$name/revoked.crl
EXTENSIONS
  openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 \
    -extfile extensions -out cert.pem
  chmod 600 key.pem
}

start_server() {
  "$program" serve --set server.port=0 --set admin.enabled=false --set storage.url=memory: \
    --set "server.host_names=$name" --set server.tls.certificate_file="$folder/cert.pem" \
    --set server.tls.private_key_file="$folder/key.pem" --set drain.notice=0s \
    --set server.max_connections_per_address=0 2>"$folder/server.log" &
  server=$!
  port=$(timeout "$start_seconds" tail -n +1 -f --pid="$server" "$folder/server.log" |
    sed -n 's/.*url=https:\/\/127\.0\.0\.1:\([0-9]*\).*/\1/p;T;q') || true
  if [ -z "$port" ]; then
    cat "$folder/server.log" >&2
    echo 'the program did not start' >&2
    exit 1
  fi
}

(cd "$folder" && make_certificate) >"$folder/openssl.log" 2>&1 || {
  cat "$folder/openssl.log" >&2
  exit 1
}
start_server

# Its exit code counts findings of every severity; the table has them one by one.
# Without the simulation of clients and the test of every cipher, which find nothing new.
timeout "$check_seconds" testssl --quiet --color 0 --warnings off --ip 127.0.0.1 \
  --protocols --std --fs --server-preference --server-defaults --headers --vulnerable \
  --add-ca "$folder/ca.pem" --csvfile "$folder/found.csv" "https://$name:$port" || true

awk -F'","' -v accepted="$accepted" -v last="$last" '
  BEGIN { count = split(accepted, ids, " "); for (i = 1; i <= count; ++i) known[ids[i]] = 1 }
  NR == 1 { next }
  { id = substr($1, 2) }
  id == last { whole = 1 }
  $4 ~ /^(MEDIUM|HIGH|CRITICAL|FATAL|WARN)$/ && !(id in known) {
    printf "%s: %s: %s\n", $4, id, $5
    bad = 1
  }
  END {
    if (!whole) print "testssl.sh did not come to its end"
    exit bad || !whole
  }' "$folder/found.csv" >"$folder/faults" || {
  echo
  echo 'Findings above LOW:'
  cat "$folder/faults"
  exit 1
}
echo
echo 'No finding above LOW, except those that docs/operations.md explains.'
