import { ZeroHash } from "ethers";
import { issuerKeysOf } from "../did/IssuerKeys.ts";
import type { ResolvedDisclosures } from "../disclosure/resolveDisclosures.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { WalletState } from "../generated/enums.ts";
import type { Chain } from "../network/connectChain.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import { judgeDisclosures } from "./checks/disclosures.ts";
import { judgeGrant, judgeHolderBinding, presentersOf } from "./checks/holder.ts";
import { judgeIdentity } from "./checks/identity.ts";
import {
  decodeCountry,
  judgeAccreditation,
  judgeIssuerBinding,
  judgeKeyStanding,
  judgeSignature,
} from "./checks/issuer.ts";
import { judgeNetwork } from "./checks/network.ts";
import { judgeHeader, judgeOwnerBinding, judgePayloadHash, judgeSequence, judgeStatus } from "./checks/record.ts";
import type { Expectation, Facts } from "./Facts.ts";
import { failed, notCheckable, passed, skipped } from "./judgement.ts";
import type { Reading } from "./Node.ts";
import { openNode } from "./Node.ts";
import type { NonceStore } from "./NonceStore.ts";
import { memoryNonceStore } from "./NonceStore.ts";
import type { Check, CheckId, Judgement, Outcome, Verification } from "./Verification.ts";
import { CHECK_IDS } from "./Verification.ts";

/** What a verifier needs besides the chain. */
export interface VerifierOptions {
  /** The verifier's clock, Unix seconds; the machine's unless told. */
  readonly now?: () => number;
  /** Where used nonces are kept; in memory unless told. */
  readonly nonces?: NonceStore;
}

/** Verifies presentations against one chain. Keep one for as long as you verify: it remembers issuers' keys and nonces. */
export interface Verifier {
  /**
   * Verifies one presentation. Never throws for anything that was presented, or for a node that fails.
   *
   * @param presentation - the text: `token~disclosure~…~keyBinding`.
   * @param expected - the request it should answer, or that it is a standing presentation.
   */
  verify(presentation: string, expected: Expectation): Promise<Verification>;
}

/** What each check on the chain judges, and which checks it rests on beside `format` and `network`. */
const CHAIN_CHECKS: Readonly<
  Record<
    Exclude<CheckId, "format" | "disclosures">,
    { readonly restsOn: readonly CheckId[]; judge(facts: Facts): Judgement | Promise<Judgement> }
  >
> = {
  network: { restsOn: ["format"], judge: judgeNetwork },
  header: { restsOn: ["network"], judge: judgeHeader },
  "issuer-binding": { restsOn: ["header"], judge: judgeIssuerBinding },
  // Key, time and hash in the header belong to its own payload sequence: of another one they say nothing.
  signature: { restsOn: ["sequence"], judge: judgeSignature },
  "key-standing": { restsOn: ["sequence"], judge: judgeKeyStanding },
  accreditation: { restsOn: ["sequence"], judge: judgeAccreditation },
  "payload-hash": { restsOn: ["sequence"], judge: judgePayloadHash },
  "owner-binding": { restsOn: ["network"], judge: judgeOwnerBinding },
  sequence: { restsOn: ["header"], judge: judgeSequence },
  status: { restsOn: ["header"], judge: judgeStatus },
  "holder-binding": { restsOn: ["network"], judge: judgeHolderBinding },
  grant: { restsOn: ["network"], judge: judgeGrant },
  identity: { restsOn: ["header", "disclosures"], judge: judgeIdentity },
};

/**
 * Opens a verifier.
 *
 * @example
 * const verifier = openVerifier(connectChain(networkFile, provider));
 * const { verdict, disclosed } = await verifier.verify(text, { kind: "answer", request });
 */
