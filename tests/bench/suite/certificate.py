"""The certificate of servers with TLS."""

import os
import subprocess

from processes import Failed

FOLDER = "build/bench"
CERTIFICATE = f"{FOLDER}/certificate.pem"
KEY = f"{FOLDER}/key.pem"
# P-256 is what authorities sign most; the key is for this machine's measurements only.
COMMAND = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 "
    "-subj /CN=aurawell-bench -addext subjectAltName=IP:127.0.0.1"
).split()


def make():
    """Makes both files anew."""
    os.makedirs(FOLDER, exist_ok=True)
    made = subprocess.run(
        [*COMMAND, "-keyout", KEY, "-out", CERTIFICATE], capture_output=True, text=True
    )
    if made.returncode != 0:
        raise Failed(f"openssl made no certificate: {made.stderr.strip()}")
    os.chmod(KEY, 0o600)
