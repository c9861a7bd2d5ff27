import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import type { PresentationRequest } from "../../sdk/presentation/PresentationRequest.ts";
import { parseRequest } from "../../sdk/presentation/parseRequest.ts";
import type { TokenSigner } from "../../sdk/token/TokenSigner.ts";
import { CHECK_IDS } from "../../sdk/verify/Verification.ts";
import type { Held } from "../fixtures/issuing.ts";
import { act, issue } from "../fixtures/issuing.ts";
import { EMPLOYER, release, WANTED } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import type { Answered } from "./support/ask.ts";
import { ask, expectProblem, post } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

const TERMS = { audience: EMPLOYER, purpose: "Application 2026-117", claims: [...WANTED] };

let world: World;
let service: TestService;
let held: Held;
/** The service's clock, which the tests move. */
let clock: number;

beforeAll(async () => {
  world = await openWorld();
  held = await issue(world);
  clock = await world.local.now();
  service = await openService(world, { now: () => clock });
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

async function request(terms: object = TERMS): Promise<PresentationRequest> {
  const { status, body } = await post(service, "/v1/requests", terms);
  expect(status).toBe(201);
  return body;
}

async function answer(to: PresentationRequest, signer: TokenSigner = held.person.signer): Promise<string> {
  return answerRequest(to, { credential: held.record, signer, now: clock });
}

function verify(presentation: string, expected: object): Promise<Answered> {
  return post(service, "/v1/verify", { presentation, expected });
}

describe("POST /v1/requests", () => {
  it("makes a request that the SDK takes, with a nonce of its own", async () => {
    const [first, second] = [await request(), await request({ ...TERMS, validFor: 60 })];
    expect(parseRequest(JSON.stringify(first))).toEqual({
      ...TERMS,
      type: "CscssMeRequest",
      nonce: first.nonce,
      expires: clock + 900,
    });
    expect(second.expires).toBe(clock + 60);
    expect(first.nonce).toHaveLength(32);
    expect(second.nonce).not.toBe(first.nonce);
  });

  it("refuses what is missing, too much, of another kind or unknown", async () => {
    const refused = [
      {},
      [],
      { ...TERMS, audience: "any" },
      { ...TERMS, audience: "" },
      { ...TERMS, audience: "x".repeat(201) },
      { ...TERMS, purpose: 17 },
      { ...TERMS, claims: [] },
      { ...TERMS, claims: "awardTitle" },
      { ...TERMS, claims: [1] },
      { ...TERMS, validFor: "900" },
      { ...TERMS, validFor: 59 },
      { ...TERMS, validFor: 3_601 },
      { ...TERMS, validFor: 60.5 },
      { ...TERMS, nonce: "A".repeat(32) },
    ];
    for (const terms of refused) expectProblem(await post(service, "/v1/requests", terms), 400, "ERR_ARGUMENT");
    const twice = { ...TERMS, claims: ["awardTitle", "awardTitle"] };
    expectProblem(await post(service, "/v1/requests", twice), 400, "ERR_REQUEST");
    const large = { ...TERMS, claims: Array.from({ length: 100 }, (_, index) => `${index}`.padStart(190, "x")) };
    expectProblem(await post(service, "/v1/requests", large), 413, "ERR_BODY_SIZE");
  });
});

describe("POST /v1/verify, an answer to a request", () => {
  it("is valid, with every check and the claims that were asked for", async () => {
    const asked = await request();
    const { status, body } = await verify(await answer(asked), { kind: "answer", nonce: asked.nonce });
    expect(status).toBe(200);
    expect(body.verdict).toBe("valid");
    expect(body.checks.map(({ id }: { id: string }) => id)).toEqual([...CHECK_IDS]);
    expect(Object.keys(body.disclosed).sort()).toEqual([...WANTED].sort());
    expect(body).toMatchObject({ missing: [], issuer: { name: "Università di Esempio", country: "IT" } });
    expect(body.block.number).toBe(await world.chain.provider.getBlockNumber());
  });

  it("counts once", async () => {
    const asked = await request();
    const expected = { kind: "answer", nonce: asked.nonce };
    const text = await answer(asked);
    const verdicts = await Promise.all([verify(text, expected), verify(text, expected)]);
    expect(verdicts.map(({ body }) => body.verdict).sort()).toEqual(["invalid", "valid"]);
    const again = await verify(text, expected);
    expect(again.body).toMatchObject({ verdict: "invalid", reason: { id: "holder-binding", code: "ERR_NONCE_USED" } });
  });

  it("is not used up by a thief", async () => {
    const asked = await request();
    const expected = { kind: "answer", nonce: asked.nonce };
    const stolen = await verify(await answer(asked, world.mallory.signer), expected);
    expect(stolen.body).toMatchObject({ verdict: "invalid", reason: { code: "ERR_NOT_THE_HOLDER" } });
    expect((await verify(await answer(asked), expected)).body.verdict).toBe("valid");
  });

  it("does not fit another request", async () => {
    const [asked, other] = [await request(), await request()];
    const { body } = await verify(await answer(asked), { kind: "answer", nonce: other.nonce });
    expect(body).toMatchObject({ verdict: "invalid", reason: { code: "ERR_NONCE" } });
  });

  it("needs a request that was made here and waits still", async () => {
    const text = await answer(await request());
    const foreign = { kind: "answer", nonce: "A".repeat(32) };
    expectProblem(await verify(text, foreign), 404, "ERR_REQUEST_UNKNOWN");
    const asked = await request({ ...TERMS, validFor: 60 });
    const late = await answer(asked);
    clock += 61;
    expectProblem(await verify(late, { kind: "answer", nonce: asked.nonce }), 404, "ERR_REQUEST_UNKNOWN");
  });
});

describe("POST /v1/verify, a standing presentation", () => {
  it("is valid for its audience until the holder withdraws it, and says what that means", async () => {
    const { text, grantId } = await release(world, held);
    const expected = { kind: "standing", audience: EMPLOYER };
    const { body } = await verify(text, expected);
    const binding = body.checks.find(({ id }: { id: string }) => id === "holder-binding");
    expect([body.verdict, binding.code]).toEqual(["valid", "STANDING"]);
    const others = await Promise.all([
      verify(text, { kind: "standing" }),
      verify(text, { ...expected, audience: "x" }),
    ]);
    expect(others.map((other) => other.body.reason.code)).toEqual(["ERR_AUDIENCE", "ERR_AUDIENCE"]);
    await act(world, held, { act: "withdrawGrant", grantId });
    expect((await verify(text, expected)).body).toMatchObject({
      verdict: "invalid",
      reason: { id: "grant", code: "ERR_GRANT_WITHDRAWN" },
    });
  });

  it("does not pass for an answer, nor an answer for it", async () => {
    const asked = await request();
    const { text } = await release(world, held);
    const passedOff = [
      await verify(text, { kind: "answer", nonce: asked.nonce }),
      await verify(await answer(asked), { kind: "standing", audience: EMPLOYER }),
    ];
    expect(passedOff.map(({ body }) => body.reason.code)).toEqual(["ERR_KEY_BINDING", "ERR_KEY_BINDING"]);
  });
});

describe("POST /v1/verify, anything else", () => {
  it("gives a verdict on whatever text is presented", async () => {
    const texts = ["x", "a.b.c~", "~~~", "\u0000", "😀".repeat(1000), `${"e30.".repeat(3)}~`, "[".repeat(100_000)];
    for (const text of texts) {
      const { status, body } = await verify(text, { kind: "standing" });
      expect([status, body.verdict, body.reason.id]).toEqual([200, "invalid", "format"]);
    }
  });

  it("refuses what does not say what it expects", async () => {
    const presentation = "a.b.c~";
    const refused = [
      { presentation },
      { presentation, expected: {} },
      { presentation, expected: "standing" },
      { presentation, expected: { kind: "any" } },
      { presentation, expected: { kind: "answer" } },
      { presentation, expected: { kind: "answer", nonce: "" } },
      { presentation, expected: { kind: "answer", nonce: "A".repeat(32), audience: EMPLOYER } },
      { presentation, expected: { kind: "standing", nonce: "A".repeat(32) } },
      { presentation: "", expected: { kind: "standing" } },
      { presentation: ["a.b.c~"], expected: { kind: "standing" } },
      { presentation, expected: { kind: "standing" }, network: {} },
    ];
    for (const body of refused) expectProblem(await post(service, "/v1/verify", body), 400, "ERR_ARGUMENT");
  });

  it("is asked with POST only", async () => {
    expectProblem(await ask(service, "/v1/verify"), 404, "ERR_NOT_FOUND");
  });
});

describe("the log", () => {
  it("holds nothing of what was asked, presented or found", async () => {
    const asked = await request({ ...TERMS, purpose: "Hiring of Ada Lovelace" });
    const text = await answer(asked);
    await verify(text, { kind: "answer", nonce: asked.nonce });
    await verify(text.slice(0, -10), { kind: "standing", audience: "hidden.example.com" });
    await ask(service, `/v1/issuers/${text.slice(0, 200)}`);
    await ask(service, { url: `/${text.slice(0, 200)}`, headers: { "x-request-id": text.slice(0, 50) } });
    const log = service.log.join("");
    expect(service.log.length).toBeGreaterThan(10);
    const { issuer, holder } = held.record.credential;
    const parts = [...text.split(/[.~]/), asked.nonce, "Lovelace", "hidden.example", EMPLOYER, "127.0.0.1"];
    for (const part of [...parts, issuer.address, holder.address, held.recordId]) {
      for (const piece of [part, part.slice(0, 40)]) expect(log).not.toContain(piece);
    }
  });
});
