import type { DIDDocument } from "did-resolver";
import { describe, expect, it } from "vitest";
import { decodeHex } from "../../sdk/bytes/hex.ts";
import { assertionKeyIn } from "../../sdk/did/IssuerKeys.ts";
import { memoryDecryptionKey } from "../../sdk/seal/memoryDecryptionKey.ts";
import { open } from "../../sdk/seal/open.ts";
import { openVerifier } from "../../sdk/verify/openVerifier.ts";
import { ATTACKS } from "../fixtures/attackIds.ts";
import type { AttackVector, DocumentVector, PresentedVector, SealedVector } from "../fixtures/attackVectors.ts";
import { readAttackVectors } from "../fixtures/readAttackVectors.ts";
import { replayNode } from "../fixtures/replayNode.ts";

const byFile = readAttackVectors();
const vectors = [...byFile.values()].flat();

async function verifyPresented(vector: PresentedVector) {
  const verifier = openVerifier(replayNode(vector.network, vector.node), { now: () => vector.now });
  const { verdict, checks } = await verifier.verify(vector.presentation as string, vector.expected);
  const complaints = checks
    .filter(({ outcome }) => outcome === "failed" || outcome === "notCheckable")
    .map(({ id, code }) => `${id} ${code}`);
  return { verdict, complaints };
}

async function openSealed(vector: SealedVector): Promise<string | undefined> {
  const { chainId, wallet, recordId, payloadSequence, sealingKeyNumber } = vector.context;
  const bytes = (hex: string) => decodeHex(hex, hex.length / 2 - 1);
  const context = {
    chainId: BigInt(chainId ?? 0),
    wallet: String(wallet),
    recordId: bytes(String(recordId)),
    payloadSequence: Number(payloadSequence),
    sealingKeyNumber: Number(sealingKeyNumber),
  };
  const opening = open({
    ...vector,
    sealed: bytes(vector.sealed),
    context,
    issuerSealingKey: bytes(vector.issuerSealingKey),
    decryptionKey: memoryDecryptionKey(bytes(vector.holderPrivateKey)),
    shredHalf: bytes(vector.shredHalf),
  });
  return opening.then(
    () => undefined,
    ({ code, details }) => (code === "ERR_SEAL_OPEN" ? details.layer : code),
  );
}

function findKey({ document, did, keyNumber }: DocumentVector): string | null {
  return assertionKeyIn(document as DIDDocument, { did, keyNumber, blockNumber: 1 }) ?? null;
}

/** From the files alone: no chain, no fixture, nothing of the tests that wrote them. */
describe.each([...byFile.keys()])("The attack vectors of %s", (file) => {
  it.each<AttackVector>(byFile.get(file) ?? [])("$id $what", async (vector) => {
    if (vector.kind === "sealed") expect(await openSealed(vector)).toBe(vector.layer);
    else if (vector.kind === "document") expect(findKey(vector)).toBe(vector.key);
    else expect(await verifyPresented(vector)).toEqual({ verdict: vector.verdict, complaints: vector.complaints });
  });
});

describe("The attack vectors", () => {
  it.each(Object.entries(ATTACKS))("have %s: %s", (id) => {
    const own = vectors.filter(({ attacks }) => (attacks as readonly string[]).includes(id));
    expect(own.length).toBeGreaterThan(0);
    // D2 is an attack on the graduate: there everything must stay valid.
    const refused = own.filter((vector) => {
      if (vector.kind === "sealed") return vector.layer !== undefined;
      return vector.kind === "document" ? vector.key === null : vector.verdict !== "valid";
    });
    if (id !== "D2") expect(refused.length).toBeGreaterThan(0);
  });

  it("have an id each", () => {
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
  });
});
