import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import type { TestService } from "./openService.ts";

interface Documented {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** What of an OpenAPI document the tests read. */
export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Documented>> }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** An answer, as far as the tests look at it. */
export interface Answered {
  readonly status: number;
  readonly headers: LightMyRequestResponse["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: every route answers with something else, and the document says what
  readonly body: any;
}

/** Asks the service, and makes sure that its own OpenAPI document describes what it answered. */
export async function ask(service: TestService, request: InjectOptions | string): Promise<Answered> {
  const response = await service.app.inject(request);
  const { method = "GET", url = "" } = typeof request === "string" ? { url: request } : request;
  const status = response.statusCode;
  const body = response.json();
  await expectDocumented(service, { method, url: String(url), status, type: contentType(response), body });
  return { status, headers: response.headers, body };
}

/** A POST of JSON. */
export function post(service: TestService, url: string, payload: object): Promise<Answered> {
  return ask(service, { method: "POST", url, payload });
}

/** It is a problem with this status and code, in the form of RFC 9457. */
export function expectProblem({ status, headers, body }: Answered, wanted: number, code: string): void {
  expect({ status, code: body.code, detail: body.detail }).toMatchObject({ status: wanted, code });
  expect(body).toMatchObject({ status: wanted, type: `urn:cscss-me:error:${code}` });
  expect(body.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
  for (const words of [body.title, body.detail, body.solve]) expect(words).not.toBe("");
  if (wanted === 503 || wanted === 429) expect(Number(headers["retry-after"])).toBeGreaterThan(0);
}

/** The service's description of itself. */
async function documentOf({ app }: TestService): Promise<ApiDocument> {
  await app.ready();
  return app.swagger() as unknown as ApiDocument;
}

interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

async function expectDocumented(service: TestService, { method, url, status, type, body }: Exchange): Promise<void> {
  const { paths, components } = await documentOf(service);
  const path = Object.keys(paths).find((template) => matches(template, url.split("?")[0] ?? ""));
  const operation = path === undefined ? undefined : paths[path]?.[method.toLowerCase()];
  // What is no route answers with a problem all the same.
  const schema = operation
    ? operation.responses[status]?.content?.[type]?.schema
    : { $ref: "#/components/schemas/Problem" };
  expect(schema, `${method} ${url} answered ${status} ${type}, which is not documented`).toBeDefined();
  const { valid, errors } = new Validator({ ...schema, components }, "2020-12", false).validate(body);
  expect(valid, JSON.stringify(errors.slice(-2))).toBe(true);
}

function matches(template: string, path: string): boolean {
  const [wanted, found] = [template.split("/"), path.split("/")];
  return wanted.length === found.length && wanted.every((part, at) => part.startsWith("{") || part === found[at]);
}

function contentType({ headers }: LightMyRequestResponse): string {
  return String(headers["content-type"]).split(";")[0] ?? "";
}