export function openVerifier(chain: Chain, options: VerifierOptions = {}): Verifier {
  const { now = () => Math.floor(Date.now() / 1000) } = options;
  const nonces = options.nonces ?? memoryNonceStore(now);
  const node = openNode(chain);
  const issuerKeys = issuerKeysOf(chain);

  return {
    async verify(text, expected) {
      const presentation = tryDecode(text);
      if (presentation instanceof CscssError) return report([["format", refused(presentation)]], {});
      const claims = resolveDisclosures(presentation.credential.token.payload, presentation.disclosures);
      const offline: [CheckId, Judgement][] = [
        ["format", passed("The presentation is well formed.")],
        ["disclosures", judgeDisclosures(claims)],
      ];
      const known = { presentation, claims, expected };
      if (presentation.credential.chainId !== chain.chainId) {
        const problem = `It belongs to chain ${presentation.credential.chainId}, not to "${chain.network.name}".`;
        return report([...offline, ["network", failed("ERR_CHAIN", problem)]], known);
      }
      let reading: Reading;
      try {
        reading = await node.read([queryOf(presentation)]);
      } catch (error) {
        if (error instanceof CscssError) return report([...offline, ["network", doubted(error)]], known);
        throw error;
      }
      const [answer] = reading.answers;
      if (answer === undefined) {
        const nothing = notCheckable("ERR_NODE_BLOCK", "The node answered with nothing. Use another node.");
        return report([...offline, ["network", nothing]], known);
      }
      const facts: Facts = { ...known, nonces, issuerKeys, now: now(), block: reading.block, answer };
      return report(await judgeAll(facts, new Map(offline)), facts);
    },
  };
}

function tryDecode(text: string): DecodedPresentation | CscssError {
  try {
    return decodePresentation(text);
  } catch (error) {
    if (error instanceof CscssError) return error;
    throw error;
  }
}

function queryOf({ credential, keyBinding }: DecodedPresentation) {
  const { grant, nonce } = keyBinding.claims;
  const isGrantId = grant !== undefined && /^0x[0-9a-f]{64}$/.test(nonce);
  return {
    issuer: credential.issuer.address,
    wallet: credential.wallet,
    accessKey: credential.accessKey,
    presenters: presentersOf(keyBinding),
    grantId: isGrantId ? nonce : ZeroHash,
  };
}

/** Makes every check, first those that others rest on; one that rests on a check that did not pass is not made. */
async function judgeAll(facts: Facts, judged: Map<CheckId, Judgement>): Promise<Map<CheckId, Judgement>> {
  async function judgeOne(id: CheckId): Promise<Judgement> {
    const known = judged.get(id);
    if (known !== undefined || id === "format" || id === "disclosures") return known ?? restsOnAnother("format");
    const { restsOn, judge } = CHAIN_CHECKS[id];
    let judgement: Judgement | undefined;
    for (const other of restsOn) {
      if ((await judgeOne(other)).outcome !== "passed") judgement ??= restsOnAnother(other);
    }
    judgement ??= await judge(facts);
    judged.set(id, judgement);
    return judgement;
  }
  for (const id of CHECK_IDS) await judgeOne(id);
  return judged;
}

function report(judged: Iterable<[CheckId, Judgement]>, facts: Partial<Facts>): Verification {
  const found = new Map(judged);
  const checks: Check[] = CHECK_IDS.map((id) => {
    const blocker = found.has("network") ? "network" : "format";
    return { id, ...(found.get(id) ?? restsOnAnother(blocker)) };
  });
  const { presentation, claims, expected, answer, block } = facts;
  const reason = firstWith(checks, "failed") ?? firstWith(checks, "notCheckable");
  return {
    verdict: reason === undefined ? "valid" : reason.outcome === "failed" ? "invalid" : "notCheckable",
    ...(reason && { reason }),
    checks,
    ...(presentation && { credential: summaryOf(presentation), holder: { did: presentation.credential.holder.did } }),
    disclosed: claims?.claims ?? {},
    missing: expected?.kind === "answer" ? missingIn(claims, expected.request.claims) : [],
    ...(presentation && answer?.issuerIsOrganization
      ? {
          issuer: {
            did: presentation.credential.issuer.did,
            name: answer.issuerName,
            country: decodeCountry(answer.issuerCountry),
          },
        }
      : {}),
    ...(block && answer && answer.wallet.state !== BigInt(WalletState.Unknown) ? { block } : {}),
  };
}

function firstWith(checks: readonly Check[], wanted: Outcome): Check | undefined {
  return checks.find(({ outcome }) => outcome === wanted);
}

function summaryOf({ credential: { id, recordType, validFrom } }: DecodedPresentation) {
  return { id, recordType, validFrom };
}

function missingIn(claims: ResolvedDisclosures | undefined, wanted: readonly string[]): string[] {
  return wanted.filter((name) => !Object.hasOwn(claims?.claims ?? {}, name));
}

function refused(error: CscssError): Judgement {
  return failed(error.code, error.message, error.details);
}

function doubted(error: CscssError): Judgement {
  return notCheckable(error.code, error.message, error.details);
}

function restsOnAnother(id: CheckId): Judgement {
  return skipped(`Not made, because it rests on "${id}".`);
}
