import { el } from "../dom/element.ts";
import type { ApiDescription, Operation } from "../registry/apiDescription.ts";
import { addressOf, exampleOf, operationsOf } from "../registry/apiDescription.ts";
import { askService, ServiceProblem } from "../registry/askService.ts";
import type { Answer } from "../registry/sendRequest.ts";
import { sendRequest } from "../registry/sendRequest.ts";
import type { App } from "./App.ts";
import { later } from "./later.ts";

/** Every question the service answers, to be tried. */
export function drawApi(app: App): HTMLElement {
  const { page } = app.text.messages;
  return el(
    "section",
    { "aria-labelledby": "heading" },
    el("h1", { id: "heading", tabindex: "-1" }, page.apiTitle),
    el("p", { class: "lead" }, page.apiLead),
    later(
      app,
      () => askService<ApiDescription>("openapi.json"),
      (description) => drawQuestions(app, description),
    ),
  );
}

function drawQuestions(app: App, description: ApiDescription): HTMLElement {
  const operations = operationsOf(description);
  const groups = Object.entries(Object.groupBy(operations, ({ tag }) => tag)).map(([tag, ofTag = []]) =>
    el(
      "optgroup",
      { label: description.tags?.find(({ name }) => name === tag)?.description ?? tag },
      ...ofTag.map((operation) =>
        el("option", { value: operations.indexOf(operation) }, `${operation.method} ${operation.path}`),
      ),
    ),
  );
  const select = el("select", { id: "operation" }, ...groups);
  const box = el("div", { class: "question" });
  const show = (): void => {
    const operation = operations[Number(select.value)];
    if (operation !== undefined) box.replaceChildren(drawForm(app, operation, description));
  };
  select.addEventListener("change", show);
  show();
  const label = el("label", { for: "operation" }, app.text.messages.page.operation);
  return el("div", {}, el("div", { class: "form" }, label, select), box);
}

/** The fields of one question, and what came of it. */
function drawForm(app: App, operation: Operation, description: ApiDescription): HTMLElement {
  const { page } = app.text.messages;
  const values = new Map<string, HTMLInputElement>();
  const fields = operation.parameters.flatMap(({ name, required = false, description: hint }) => {
    const input = el("input", { id: `value-${name}`, autocomplete: "off", required, dir: "auto" });
    values.set(name, input);
    const label = el("label", { for: `value-${name}` }, el("code", {}, name), required && ` (${page.needed})`);
    return [label, input, ...(hint === undefined ? [] : [el("p", { class: "hint", lang: "en" }, hint)])];
  });
  const body = drawBody(app, operation, description);
  const token = el("input", {
    id: "token",
    type: "password",
    autocomplete: "off",
    "aria-describedby": "token-hint",
  });
  const told = el("div", { class: "answer", role: "status", "aria-live": "polite" });
  const send = el("button", { class: "button primary" }, page.send);
  const form = el(
    "form",
    { class: "form" },
    el("p", { lang: "en" }, operation.summary),
    ...fields,
    ...body.fields,
    el("label", { for: "token" }, page.token),
    token,
    el("p", { class: "hint", id: "token-hint" }, page.tokenHint),
    send,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.replaceChildren(el("p", { class: "hint" }, page.sending));
    send.disabled = true;
    const filled = new Map([...values].map(([name, input]) => [name, input.value.trim()]));
    const headers = { ...body.headers(), ...(token.value === "" ? {} : { authorization: `Bearer ${token.value}` }) };
    const content = body.content();
    const request = { method: operation.method, headers, ...(content === undefined ? {} : { body: content }) };
    try {
      told.replaceChildren(drawAnswer(app, await sendRequest(addressOf(operation, filled), request)));
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      told.replaceChildren(el("p", { class: "problem" }, app.text.fill(page.serviceFailed, { code: error.code })));
    } finally {
      send.disabled = false;
    }
  });
  return el("div", {}, form, told);
}

/** What is sent with a question: nothing, JSON that was begun, or a file. */
function drawBody({ text }: App, { body }: Operation, description: ApiDescription) {
  const { page } = text.messages;
  if (body === undefined) return { fields: [], headers: () => ({}), content: () => undefined };
  const label = el("label", { for: "body" }, page.body);
  if (body.type !== "application/json") {
    const input = el("input", { id: "body", type: "file", required: true });
    return {
      fields: [label, input],
      headers: () => ({ "content-type": input.files?.[0]?.type || body.type }),
      content: () => input.files?.[0],
    };
  }
  const area = el("textarea", { id: "body", rows: 10, spellcheck: "false", autocomplete: "off" });
  area.value = JSON.stringify(exampleOf(body.schema, description), undefined, 2);
  return { fields: [label, area], headers: () => ({ "content-type": body.type }), content: () => area.value };
}

function drawAnswer({ text }: App, { status, type, text: body, milliseconds }: Answer): HTMLElement {
  const { page } = text.messages;
  const line = text.fill(page.answered, { status, type, milliseconds: text.number(milliseconds) });
  return el(
    "div",
    {},
    el("p", { class: `status ${status < 400 ? "good" : "bad"}` }, line),
    el("pre", { tabindex: "0", dir: "ltr" }, readable(type, body)),
  );
}

/** With line breaks, where it is one JSON value; else as it came: a proxy may have cut it, or answered in its place. */
function readable(type: string, body: string): string {
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type)) return body;
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
