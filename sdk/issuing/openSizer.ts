import type { JsonRpcApiProvider } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { organizationInterface } from "../generated/Organization.ts";
import type { BatchLimits } from "./batchLimits.ts";
import { encodeIssueBatch } from "./encodeIssueBatch.ts";
import { mostGas } from "./mostGas.ts";
import { patiently } from "./patiently.ts";
import type { PreparedRecord } from "./prepareRecord.ts";

/** The first guess, before anything was measured; also the size of the sample that a cost is told by. */
const SAMPLE = 8;
/** Beyond the estimate, in percent: calls keep 1/64 of their gas back, and the batches before this one move things. */
const MARGIN = 6;
const MOST_RECORDS = 250;
/** Estimating takes a node about as long as mining: after two estimates of full batches only each eighth is. */
const ESTIMATES_EACH = 8;

/** A batch that fits into a transaction. */
export interface SizedBatch<Row> {
  readonly rows: readonly Row[];
  readonly records: readonly PreparedRecord[];
  readonly data: string;
  readonly gasLimit: number;
}

/** Cuts rows into batches as large as a transaction takes, by measuring. */
export interface Sizer<Row> {
  /** Takes rows from the front of the queue. */
  next(queue: Row[]): Promise<SizedBatch<Row>>;
  /** Gas per record in a batch, by the latest measurement. */
  gasPerRecord(): number;
}

/** What a sizer works with. */
export interface SizerOptions<Row> {
  readonly node: JsonRpcApiProvider;
  /** An account that may issue; it only estimates. */
  readonly sender: string;
  readonly organization: string;
  readonly keyNumber: number;
  readonly limits: BatchLimits;
  /** Signs and seals rows; the records come in their order. */
  prepare(rows: readonly Row[]): AsyncIterable<PreparedRecord>;
}

/** Opens a sizer. It learns with every batch how much gas and data a record takes. */
export function openSizer<Row>(options: SizerOptions<Row>): Sizer<Row> {
  const { node, sender, organization, keyNumber, limits, prepare } = options;
  const prepared = new Map<Row, PreparedRecord>();
  let measured: { readonly gas: number; readonly data: number; readonly count: number } | undefined;
  let batches = 0;

  /** What a batch of this size takes, if batches of about that size were measured before. */
  function known(count: number): number | undefined {
    if (measured === undefined || batches < 3 || batches % ESTIMATES_EACH === 0) return undefined;
    // What a batch costs by itself weighs more in a smaller one.
    return count < measured.count * 0.8 || count > measured.count * 1.1 ? undefined : Math.ceil(measured.gas * count);
  }

  async function prepareAll(rows: readonly Row[]): Promise<PreparedRecord[]> {
    const fresh = rows.filter((row) => !prepared.has(row));
    let done = 0;
    for await (const record of prepare(fresh)) prepared.set(fresh[done++] as Row, record);
    return rows.map((row) => prepared.get(row) as PreparedRecord);
  }

  async function estimate(data: string, most: number): Promise<number | undefined> {
    try {
      return Number(await patiently(() => node.estimateGas({ from: sender, to: organization, data })));
    } catch (thrown) {
      const error = fromRevert(thrown);
      if (error.details.error === "OrganizationNotApproved") return most;
      // Too much for a block comes as a refusal for want of gas, or as one without words.
      if (
        error.code === "ERR_REVERTED" &&
        (error.details.error === undefined || error.details.error === "BatchOutOfGas")
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async function measure(records: readonly PreparedRecord[]) {
    // The number is for the organization's own books; the journal has the rest.
    const args = encodeIssueBatch({ batch: BigInt(Date.now()), keyNumber, records });
    const data = organizationInterface.encodeFunctionData("issueBatch", [...args]);
    const size = (data.length - 2) / 2;
    if (size > limits.data) return { data, size };
    const gas = known(records.length);
    if (gas !== undefined) return { data, size, gas };
    const estimated = await estimate(data, mostGas(records, size));
    return { data, size, ...(estimated && { gas: Math.ceil(estimated * (1 + MARGIN / 100)) }) };
  }

  return {
    gasPerRecord: () => measured?.gas ?? 0,
    async next(queue) {
      const fitting =
        measured === undefined ? SAMPLE : Math.min(limits.gas / measured.gas, limits.data / measured.data);
      let count = Math.max(1, Math.min(queue.length, MOST_RECORDS, Math.floor(fitting)));
      for (;;) {
        const rows = queue.slice(0, count);
        const records = await prepareAll(rows);
        const { data, size, gas } = await measure(records);
        if (gas !== undefined && gas <= limits.gas) {
          const perRecord = gas / count;
          // Of batches of one size the dearest counts.
          const alike = measured !== undefined && count < measured.count * 1.1 && count > measured.count * 0.8;
          measured = { gas: alike ? Math.max(perRecord, measured?.gas ?? 0) : perRecord, data: size / count, count };
          batches++;
          queue.splice(0, count);
          for (const row of rows) prepared.delete(row);
          return { rows, records, data, gasLimit: gas };
        }
        if (count === 1) throw new CscssError("ERR_SEAL_SIZE", "One record alone is larger than a transaction may be.");
        const over = Math.max(size / limits.data, (gas ?? 0) / limits.gas, 1);
        count = Math.max(1, Math.min(count - 1, Math.floor((count / over) * 0.97)));
      }
    },
  };
}
