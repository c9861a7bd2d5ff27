#!/usr/bin/env node
import { COMMAND_INDEX } from "./commandIndex.ts";
import { runCli } from "./frame/runCli.ts";

// The command line of CSCSS ME: `npm run -s cscss -- …` in a checkout, `cscss …` once installed.
const { stdin, stdout, stderr, env } = process;
// Ctrl-C ends with 130; commands that have something to bring to an end take it over.
process.on("SIGINT", () => {
  if (process.listenerCount("SIGINT") === 1) process.exit(130);
});
// Whoever reads us may stop early, as `head` does.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
try {
  process.exitCode = await runCli(process.argv.slice(2), COMMAND_INDEX, {
    env,
    stdout,
    stderr,
    openPrompt: async () => (await import("./terminal/prompt.ts")).terminalPrompt(stdin, stderr),
  });
} catch (error) {
  // In a checkout that was never built, files that are made from the contracts are not there to be loaded.
  const { code, url = "" } = error as { readonly code?: string; readonly url?: string };
  if (code !== "ERR_MODULE_NOT_FOUND" || !url.includes("/sdk/generated/")) throw error;
  stderr.write("sdk/generated is missing: run npm run build.\n");
  process.exitCode = 1;
}
