import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What the proxy does to what passes. */
export interface Faults {
  /** Of a hundred questions, so many are answered with an error of the node's. */
  readonly errors?: number;
  /** Of a hundred questions, so many are dropped: the connection ends without an answer. */
  readonly drops?: number;
  /** Of a hundred answers, so many end in the middle. */
  readonly cuts?: number;
  /** Milliseconds that every answer waits. */
  readonly delay?: number;
}

/** A node that is seen through a bad line. */
export interface FaultProxy {
  readonly url: string;
  /** From now on. */
  set(faults: Faults): void;
  /** How many questions were spoiled so far. */
  readonly spoiled: () => number;
  close(): Promise<void>;
}

/** Stands in front of a node. @param random - numbers from 0 to 99, the same in every run. */
export async function faultProxy(target: string, random: () => number): Promise<FaultProxy> {
  let faults: Faults = {};
  let spoiled = 0;
  const server = createServer(async (asked, answer) => {
    const body = Buffer.concat(await asked.toArray());
    const { errors = 0, drops = 0, cuts = 0, delay = 0 } = faults;
    const lot = random();
    if (lot < errors + drops + cuts) spoiled++;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (lot < drops) {
      asked.socket.destroy();
      return;
    }
    if (lot < drops + errors) {
      answer.writeHead(503).end("overloaded");
      return;
    }
    const passed = request(
      target,
      { method: "POST", headers: { "content-type": "application/json" } },
      async (told) => {
        const text = Buffer.concat(await told.toArray());
        if (lot < drops + errors + cuts) {
          answer.writeHead(200, { "content-length": text.length });
          answer.write(text.subarray(0, text.length / 2), () => asked.socket.destroy());
        } else answer.writeHead(200, { "content-type": "application/json" }).end(text);
      },
    );
    passed.on("error", () => asked.socket.destroy());
    passed.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      faults = next;
    },
    spoiled: () => spoiled,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
