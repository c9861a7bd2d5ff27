"""Opens the sealed payloads of test/vectors/seal.json by docs/SEALED-FORM.md alone, with nothing of the SDK.

Usage: python3 open_sealed.py seal.json
Prints one line a vector; exits 1 when one opens otherwise than the file says, 3 without the package cryptography.
"""
import base64
import hashlib
import hmac
import json
import re
import sys
import zlib

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:
    sys.exit(3)

CURVE = ec.SECP256K1()
MOST = 262_144


class Refused(Exception):
    """The layer that does not open."""


def unhex(text):
    return bytes.fromhex(text[2:])


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(data) != text:
        raise ValueError("not the one encoding")
    return data


def hkdf(key, salt, info, length):
    return HKDF(hashes.SHA256(), length, salt or None, info).derive(key)


def point(data):
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, data)


def shared_x(private, public):
    return ec.derive_private_key(int.from_bytes(private, "big"), CURVE).exchange(ec.ECDH(), public)


def aad_of(context):
    return b"".join(
        [
            b"cscss-me/seal/1",
            int(context["chainId"]).to_bytes(32, "big"),
            unhex(context["wallet"]),
            unhex(context["recordId"]),
            bytes([context["payloadSequence"]]),
            context["sealingKeyNumber"].to_bytes(2, "big"),
        ]
    )


def open_holder_layer(sealed, vector, aad):
    try:
        if not 178 <= len(sealed) <= 24_000 or sealed[0] != 1 or sealed[3] not in (2, 3):
            raise ValueError("form")
        if int.from_bytes(sealed[1:3], "big") != vector["context"]["sealingKeyNumber"]:
            raise ValueError("key number")
        ephemeral = point(sealed[3:36])
    except ValueError as problem:
        raise Refused("form") from problem
    iv, mac, wrapped, rest = sealed[36:52], sealed[52:84], sealed[84:132], sealed[132:]
    try:
        k = hashlib.sha512(shared_x(unhex(vector["holderPrivateKey"]), ephemeral)).digest()
        whole = iv + ephemeral.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint) + wrapped
        if not hmac.compare_digest(mac, hmac.new(k[32:], whole, hashlib.sha256).digest()):
            raise ValueError("mac")
        decryptor = Cipher(algorithms.AES(k[:32]), modes.CBC(iv)).decryptor()
        text = decryptor.update(wrapped) + decryptor.finalize()
        content_key = unb64(text[: -text[-1]].decode("ascii"))
        if len(content_key) != 32:
            raise ValueError("content key")
        okm = hkdf(content_key, unhex(vector["shredHalf"]), aad, 44)
        return AESGCM(okm[:32]).decrypt(okm[32:], rest, aad)
    except (ValueError, InvalidTag) as problem:
        raise Refused("holder") from problem


def open_issuer_layer(data, vector, aad):
    try:
        shared = shared_x(unhex(vector["holderPrivateKey"]), point(unhex(vector["sealingPublicKey"])))
        return AESGCM(hkdf(shared, b"", aad, 32)).decrypt(data[:12], data[12:], aad)
    except (ValueError, InvalidTag) as problem:
        raise Refused("issuer") from problem


def inflate(data, dictionary):
    stream = zlib.decompressobj(-15, zdict=dictionary)
    text = stream.decompress(data, MOST + 1)
    if not stream.eof or stream.unused_data or len(text) > MOST:
        raise ValueError("stream")
    return text.decode("utf-8")


def names_of(vector):
    context = vector["context"]
    did = lambda address: f"did:ethr:{hex(int(context['chainId']))}:{address}"  # noqa: E731
    wallet = context["wallet"]
    return [did(vector["issuer"]), did(vector["holder"]), did(wallet), wallet, context["recordId"]]


def resolve(text, raw, names):
    at = 0

    def take(length):
        nonlocal at
        at += length
        if at > len(raw):
            raise ValueError("raw bytes are missing")
        return raw[at - length : at]

    def meaning(match):
        mark = ord(match.group())
        if mark <= 5:
            return names[mark - 1]
        if mark == 6:
            return "0x" + take(32).hex()
        if mark == 7:
            digits = take(16).hex()
            return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])
        return f'"{b64(take(32))}"' if mark == 8 else f'["{b64(take(16))}",'

    plain = re.sub("[\x01-\x08\x0b]", meaning, text)
    if at != len(raw):
        raise ValueError("raw bytes are left over")
    return plain


def dictionary_at(number, vector):
    code = unhex(vector.get("dataContracts", {}).get(str(number), "0x"))
    if not 4 <= len(code) <= 24_000 or code[:3] != b"\0\0\1":
        raise Refused("dictionary")
    return code[3:]


def expand(packed, vector, dictionary):
    signature, seed, count = packed[:64], packed[64:80], packed[80]
    end = 81 + 16 * count
    text = inflate(packed[end:], dictionary)
    header, payload, *lines = resolve(text, packed[81:end], names_of(vector)).split("\n")
    disclosures = []
    for line in lines:
        if not line.startswith("["):
            name = json.loads(f"[{line}]")[0].replace("~", "~0").replace("/", "~1")
            pointer = f"/vc/credentialSubject/{name}".encode()
            line = f'["{b64(hmac.new(seed, pointer, hashlib.sha256).digest()[:16])}",{line}'
        disclosures.append(b64(f"{line}]".encode()))
    made = [f'"{b64(hashlib.sha256(one.encode()).digest())}"' for one in disclosures]

    def whole(match):
        digests = [one for one in match.group(1).split(",") if one]
        return f'"_sd":[{",".join(sorted(digests + made))}]'

    payload = re.sub(r'"_sd":\[(.*?)\]', whole, payload, count=1)
    return ".".join([b64(header.encode()), b64(payload.encode()), b64(signature)]), disclosures


def unpack(packed, vector, dictionary):
    try:
        if packed[0] == 1:
            return expand(packed[1:], vector, dictionary)
        if packed[0] == 2 and any(packed[1:4]):
            own = dictionary_at(int.from_bytes(packed[1:4], "big"), vector)
            return expand(packed[4:], vector, dictionary + own)
        if packed[0] == 0:
            token, *disclosures, last = inflate(packed[1:], dictionary).split("~")
            if last == "":
                return token, disclosures
    except (ValueError, IndexError, zlib.error) as problem:
        raise Refused("pack") from problem
    raise Refused("pack")


def open_sealed(vector, dictionary):
    aad = aad_of(vector["context"])
    holder_layer = open_holder_layer(unhex(vector["sealed"]), vector, aad)
    return unpack(open_issuer_layer(holder_layer, vector, aad), vector, dictionary)


def main(path):
    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)
    dictionary = unhex(vectors["dictionary"]["bytes"])
    wrong = 0
    for vector in vectors["opens"]:
        token, disclosures = open_sealed(vector, dictionary)
        good = token == vector["token"] and disclosures == vector["disclosures"]
        wrong += not good
        print(f"{'opened' if good else 'WRONG'}: {vector['name']}")
    for change in vectors.get("refused", []):
        if change["layer"] in ("hash", "pack"):
            # keccak256 is not in Python's library, and what pack would have written only an encoder can say.
            continue
        try:
            open_sealed({**vectors["opens"][change.get("of", 0)], **change}, dictionary)
            layer = "none"
        except Refused as refusal:
            layer = str(refusal)
        good = layer == change["layer"]
        wrong += not good
        print(f"{'refused' if good else 'WRONG'} in {layer}: {change['name']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
