import type { ErrorCode, NetworkFile } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import { confirmNode } from "./confirmNode.ts";
import type { RpcNode } from "./RpcNode.ts";
import { RpcRefusal } from "./RpcNode.ts";

/** What the pool thinks of a node. */
export interface NodeState {
  readonly name: string;
  /** Newest block it has shown. */
  readonly head?: number;
  /** Why it is not believed at the moment. */
  readonly problem?: { readonly code: ErrorCode; readonly message: string };
}

/** Several nodes of one chain, of which none is believed alone unless there is only one. */
export interface NodePool {
  readonly network: NetworkFile;
  /**
   * Asks every node the same and gives the answer that more than half of all configured nodes gave. Nodes that say
   * something else are named.
   *
   * @throws RangeRefused if they could answer a smaller question; ERR_NODE_UNREACHABLE if too few answer;
   * ERR_NODE_BLOCK if they disagree.
   */
  agree<Value>(ask: (node: RpcNode) => Promise<Value>): Promise<Value>;
  /** The newest block that more than half of all nodes have. Nodes far behind it are named. */
  head(): Promise<number>;
  /** Asks one node after the other, those without a problem first, until one answers. */
  request(method: string, params: readonly unknown[]): Promise<unknown>;
  states(): readonly NodeState[];
}

/** The question was too large for the nodes. */
export class RangeRefused extends Error {
  override readonly name = "RangeRefused";
}

