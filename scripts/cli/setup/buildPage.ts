import { spawn } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CscssError } from "@cscss-me/sdk";

/**
 * Builds the service's page where the service runs from its sources and the page was never built. An installed service
 * brings it along.
 *
 * @throws ERR_SERVICE_START with what the build said.
 */
export async function buildPage(onBegin: () => void): Promise<void> {
  const server = fileURLToPath(import.meta.resolve("@cscss-me/oracle-service/server"));
  const built = join(dirname(server), "..", "dist", "page");
  if (!server.endsWith(".ts") || existsSync(join(built, "index.html"))) return;
  onBegin();
  const vite = join(dirname(createRequire(server).resolve("vite/package.json")), "bin", "vite.js");
  const config = join(dirname(server), "page", "vite.config.ts");
  // Elsewhere first: a build that was cut short is not taken for the page, and of two at a time one is.
  const draft = `${built}.${process.pid}`;
  try {
    await run([vite, "build", "--config", config, "--outDir", draft, "--emptyOutDir", "--logLevel", "error"]);
    if (!existsSync(join(built, "index.html"))) renameSync(draft, built);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve();
      reject(new CscssError("ERR_SERVICE_START", `The page could not be built: ${said.trim()}`));
    });
  });
}
