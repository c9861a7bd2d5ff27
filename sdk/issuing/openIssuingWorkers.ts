import { CscssError } from "../errors/CscssError.ts";
import type { Generation } from "../network/NetworkFile.ts";
import { memorySealingKey } from "../seal/memorySealingKey.ts";
import type { OwnDictionary } from "../seal/OwnDictionary.ts";
import { memoryTokenSigner } from "../token/TokenSigner.ts";
import { openWorkerPool } from "../workers/openWorkerPool.ts";
import type { SentError } from "../workers/workerMessages.ts";
import type { Award, PreparedRecord } from "./prepareRecord.ts";

/** Who issues, with the private keys themselves: every thread gets a copy. */
export interface IssuingKeys {
  readonly chainId: bigint;
  readonly generation: Generation;
  /** Address of the organization. */
  readonly organization: string;
  /** 32 bytes, and the number the key has in the organization's contract. */
  readonly signing: { readonly privateKey: Uint8Array; readonly number: number };
  /** 32 bytes, and the number the key has in the organization's contract. */
  readonly sealing: { readonly privateKey: Uint8Array; readonly number: number };
  /** 32 bytes, from which the accessKeys derive. */
  readonly recordSecret: Uint8Array;
  /** The organization's own, as readDictionary gives it. */
  readonly dictionary?: OwnDictionary;
}

/** An award, and the seed of all randomness that goes into it. */
export interface SeededAward {
  readonly award: Award;
  /** 32 bytes. */
  readonly seed: Uint8Array;
}

/** What became of an award in a thread. */
export type SentRecord = { readonly record: PreparedRecord } | { readonly error: SentError };

/** Threads that sign and seal. Close them when all is prepared. */
export interface IssuingWorkers {
  readonly threads: number;
  readonly random: (length: number) => Uint8Array;
  run(awards: readonly SeededAward[]): Promise<SentRecord[]>;
  close(): Promise<void>;
}

/**
 * Opens threads for prepareMany that hold the issuer's keys. Only who has the keys in memory can open them, and only by
 * calling this; with a signer elsewhere (a keystore, a service, a hardware module) prepareMany works in this thread.
 *
 * @param options.threads - as many as there are cores unless told.
 * @param options.random - the machine's randomness unless told.
 * @returns the threads, to be handed to prepareMany whole.
 * @throws ERR_PRIVATE_KEY, ERR_ARGUMENT for a record secret that is not 32 bytes; ERR_WORKER where there are no worker
 * threads, as in browsers.
 * @example
 * const workers = openIssuingWorkers(keys, { threads: 2 });
 * for await (const record of prepareMany(workers, [award])) console.log(record.claimFile.recordId);
 * await workers.close();
 */
export function openIssuingWorkers(
  keys: IssuingKeys,
  options: { readonly threads?: number; readonly random?: (length: number) => Uint8Array } = {},
): IssuingWorkers {
  // Refused here, and not once in every thread.
  memoryTokenSigner(keys.signing.privateKey);
  memorySealingKey(keys.sealing.privateKey);
  if (keys.recordSecret.length !== 32) {
    throw new CscssError("ERR_ARGUMENT", `The record secret has ${keys.recordSecret.length} bytes; 32 are expected.`);
  }
  const { random = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)) } = options;
  const pool = openWorkerPool<readonly SeededAward[], SentRecord[]>({
    script: "../issuing/issuingWorker",
    threads: options.threads,
    workerData: keys,
  });
  return { threads: pool.threads, random, run: (awards) => pool.run(awards), close: () => pool.close() };
}
