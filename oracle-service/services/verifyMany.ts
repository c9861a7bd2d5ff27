import type { Verification } from "@cscss-me/sdk/verify";
import { ServiceError } from "../errors/ServiceError.ts";
import type { Problem } from "../errors/toProblem.ts";
import { toProblem } from "../errors/toProblem.ts";
import type { Expected, VerificationService } from "./verification.ts";

/** One of many to verify. */
export interface ManyItem {
  readonly presentation: string;
  readonly expected: Expected;
}

/** What came of one: a verdict, or why there is none. */
export type ManyResult = { readonly index: number } & (
  | { readonly verification: Verification }
  | { readonly problem: Problem }
);

/** Verifies many presentations for one client. */
export interface VerifyMany {
  /**
   * Takes one of the places for callers. Each has one at most: who reads slowly holds up no others.
   *
   * @param client - as limits tell clients apart.
   * @returns the function that gives it back.
   * @throws ERR_RATE if the client has one already, ERR_OVERLOADED if all are taken.
   */
  enter(client: string): () => void;
  /** Results in the order of the items, only as fast as they are taken. */
  results(items: readonly ManyItem[], instance: string): AsyncGenerator<ManyResult, void>;
}

const AT_ONCE = 8;
const RETRY_AFTER = 5;

/** @param most - callers served at once. */
export function verifyMany(verification: VerificationService, most: number): VerifyMany {
  const served = new Set<string>();

  async function one({ presentation, expected }: ManyItem, index: number, instance: string): Promise<ManyResult> {
    try {
      return { index, verification: await verification.verify(presentation, expected) };
    } catch (error) {
      return { index, problem: toProblem(error, instance).problem };
    }
  }

  return {
    enter(client) {
      if (served.has(client)) {
        throw new ServiceError("ERR_RATE", "One list from an address is verified at a time.", {
          retryAfter: RETRY_AFTER,
        });
      }
      if (served.size >= most) {
        throw new ServiceError("ERR_OVERLOADED", "As many lists as may be are being verified.", {
          retryAfter: RETRY_AFTER,
        });
      }
      served.add(client);
      let left = false;
      return () => {
        // A second call would give back what the client took since.
        if (!left) served.delete(client);
        left = true;
      };
    },
    async *results(items, instance) {
      for (let at = 0; at < items.length; at += AT_ONCE) {
        const some = items.slice(at, at + AT_ONCE).map((item, index) => one(item, at + index, instance));
        yield* await Promise.all(some);
      }
    },
  };
}
