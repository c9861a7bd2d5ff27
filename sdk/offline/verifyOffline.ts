import type { DIDDocument } from "did-resolver";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { HolderKeys } from "../did/HolderKeys.ts";
import type { IssuerKeyPlace, IssuerKeys } from "../did/IssuerKeys.ts";
import { assertionKeyIn } from "../did/IssuerKeys.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { ownError } from "../errors/ownError.ts";
import type { NetworkFile } from "../network/NetworkFile.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import type { BlockHeader } from "../proof/blockHeader.ts";
import { decodeBlockHeader } from "../proof/blockHeader.ts";
import { nowInSeconds } from "../time/nowInSeconds.ts";
import { judgeDisclosures } from "../verify/checks/disclosures.ts";
import { presentersOf } from "../verify/checks/holder.ts";
import type { Expectation, Facts } from "../verify/Facts.ts";
import { judgeAll } from "../verify/judgeAll.ts";
import { failed, notCheckable, passed } from "../verify/judgement.ts";
import type { NonceStore } from "../verify/NonceStore.ts";
import { queryOf } from "../verify/queryOf.ts";
import type { Known } from "../verify/report.ts";
import { report } from "../verify/report.ts";
import { useNonce } from "../verify/useNonce.ts";
import type { CheckId, Judgement, Verification } from "../verify/Verification.ts";
import type { Bundle } from "./Bundle.ts";
import { decodeAnswer } from "./decodeAnswer.ts";
import { parseBundle } from "./parseBundle.ts";
import { readProven } from "./readProven.ts";

/** What a verifier without a node goes by. */
export interface OfflineOptions {
  /** The verifier's own, not one that came with the bundle. */
  readonly network: NetworkFile;
  readonly expected: Expectation;
  /**
   * The hash of a block of that network which the verifier knows from a source it trusts, 0x and 64 lower-case hex digits.
   * Without it nothing about the chain is believed, and the verdict is never valid.
   */
  readonly trustedBlockHash?: string;
  /** The verifier's clock, Unix seconds; the machine's unless told. */
  readonly now?: () => number;
  /** How old, in seconds, the trusted block may be; any age unless told. What happened since is not seen. */
  readonly maxBlockAge?: number;
  /** Where used nonces are kept; nowhere unless told, so that an answer can be verified again. */
  readonly nonces?: NonceStore;
  /** Plain JavaScript unless told; see openSecp256k1. */
  readonly curve?: Secp256k1;
}

type Offline = [CheckId, Judgement][];

/**
 * Verifies a bundle of exportBundle without a node. Never throws for what is in it.
 *
 * With a trusted block hash and a bundle with proofs, every check is made as openVerifier makes it, at that block: the
 * lens's own code runs over state that is proven up to that hash. The issuer's key is the one its contract keeps under the
 * number, which only a key that was live when it issued can be; of a holder's key attributes only logs tell, so a
 * presentation by nobody else who may is notCheckable, unless the holder's identity never changed. Otherwise each check that rests on the chain is notCheckable, with what it
 * would come to by the bundle's own word as evidence.
 *
 * @param text - what exportBundle gave.
 * @returns every check with its outcome, as openVerifier gives it.
 * @throws what the nonce store or the clock throws; nothing for what stands in the bundle.
 * @example
 * const expected = { kind: "answer", request } as const;
 * const trustedBlockHash = await askSomebodyTrusted();
 * const { verdict, block } = await verifyOffline(text, { network, expected, trustedBlockHash });
 */
export async function verifyOffline(text: string, options: OfflineOptions): Promise<Verification> {
  const { network, expected } = options;
  const read = tryRead(text);
  if (read instanceof CscssError) return report([["format", failed(read.code, read.message, read.details)]]);
  const { bundle, presentation, header } = read;
  const claims = resolveDisclosures(presentation.credential.token.payload, presentation.disclosures);
  const known: Known = { presentation, claims, expected };
  const offline: Offline = [
    ["format", passed("The presentation is well formed.")],
    ["disclosures", judgeDisclosures(claims)],
  ];
  const { chainId } = presentation.credential;
  if (chainId !== BigInt(network.chainId)) {
    const problem = `It belongs to chain ${chainId}, not to "${network.name}".`;
    return report([...offline, ["network", failed("ERR_CHAIN", problem)]], known);
  }
  try {
    const trusted = options.trustedBlockHash !== undefined && bundle.proof !== undefined;
    return trusted
      ? await verifyProven(bundle, header, known, offline, options)
      : await verifyClaimed(bundle, header, known, offline, options);
  } catch (error) {
    const { code, message, details } = ownError(error);
    return report([...offline, ["network", notCheckable(code, message, details)]], known);
  }
}

