import { describe, expect, it } from "vitest";
import type { ApiDescription } from "../../../oracle-service/page/src/registry/apiDescription.ts";
import { addressOf, exampleOf, operationsOf } from "../../../oracle-service/page/src/registry/apiDescription.ts";

const DESCRIPTION: ApiDescription = {
  paths: {
    "/v1/things/{thing}": {
      get: {
        summary: "One thing",
        tags: ["things"],
        parameters: [
          { name: "thing", in: "path", required: true },
          { name: "at", in: "query" },
          { name: "content-type", in: "header" },
        ],
      },
      post: { requestBody: { content: { "application/json": { schema: { type: "object" } } } } },
    },
  },
  components: { schemas: { Thing: { type: "object", required: ["kind"], properties: { kind: { const: "thing" } } } } },
};

describe("operationsOf", () => {
  it("gives every question with what it takes, without what is the browser's to send", () => {
    const [one, other] = operationsOf(DESCRIPTION);
    expect(one).toMatchObject({ method: "GET", path: "/v1/things/{thing}", summary: "One thing", tag: "things" });
    expect(one?.parameters.map(({ name }) => name)).toEqual(["thing", "at"]);
    expect(one).not.toHaveProperty("body");
    expect(other).toMatchObject({ method: "POST", tag: "", body: { type: "application/json" } });
  });
});

describe("addressOf", () => {
  it("keeps values in their place, whatever they hold", () => {
    const [one] = operationsOf(DESCRIPTION);
    if (one === undefined) throw new Error("There is none.");
    expect(addressOf(one, new Map([["thing", "../a?b#c/d"]]))).toBe("v1/things/..%2Fa%3Fb%23c%2Fd");
    const values = new Map([
      ["thing", "x"],
      ["at", "1&limit=2"],
    ]);
    expect(addressOf(one, values)).toBe("v1/things/x?at=1%26limit%3D2");
  });
});

describe("exampleOf", () => {
  it("holds what has to be there, and nothing else", () => {
    const schema = {
      type: "object",
      required: ["text", "flag", "count", "many", "few", "either", "named", "seconds", "chosen"],
      properties: {
        text: { type: "string" },
        flag: { type: "boolean" },
        count: { type: "integer", minimum: 60 },
        many: { type: "array", minItems: 1, items: { type: "string" } },
        few: { type: "array", items: { type: "string" } },
        either: { anyOf: [{ type: "string" }, { type: "integer" }] },
        named: { $ref: "#/components/schemas/Thing" },
        seconds: { type: "integer", default: 900 },
        chosen: { enum: ["admit", "suspend"] },
        other: { type: "string" },
      },
    };
    expect(exampleOf(schema, DESCRIPTION)).toEqual({
      text: "",
      flag: false,
      count: 60,
      many: [""],
      few: [],
      either: "",
      named: { kind: "thing" },
      seconds: 900,
      chosen: "admit",
    });
    expect(exampleOf({ $ref: "#/components/schemas/Missing" }, DESCRIPTION)).toBeNull();
  });
});
