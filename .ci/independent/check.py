"""Is what the library signs and seals ordinary JOSE? `python3 check.py FOLDER` verifies every JWS and opens every JWE
below FOLDER with jwcrypto, and shows that it refuses each of them once a bit is flipped. check.mjs does the same."""

import json
import re
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from importlib.metadata import version
from pathlib import Path

from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

SIZES = [1024, 4096, 16384, 65536]
TYP = re.compile(r"(vrm-[a-z]+(-[a-z]+)*|consent-receipt)\+jwt")
SEALED = re.compile(r"([\w-]+\.[\w-]+\.[\w-]+) *", re.ASCII)
COMPACT = re.compile(r"[\w-]+\.[\w-]*\.[\w-]*", re.ASCII)

keys = {"Ed25519": {}, "X25519": {}}
count = {"jws": 0, "jwe": 0, "spoiled": 0}


class Fault(Exception):
    pass


def main(folder):
    checks = {"keys.json": add_keys, "*.jws": check_jws, "*.jwe": check_jwe, "bundle.json": check_bundle}
    for pattern, check in checks.items():
        for file in sorted(Path(folder).rglob(pattern)):
            try:
                text = file.read_bytes().decode()
                check(json.loads(text) if file.suffix == ".json" else re.sub(r"\n\Z", "", text))
            except Exception as error:
                raise Fault(f"{file.relative_to(folder)}: {error or repr(error)}") from error
    expect(count["jws"] and count["jwe"], f"nothing to check: {count['jws']} JWS, {count['jwe']} JWE")


def add_keys(jwks):
    for jwk in jwks["keys"]:
        plain = {name: jwk.get(name, "") for name in ("kty", "crv", "x", "d")}
        ordinary = plain["kty"] == "OKP" and plain["crv"] in keys and plain["x"] and plain["d"]
        expect(ordinary, f"a key that is no private OKP key: {plain['kty']} {plain['crv']}")
        key = JWK(**plain)
        keys[plain["crv"]][key.thumbprint()] = key


def key_of(crv, kid):
    expect(kid in keys[crv], f"no {crv} key has the thumbprint {kid}")
    return keys[crv][kid]


# --- signed


def check_jws(compact):
    parts = split(compact, 3)
    text = parts[0].decode()
    header = json.loads(text)
    kid, typ = header.get("kid"), header.get("typ")
    expect(text == dense({"alg": "Ed25519", "kid": kid, "typ": typ}), f"JWS header {text}")
    expect(TYP.fullmatch(typ), f"typ {typ}")

    key = JWK(**key_of("Ed25519", kid).export_public(as_dict=True))

    def verify(compact):
        jws = JWS()
        jws.allowed_algs = ["Ed25519"]
        jws.deserialize(compact, key)
        return jws.payload

    try:
        payload = verify(compact)
    except Exception as error:
        raise Fault(f"{typ} is not verified: {error}") from error
    count["jws"] += 1
    refuses_spoiled(parts, verify)

    content = json.loads(payload.decode())
    expect(canonical(content).encode() == payload, f"{typ}: the payload is not canonical JSON")
    expect(isinstance(content, dict), f"{typ}: the payload is not an object")
    ctx = typ[: -len("+jwt")]
    right = "ctx" in content if ctx == "consent-receipt" else content.get("ctx") == ctx
    expect(right, f"{typ}: ctx {content.get('ctx')}")
    check_inside(content)


def check_bundle(bundle):
    before = count["jws"]
    check_inside(bundle)
    expect(count["jws"] > before, "no JWS in it")


def check_inside(value):
    """Every JWS among the strings of a JSON value: the halves of agreements, a bundle's evidence."""
    if is_jws(value):
        check_jws(value)
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            check_inside(inner)


def is_jws(value):
    if not isinstance(value, str) or not COMPACT.fullmatch(value):
        return False
    try:
        return "alg" in json.loads(decoded(value.split(".")[0]))
    except (ValueError, TypeError):
        return False


def canonical(value):
    """RFC 8785 for what our payloads hold; UTF-16 in big-endian order sorts by code units, as the RFC wants."""
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    whole = isinstance(value, int) and abs(value) < 2**53
    expect(isinstance(value, str) or whole, f"{value} in a payload")
    return dense(value)


# --- sealed


def check_jwe(compact):
    parts = split(compact, 5)
    text = parts[0].decode()
    header = json.loads(text)
    epk = header["epk"]
    ordinary = (
        dense(header) == text  # no member came twice
        and sorted(header) == ["alg", "cty", "enc", "epk", "kid"]
        and (header["alg"], header["cty"], header["enc"]) == ("ECDH-ES+A256KW", "JWT", "A256GCM")
        and sorted(epk) == ["crv", "kty", "x"]
        and (epk["crv"], epk["kty"]) == ("X25519", "OKP")
    )
    expect(ordinary, f"JWE header {text}")

    key = key_of("X25519", header["kid"])

    def decrypt(compact):
        jwe = JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
        jwe.deserialize(compact, key)
        return jwe.payload

    try:
        plaintext = decrypt(compact)
    except Exception as error:
        raise Fault(f"not decrypted: {error}") from error
    count["jwe"] += 1
    refuses_spoiled(parts, decrypt)

    expect(len(plaintext) in SIZES, f"a plaintext of {len(plaintext)} bytes")
    signed = SEALED.fullmatch(plaintext.decode())
    expect(signed, "the plaintext is not a compact JWS and spaces")
    check_jws(signed[1])


# --- both


def refuses_spoiled(parts, accept):
    """The right bytes have just passed, so what is raised here is a refusal."""
    for i in range(len(parts)):
        spoiled = ".".join(encoded(flipped(part) if i == j else part) for j, part in enumerate(parts))
        try:
            accept(spoiled)
        except Exception:
            count["spoiled"] += 1
        else:
            raise Fault(f"accepted with a flipped bit in part {i + 1} of {len(parts)}")


def flipped(part):
    """Another bit every time, so that many messages try them all."""
    bit = count["spoiled"] % (8 * len(part))
    copy = bytearray(part)
    copy[bit >> 3] ^= 1 << (bit & 7)
    return bytes(copy)


def split(compact, wanted):
    texts = compact.split(".")
    expect(len(texts) == wanted, f"{len(texts)} parts instead of {wanted}")
    for text in texts:
        expect(text and encoded(decoded(text)) == text, "a part is empty or not plain base64url")
    return [decoded(text) for text in texts]


def decoded(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(part):
    return urlsafe_b64encode(part).decode().rstrip("=")


def dense(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def expect(holds, otherwise):
    if not holds:
        raise Fault(otherwise)


who = f"independent (jwcrypto {version('jwcrypto')})"
try:
    expect(len(sys.argv) == 2, "usage: python3 check.py FOLDER")
    main(sys.argv[1])
    print(f"{who}: {count['jws']} JWS verified, {count['jwe']} JWE opened, {count['spoiled']} spoiled refused")
except Fault as fault:
    sys.exit(f"{who}: FAULT: {fault}")
