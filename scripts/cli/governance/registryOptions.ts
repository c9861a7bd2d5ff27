import type { Options } from "../frame/Command.ts";

/** The papers behind an application or a decision. */
export const EVIDENCE: Options = {
  evidence: { type: "string", value: "FILE", help: "the papers; only their hash is published" },
};
/** Whom an organization may issue to, and what. */
export const SCOPE: Options = {
  authority: { type: "string", value: "direct|cross", help: "direct issues to enrolled holders, cross to any" },
  category: { type: "string", multiple: true, help: "what it may issue: higher_education, vocational, …" },
};