/** What a pool can be told; the rest has defaults. */
export interface NodePoolOptions {
  /** Milliseconds that only go forward. */
  readonly clock?: () => number;
  /** Blocks a node may be behind before it is named. */
  readonly mayLag?: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Most answers are the same from an honest node and from one that lies now and then. */
const MISTRUSTED_MS = 600_000;
const MAY_LAG = 10;
/** Other problems end when the node agrees with the rest again. */
const ENDS_WITH_AN_ANSWER: ReadonlySet<ErrorCode> = new Set([
  "ERR_NODE_UNREACHABLE",
  "ERR_NODE_CHAIN",
  "ERR_NODE_CODE",
]);

interface Known {
  readonly node: RpcNode;
  confirmed: boolean;
  failures: number;
  /** Not asked before. */
  pausedUntil: number;
  mistrustedUntil: number;
  head?: number;
  problem?: { readonly code: ErrorCode; readonly message: string };
}

/** Makes a pool. Asks nothing yet. */
export function nodePool(network: NetworkFile, nodes: readonly RpcNode[], options: NodePoolOptions = {}): NodePool {
  const { clock = () => performance.now(), mayLag = MAY_LAG } = options;
  const pool: Known[] = nodes.map((node) => ({
    node,
    confirmed: false,
    failures: 0,
    pausedUntil: 0,
    mistrustedUntil: 0,
  }));
  const quorum = Math.floor(nodes.length / 2) + 1;

  /** Asks a node if it is its turn and it is of this chain. */
  async function ask<Value>(known: Known, question: (node: RpcNode) => Promise<Value>): Promise<Value> {
    try {
      if (!known.confirmed) await confirmNode(known.node, network);
      known.confirmed = true;
      const value = await question(known.node);
      known.failures = 0;
      if (known.problem !== undefined && ENDS_WITH_AN_ANSWER.has(known.problem.code)) clear(known);
      return value;
    } catch (error) {
      // A node that says no answers; whether it should have is for those who asked.
      if (error instanceof RangeRefused || (known.confirmed && error instanceof RpcRefusal)) throw error;
      known.confirmed = false;
      known.pausedUntil = clock() + Math.min(FIRST_PAUSE_MS * 2 ** known.failures++, LONGEST_PAUSE_MS);
      known.problem =
        error instanceof CscssError
          ? { code: error.code, message: error.message }
          : { code: "ERR_NODE_UNREACHABLE", message: `It does not answer as it should: ${kindOf(error)}.` };
      throw error;
    }
  }

  const awake = () => pool.filter(({ pausedUntil }) => pausedUntil <= clock());

  async function agree<Value>(question: (node: RpcNode) => Promise<Value>): Promise<Value> {
    const asked = awake();
    const answers = await Promise.allSettled(asked.map((known) => ask(known, question)));
    const given = new Map<string, { readonly value: Value; readonly by: Known[] }>();
    answers.forEach((answer, index) => {
      const known = asked[index];
      if (answer.status === "rejected" || known === undefined) return;
      const text = JSON.stringify(answer.value);
      const same = given.get(text) ?? { value: answer.value, by: [] };
      same.by.push(known);
      given.set(text, same);
    });
    const [most, ...others] = [...given.values()].sort((one, other) => other.by.length - one.by.length);
    if (most !== undefined && most.by.length >= quorum) {
      for (const known of most.by) {
        if (known.problem?.code === "ERR_NODE_BLOCK" && known.mistrustedUntil <= clock()) clear(known);
      }
      for (const known of others.flatMap(({ by }) => by)) {
        known.mistrustedUntil = clock() + MISTRUSTED_MS;
        known.problem = { code: "ERR_NODE_BLOCK", message: "It shows other blocks or events than most nodes." };
      }
      return most.value;
    }
    const reasons = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
    const refused = reasons.find((reason) => reason instanceof RangeRefused);
    if (refused !== undefined) throw refused;
    if (others.length > 0) {
      const names = asked.map(({ node }) => node.name).join(", ");
      throw new CscssError("ERR_NODE_BLOCK", `The nodes (${names}) show different blocks or events. Look at each.`);
    }
    throw tooFew(pool.length, given.size === 0 ? 0 : (most?.by.length ?? 0), quorum, reasons[0]);
  }

  async function head(): Promise<number> {
    const asked = awake();
    const answers = await Promise.allSettled(asked.map((known) => ask(known, newestBlock)));
    const heads = answers.flatMap((answer, index) => {
      const known = asked[index];
      if (answer.status === "rejected" || known === undefined) return [];
      known.head = answer.value;
      return [{ known, head: answer.value }];
    });
    heads.sort((one, other) => other.head - one.head);
    const agreed = heads[quorum - 1]?.head;
    if (agreed === undefined) {
      const reason = answers.find((answer) => answer.status === "rejected")?.reason;
      throw tooFew(pool.length, heads.length, quorum, reason);
    }
    for (const { known, head: shown } of heads) {
      const behind = agreed - shown;
      if (behind > mayLag) {
        known.problem = { code: "ERR_NODE_BEHIND", message: `It is ${behind} blocks behind most nodes.` };
      } else if (known.problem?.code === "ERR_NODE_BEHIND") clear(known);
    }
    return agreed;
  }

  async function request(method: string, params: readonly unknown[]): Promise<unknown> {
    // If all pause, asking is still better than not answering.
    const now = awake();
    const order = (now.length > 0 ? now : pool).toSorted((one, other) => rank(one) - rank(other));
    let last: unknown;
    for (const known of order) {
      try {
        return await ask(known, (node) => node.request(method, params));
      } catch (error) {
        if (error instanceof RpcRefusal) throw error;
        last = error;
      }
    }
    throw last;
  }

  return {
    network,
    agree,
    head,
    request,
    states: () =>
      pool.map(({ node, head: shown, problem }) => ({
        name: node.name,
        ...(shown === undefined ? {} : { head: shown }),
        ...(problem === undefined ? {} : { problem }),
      })),
  };
}

const rank = ({ problem }: Known): number => (problem === undefined ? 0 : 1);

function clear(known: Known): void {
  delete known.problem;
}

async function newestBlock(node: RpcNode): Promise<number> {
  const text = await node.request("eth_blockNumber", []);
  if (typeof text !== "string" || !/^0x[0-9a-f]{1,13}$/i.test(text)) throw new TypeError("That is not a block number.");
  return Number(text);
}

function tooFew(all: number, answered: number, needed: number, cause: unknown): CscssError {
  if (cause instanceof CscssError && all === 1) return cause;
  const message = `${answered} of ${all} nodes gave the same answer; ${needed} are needed.`;
  return new CscssError("ERR_NODE_UNREACHABLE", message, { cause });
}

/** What went wrong, without words that may hold the node's address. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  const inner = cause instanceof Error && "code" in cause ? ` ${String(cause.code)}` : "";
  return `${error.name}${inner}`;
}
