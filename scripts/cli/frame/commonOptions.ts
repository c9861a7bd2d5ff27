import type { Command, Need, Option, Options } from "./Command.ts";

/** What every command takes. */
const ALWAYS: Options = {
  json: { type: "boolean", help: "write the result as JSON" },
  quiet: { type: "boolean", help: "no progress, no remarks" },
  config: { type: "string", value: "FILE", help: "settings; the user's own unless told" },
  help: { type: "boolean", help: "show this" },
};

const OF_NEED: Readonly<Record<Need, Options>> = {
  chain: {
    network: { type: "string", value: "FILE", help: "the network file: the contracts you trust" },
    "rpc-url": { type: "string", value: "URL", help: "the node; http://127.0.0.1:8545 unless told" },
  },
  account: {
    keystore: { type: "string", value: "FILE", help: "the account that signs" },
    "password-file": { type: "string", value: "FILE", help: "its password (asked for if not given)" },
    gas: { type: "string", value: "auto|free|paid", help: "free: type 0 at price 0 (default: detected)" },
  },
  payer: {
    payer: { type: "string", value: "FILE", help: "keystore of another account that sends and pays" },
    "payer-password-file": { type: "string", value: "FILE", help: "its password" },
  },
  organization: {
    organization: { type: "string", value: "ADDRESS", help: "the organization (default: the one in --issuer)" },
    issuer: { type: "string", value: "FILE", help: "the organization's issuer file" },
  },
  issuer: {
    issuer: { type: "string", value: "FILE", help: "the organization's issuer file" },
    "issuer-password-file": { type: "string", value: "FILE", help: "its password (default: --password-file)" },
  },
  dictionary: {
    dictionary: { type: "string", value: "FILE", help: "a published dictionary: shorter records (default: none)" },
  },
  send: {
    yes: { type: "boolean", help: "do not ask back" },
    "dry-run": { type: "boolean", help: "print what would be sent, and stop" },
  },
};

/** Options that environment (CSCSS_…) and config file may set too. No secret is among them. */
export const SETTINGS: Options = {
  json: ALWAYS.json as Option,
  quiet: ALWAYS.quiet as Option,
  "link-base": { type: "string", value: "URL", help: "the page that links lead to" },
  ...OF_NEED.chain,
  ...OF_NEED.account,
  ...OF_NEED.payer,
  ...OF_NEED.organization,
  ...OF_NEED.issuer,
  ...OF_NEED.dictionary,
};

/** All options a command takes: its own first. */
export function optionsOf(command: Pick<Command<never>, "options" | "needs">): Options {
  return Object.assign({}, command.options, ...command.needs.map((need) => OF_NEED[need]), ALWAYS) as Options;
}
