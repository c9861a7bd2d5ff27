import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { impatientStream, ReaderTooSlow } from "../../oracle-service/plugins/impatientStream.ts";

/** Twenty lines, each made in so many milliseconds. */
async function* lines(milliseconds = 0): AsyncGenerator<string, void> {
  for (let line = 0; line < 20; line++) {
    vi.advanceTimersByTime(milliseconds);
    yield `${line}\n`;
  }
}

describe("impatientStream", () => {
  // Time passes where the tests say so, whatever the machine does meanwhile.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  it("gives every line, in order, to who takes them; how long they took to be made does not count", async () => {
    const taken = await impatientStream(lines(20), 100).toArray();
    expect(taken).toEqual(Array.from({ length: 20 }, (_, line) => `${line}\n`));
  });

  it("ends with an error for who takes nothing, and stops making lines", async () => {
    let made = 0;
    async function* counted() {
      for await (const line of lines()) {
        made++;
        yield line;
      }
    }
    const stream = impatientStream(counted(), 50);
    const failed = new Promise((resolve) => stream.once("error", resolve));
    stream.once("readable", () => vi.advanceTimersByTime(50));
    expect(await failed).toBeInstanceOf(ReaderTooSlow);
    expect(made).toBeLessThan(5);
  });

  it("ends with an error for who takes a line now and then", async () => {
    let taken = 0;
    const reading = (async () => {
      for await (const _ of impatientStream(lines(), 250)) {
        taken++;
        vi.advanceTimersByTime(50);
      }
    })();
    await expect(reading).rejects.toBeInstanceOf(ReaderTooSlow);
    expect(taken).toBeLessThan(12);
  });
});
