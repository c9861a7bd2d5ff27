#!/usr/bin/env node
import { COMMANDS } from "./commands.ts";
import { runCli } from "./frame/runCli.ts";
import { terminalPrompt } from "./terminal/prompt.ts";

// The command line of CSCSS ME: `npm run -s cscss -- …` in a checkout, `cscss …` once installed.
const { stdin, stdout, stderr, env } = process;
// Ctrl-C ends with 130; commands that have something to bring to an end take it over.
process.on("SIGINT", () => {
  if (process.listenerCount("SIGINT") === 1) process.exit(130);
});
// Whoever reads us may stop early, as `head` does.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exitCode = await runCli(process.argv.slice(2), COMMANDS, {
  env,
  stdout,
  stderr,
  prompt: terminalPrompt(stdin, stderr),
});
