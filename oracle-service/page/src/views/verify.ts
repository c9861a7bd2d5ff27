import { CscssError } from "@cscss-me/sdk";
import type { Expectation } from "@cscss-me/sdk/verify";
import { parseRequest } from "@cscss-me/sdk/verify";
import { decodeOrNothing, verifyHere } from "../chain/verifyHere.ts";
import { button, el } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Given } from "../input/givenIn.ts";
import { givenIn } from "../input/givenIn.ts";
import { MOST_MEGABYTES, readFile } from "../input/readFile.ts";
import type { App } from "./App.ts";
import { drawScanner } from "./scanner.ts";

/** Takes a presentation in: as a file, a text, or through the camera. */
export function drawVerify(app: App): HTMLElement {
  const { text, desk } = app;
  const { page } = text.messages;
  const problem = desk.problem?.(text);
  return el(
    "section",
    { class: "intake", "aria-labelledby": "heading" },
    el("h1", { id: "heading", tabindex: "-1" }, page.verifyTitle),
    el("p", { class: "lead" }, page.verifyLead),
    problem !== undefined &&
      el("p", { class: "problem", role: "alert", id: "problem" }, icon("notCheckable"), el("bdi", {}, problem)),
    el("div", { class: "ways" }, drawDropzone(app), drawForm(app)),
  );
}

/** Stands where the verdict will be, so that no earlier one is taken for it. */
export function drawVerifying({ text }: App): HTMLElement {
  const { page } = text.messages;
  return el(
    "section",
    { "aria-labelledby": "heading", "aria-busy": "true" },
    el("h1", { id: "heading", tabindex: "-1" }, page.verifying),
  );
}

/** Verifies what lies on the desk and shows the finding, or what is still needed for it. */
export async function verifyDesk(app: App): Promise<void> {
  const { desk, place } = app;
  desk.problem = undefined;
  desk.finding = undefined;
  const expected = expectationOf(app);
  desk.verifying = expected !== undefined;
  desk.begun++;
  app.show();
  if (expected === undefined) return;
  const turn = desk.begun;
  try {
    const finding = await verifyHere(place, desk.presentation, expected);
    // Something else was put on the desk meanwhile.
    if (turn !== desk.begun) return;
    desk.finding = finding;
  } finally {
    if (turn === desk.begun) {
      desk.verifying = false;
      app.show();
    }
  }
}

/** What the presentation has to be; undefined if the request it answers is missing or wrong, which the desk then says. */
function expectationOf({ desk }: App): Expectation | undefined {
  const { audience, request } = desk;
  const binding = decodeOrNothing(desk.presentation)?.keyBinding.claims;
  desk.needsRequest = binding !== undefined && binding.grant === undefined;
  if (!desk.needsRequest) return { kind: "standing", ...(audience === "" ? {} : { audience }) };
  if (request.trim() === "") {
    desk.problem = ({ messages }) => messages.page.requestHint;
    return undefined;
  }
  try {
    return { kind: "answer", request: parseRequest(request) };
  } catch (error) {
    if (!(error instanceof CscssError)) throw error;
    desk.problem = ({ messages, fill }) => fill(messages.page.requestWrong, { problem: error.message });
    return undefined;
  }
}

function drawDropzone(app: App): HTMLElement {
  const { page } = app.text.messages;
  const input = el("input", { type: "file", id: "file", class: "for-ears" });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void takeFile(app, file);
  });
  const zone = el(
    "div",
    { class: "drop" },
    icon("file", 44),
    el("p", { class: "drop-title" }, page.dropTitle),
    el("p", { class: "hint", id: "file-hint" }, page.dropHint),
    input,
    el("label", { for: "file", class: "button" }, page.chooseFile),
    drawScanner(app, (found) => take(app, givenIn(found))),
  );
  input.setAttribute("aria-describedby", "file-hint");
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    zone.classList.toggle("over", is);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) void takeFile(app, file);
    else void take(app, givenIn(event.dataTransfer?.getData("text") ?? ""));
  });
  return zone;
}

function drawForm(app: App): HTMLElement {
  const { text, desk } = app;
  const { page } = text.messages;
  const paste = el("textarea", {
    id: "paste",
    rows: desk.needsRequest ? 3 : 6,
    required: true,
    spellcheck: "false",
    autocomplete: "off",
    placeholder: page.pasteHint,
  });
  paste.value = desk.presentation;
  // Kept, should the language be changed before it is sent.
  paste.addEventListener("input", () => {
    desk.presentation = paste.value;
  });
  const audience = el("input", {
    id: "audience",
    maxlength: 200,
    autocomplete: "organization",
    "aria-describedby": "audience-hint",
  });
  audience.value = desk.audience;
  const request = el("textarea", {
    id: "request",
    rows: 4,
    spellcheck: "false",
    autocomplete: "off",
    "aria-describedby": "problem",
  });
  request.value = desk.request;
  const form = el(
    "form",
    { class: "form" },
    el("label", { for: "paste" }, page.paste),
    paste,
    desk.needsRequest && el("label", { for: "request" }, page.request),
    desk.needsRequest && request,
    el("label", { for: "audience" }, `${page.audience} (${page.optional})`),
    el("p", { class: "hint", id: "audience-hint" }, page.audienceHint),
    audience,
    el("button", { class: "button primary" }, page.check),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.audience = audience.value.trim();
    desk.request = request.value;
    void take(app, givenIn(paste.value));
  });
  return form;
}

/** Puts what was given on the desk and verifies it; a request waits there for its answer. */
export async function take(app: App, given: Given): Promise<void> {
  const { desk } = app;
  if ("request" in given) desk.request = given.request;
  else desk.presentation = given.presentation;
  if (desk.presentation !== "") return verifyDesk(app);
  desk.needsRequest = true;
  app.show();
}

async function takeFile(app: App, file: File): Promise<void> {
  const found = await readFile(file);
  if (typeof found === "string") return take(app, givenIn(found));
  app.desk.problem = ({ messages: { page }, fill }) =>
    fill(found.kind === "unreadable" ? page.unreadable : page[found.kind], {
      name: file.name,
      megabytes: MOST_MEGABYTES,
      problem: found.kind === "unreadable" ? found.problem : "",
    });
  app.show();
}

/** The way back to an empty desk. */
export function drawAnother(app: App): HTMLButtonElement {
  return button({ class: "button" }, app.text.messages.page.another, () => {
    const { desk } = app;
    Object.assign(desk, { presentation: "", request: "", needsRequest: false, problem: undefined, finding: undefined });
    app.show();
  });
}
