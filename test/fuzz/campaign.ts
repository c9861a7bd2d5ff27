import { decodeHex } from "../../sdk/bytes/hex.ts";
import { decodeCredential } from "../../sdk/credential/decodeCredential.ts";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { memoryDecryptionKey } from "../../sdk/seal/memoryDecryptionKey.ts";
import { open } from "../../sdk/seal/open.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import type { Verifier } from "../../sdk/verify/openVerifier.ts";
import { openVerifier } from "../../sdk/verify/openVerifier.ts";
import type { AttackVector, PresentedVector, SealedVector } from "../fixtures/attackVectors.ts";
import fc from "../fixtures/fastCheck.ts";
import { fixedBytes } from "../fixtures/makeCredential.ts";
import { readAttackVectors } from "../fixtures/readAttackVectors.ts";
import { rememberingKey } from "../fixtures/rememberingKey.ts";
import { replayNode } from "../fixtures/replayNode.ts";
import type { Forgery } from "./mutations.ts";
import { bytesChange, disclosureForgery, memberForgery, textChange } from "./mutations.ts";

/** What came of one kind of mutation. */
export interface Tally {
  readonly kind: string;
  readonly tried: number;
  /** How many gave the verdict notCheckable or invalid, or were refused with our error. */
  readonly refused: number;
  /** How many took over 50 ms of processor time, and how long the longest did, in ms. */
  readonly slow: number;
  readonly longest: number;
}

const SLOW_MS = 50;

/** A genuine presentation, and a verifier to whose every question the chain gives the genuine record's answers. */
interface Genuine {
  readonly vector: PresentedVector & { readonly presentation: string };
  readonly verifier: Verifier;
}

/**
 * Tries mutated presentations, tokens and sealed payloads, from the committed vectors and a seed, on the verifier and on open.
 * Whatever differs from a genuine one must be refused, with a verdict or with our error.
 *
 * @throws fast-check's error with the smallest example, for one that is accepted or crashes.
 */
export async function runCampaign(options: { readonly mutations: number; readonly seed: number }): Promise<Tally[]> {
  const { mutations, seed } = options;
  const vectors = [...readAttackVectors().values()].flat();
  const genuine = vectors.flatMap((vector) => (isGenuine(vector) ? [{ vector, verifier: verifierFor(vector) }] : []));
  const sealed = vectors.find(isSealedWell);
  if (genuine.length < 3 || sealed === undefined) throw new Error("There are no genuine vectors: npm run vectors");
  for (const one of genuine) if (!(await accepts(one, one.vector.presentation))) throw new Error("Not genuine at all.");

  const mallory = memoryTokenSigner(fixedBytes("mallory/fuzz", 32));
  const pick = fc.tuple(fc.nat({ max: genuine.length - 1 }), fc.nat({ max: genuine.length - 1 }));
  const forge = (forgery: fc.Arbitrary<Forgery>) =>
    fc.tuple(pick, forgery).map(([[a, b], change]) => async () => {
      const [one, other] = [genuine[a], genuine[b]] as [Genuine, Genuine];
      const text = await change(one.vector.presentation, other.vector.presentation, mallory);
      if (text === one.vector.presentation || !(await accepts(one, text))) return true;
      throw new Error(`It was accepted: ${text}\nfrom: ${one.vector.presentation}`);
    });
  const texts = forge(textChange.map((change) => async (text) => change(text)));
  const tokens = fc.tuple(pick, textChange).map(([[a], change]) => async () => {
    const token = genuine[a]?.vector.presentation.split("~")[0] ?? "";
    return readsOrRefuses(change(token));
  });
  const opening = openerOf(sealed);
  // Changes of what does not open anyway would show nothing.
  if (!(await opening((bytes) => bytes))) throw new Error("The sealed payload does not open.");
  const payloads = bytesChange.map((change) => async () => opening(change));

  // Most fail by their form, at once; those that are signed anew cost curve arithmetic each.
  const kinds: [string, number, fc.Arbitrary<() => Promise<boolean>>][] = [
    ["presentations, as text", 0.3, texts],
    ["tokens, as text", 0.25, tokens],
    ["sealed payloads", 0.42, payloads],
    ["members of tokens and key bindings", 0.02, forge(memberForgery)],
    ["disclosures", 0.01, forge(disclosureForgery)],
  ];
  const tallies: Tally[] = [];
  for (const [kind, share, arbitrary] of kinds) {
    tallies.push(await tryOut(kind, arbitrary, Math.ceil(share * mutations), seed));
  }
  return tallies;
}