/** Makes every check over proven state. @throws ERR_PROOF, ERR_VIEW, ERR_NODE_BEHIND */
async function verifyProven(
  bundle: Bundle,
  header: BlockHeader,
  known: Known,
  offline: Offline,
  options: OfflineOptions,
): Promise<Verification> {
  const { network, trustedBlockHash, maxBlockAge = Number.POSITIVE_INFINITY } = options;
  const generation = network.generations.find(({ lens }) => lens === bundle.lens);
  if (header.hash !== trustedBlockHash || bundle.proof === undefined) {
    throw new CscssError("ERR_PROOF", `The bundle is of block ${header.hash}, not of ${trustedBlockHash}.`);
  }
  if (generation === undefined) {
    throw new CscssError(
      "ERR_PROOF",
      `The bundle rests on a lens, ${bundle.lens}, that "${network.name}" does not name.`,
    );
  }
  const clock = options.now ?? nowInSeconds;
  if (clock() - header.time > maxBlockAge) {
    throw new CscssError("ERR_NODE_BEHIND", `Block ${header.number} is older than ${maxBlockAge} s.`);
  }
  const facts = factsOf(known, header, options);
  const at = { chainId: BigInt(network.chainId), generation, header };
  const { holder } = known.presentation.credential;
  const query = queryOf(known.presentation, facts.presenters);
  const { answer, holderChanged } = await readProven(bundle.proof, at, query, holder.address);
  const holderKeys = holderChanged ? facts.holderKeys : NO_KEYS_AT_ALL;
  const proven: Facts = { ...facts, answer, holderKeys, issuerKeys: KEYS_OF_THE_CONTRACT };
  const verification = report(await judgeAll(proven, new Map(offline)), known, proven);
  return options.nonces === undefined ? verification : useNonce(verification, known.expected, options.nonces);
}

/** Tells what every check would come to if the bundle's word were true, and believes none of it. */
async function verifyClaimed(
  bundle: Bundle,
  header: BlockHeader,
  known: Known,
  offline: Offline,
  options: OfflineOptions,
): Promise<Verification> {
  const claimed: Facts = {
    ...factsOf(known, header, options),
    answer: decodeAnswer(bundle.answer),
    issuerKeys: {
      lookUp: async (place) => claimedKey(bundle.issuerDocument, place),
      remember: () => undefined,
    },
  };
  const judged = await judgeAll(claimed, new Map(offline));
  const own = new Set<CheckId>(["format", "disclosures"]);
  // Without a grant there is nothing of the chain to check about one.
  if (known.presentation.keyBinding.claims.grant === undefined) own.add("grant");
  const doubted = Array.from(judged, ([id, judgement]): [CheckId, Judgement] => [
    id,
    own.has(id) ? judgement : doubt(judgement, header),
  ]);
  return report(doubted, known);
}

function factsOf(known: Known, header: BlockHeader, options: OfflineOptions): Omit<Facts, "answer" | "issuerKeys"> {
  const { now = nowInSeconds, curve = nobleSecp256k1 } = options;
  const { keyBinding, credential } = known.presentation;
  const { number, hash, time } = header;
  return {
    ...known,
    presenters: presentersOf(keyBinding, credential.holder.address, curve),
    curve,
    holderKeys: KEYS_IN_LOGS,
    now: now(),
    block: { number, hash, time },
  };
}

function doubt({ outcome, code, message, evidence }: Judgement, { number, hash, time }: BlockHeader): Judgement {
  const claimed = { outcome, ...(code && { code }), message, ...(evidence && { evidence }) };
  return notCheckable("ERR_OFFLINE", `Not checked against the chain. By the bundle's own word: ${message}`, {
    claimed,
    block: { number, hash, time },
  });
}

/** The proven answer has the key from the very contract that numbers the DID document's keys: a document adds nothing. */
const KEYS_OF_THE_CONTRACT: IssuerKeys = { lookUp: async (_, expected) => expected, remember: () => undefined };

/** An identity that never changed has no logs, and so no keys beside its own. */
const NO_KEYS_AT_ALL: HolderKeys = { signingAddresses: async () => new Set() };

const KEYS_IN_LOGS: HolderKeys = {
  async signingAddresses({ did }, { number }) {
    const problem = `Whether ${did} appointed the key that signed stands in logs, which no bundle proves.`;
    throw new CscssError("ERR_DID_DOCUMENT", `${problem} Verify with a node.`, {
      details: { did, blockNumber: number },
    });
  },
};

/** The key of a document that nobody vouches for: one of another form has none. */
function claimedKey(document: unknown, place: IssuerKeyPlace): string | undefined {
  try {
    return assertionKeyIn(document as DIDDocument, place);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function tryRead(text: string) {
  try {
    const bundle = parseBundle(text);
    return {
      bundle,
      presentation: decodePresentation(bundle.presentation),
      header: decodeBlockHeader(bundle.header),
    };
  } catch (error) {
    return ownError(error);
  }
}
