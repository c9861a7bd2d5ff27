import { decodeHex } from "../../../../sdk/bytes/hex.ts";
import type { Secp256k1 } from "../../../../sdk/crypto/Secp256k1.ts";
import { memoryDecryptionKey } from "../../../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../../../sdk/seal/memorySealingKey.ts";
import { decodeDictionary } from "../../../../sdk/seal/OwnDictionary.ts";
import vectors from "../../../vectors/seal.json" with { type: "json" };

/** One sealed payload of test/vectors/seal.json, with all that went into it. */
export type Vector = Omit<(typeof vectors.opens)[number], "dataContracts"> & {
  /** The issuer's data contracts that hold a dictionary, by their numbers. */
  readonly dataContracts?: Readonly<Record<string, string>>;
};

export const opens = vectors.opens as readonly Vector[];

/** Vectors with one thing changed, each of which must be refused in a layer. */
export const refused = vectors.refused.map(({ name, layer, of = 0, ...change }) => ({
  name,
  layer,
  vector: { ...opens[of], ...change } as Vector,
}));

export const bytes = (hex: string): Uint8Array => decodeHex(hex, (hex.length - 2) / 2);

export function contextOf({ context }: Pick<Vector, "context">) {
  return { ...context, chainId: BigInt(context.chainId), recordId: bytes(context.recordId) };
}

/** What `seal` is given to make the vector. @param random - gives the vector's bytes in their order. */
export function sealInputOf(vector: Vector, random: (length: number) => Uint8Array, curve?: Secp256k1) {
  const { token, disclosures, issuer, holder } = vector;
  const [[number, code] = []] = Object.entries(vector.dataContracts ?? {});
  return {
    token,
    disclosures,
    seed: bytes(vector.seed),
    context: contextOf(vector),
    issuer,
    holder,
    sealingKey: memorySealingKey(bytes(vector.sealingPrivateKey), curve),
    holderPublicKey: bytes(vector.holderPublicKey),
    shredHalf: bytes(vector.shredHalf),
    random,
    ...(code !== undefined && { dictionary: { number: Number(number), bytes: decodeDictionary(bytes(code)) } }),
  };
}

/** The random bytes that made the vector, in the order they were asked for. */
export function randomOf({ random }: Vector): (length: number) => Uint8Array {
  const answers = [random.nonce, random.contentKey, random.iv, random.ephemeralPrivateKey].map(bytes);
  return (length) => {
    const answer = answers.shift();
    if (answer?.length !== length) throw new RangeError(`${length} random bytes are not the vector's next.`);
    return answer;
  };
}

export function openInputOf(vector: Vector, curve?: Secp256k1) {
  return {
    sealed: bytes(vector.sealed),
    context: contextOf(vector),
    issuer: vector.issuer,
    holder: vector.holder,
    issuerSealingKey: bytes(vector.sealingPublicKey),
    decryptionKey: memoryDecryptionKey(bytes(vector.holderPrivateKey), curve),
    shredHalf: bytes(vector.shredHalf),
    payloadHash: vector.payloadHash,
    dictionaryOf: async (number: number) => decodeDictionary(bytes(vector.dataContracts?.[number] ?? "0x")),
  };
}
