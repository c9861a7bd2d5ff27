import type { HolderKeys } from "../did/HolderKeys.ts";
import type { IssuerKeyPlace } from "../did/IssuerKeys.ts";
import { CscssError } from "../errors/CscssError.ts";
import { openWorkerPool } from "../workers/openWorkerPool.ts";
import type { SentError } from "../workers/workerMessages.ts";
import { sendableError } from "../workers/workerMessages.ts";
import type { Presented } from "./examine.ts";
import type { Verification } from "./Verification.ts";
import type { ChunkSource, Moment } from "./verifyChunk.ts";

/** A part of the presentations, as a thread is given it. */
export interface VerifyTask {
  readonly items: readonly Presented[];
  readonly moment: Moment | { readonly doubt: SentError };
  readonly generations: number;
  readonly chainId: bigint;
  readonly network: string;
}

type Holder = Parameters<HolderKeys["signingAddresses"]>[0];
type HolderBlock = Parameters<HolderKeys["signingAddresses"]>[1];

/** What a thread asks of the one that has the node and the memory of keys. */
export type VerifyQuestion = { readonly generation: number } & (
  | { readonly kind: "callLens"; readonly data: string; readonly block: Moment["block"] }
  | { readonly kind: "lookUp"; readonly place: IssuerKeyPlace; readonly expected: string }
  | { readonly kind: "signingAddresses"; readonly holder: Holder; readonly block: HolderBlock }
);

/** Threads that verify. Close them when all is verified. */
export interface VerifyWorkers {
  readonly threads: number;
  run(
    items: readonly Presented[],
    moment: Moment | CscssError,
    sources: readonly ChunkSource[],
    place: Pick<VerifyTask, "chainId" | "network">,
  ): Promise<Verification[]>;
  close(): Promise<void>;
}

/**
 * Opens threads for verifyMany. They compute; this thread alone talks to the node. Starting one takes about as long as some
 * hundred verifications, so keep them.
 *
 * @param options.threads - as many as there are cores unless told.
 * @returns the threads, to be handed to `verifyMany` whole.
 * @throws ERR_WORKER where there are no worker threads, as in browsers.
 * @example
 * const workers = openVerifyWorkers({ threads: 2 });
 * for await (const { verdict } of verifier.verifyMany(presented, { workers })) console.log(verdict);
 * await workers.close();
 */
export function openVerifyWorkers(options: { readonly threads?: number } = {}): VerifyWorkers {
  const pool = openWorkerPool<VerifyTask, Verification[]>({
    script: "../verify/verifyWorker",
    threads: options.threads,
  });
  return {
    threads: pool.threads,
    close: () => pool.close(),
    run(items, when, sources, place) {
      const moment = when instanceof CscssError ? { doubt: sendableError(when) } : when;
      const task = { items, moment, generations: sources.length, ...place };
      return pool.run(task, async (asked: VerifyQuestion) => {
        const { issuerKeys, holderKeys, callLens } = sources[asked.generation] as ChunkSource;
        if (asked.kind === "callLens") return callLens(asked.data, asked.block);
        if (asked.kind === "signingAddresses") return holderKeys.signingAddresses(asked.holder, asked.block);
        const found = await issuerKeys.lookUp(asked.place, asked.expected);
        // At once, and not when the thread says so: another may ask in between.
        if (found === asked.expected) issuerKeys.remember(asked.place, found);
        return found;
      });
    },
  };
}
