import { hexToBytes } from "@noble/hashes/utils";
import { encodeBase64url } from "../bytes/base64url.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { nodeCrypto } from "../crypto/nodeCrypto.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { Disclosure } from "../disclosure/Disclosure.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { decodeToken } from "../token/decodeToken.ts";
import { wrapWithEthCrypto } from "./ethCrypto.ts";
import { encodeSealedForm } from "./form.ts";
import { closeHolderLayer } from "./holderLayer.ts";
import { closeIssuerLayer } from "./issuerLayer.ts";
import type { OwnDictionary } from "./OwnDictionary.ts";
import type { ReadInput } from "./PackInput.ts";
import { pack } from "./pack.ts";
import { partiesOf } from "./partiesOf.ts";
import { requireShredHalf } from "./requireShredHalf.ts";
import type { SealContext } from "./SealContext.ts";
import type { SealingKey } from "./SealingKey.ts";
import { sealAad } from "./sealAad.ts";
import type { WrapKey } from "./WrappedKey.ts";
import { wrapOver } from "./wrapOver.ts";

/** What is sealed, where it belongs, and for whom. */
export interface SealInput {
  /** The compact JWT of the credential. */
  readonly token: string;
  /**
   * The disclosures to seal with it, encoded or as decodeDisclosure takes them apart, in their order. Each must match a
   * digest of the token.
   */
  readonly disclosures: readonly (string | Disclosure)[];
  /** 16 random bytes, new for every payload; the salts made by deriveSalt come from it. */
  readonly seed: Uint8Array;
  readonly context: SealContext;
  /** Address of the issuer's organization contract. */
  readonly issuer: string;
  /** Address that owns the wallet. */
  readonly holder: string;
  readonly sealingKey: SealingKey;
  /** The holder's encryption key, 33 bytes, compressed. */
  readonly holderPublicKey: Uint8Array;
  /** 12 random bytes, not all zero, which the wallet keeps beside the record. */
  readonly shredHalf: Uint8Array;
  /** Asked for 12, 32, 16 and 32 bytes in this order: nonce, content key, iv and ephemeral key of the wrapping. */
  readonly random: (length: number) => Uint8Array;
  /** The issuer's own dictionary: used where that makes the payload shorter. */
  readonly dictionary?: OwnDictionary;
  /** eth-crypto unless told; where there is no Node, our own code, which writes the same bytes. */
  readonly wrap?: WrapKey;
  /** For checking and writing public keys; plain JavaScript unless told. */
  readonly curve?: Secp256k1;
}

/**
 * Seals a credential for its holder and its place on chain: packed, encrypted between issuer and holder, and
 * encrypted again to the holder. With the same randomness it gives the same bytes.
 *
 * @returns at most 24,000 bytes, in the form of docs/SEALED-FORM.md.
 * @throws ERR_ARGUMENT for a part of the context, an address, a shred half or a dictionary that is none; ERR_PUBLIC_KEY for the
 * holder's key; ERR_TOKEN_*, ERR_DISCLOSURE_*, ERR_DIGESTS for a token or disclosure no verifier would take;
 * ERR_SEAL_SIZE.
 */
export async function seal(input: SealInput): Promise<Uint8Array> {
  const { context, sealingKey, holderPublicKey, random, curve = nobleSecp256k1 } = input;
  const { wrap = nodeCrypto === undefined ? wrapOver(curve) : wrapWithEthCrypto } = input;
  const aad = sealAad(context);
  const shredHalf = requireShredHalf(input.shredHalf);
  if (!curve.isPublicKey(holderPublicKey)) {
    throw new CscssError("ERR_PUBLIC_KEY", "The holder's encryption key is not a compressed point of secp256k1.");
  }
  const read = readMatching(input);
  const disclosures = read.disclosures.map(({ encoded }) => encoded);
  const packed = pack({ ...input, disclosures, parties: partiesOf(input) }, read);

  const sharedX = await sealingKey.sharedX(holderPublicKey);
  const issuerLayer = await closeIssuerLayer({ sharedX, aad, nonce: random(12), data: packed });

  const contentKey = random(32);
  const [iv, ephemeralPrivateKey] = [random(16), random(32)];
  const text = encodeBase64url(contentKey);
  const wrapped = await wrap({ text, publicKey: holderPublicKey, iv, ephemeralPrivateKey });
  return encodeSealedForm({
    sealingKeyNumber: context.sealingKeyNumber,
    ephemeralKey: curve.compress(hexToBytes(wrapped.ephemPublicKey)),
    iv: hexToBytes(wrapped.iv),
    mac: hexToBytes(wrapped.mac),
    wrapped: hexToBytes(wrapped.ciphertext),
    holderLayer: await closeHolderLayer({ contentKey, shredHalf, aad, data: issuerLayer }),
  });
}

/** What is sealed cannot be corrected, only superseded: so a disclosure that fits nowhere is refused here. */
function readMatching({ token, disclosures }: SealInput): ReadInput {
  const decoded = decodeToken(token, "JWT");
  const resolved = resolveDisclosures(decoded.payload, disclosures);
  const [problem] = resolved.problems;
  if (problem !== undefined) throw new CscssError(problem.code, problem.message, { details: { index: problem.index } });
  return { token: decoded, disclosures: resolved.disclosures };
}
