import { CscssError, nowInSeconds } from "@cscss-me/sdk";
import type { IssuerReading } from "@cscss-me/sdk/registry";
import { readIssuer } from "@cscss-me/sdk/registry";
import type { DecodedPresentation, Expectation, Verification } from "@cscss-me/sdk/verify";
import { decodePresentation } from "@cscss-me/sdk/verify";
import type { Place } from "./openPlace.ts";

/** What came out, with what the page shows beside it. */
export interface Finding {
  readonly verification: Verification;
  /** What was presented; absent if it could not be read. */
  readonly presentation?: DecodedPresentation;
  /** Where the issuer stands and stood when it issued; absent if the registry does not know it, or could not be read. */
  readonly issuer?: IssuerReading;
  /** Unix seconds: when the record was written, as the chain has it. */
  readonly issuedAt?: number;
  /** Unix seconds by this browser's clock. */
  readonly verifiedAt: number;
}

/** Verifies in this browser. Only reads of the chain leave it, and they tell the node which record is looked at. */
export async function verifyHere({ verifier, node }: Place, text: string, expected: Expectation): Promise<Finding> {
  const verification = await verifier.verify(text, expected);
  const verifiedAt = nowInSeconds();
  const presentation = decodeOrNothing(text);
  const issuedAt = issuedAtIn(verification);
  const organization = presentation?.credential.issuer.address;
  const issuer =
    organization === undefined || verification.issuer === undefined
      ? undefined
      : await orNothing(readIssuer(node, organization, { time: issuedAt, now: verifiedAt }));
  return {
    verification,
    verifiedAt,
    ...(presentation && { presentation }),
    ...(issuer && { issuer }),
    ...(issuedAt !== undefined && { issuedAt }),
  };
}

/** Takes a presentation apart; undefined if it is none, which the verifier says in its own words. */
export function decodeOrNothing(text: string): DecodedPresentation | undefined {
  try {
    return decodePresentation(text);
  } catch (error) {
    if (error instanceof CscssError) return undefined;
    throw error;
  }
}

function issuedAtIn({ checks }: Verification): number | undefined {
  const issuedAt = checks.find(({ id }) => id === "header")?.evidence?.issuedAt;
  return typeof issuedAt === "number" ? issuedAt : undefined;
}

/** The verdict stands without it: where the registry cannot be read now, the page says that it is not available. */
async function orNothing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CscssError) return undefined;
    throw error;
  }
}
