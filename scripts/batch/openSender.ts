import { setTimeout as sleep } from "node:timers/promises";
import type { TransactionReceipt, Wallet } from "ethers";
import { keccak256 } from "ethers";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { fromRevert, revertInWords } from "../../sdk/errors/fromRevert.ts";
import { readRefusals } from "../../sdk/organization/readRefusals.ts";
import type { NodeProvider } from "../node/connectNode.ts";
import type { JournalItem } from "./journalEntries.ts";
import type { Journal, KnownBatch } from "./openJournal.ts";
import { patiently } from "./patiently.ts";

/** How many transactions may be on their way at once. */
const WINDOW = 4;
/** A node may forget what it was sent. */
const SENDS_AGAIN_AFTER_MS = 3000;

/** Sends batches by the journal: each is written down before it is sent, and forgotten only when its outcome is. */
export interface Sender {
  /** Signs, writes down and sends; waits for room before. */
  send(batch: {
    readonly data: string;
    readonly gasLimit: number;
    readonly items: readonly JournalItem[];
  }): Promise<void>;
  /** Waits until the outcome of everything that was sent is known. */
  settle(): Promise<void>;
}

/** What a sender works with. */
export interface SenderOptions {
  readonly account: Wallet;
  readonly node: NodeProvider;
  readonly organization: string;
  readonly confirmations: number;
  readonly journal: Journal;
  /** Hears of every outcome. */
  onOutcome(batch: KnownBatch): void;
}

/**
 * Opens a sender. Batches the journal knows no outcome of are taken up again, and those with one are looked after: what
 * a reorganisation took out of the chain is sent again, as the very same bytes.
 */
export async function openSender(options: SenderOptions): Promise<Sender> {
  const { account, node, organization, confirmations, journal, onOutcome } = options;
  const flying = new Map<string, { readonly nonce: number; sentAt: number; mined: boolean }>();

  const receiptOf = (hash: string): Promise<TransactionReceipt | null> =>
    patiently(() => node.getTransactionReceipt(hash));
  const nonceOnChain = (): Promise<number> => patiently(() => node.getTransactionCount(account.address, "latest"));

  async function broadcast(hash: string, raw: string): Promise<void> {
    try {
      await patiently(() => node.send("eth_sendRawTransaction", [raw]));
    } catch (error) {
      // Known already, mined already, or its nonce taken: which of them it is, the next look tells.
      const known = (await patiently(() => node.getTransaction(hash))) !== null;
      const nonce = flying.get(hash)?.nonce ?? 0;
      if (known || (await nonceOnChain()) > nonce) return;
      throw error instanceof CscssError && error.code !== "ERR_NODE_UNREACHABLE" ? error : refusedByNode(error);
    }
  }

  function conclude(hash: string, receipt: TransactionReceipt): void {
    if (receipt.status === 1) {
      const refusals = [...readRefusals(organization, receipt.logs)];
      const refused = Object.fromEntries(refusals.map(([index, reason]) => [index, revertInWords(reason)]));
      journal.append({ kind: "mined", hash, blockHash: receipt.blockHash, gasUsed: Number(receipt.gasUsed), refused });
    } else {
      journal.append({ kind: "failed", hash, reason: "the organization refused the whole batch" });
    }
    finish(hash);
  }

  function finish(hash: string): void {
    flying.delete(hash);
    const batch = journal.batches().find((one) => one.hash === hash);
    if (batch !== undefined) onOutcome(batch);
  }

  async function look(): Promise<void> {
    const [head, nonce] = [await patiently(() => node.getBlockNumber()), await nonceOnChain()];
    for (const [hash, state] of [...flying].sort(([, one], [, other]) => one.nonce - other.nonce)) {
      const receipt = await receiptOf(hash);
      state.mined = receipt !== null;
      if (receipt !== null) {
        if (head - receipt.blockNumber >= confirmations) conclude(hash, receipt);
      } else if (nonce > state.nonce) {
        // Between the two looks it may have been mined.
        const late = await receiptOf(hash);
        if (late === null) {
          journal.append({ kind: "failed", hash, reason: "another transaction of the account took its place" });
          finish(hash);
        }
      } else if (performance.now() - state.sentAt > SENDS_AGAIN_AFTER_MS) {
        state.sentAt = performance.now();
        await broadcast(hash, journal.read(hash).raw);
      }
    }
  }

  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      await look();
      if (!enough()) await sleep(node.pollingInterval);
    }
  }

  for (const { hash, nonce, outcome } of journal.batches()) {
    const receipt = await receiptOf(hash);
    const same = outcome?.kind === "mined" && receipt?.blockHash === outcome.blockHash;
    // One that failed, for what anybody knew, may have been mined since.
    const stillFailed = outcome?.kind === "failed" && receipt?.status !== 1;
    if (!same && !stillFailed) flying.set(hash, { nonce, sentAt: Number.NEGATIVE_INFINITY, mined: receipt !== null });
  }
  let next = Math.max(await nonceOnChain(), ...[...flying.values()].map(({ nonce }) => nonce + 1));

  return {
    async send({ data, gasLimit, items }) {
      await until(() => [...flying.values()].filter(({ mined }) => !mined).length < WINDOW);
      const nonce = next;
      const raw = await sign(account, node, { to: organization, data, gasLimit, nonce });
      const hash = keccak256(raw);
      journal.append({ kind: "batch", hash, raw, nonce, items });
      next = nonce + 1;
      flying.set(hash, { nonce, sentAt: performance.now(), mined: false });
      await broadcast(hash, raw);
    },
    settle: () => until(() => flying.size === 0),
  };
}

/** Signed by itself, so that its bytes and hash are known before the node sees it. */
async function sign(
  account: Wallet,
  node: NodeProvider,
  call: { readonly to: string; readonly data: string; readonly gasLimit: number; readonly nonce: number },
): Promise<string> {
  const { chainId } = await patiently(() => node.getNetwork());
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = await patiently(() => node.getFeeData());
  const fees =
    maxFeePerGas === null || maxPriorityFeePerGas === null
      ? { type: 0, gasPrice: gasPrice ?? 0n }
      : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
  return account.signTransaction({ ...call, ...fees, chainId });
}

function refusedByNode(error: unknown): CscssError {
  const known = fromRevert(error);
  if (known.code !== "ERR_NODE_UNREACHABLE") return known;
  const said = String((error as { error?: { message?: string } }).error?.message ?? (error as Error).message).slice(
    0,
    200,
  );
  return new CscssError("ERR_NODE_UNREACHABLE", `The node did not take the transaction: ${said}`, { cause: error });
}
