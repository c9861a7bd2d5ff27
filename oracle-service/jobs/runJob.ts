import { setTimeout as sleep } from "node:timers/promises";
import { traceOf } from "../errors/traceOf.ts";
import type { Alerts } from "../services/alerts.ts";
import type { JobLog } from "./JobLog.ts";

/** Work that is done again and again as long as the service runs. */
export interface Job {
  readonly name: string;
  /** Milliseconds from the end of one run to the begin of the next. */
  readonly pauseMs: number;
  /** Does what there is to do. Told to stop, it ends at the next point where nothing is half done. */
  run(signal: AbortSignal): Promise<void>;
}

/** What jobs report to. */
export interface JobSurroundings {
  readonly alerts: Alerts;
  readonly log: JobLog;
}

/**
 * Runs a job until it is stopped. A run that fails is told by an alert, and tried again after the pause; one that works
 * ends the alert.
 *
 * @returns the function that stops it, and resolves when the run that was under way has ended.
 */
export function runJob(job: Job, { alerts, log }: JobSurroundings): () => Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  let failing: boolean | undefined;

  async function once(): Promise<void> {
    try {
      await job.run(signal);
      if (failing !== false) await alerts.settle("job", job.name);
      failing = false;
    } catch (error) {
      const trace = traceOf(error);
      log.warn({ job: job.name, cause: trace }, "a job failed and will be tried again");
      if (failing !== true) await alerts.raise("job", job.name, `The last run failed: ${trace.code ?? trace.type}.`);
      failing = true;
    }
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      // The store may be away too; then nobody can be told but the log.
      await once().catch((error: unknown) => log.error({ job: job.name, cause: traceOf(error) }, "no alert was kept"));
      await sleep(job.pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const running = loop();
  return async () => {
    stop.abort();
    await running;
  };
}
