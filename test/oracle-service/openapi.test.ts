import { Validator } from "@cfworker/json-schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RECORD_TYPES } from "../../sdk/credential/recordTypes.ts";
import { DIPLOMA } from "../fixtures/makeCredential.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import type { ApiDocument } from "./support/ask.ts";
import { ask } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

let world: World;
let service: TestService;
let document: ApiDocument;

beforeAll(async () => {
  world = await openWorld();
  service = await openService(world);
  document = (await service.app.inject("/openapi.json")).json();
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

describe("GET /openapi.json", () => {
  it("describes every route, in OpenAPI 3.1", () => {
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => [`${method} ${path}`, Object.keys(responses).join(" ")]),
    );
    expect(Object.fromEntries(operations)).toEqual({
      "get /v1/authorization": "200 400 429 500 503",
      "get /v1/issuers": "200 400 429 500 503",
      "get /v1/issuers/{issuer}": "200 400 404 429 500 503",
      "get /v1/issuers/{issuer}/history": "200 400 404 429 500 503",
      "get /trusted-issuers-registry/v5/issuers": "200 400 429 500 503",
      "get /trusted-issuers-registry/v5/issuers/{did}": "200 400 404 429 500 503",
      "get /trusted-issuers-registry/v5/issuers/{did}/attributes": "200 400 404 429 500 503",
      "get /trusted-issuers-registry/v5/issuers/{did}/attributes/{attribute}": "200 400 404 429 500 503",
      "post /authorization": "200 400 404 408 413 415 429 500 503",
      "post /recognition": "200 400 404 408 413 415 429 500 503",
      "post /v1/requests": "201 400 408 413 415 429 500 503",
      "post /v1/verify": "200 400 404 408 413 415 429 500 503",
      "post /v1/verify-many": "200 400 408 413 415 429 500 503",
      "get /v1/schemas": "200 429 500 503",
      "get /v1/templates": "200 429 500 503",
      "post /v1/applications": "200 201 400 404 408 409 413 415 429 500 503 507",
      "get /v1/applications": "200 400 429 500 503",
      "get /v1/applications/{application}": "200 400 404 429 500 503",
      "get /v1/applications/{application}/review": "200 400 403 404 429 500 503",
      "post /v1/applications/{application}/notes": "201 400 403 404 408 413 415 429 500 503",
      "post /v1/decisions/drafts": "200 400 408 409 413 415 429 500 503",
      "post /v1/decisions": "201 400 403 404 408 409 413 415 429 500 503",
      "post /v1/decisions/{decision}/approvals": "200 400 403 404 408 409 413 415 429 500 503",
      "get /v1/decisions": "200 400 429 500 503",
      "get /v1/decisions/{decision}": "200 400 404 429 500 503",
      "get /v1/audit": "200 400 403 429 500 503",
      "get /v1/stats": "200 400 429 500 503",
      "get /v1/alerts": "200 400 429 500 503",
      "get /healthz": "200",
      "get /readyz": "200 429 500 503",
    });
  });

  it("names no schema that is missing, and has none that nothing names", () => {
    const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(JSON.stringify(document)).not.toContain("readOnly");
  });

  it("gives errors as problem+json, and says what each means", () => {
    for (const methods of Object.values(document.paths)) {
      for (const { responses } of Object.values(methods)) {
        for (const [status, response] of Object.entries(responses)) {
          if (Number(status) < 400) continue;
          expect(response.content).toEqual({
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          });
        }
      }
    }
  });
});

describe("GET /v1/schemas", () => {
  it("has every type of record with a schema that judges claims", async () => {
    const { status, body } = await ask(service, "/v1/schemas");
    expect(status).toBe(200);
    expect(body.items.map(({ recordType }: { recordType: string }) => recordType)).toEqual(Object.keys(RECORD_TYPES));
    const degree = body.items.find(({ recordType }: { recordType: string }) => recordType === "degree");
    expect(degree).toMatchObject({ credentialType: "CscssMeDegree", categories: ["higher_education"] });
    const validator = new Validator(degree.schema, "2020-12", false);
    expect(validator.validate(DIPLOMA).valid).toBe(true);
    expect(validator.validate({ ...DIPLOMA, awardTitle: 7 }).valid).toBe(false);
  });
});

describe("GET /v1/templates", () => {
  it("asks for nothing that the records it names cannot answer", async () => {
    const { body: schemas } = await ask(service, "/v1/schemas");
    const { body } = await ask(service, "/v1/templates");
    expect(body.items.length).toBeGreaterThan(3);
    for (const { recordTypes, claims } of body.items) {
      for (const wanted of recordTypes) {
        const { schema } = schemas.items.find(({ recordType }: { recordType: string }) => recordType === wanted);
        expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(claims));
      }
    }
  });
});

describe("GET /healthz and /readyz", () => {
  it("say that the process lives, and which chain it reads", async () => {
    expect((await ask(service, "/healthz")).body).toEqual({ status: "alive" });
    const { body } = await ask(service, "/readyz");
    expect(body).toMatchObject({
      status: "ready",
      network: world.chain.network.name,
      block: { number: await world.chain.provider.getBlockNumber() },
    });
  });
});
