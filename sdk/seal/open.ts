import { bytesToHex } from "@noble/hashes/utils";
import { decodeBase64url } from "../bytes/base64url.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { payloadHash } from "../token/payloadHash.ts";
import type { DecryptionKey } from "./DecryptionKey.ts";
import type { SealedForm } from "./form.ts";
import { decodeSealedForm } from "./form.ts";
import { openHolderLayer } from "./holderLayer.ts";
import { openIssuerLayer } from "./issuerLayer.ts";
import { dictionaryNumberOf } from "./OwnDictionary.ts";
import { partiesOf } from "./partiesOf.ts";
import { requireShredHalf } from "./requireShredHalf.ts";
import type { SealContext } from "./SealContext.ts";
import { sealAad } from "./sealAad.ts";
import { sealOpenError } from "./sealOpenError.ts";
import type { Unpacked } from "./unpack.ts";
import { unpack } from "./unpack.ts";

/** A sealed payload, what the chain says about it, and the holder's key. */
export interface OpenInput {
  readonly sealed: Uint8Array;
  /** Where it was found. The sealing key number is in the sealed bytes: see decodeSealedForm. */
  readonly context: SealContext;
  /** Address of the issuer's organization contract. */
  readonly issuer: string;
  /** Address that owns the wallet. */
  readonly holder: string;
  /** The issuer's sealing key of that number, 33 bytes, compressed, as its contract published it. */
  readonly issuerSealingKey: Uint8Array;
  readonly decryptionKey: DecryptionKey;
  /** 12 bytes from the wallet's storage. */
  readonly shredHalf: Uint8Array;
  /** From the record's header: 0x and 64 hex digits. */
  readonly payloadHash: string;
  /**
   * Gives the bytes of the issuer's dictionary of this number, as readDictionary does; asked only if the payload was
   * packed with one, which does not open without.
   */
  readonly dictionaryOf?: (number: number) => Promise<Uint8Array>;
  /** Plain JavaScript unless told; see openSecp256k1. The decryption key has its own. */
  readonly curve?: Secp256k1;
}

/**
 * Opens a sealed payload. What comes out is the credential whose hash the record holds; **its signature was not
 * verified**.
 *
 * @throws ERR_SEAL_OPEN with details.layer, one message a layer; never a partial result. What dictionaryOf and the decryption
 * key throw, as it is: only bytes that do not fit are told as such.
 * @throws ERR_ARGUMENT, ERR_PUBLIC_KEY if the call itself is wrong: a context out of range, an address, key or shred
 * half that is none (zero, as a destroyed record has it).
 */
export async function open(input: OpenInput): Promise<Unpacked> {
  const { sealed, context, issuerSealingKey, decryptionKey, curve = nobleSecp256k1 } = input;
  const aad = sealAad(context);
  const shredHalf = requireShredHalf(input.shredHalf);
  const parties = partiesOf(input);
  if (!curve.isPublicKey(issuerSealingKey)) {
    throw new CscssError("ERR_PUBLIC_KEY", "The issuer's sealing key is not a compressed point of secp256k1.");
  }
  const form = decodeSealedForm(sealed, curve);
  if (form.sealingKeyNumber !== context.sealingKeyNumber) throw sealOpenError("form");

  const contentKey = contentKeyIn(await unwrap(form, decryptionKey, curve));
  const data = contentKey && (await openHolderLayer({ contentKey, shredHalf, aad, data: form.holderLayer }));
  if (data === undefined) throw sealOpenError("holder");
  const sharedX = await decryptionKey.sharedX(issuerSealingKey);
  const packed = await openIssuerLayer({ sharedX, aad, data });
  if (packed === undefined) throw sealOpenError("issuer");
  const unpacked = unpack(packed, parties, await readOwnDictionary(packed, input));
  if (payloadHash(unpacked.token) !== input.payloadHash.toLowerCase()) throw sealOpenError("hash");
  return unpacked;
}

async function readOwnDictionary(packed: Uint8Array, { dictionaryOf }: OpenInput): Promise<Uint8Array | undefined> {
  const number = dictionaryNumberOf(packed);
  if (number === undefined) return undefined;
  if (dictionaryOf === undefined) throw sealOpenError("dictionary");
  return dictionaryOf(number);
}

/** @throws ERR_SEAL_OPEN if the key says that its MAC does not fit; whatever else it throws */
async function unwrap(form: SealedForm, decryptionKey: DecryptionKey, curve: Secp256k1): Promise<string> {
  try {
    return await decryptionKey.unwrap({
      iv: bytesToHex(form.iv),
      ephemPublicKey: bytesToHex(curve.decompress(form.ephemeralKey)),
      ciphertext: bytesToHex(form.wrapped),
      mac: bytesToHex(form.mac),
    });
  } catch (error) {
    // One message, whoever wrote the key.
    if (error instanceof CscssError && error.code === "ERR_SEAL_OPEN") throw sealOpenError("holder");
    throw error;
  }
}

/** Undefined if the text is not that of 32 bytes, which the issuer may have wrapped all the same. */
function contentKeyIn(text: string): Uint8Array | undefined {
  try {
    const contentKey = decodeBase64url(text);
    return contentKey.length === 32 ? contentKey : undefined;
  } catch (error) {
    if (error instanceof CscssError) return undefined;
    throw error;
  }
}
