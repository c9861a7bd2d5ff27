import { deflateRawSync } from "node:zlib";
import { bytesToHex } from "@noble/hashes/utils";
import { cipher, decryptWithPrivateKey, encryptWithPublicKey } from "eth-crypto";
import { CompactEncrypt, compactDecrypt, generateKeyPair } from "jose";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import { randomBytes } from "../../demo/Stage.ts";

/** Encrypting a credential twice with what others would take. */
export interface OtherSeals {
  /** eth-crypto's own string form of its own string form, in hex. */
  ethCryptoTwice(text: string, holderKey: Uint8Array): Promise<string>;
  jweTwice(text: string): Promise<string>;
  /** Deflated before it is encrypted the first time. */
  jweTwiceDeflated(text: string): Promise<string>;
  /** Seals a text in the first way and gives what opens it both times. */
  openerOfEthCrypto(text: string): Promise<() => Promise<string>>;
  /** Likewise in the second. */
  openerOfJwe(text: string): Promise<() => Promise<string>>;
}

/** Makes the keys. JOSE has no secp256k1 for key agreement; P-256 gives the same sizes. */
export async function openOtherSeals(): Promise<OtherSeals> {
  const secret = randomBytes(32);
  const issuerKey = memoryTokenSigner(secret).publicKey;
  const [issuer, holder] = [await generateKeyPair("ECDH-ES+A256KW"), await generateKeyPair("ECDH-ES+A256KW")];
  const jwe = (data: Uint8Array, key: typeof issuer.publicKey): Promise<string> =>
    new CompactEncrypt(data).setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM" }).encrypt(key);
  const twice = async (data: Uint8Array): Promise<string> =>
    jwe(new TextEncoder().encode(await jwe(data, issuer.publicKey)), holder.publicKey);
  const ethCrypto = async (text: string, key: Uint8Array): Promise<string> =>
    cipher.stringify(await encryptWithPublicKey(bytesToHex(key), text));
  return {
    ethCryptoTwice: async (text, holderKey) => ethCrypto(await ethCrypto(text, issuerKey), holderKey),
    jweTwice: (text) => twice(new TextEncoder().encode(text)),
    jweTwiceDeflated: (text) => twice(deflateRawSync(text, { level: 9 })),
    async openerOfEthCrypto(text) {
      const sealed = await ethCrypto(await ethCrypto(text, issuerKey), issuerKey);
      const open = (hex: string): Promise<string> => decryptWithPrivateKey(bytesToHex(secret), cipher.parse(hex));
      return async () => open(await open(sealed));
    },
    async openerOfJwe(text) {
      const sealed = await twice(new TextEncoder().encode(text));
      const open = async (token: string | Uint8Array, key: typeof issuer.privateKey): Promise<string> =>
        new TextDecoder().decode((await compactDecrypt(token, key)).plaintext);
      return async () => open(await open(sealed, holder.privateKey), issuer.privateKey);
    },
  };
}
