import { existsSync } from "node:fs";
import { join } from "node:path";
import type { NetworkFile } from "@cscss-me/sdk";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Where `npm run page:build` puts the page; the package has it at the same place, seen from here. */
const FOLDER = join(import.meta.dirname, "..", "..", "dist", "page");

/** The page that employers open. */
export interface PageOptions {
  /** The node their browsers read the chain from; everybody who opens the page sees it. */
  readonly rpcUrl: string;
  /** Where the built page is. */
  readonly folder?: string;
}

/**
 * Serves the page with the network file it pins, under a policy that lets it run nothing but its own scripts and speak
 * with nobody but this service and its node.
 *
 * @throws Error if the page was not built.
 */
export async function servePage(app: FastifyInstance, options: PageOptions, network: NetworkFile): Promise<void> {
  const { rpcUrl, folder = FOLDER } = options;
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error(`There is no page in ${folder}. Build it: npm run page:build`);
  }
  const headers = pageHeaders(rpcUrl);
  await app.register(async (page) => {
    page.addHook("onRequest", async (_request, reply) => void reply.headers(headers));
    // Only the files that are there now have a path: no path leads out of the folder.
    // The two that a static host would need are the service's own.
    const globIgnore = ["network.json", "page.json"];
    await page.register(fastifyStatic, { root: folder, wildcard: false, globIgnore, cacheControl: false });
    const own = { schema: { hide: true } };
    page.get("/network.json", own, async () => network);
    page.get("/page.json", own, async () => ({ type: "CscssMePage", version: 1, rpcUrl, service: true }));
  });
}

/** What tells browsers how little the page may do. */
export function pageHeaders(rpcUrl: string): Record<string, string> {
  const { origin, pathname } = new URL(rpcUrl);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${origin}${pathname}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
  };
}
