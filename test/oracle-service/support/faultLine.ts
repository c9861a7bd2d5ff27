import type { Socket } from "node:net";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultProxy, Faults } from "./faultProxy.ts";

/** Whatever the server is, seen through a bad line that knows nothing of what it carries. @param target - its URL. */
export async function faultLine(target: string, random: () => number): Promise<FaultProxy> {
  let faults: Faults = {};
  let spoiled = 0;
  const open = new Set<Socket>();
  const { hostname, port } = new URL(target);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const end = () => {
      for (const socket of [client, upstream]) {
        socket.destroy();
        open.delete(socket);
      }
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (question) => {
      if (random() >= (faults.drops ?? 0)) return void upstream.write(question);
      spoiled++;
      end();
    });
    let before: Promise<unknown> = Promise.resolve();
    upstream.on("data", (answer) => {
      const { cuts = 0, delay = 0 } = faults;
      const isCut = random() < cuts;
      if (isCut) spoiled++;
      const wait = () => (delay > 0 ? sleep(delay) : undefined);
      before = before.then(wait).then(() => {
        if (isCut) client.write(answer.subarray(0, answer.length / 2), end);
        else if (!client.destroyed) client.write(answer);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as { readonly port: number }).port}`;
  return {
    url: url.href,
    set: (next) => {
      faults = next;
    },
    spoiled: () => spoiled,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
