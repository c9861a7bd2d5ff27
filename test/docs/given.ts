// What the examples of the SDK take for given, beside the public names: things that need no chain. They are run with these.

import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import type { PresentationRequest } from "../../sdk/presentation/PresentationRequest.ts";
import { memorySealingKey } from "../../sdk/seal/memorySealingKey.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import { DIPLOMA, fixedBytes, fixedRandom } from "../fixtures/makeCredential.ts";
import { GENERATION, openedOffline } from "../fixtures/offlineIssuer.ts";

/** 32 bytes of the graduate, who is the holder of `record`. */
export const privateKey = fixedBytes("graduate", 32);
export const signer = memoryTokenSigner(privateKey);
export const encryptionKey = signer.publicKey;
export const sealingKey = memorySealingKey(fixedBytes("university/sealing", 32));
export const random = fixedRandom("examples");
export const salt = fixedBytes("salt", 16);
export const password = "correct horse battery";
/** Unix seconds. */
export const now = Date.UTC(2026, 11, 1) / 1000;
export const deadline = now + 86_400;
export const record = await openedOffline("degree", DIPLOMA);
export const generation = GENERATION;
export const request: PresentationRequest = {
  type: "CscssMeRequest",
  audience: "hr.example.com",
  nonce: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  purpose: "Application 17",
  claims: ["awardTitle", "awardDate"],
  expires: deadline,
};
export const presentation = await answerRequest(request, { credential: record, signer, now });
