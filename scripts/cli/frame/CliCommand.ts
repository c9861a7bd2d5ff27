import type { Command } from "./Command.ts";
import type { Session } from "./Session.ts";

/** A command of cscss. */
export type CliCommand = Command<Session>;
