import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** A host that serves files and knows nothing of the page: no header, no route. */
export interface StaticHost {
  /** Of the folder the page is in; ends with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder under /verify/, with some files made by the test beside it; close it in afterAll. */
export async function serveFolder(folder: string, more: Readonly<Record<string, string>>): Promise<StaticHost> {
  const server = createServer(async (request, response) => {
    const [, name = ""] = /^\/verify\/([\w./-]*)$/.exec(request.url ?? "") ?? [];
    const path = name === "" ? "index.html" : name;
    try {
      const body = more[path] ?? (await readFile(join(folder, path)));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/verify/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
