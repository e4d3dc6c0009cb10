"""A time-stamp authority of our own: ``openssl ts`` with a test CA, as real as one across the street."""

import subprocess
from pathlib import Path

NAME = "Test time-stamp authority"
_SECTION = """[tsa]
default_tsa = {name}
[{name}]
serial = serial
crypto_device = builtin
signer_cert = {name}.pem
certs = ca.pem
signer_key = {name}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
accuracy = secs:1
clock_precision_digits = {digits}
tsa_name = {named}
ess_cert_id_alg = sha256
"""


class Authority:
    """Stamps what it is asked to.

    Attributes:
        folder: with ``ca.pem``, which its replies are checked against.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        self.run(
            "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=CA"
        )
        self.run("req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={NAME}")
        (folder / "use").write_text("extendedKeyUsage = critical, timeStamping\n", encoding="ascii")
        signed_by = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30")
        self.run("x509", "-req", "-in", "tsa.csr", *signed_by, "-extfile", "use", "-out", "tsa.pem")
        (folder / "serial").write_text("01\n", encoding="ascii")

    def run(self, *arguments: str) -> bytes:
        """Run openssl in the folder and return what it printed."""
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, check=True)
        return done.stdout

    def reply(
        self, query: bytes, *more: str, named: bool = True, digits: int = 0, digests: str = "sha256"
    ) -> bytes:
        """The answer to a query; ``more``: further options of ``openssl ts -reply``."""
        settings = {"name": "tsa", "named": "yes" if named else "no", "digits": digits, "digests": digests}
        (self.folder / "settings").write_text(_SECTION.format(**settings), encoding="ascii")
        (self.folder / "query").write_bytes(query)
        self.run("ts", "-reply", "-config", "settings", "-queryfile", "query", "-out", "reply", *more)
        return (self.folder / "reply").read_bytes()

    def holds(self, reply: bytes, data: bytes) -> bool:
        """Whether ``openssl ts -verify`` accepts a reply as one over these bytes: the reference."""
        (self.folder / "reply").write_bytes(reply)
        (self.folder / "data").write_bytes(data)
        asked = ["openssl", "ts", "-verify", "-data", "data", "-in", "reply", "-CAfile", "ca.pem"]
        return subprocess.run(asked, cwd=self.folder, capture_output=True, check=False).returncode == 0
