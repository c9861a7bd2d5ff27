import { openSecp256k1 } from "../crypto/openSecp256k1.ts";
import { serveTasks } from "../workers/serveTasks.ts";
import { receivedError } from "../workers/workerMessages.ts";
import type { VerifyQuestion, VerifyTask } from "./openVerifyWorkers.ts";
import type { ChunkSource } from "./verifyChunk.ts";
import { verifyChunk } from "./verifyChunk.ts";

// One of the threads of openVerifyWorkers.

const curve = openSecp256k1();

serveTasks(async ({ items, moment, generations, chainId, network }: VerifyTask, ask) => {
  const asked = new Map<string, Promise<unknown>>();
  /** The same question once for all items of the part. */
  function put(question: VerifyQuestion): Promise<unknown> {
    const key = JSON.stringify(question);
    const known = asked.get(key) ?? ask(question);
    asked.set(key, known);
    return known;
  }
  const sources = Array.from(
    { length: generations },
    (_, generation): ChunkSource => ({
      callLens: (data, block) =>
        ask({ generation, kind: "callLens", data, block } satisfies VerifyQuestion) as Promise<string>,
      issuerKeys: {
        lookUp: (place, expected) =>
          put({ generation, kind: "lookUp", place, expected }) as Promise<string | undefined>,
        // The thread that looks up remembers.
        remember: () => undefined,
      },
      holderKeys: {
        signingAddresses: ({ did, address }, { number, time }) =>
          put({
            generation,
            kind: "signingAddresses",
            holder: { did, address },
            block: { number, time },
          }) as Promise<ReadonlySet<string>>,
      },
    }),
  );
  const when = "doubt" in moment ? receivedError(moment.doubt) : moment;
  return verifyChunk(items, when, sources, { chainId, network, curve: await curve });
});
