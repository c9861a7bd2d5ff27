import { parentPort } from "node:worker_threads";
import { CscssError } from "../errors/CscssError.ts";
import type { FromWorker, SentError, ToWorker } from "./workerMessages.ts";
import { receivedError, sendableError } from "./workerMessages.ts";

/** Asks the thread that gave the task. @throws what the answer threw, with its code. */
export type Ask = (asked: unknown) => Promise<unknown>;

/** Takes tasks in a worker thread, for as long as the pool is open. */
export function serveTasks<Task>(work: (task: Task, ask: Ask) => Promise<unknown>): void {
  if (parentPort === null) throw new CscssError("ERR_WORKER", "This module runs in a worker thread only.");
  const port = parentPort;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: CscssError): void }>();
  let questions = 0;
  const send = (message: FromWorker): void => port.postMessage(message);

  async function serve(id: number, task: Task): Promise<void> {
    const ask: Ask = (asked) =>
      new Promise((resolve, reject) => {
        const question = questions++;
        waiting.set(question, { resolve, reject });
        send({ kind: "question", id, question, asked });
      });
    try {
      send({ kind: "result", id, value: await work(task, ask) });
    } catch (error) {
      send({ kind: "result", id, error: sendableError(error) });
    }
  }

  function settle(question: number, { value, error }: { value?: unknown; error?: SentError }): void {
    const asked = waiting.get(question);
    waiting.delete(question);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(receivedError(error));
  }

  port.on("message", (message: ToWorker) => {
    if (message.kind === "answer") settle(message.question, message);
    else void serve(message.id, message.task as Task);
  });
}
