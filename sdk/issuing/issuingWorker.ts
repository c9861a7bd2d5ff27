import { workerData } from "node:worker_threads";
import { openSecp256k1 } from "../crypto/openSecp256k1.ts";
import { randomFrom } from "../crypto/randomFrom.ts";
import { memorySealingKey } from "../seal/memorySealingKey.ts";
import { memoryTokenSigner } from "../token/TokenSigner.ts";
import { serveTasks } from "../workers/serveTasks.ts";
import { sendableError } from "../workers/workerMessages.ts";
import type { IssuingKeys, SeededAward, SentRecord } from "./openIssuingWorkers.ts";
import type { IssuerContext } from "./prepareRecord.ts";
import { prepareRecord } from "./prepareRecord.ts";

// One of the threads of openIssuingWorkers.

const { signing, sealing, ...rest } = workerData as IssuingKeys;
const opening = openContext();

serveTasks(async (awards: readonly SeededAward[]) => {
  const context = await opening;
  const records: SentRecord[] = [];
  for (const { award, seed } of awards) {
    try {
      records.push({ record: await prepareRecord({ ...context, random: randomFrom(seed) }, award) });
    } catch (error) {
      records.push({ error: sendableError(error) });
    }
  }
  return records;
});

async function openContext(): Promise<Omit<IssuerContext, "random">> {
  const curve = await openSecp256k1();
  return {
    ...rest,
    signing: { signer: memoryTokenSigner(signing.privateKey, curve), number: signing.number },
    sealing: { key: memorySealingKey(sealing.privateKey, curve), number: sealing.number },
    curve,
  };
}
