import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encodeBase64url } from "../../sdk/bytes/base64url.ts";
import { encodeUtf8 } from "../../sdk/bytes/utf8.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import { issue } from "../fixtures/issuing.ts";
import { DIPLOMA } from "../fixtures/makeCredential.ts";
import { EMPLOYER } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import { post } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

let world: World;
let service: TestService;
let trap: Server;
let url: string;
const visitors: string[] = [];

beforeAll(async () => {
  trap = createServer((request, response) => {
    visitors.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/trap`;
  world = await openWorld();
  service = await openService(world);
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
  await new Promise((resolve) => trap.close(resolve));
});

/** Verifies while every way out of this process is watched. */
async function verifyWatched(presentation: string, expected: object) {
  const connect = vi.spyOn(Socket.prototype, "connect");
  const fetching = vi.spyOn(globalThis, "fetch");
  try {
    const { body } = await post(service, "/v1/verify", { presentation, expected });
    return { body, wentOut: connect.mock.calls.length + fetching.mock.calls.length };
  } finally {
    connect.mockRestore();
    fetching.mockRestore();
  }
}

describe("H4: a URL in a credential is never fetched", () => {
  it("in the claims of a valid one", async () => {
    const claims = { ...DIPLOMA, homepage: url, seeAlso: { id: url, type: "JsonSchema" } };
    const held = await issue(world, { award: { claims } });
    const asked = await post(service, "/v1/requests", {
      audience: EMPLOYER,
      purpose: url,
      claims: ["homepage", "seeAlso"],
    });
    const { record: credential, person } = held;
    const now = await world.local.now();
    const text = await answerRequest(asked.body, { credential, signer: person.signer, now });
    const { body, wentOut } = await verifyWatched(text, { kind: "answer", nonce: asked.body.nonce });
    expect(body).toMatchObject({ verdict: "valid", disclosed: { homepage: url } });
    expect(wentOut).toBe(0);
  });

  it("in the places where other systems look for addresses", async () => {
    const { token } = (await issue(world)).record;
    const [head = "", payload = "", signature] = token.split(".");
    const decoded = JSON.parse(Buffer.from(payload, "base64url").toString());
    const header = JSON.parse(Buffer.from(head, "base64url").toString());
    const { vc } = decoded;
    const host = encodeURIComponent(new URL(url).host);
    const forged = [
      [{ ...header, jku: url }, decoded],
      [{ ...header, x5u: url, kid: url }, decoded],
      [{ ...header, kid: `${url}#key` }, decoded],
      [header, { ...decoded, iss: `did:web:${host}` }],
      [header, { ...decoded, iss: url, sub: url }],
      [header, { ...decoded, vc: { ...vc, "@context": [url] } }],
      [header, { ...decoded, vc: { ...vc, credentialSchema: { id: url, type: "JsonSchema" } } }],
      [header, { ...decoded, vc: { ...vc, credentialStatus: { id: url, type: "StatusList2021Entry" } } }],
      [header, { ...decoded, vc: { ...vc, termsOfUse: { id: url }, refreshService: { id: url } } }],
    ];
    const encode = (value: unknown) => encodeBase64url(encodeUtf8(JSON.stringify(value)));
    for (const [first, second] of forged) {
      const text = `${encode(first)}.${encode(second)}.${signature}~${token}`;
      const { body, wentOut } = await verifyWatched(text, { kind: "standing" });
      expect([body.verdict, wentOut]).toEqual(["invalid", 0]);
    }
  });

  it("so the trap stayed empty", async () => {
    expect(visitors).toEqual([]);
    // A visit would have been noticed, by the trap and by the watch.
    const connect = vi.spyOn(Socket.prototype, "connect");
    await fetch(url);
    expect([visitors, connect.mock.calls.length]).toEqual([["/trap"], 1]);
    connect.mockRestore();
  });
});
