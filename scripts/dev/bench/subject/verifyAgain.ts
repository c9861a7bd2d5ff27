import { answerRequest } from "../../../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../../../sdk/presentation/createRequest.ts";
import type { NonceStore } from "../../../../sdk/verify/NonceStore.ts";
import { openVerifier } from "../../../../sdk/verify/openVerifier.ts";
import type { Stage } from "../../demo/Stage.ts";
import { randomBytes } from "../../demo/Stage.ts";
import type { Issued } from "./issueOne.ts";

export const WANTED = ["awardTitle", "awardDate"] as const;

/** Takes every nonce for new, so that one presentation can be verified again and again. */
const FORGETFUL: NonceStore = { use: async () => true };

/** Verifies one presentation as often as wanted, and throws unless it is valid. */
export interface Reverifier {
  /** By a verifier that knows the issuer's keys. */
  warm(): Promise<void>;
  /** By a verifier that knows nothing yet. */
  cold(): Promise<void>;
}

/** Presents a record once, two claims of it, and gives what verifies that. */
export async function verifyAgain(
  { chain, local, university }: Stage,
  { opened, holder }: Issued,
  curve = university.context.curve,
): Promise<Reverifier> {
  const now = await local.now();
  const request = createRequest(
    { audience: "verifier", purpose: "-", claims: WANTED, expires: now + 3600 },
    randomBytes,
  );
  const text = await answerRequest(request, { credential: opened, signer: holder.signer, now });
  const open = () => openVerifier(chain, { now: () => now, nonces: FORGETFUL, ...(curve && { curve }) });
  const verify = async (verifier: ReturnType<typeof open>): Promise<void> => {
    const { verdict, reason } = await verifier.verify(text, { kind: "answer", request });
    if (verdict !== "valid") throw new Error(`It is ${verdict}: ${reason?.code}.`);
  };
  const known = open();
  await verify(known);
  return { warm: () => verify(known), cold: () => verify(open()) };
}
