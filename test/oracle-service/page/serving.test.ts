import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageHeaders } from "../../../oracle-service/plugins/page.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";
import type { TestService } from "../support/openService.ts";
import { openService } from "../support/openService.ts";

const RPC_URL = "https://node.example/public";

describe("the service with its page", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-page-"));
  let world: World;
  let service: TestService;

  beforeAll(async () => {
    writeFileSync(join(folder, "index.html"), "<!doctype html><title>page</title>");
    // Left there by whoever tried a static host with the same folder.
    for (const name of ["network.json", "page.json"]) writeFileSync(join(folder, name), "{}");
    world = await openWorld();
    service = await openService(world, { page: { rpcUrl: RPC_URL, folder } });
  });
  afterAll(async () => {
    await service.app.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("serves the page under a policy that allows nothing but its own scripts, host and node", async () => {
    for (const url of ["/", "/index.html"]) {
      const { statusCode, headers, body } = await service.app.inject(url);
      expect({ statusCode, body }).toEqual({ statusCode: 200, body: "<!doctype html><title>page</title>" });
      expect(headers).toMatchObject({ ...pageHeaders(RPC_URL), "x-content-type-options": "nosniff" });
      expect(headers["content-type"]).toContain("text/html");
    }
    const policy = pageHeaders(RPC_URL)["content-security-policy"]?.split("; ");
    expect(policy).toContain("connect-src 'self' https://node.example/public");
    expect(policy).toContain("default-src 'none'");
    expect(policy?.join()).not.toMatch(/unsafe|\*|data:/);
  });

  it("tells the page the network it pins and the node to ask", async () => {
    expect((await service.app.inject("/network.json")).json()).toEqual(world.chain.network);
    expect((await service.app.inject("/page.json")).json()).toEqual({
      type: "CscssMePage",
      version: 1,
      rpcUrl: RPC_URL,
      service: true,
    });
  });

  it("keeps to its folder, and to its own answers everywhere else", async () => {
    for (const url of ["/../package.json", "/%2e%2e/package.json", "/..%2fpackage.json", "/missing.js"]) {
      const { statusCode, headers } = await service.app.inject(url);
      expect({ url, statusCode }).toEqual({ url, statusCode: 404 });
      expect(headers["content-type"]).toContain("application/problem+json");
    }
    const { paths } = (await service.app.inject("/openapi.json")).json();
    expect(Object.keys(paths).filter((path) => /json|html|\*/.test(path) || path === "/")).toEqual([]);
    expect((await service.app.inject("/healthz")).headers).not.toHaveProperty("content-security-policy");
  });

  it("is not there unless asked for, and says how to build it where it was not built", async () => {
    const without = await openService(world);
    expect((await without.app.inject("/")).statusCode).toBe(404);
    await without.app.close();
    await expect(openService(world, { page: { rpcUrl: RPC_URL, folder: join(folder, "nowhere") } })).rejects.toThrow(
      "npm run page:build",
    );
  });
});
