import { randomFrom } from "../crypto/randomFrom.ts";
import { CscssError } from "../errors/CscssError.ts";
import { inOrder } from "../workers/inOrder.ts";
import { receivedError } from "../workers/workerMessages.ts";
import type { IssuingWorkers, SeededAward } from "./openIssuingWorkers.ts";
import type { Award, IssuerContext, PreparedRecord } from "./prepareRecord.ts";
import { prepareRecord } from "./prepareRecord.ts";

/** How many awards a thread is handed at once: a tenth of a second of work, or less. */
const PART = 16;

/** What can be chosen about preparing many. */
export interface PrepareManyOptions {
  /** Ends it: what was not given yet is not, and the reason is thrown. */
  readonly signal?: AbortSignal;
  /** Hears after each record how many there were. */
  readonly onProgress?: (done: number) => void;
}

type Outcome = { readonly record: PreparedRecord } | { readonly error: unknown };

/**
 * Signs and seals many awards and gives the records in the order of the awards, with the bytes that the same randomness gives
 * with and without threads. Takes of the input only what it is working on.
 *
 * @param by - the issuer, in this thread and with keys that may be anywhere; or threads that hold its keys, on all cores.
 * @returns the records, one after the other.
 * @throws what prepareRecord throws for an award, in its turn and with its place in details.index: the records before it are
 * given. ERR_WORKER if a thread breaks; the signal's reason if it is aborted.
 * @example
 * const records: PreparedRecord[] = [];
 * for await (const record of prepareMany(context, [award])) records.push(record);
 */
export async function* prepareMany(
  by: IssuerContext | IssuingWorkers,
  awards: Iterable<Award> | AsyncIterable<Award>,
  { signal, onProgress }: PrepareManyOptions = {},
): AsyncGenerator<PreparedRecord, void, undefined> {
  const threads = "run" in by ? by.threads : 1;

  async function work(part: readonly Award[]): Promise<Outcome[]> {
    // Drawn here and in order: parts begin in the order of the input, whichever ends first.
    const seeded = part.map((award) => ({ award, seed: by.random(32) }));
    if (!("run" in by)) return prepareHere(by, seeded);
    const sent = await by.run(seeded);
    return sent.map((one) => ("error" in one ? { error: receivedError(one.error) } : one));
  }

  let done = 0;
  const parts = inOrder(awards, work, { size: PART, atOnce: threads * 2, ...(signal && { signal }) });
  for await (const { result } of parts) {
    for (const outcome of result) {
      signal?.throwIfAborted();
      if ("error" in outcome) throw withPlace(outcome.error, done);
      done++;
      onProgress?.(done);
      yield outcome.record;
    }
  }
}

async function prepareHere(issuer: IssuerContext, seeded: readonly SeededAward[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { award, seed } of seeded) {
    try {
      outcomes.push({ record: await prepareRecord({ ...issuer, random: randomFrom(seed) }, award) });
    } catch (error) {
      outcomes.push({ error });
    }
  }
  return outcomes;
}

/** The same error, with the place of the award that it is about. */
function withPlace(error: unknown, index: number): unknown {
  if (!(error instanceof CscssError)) return error;
  return new CscssError(error.code, error.message, { cause: error, details: { ...error.details, index } });
}
