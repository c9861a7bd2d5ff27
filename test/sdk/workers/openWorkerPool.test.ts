import { afterEach, describe, expect, it } from "vitest";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { WorkerPool } from "../../../sdk/workers/openWorkerPool.ts";
import { openWorkerPool } from "../../../sdk/workers/openWorkerPool.ts";

const SCRIPT = "../../test/fixtures/breakingWorker";

describe("A pool of worker threads", () => {
  let pool: WorkerPool<{ what: string; value?: unknown }, unknown>;
  const open = (threads = 1): void => {
    pool = openWorkerPool({ script: SCRIPT, threads });
  };
  afterEach(() => pool?.close());

  it("gives back what its tasks come to, many at once", async () => {
    open(2);
    const values = Array.from({ length: 30 }, (_, value) => value);
    expect(await Promise.all(values.map((value) => pool.run({ what: "echo", value })))).toEqual(values);
  });

  it("answers what a thread asks, and passes on with its code what the answer throws", async () => {
    open();
    const asked: unknown[] = [];
    const answer = async (question: never): Promise<unknown> => {
      asked.push(question);
      if (question === "bad")
        throw new CscssError("ERR_NODE_BEHIND", "The node is behind.", { details: { block: 7n } });
      return { block: 8n };
    };
    expect(await pool.run({ what: "ask", value: "good" }, answer)).toEqual({ block: 8n });
    const failing = pool.run({ what: "ask", value: "bad" }, answer);
    await expect(failing).rejects.toMatchObject({ code: "ERR_NODE_BEHIND", details: { block: "7" } });
    await expect(failing).rejects.toBeInstanceOf(CscssError);
    await expect(pool.run({ what: "ask" })).rejects.toMatchObject({ code: "ERR_WORKER" });
    expect(asked).toEqual(["good", "bad"]);
  });

  it("tells what a task threw, and goes on", async () => {
    open();
    await expect(pool.run({ what: "throw" })).rejects.toMatchObject({
      code: "ERR_WORKER",
      message: expect.stringContaining("not what was expected"),
    });
    expect(await pool.run({ what: "echo", value: 1 })).toBe(1);
  });

  it.each(["exit", "break"])("reports a thread that does %s, fails what it had, and replaces it", async (what) => {
    open();
    const [hanging, breaking] = [pool.run({ what: "hang" }), pool.run({ what })];
    const outcomes = what === "exit" ? [hanging, breaking] : [hanging];
    for (const outcome of outcomes) await expect(outcome).rejects.toMatchObject({ code: "ERR_WORKER" });
    await breaking.catch(() => undefined);
    expect(await pool.run({ what: "echo", value: 2 })).toBe(2);
  });

  it("fails what is under way when it is closed, and takes nothing any more", async () => {
    open(2);
    const hanging = [pool.run({ what: "hang" }), pool.run({ what: "hang" }), pool.run({ what: "hang" })];
    const failed = Promise.all(hanging.map((one) => expect(one).rejects.toMatchObject({ code: "ERR_WORKER" })));
    await pool.close();
    await failed;
    await expect(pool.run({ what: "echo" })).rejects.toMatchObject({ code: "ERR_WORKER" });
    await pool.close();
  });

  it("reports a script that is not there", async () => {
    pool = openWorkerPool({ script: "noSuchWorker", threads: 1 });
    await expect(pool.run({ what: "echo" })).rejects.toMatchObject({ code: "ERR_WORKER" });
  });

  it.each([0, -1, 1.5, 257])("does not open with %d threads", (threads) => {
    expect(() => openWorkerPool({ script: SCRIPT, threads })).toThrow(
      expect.objectContaining({ code: "ERR_ARGUMENT" }),
    );
  });
});
