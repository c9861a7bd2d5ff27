import { holderKeysOf } from "../did/HolderKeys.ts";
import { issuerKeysOf } from "../did/IssuerKeys.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { WalletState } from "../generated/enums.ts";
import type { QueryInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import { connectChain } from "../network/connectChain.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import { judgeDisclosures } from "./checks/disclosures.ts";
import { presentersOf } from "./checks/holder.ts";
import type { Expectation, Facts } from "./Facts.ts";
import { judgeAll } from "./judgeAll.ts";
import { failed, notCheckable, passed } from "./judgement.ts";
import { openNode } from "./Node.ts";
import type { NonceStore } from "./NonceStore.ts";
import { memoryNonceStore } from "./NonceStore.ts";
import { queryOf } from "./queryOf.ts";
import { report } from "./report.ts";
import type { CheckId, Judgement, Verification } from "./Verification.ts";

/** What a verifier needs besides the chain. */
export interface VerifierOptions {
  /** The verifier's clock, Unix seconds; the machine's unless told. */
  readonly now?: () => number;
  /**
   * How old, in seconds, the newest block may be; any age unless told. On a chain that always makes blocks, set it: a node
   * that stands still knows no revocation since.
   */
  readonly maxBlockAge?: number;
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

/**
 * Opens a verifier.
 *
 * @param chain - its network file and node count; presentations of every generation in the file are verified.
 * @example
 * const verifier = openVerifier(connectChain(networkFile, provider));
 * const { verdict, disclosed } = await verifier.verify(text, { kind: "answer", request });
 */
export function openVerifier(chain: Chain, options: VerifierOptions = {}): Verifier {
  const { now = () => Math.floor(Date.now() / 1000), maxBlockAge = Number.POSITIVE_INFINITY } = options;
  const nonces = options.nonces ?? memoryNonceStore(now);
  const generations = openGenerations(chain);

  /** What the chain says, by the generation whose wallet it is. @throws ERR_NODE_* */
  async function consult(query: QueryInput): Promise<Pick<Facts, "block" | "answer" | "issuerKeys" | "holderKeys">> {
    let found: Pick<Facts, "block" | "answer" | "issuerKeys" | "holderKeys"> | undefined;
    for (const { node, issuerKeys, holderKeys } of generations) {
      const { block, answers } = await node.read([query]);
      const [answer] = answers;
      if (answer === undefined) throw new CscssError("ERR_NODE_BLOCK", "The node answered nothing. Use another node.");
      found = { block, answer, issuerKeys, holderKeys };
      if (now() - block.time > maxBlockAge) {
        throw new CscssError(
          "ERR_NODE_BEHIND",
          `The node's block ${block.number} is older than ${maxBlockAge} s. Use another.`,
        );
      }
      if (answer.wallet.state !== BigInt(WalletState.Unknown)) break;
    }
    if (found === undefined) throw new CscssError("ERR_NETWORK_FILE", "The network file names no generation.");
    return found;
  }

  return {
    async verify(text, expected) {
      const presentation = tryDecode(text);
      if (presentation instanceof CscssError) return report([["format", refused(presentation)]], {});
      const claims = resolveDisclosures(presentation.credential.token.payload, presentation.disclosures);
      const known = { presentation, claims, expected };
      const offline: [CheckId, Judgement][] = [
        ["format", passed("The presentation is well formed.")],
        ["disclosures", judgeDisclosures(claims)],
      ];
      if (presentation.credential.chainId !== chain.chainId) {
        const problem = `It belongs to chain ${presentation.credential.chainId}, not to "${chain.network.name}".`;
        return report([...offline, ["network", failed("ERR_CHAIN", problem)]], known);
      }
      const presenters = presentersOf(presentation.keyBinding);
      try {
        const facts = {
          ...known,
          presenters,
          nonces,
          now: now(),
          ...(await consult(queryOf(presentation, presenters))),
        };
        return report(await judgeAll(facts, new Map(offline)), facts);
      } catch (error) {
        if (!isDoubt(error)) throw error;
        return report([...offline, ["network", notCheckable(error.code, error.message, error.details)]], known);
      }
    },
  };
}

/** Newest first: most wallets are of the latest generation. */
function openGenerations({ network, provider }: Chain) {
  return network.generations.toReversed().map((generation) => {
    const chain = connectChain(network, provider, generation);
    return { node: openNode(chain), issuerKeys: issuerKeysOf(chain), holderKeys: holderKeysOf(chain) };
  });
}

function tryDecode(text: string): DecodedPresentation | CscssError {
  try {
    return decodePresentation(text);
  } catch (error) {
    if (error instanceof CscssError) return error;
    throw error;
  }
}

function refused(error: CscssError): Judgement {
  return failed(error.code, error.message, error.details);
}

function isDoubt(error: unknown): error is CscssError {
  return error instanceof CscssError && error.code.startsWith("ERR_NODE_");
}
