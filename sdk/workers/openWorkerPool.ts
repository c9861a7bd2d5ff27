import type { Worker } from "node:worker_threads";
import { CscssError } from "../errors/CscssError.ts";
import type { FromWorker, ToWorker } from "./workerMessages.ts";
import { receivedError, sendableError } from "./workerMessages.ts";

/** Threads that each run the same script and take tasks. Close it, or the process stays alive. */
export interface WorkerPool<Task, Result> {
  readonly threads: number;
  /**
   * Gives a task to the thread that has the fewest.
   *
   * @param answer - answers what the thread asks meanwhile.
   * @throws ERR_WORKER if the thread breaks or the pool is closed; otherwise what the task threw, with its code.
   */
  run(task: Task, answer?: (asked: never) => Promise<unknown>): Promise<Result>;
  /** Ends the threads. What is under way fails. */
  close(): Promise<void>;
}

/** How a pool is opened. */
export interface WorkerPoolOptions {
  /** The path of a module from this folder, without its ending. */
  readonly script: string;
  /** As many as there are cores unless told. */
  readonly threads?: number | undefined;
  /** Handed to every thread when it starts. */
  readonly workerData?: unknown;
}

interface Open {
  readonly resolve: (value: never) => void;
  readonly reject: (error: CscssError) => void;
  readonly answer: ((asked: never) => Promise<unknown>) | undefined;
}

interface Thread {
  readonly worker: Worker;
  readonly open: Map<number, Open>;
}

/**
 * Opens a pool.
 *
 * @throws ERR_WORKER where there are no worker threads, as in browsers.
 */
export function openWorkerPool<Task, Result>(options: WorkerPoolOptions): WorkerPool<Task, Result> {
  const node = globalThis.process?.getBuiltinModule;
  if (node === undefined) throw broken("Worker threads need Node. Leave the workers out to work in this thread.");
  const { threads = node("node:os").availableParallelism() } = options;
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new CscssError("ERR_ARGUMENT", `${threads} is not a number of threads from 1 to 256.`);
  }
  // Run from sources or compiled: the script beside this file ends as this file does. No literal, for bundlers.
  const file = `./${options.script}${import.meta.url.slice(import.meta.url.lastIndexOf("."))}`;
  const script = new URL(file, import.meta.url);
  const pool: Thread[] = [];
  let tasks = 0;
  let closed = false;
  let closing: Promise<unknown> | undefined;

  function start(): Thread {
    const { Worker } = (node as NonNullable<typeof node>)("node:worker_threads");
    const thread: Thread = { worker: new Worker(script, { workerData: options.workerData }), open: new Map() };
    const { worker, open } = thread;
    worker.on("message", (message: FromWorker) => receive(thread, message));
    const fail = (problem: string): void => {
      pool.splice(pool.indexOf(thread), pool.includes(thread) ? 1 : 0);
      for (const { reject } of open.values()) reject(broken(problem));
      open.clear();
    };
    worker.on("error", (error) => fail(`A worker thread broke: ${error.message}`));
    worker.on("messageerror", (error) => fail(`A worker thread said what cannot be read: ${error.message}`));
    worker.on("exit", (code) => fail(closed ? "The worker threads were closed." : `A worker thread ended (${code}).`));
    // Idle threads keep no process alive; work that is waited for does.
    worker.unref();
    return thread;
  }

  function receive({ worker, open }: Thread, message: FromWorker): void {
    const task = open.get(message.id);
    if (task === undefined) return;
    if (message.kind === "result") {
      open.delete(message.id);
      if (open.size === 0) worker.unref();
      if (message.error === undefined) task.resolve(message.value as never);
      else task.reject(receivedError(message.error));
      return;
    }
    const { question, asked } = message;
    const reply = (rest: { value?: unknown; error?: ReturnType<typeof sendableError> }): void =>
      worker.postMessage({ kind: "answer", question, ...rest } satisfies ToWorker);
    const answering = task.answer?.(asked as never) ?? Promise.reject(broken("Nobody answers this task's questions."));
    answering.then(
      (value) => reply({ value }),
      (error) => reply({ error: sendableError(error) }),
    );
  }

  return {
    threads,
    run(task, answer) {
      if (closed) return Promise.reject(broken("The worker threads were closed."));
      // A thread that broke is replaced by the next task.
      if (pool.length < threads && pool.every(({ open }) => open.size > 0)) pool.push(start());
      const thread = pool.reduce((least, other) => (other.open.size < least.open.size ? other : least));
      const id = tasks++;
      return new Promise((resolve, reject) => {
        // First, because what cannot be sent must not keep the thread.
        thread.worker.postMessage({ kind: "task", id, task } satisfies ToWorker);
        thread.worker.ref();
        thread.open.set(id, { resolve, reject, answer });
      });
    },
    async close() {
      closed = true;
      closing ??= Promise.all([...pool].map(({ worker }) => worker.terminate()));
      await closing;
    },
  };
}

function broken(problem: string): CscssError {
  return new CscssError("ERR_WORKER", problem);
}
