import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { ownError } from "../errors/ownError.ts";
import type { QueryInput } from "../generated/structs.ts";
import { isNodeDoubt } from "../network/nodeDoubt.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import { judgeDisclosures } from "./checks/disclosures.ts";
import { presentersOf } from "./checks/holder.ts";
import type { Expectation, Facts } from "./Facts.ts";
import { judgeAll } from "./judgeAll.ts";
import { failed, notCheckable, passed } from "./judgement.ts";
import { queryOf } from "./queryOf.ts";
import { report } from "./report.ts";
import type { CheckId, Judgement, Verification } from "./Verification.ts";

/** A presentation and what was expected of it. */
export interface Presented {
  /** The text: `token~disclosure~…~keyBinding`. */
  readonly presentation: string;
  /** The request it should answer, or that it is a standing presentation. */
  readonly expected: Expectation;
}

/** The chain that presentations are verified against, and with which arithmetic. */
export interface ExamineOptions {
  readonly chainId: bigint;
  /** The network's name, for messages. */
  readonly network: string;
  readonly curve: Secp256k1;
}

/** A presentation that was looked at as far as that goes without the chain. */
export interface Examined {
  /** What the chain has to say about it. */
  readonly query: QueryInput;
  /** Judges it by what the chain says, but for its nonce: see useNonce. */
  judge(found: Pick<Facts, "block" | "answer" | "issuerKeys" | "holderKeys" | "now">): Promise<Verification>;
  /** The outcome where the node could not be believed. @throws the error if it is no doubt in the node. */
  doubt(error: unknown): Verification;
}

/** Looks at a presentation before the chain is asked. What needs no asking comes back as a verification. */
export function examine({ presentation: text, expected }: Presented, options: ExamineOptions): Examined | Verification {
  const { chainId, network, curve } = options;
  const presentation = tryDecode(text);
  if (presentation instanceof CscssError) {
    const { code, message, details } = presentation;
    return report([["format", failed(code, message, details)]]);
  }
  const claims = resolveDisclosures(presentation.credential.token.payload, presentation.disclosures);
  const known = { presentation, claims, expected };
  const offline: [CheckId, Judgement][] = [
    ["format", passed("The presentation is well formed.")],
    ["disclosures", judgeDisclosures(claims)],
  ];
  if (presentation.credential.chainId !== chainId) {
    const problem = `It belongs to chain ${presentation.credential.chainId}, not to "${network}".`;
    return report([...offline, ["network", failed("ERR_CHAIN", problem)]], known);
  }
  const presenters = presentersOf(presentation.keyBinding, presentation.credential.holder.address, curve);
  return {
    query: queryOf(presentation, presenters),
    async judge(found) {
      const facts = { ...known, presenters, curve, ...found };
      return report(await judgeAll(facts, new Map(offline)), known, found);
    },
    doubt(error) {
      if (!isNodeDoubt(error)) throw error;
      return report([...offline, ["network", notCheckable(error.code, error.message, error.details)]], known);
    },
  };
}

function tryDecode(text: string): DecodedPresentation | CscssError {
  try {
    return decodePresentation(text);
  } catch (error) {
    return ownError(error);
  }
}
