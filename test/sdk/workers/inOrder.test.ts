import { describe, expect, it } from "vitest";
import { inOrder } from "../../../sdk/workers/inOrder.ts";
import { collect } from "../../fixtures/collect.ts";
import fc from "../../fixtures/fastCheck.ts";

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

describe("inOrder", () => {
  it("gives everything once and in its order, however long each part takes, and no more at once than it may", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 30 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (items, size, atOnce, asynchronous) => {
          let [running, most] = [0, 0];
          async function* slowly(): AsyncGenerator<number> {
            for (const item of items) {
              await turns(item);
              yield item;
            }
          }
          const work = async (part: readonly number[]): Promise<number[]> => {
            most = Math.max(most, ++running);
            await turns(part[0] ?? 0);
            running--;
            return part.map((item) => item * 2);
          };
          const parts = await collect(inOrder(asynchronous ? slowly() : items, work, { size, atOnce }));
          expect(parts.flatMap(({ taken }) => taken)).toEqual(items);
          expect(parts.flatMap(({ result }) => result)).toEqual(items.map((item) => item * 2));
          expect(parts.slice(0, -1).every(({ taken }) => taken.length === size)).toBe(true);
          expect(most).toBeLessThanOrEqual(atOnce);
        },
      ),
    );
  });

  it("gives what is done while the input keeps it waiting", async () => {
    async function* stalling(): AsyncGenerator<number> {
      yield 1;
      await new Promise(() => undefined);
    }
    const parts = inOrder(stalling(), async ([item]) => item, { size: 1, atOnce: 3 });
    expect((await parts.next()).value).toEqual({ taken: [1], result: 1 });
  });

  it("throws what the work throws in its turn, and closes the input", async () => {
    let closed = false;
    function* input(): Generator<number> {
      try {
        for (let item = 0; ; item++) yield item;
      } finally {
        closed = true;
      }
    }
    const seen: unknown[] = [];
    const failing = async (): Promise<void> => {
      const work = async ([item]: readonly number[]): Promise<number> => {
        if (item === 3) throw new Error("the third");
        return item ?? -1;
      };
      for await (const { result } of inOrder(input(), work, { size: 1, atOnce: 4 })) seen.push(result);
    };
    await expect(failing()).rejects.toThrow("the third");
    expect(seen).toEqual([0, 1, 2]);
    expect(closed).toBe(true);
  });

  it("takes nothing from the input once it is told to end", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    let taken = 0;
    function* input(): Generator<number> {
      yield ++taken;
    }
    await expect(collect(inOrder(input(), async () => 0, { size: 1, atOnce: 1, signal }))).rejects.toThrow("enough");
    expect(taken).toBe(0);
  });
});
