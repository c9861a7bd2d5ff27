import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { ConfigError } from "./config/ConfigError.ts";
import { connectNode } from "./config/connectNode.ts";
import type { Config } from "./config/readConfig.ts";
import { readConfig } from "./config/readConfig.ts";

try {
  await serve(readConfig(process.env, (path) => readFileSync(path, "utf8")));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}

async function serve(config: Config): Promise<void> {
  const { limits, trustedProxies, logLevel, host, port, page } = config;
  const { chain, provider } = connectNode(config);
  const app = await buildApp({ chain, limits, trustedProxies, log: { level: logLevel }, ...(page && { page }) });
  app.addHook("onClose", async () => provider.destroy());
  await app.listen({ host, port });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(app, config.stopMs));
}

/** Lets running requests end, but not for ever; a second signal ends the process at once, as signals do. */
async function stop(app: FastifyInstance, milliseconds: number): Promise<void> {
  const deadline = setTimeout(() => {
    app.log.error("connections were still open after the time to stop");
    process.exit(1);
  }, milliseconds);
  await app.close();
  clearTimeout(deadline);
  app.log.info("stopped");
}
