import type { AddressInfo } from "node:net";
import type { World } from "../../../fixtures/world.ts";
import { openService } from "../../support/openService.ts";
import type { ServedNode } from "../../support/serveNode.ts";
import { serveNode } from "../../support/serveNode.ts";
import type { BuiltPage } from "./buildPage.ts";
import { buildPage } from "./buildPage.ts";

/** The service with its page on a world's chain, and the node that browsers read from. */
export interface ServedPage {
  /** Of the page; ends with a slash. */
  readonly url: string;
  readonly node: ServedNode;
  readonly built: BuiltPage;
  close(): Promise<void>;
}

/** Builds the page and serves it as the service does; close it in afterAll. */
export async function openPage(world: World): Promise<ServedPage> {
  const [built, node] = [await buildPage(), await serveNode(world.local)];
  const { app } = await openService(world, { page: { rpcUrl: node.url, folder: built.folder } });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`,
    node,
    built,
    async close() {
      await app.close();
      await node.close();
      built.remove();
    },
  };
}