async function tryOut(
  kind: string,
  arbitrary: fc.Arbitrary<() => Promise<boolean>>,
  numRuns: number,
  seed: number,
): Promise<Tally> {
  let [tried, refused, slow, longest] = [0, 0, 0, 0];
  await fc.assert(
    fc.asyncProperty(arbitrary, async (attempt) => {
      const before = process.cpuUsage();
      const good = await attempt();
      const { user, system } = process.cpuUsage(before);
      const took = (user + system) / 1000;
      tried++;
      if (took > SLOW_MS) slow++;
      longest = Math.max(longest, took);
      if (good) refused++;
      return good;
    }),
    { numRuns, seed },
  );
  return { kind, tried, refused, slow, longest };
}

/** Reads a token: true where it is refused with our error, or reads well. Another one that reads well is for the verifier to refuse. */
function readsOrRefuses(token: string): boolean {
  try {
    decodeCredential(token);
    return true;
  } catch (error) {
    if (error instanceof CscssError) return true;
    throw error;
  }
}

/** Presented by the holder itself: the one answer that is given to all would appoint whoever presents in an agent's place. */
function isGenuine(vector: AttackVector): vector is AttackVector & Genuine["vector"] {
  return vector.kind === "presentation" && vector.verdict === "valid" && !vector.attacks.includes("P4");
}

function isSealedWell(vector: AttackVector): vector is AttackVector & SealedVector {
  return vector.kind === "sealed" && vector.layer === undefined;
}

function verifierFor({ network, node, now }: PresentedVector): Verifier {
  // The record is there whatever is asked, so that nothing is refused because nobody knows it.
  const { lens } = network.generations.at(-1) ?? {};
  const answer = node.find(({ method, params }) => {
    const [call] = params as [{ to?: string }];
    return method === "eth_call" && call.to?.toLowerCase() === lens?.toLowerCase();
  });
  const forgiving = { use: async () => true };
  const chain = replayNode(network, node, (method) => (method === "eth_call" ? answer?.result : undefined));
  return openVerifier(chain, { now: () => now, nonces: forgiving });
}

async function accepts({ vector, verifier }: Genuine, text: string): Promise<boolean> {
  return (await verifier.verify(text, vector.expected)).verdict === "valid";
}

/** Opens changed bytes: true if they are refused as they should be, or open because nothing was changed. */
function openerOf(vector: SealedVector): (change: (bytes: Uint8Array) => Uint8Array) => Promise<boolean> {
  const bytes = (hex: unknown): Uint8Array => decodeHex(String(hex), String(hex).length / 2 - 1);
  const { context } = vector;
  const sealed = bytes(vector.sealed);
  const input = {
    ...vector,
    context: {
      chainId: BigInt(context.chainId ?? 0),
      wallet: String(context.wallet),
      recordId: bytes(context.recordId),
      payloadSequence: Number(context.payloadSequence),
      sealingKeyNumber: Number(context.sealingKeyNumber),
    },
    issuerSealingKey: bytes(vector.issuerSealingKey),
    decryptionKey: rememberingKey(memoryDecryptionKey(bytes(vector.holderPrivateKey))),
    shredHalf: bytes(vector.shredHalf),
  };
  return async (change) => {
    const changed = change(sealed);
    const isSame = Buffer.from(changed).equals(sealed);
    try {
      await open({ ...input, sealed: changed });
      return isSame;
    } catch (error) {
      if (error instanceof CscssError && error.code === "ERR_SEAL_OPEN") return !isSame;
      throw error;
    }
  };
}
