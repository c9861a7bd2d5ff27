import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { LocalChain } from "../../../scripts/dev/chain/LocalChain.ts";

/** An in-process chain behind HTTP on loopback, as a node is. */
export interface ServedNode {
  readonly url: string;
  /** From now on every answer takes this long, in milliseconds. */
  delay(milliseconds: number): void;
  /** How many requests came so far. */
  readonly requests: () => number;
  close(): Promise<void>;
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: unknown[];
}

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" };

/** Serves a chain as JSON-RPC; close it in afterAll. */
export async function serveNode({ provider }: LocalChain): Promise<ServedNode> {
  let delayMs = 0;
  let requests = 0;
  async function answer({ id, method, params }: Call) {
    try {
      return { jsonrpc: "2.0", id, result: await provider.send(method, params) };
    } catch (error) {
      const told = (error as { error?: { code: number; message: string; data?: unknown } }).error;
      return { jsonrpc: "2.0", id, error: told ?? { code: -32_000, message: "refused" } };
    }
  }
  const server = createServer(async (request, response) => {
    // Nodes that browsers read from allow it to any page.
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    requests++;
    const chunks = await request.toArray();
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const asked: Call | Call[] = JSON.parse(Buffer.concat(chunks).toString());
    const answers = Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked);
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delay: (milliseconds) => {
      delayMs = milliseconds;
    },
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
