import { asCscssError } from "../errors/asCscssError.ts";
import { CscssError } from "../errors/CscssError.ts";
import { sleep } from "./sleep.ts";

const GIVES_UP_AFTER_MS = 60_000;

/** Asks a node again while it is away, with growing pauses, for a minute. Other errors come through at once. */
export async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
  const started = performance.now();
  for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
    try {
      return await ask();
    } catch (thrown) {
      const error = asCscssError(thrown);
      const away = error instanceof CscssError && error.code === "ERR_NODE_UNREACHABLE" && isConnection(thrown);
      if (!away || performance.now() - started > GIVES_UP_AFTER_MS) throw error;
      await sleep(pause);
    }
  }
}

/** What the node answered is an answer, also where it is no. */
function isConnection(error: unknown): boolean {
  const { code = "", cause, error: inner } = error as { code?: string; cause?: unknown; error?: unknown };
  if (/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT|TIMEOUT|NETWORK_ERROR|SERVER_ERROR)/.test(String(code)))
    return true;
  return [cause, inner].some((one) => typeof one === "object" && one !== null && isConnection(one));
}
