import { Readable } from "node:stream";

/** The reader let the service wait for too long. */
export class ReaderTooSlow extends Error {
  override readonly name = "ReaderTooSlow";
}

/**
 * Gives lines on only as fast as they are taken. A reader who lets it wait for longer than so many milliseconds in all,
 * in one pause or in many, is cut off: else a few of them could hold a place for ever.
 */
export function impatientStream(lines: AsyncIterable<string>, mostMs: number): Readable {
  let left = mostMs;
  async function* taken(): AsyncGenerator<string, void> {
    for await (const line of lines) {
      const from = performance.now();
      const timer = setTimeout(() => stream.destroy(new ReaderTooSlow("The reader was too slow.")), Math.max(1, left));
      try {
        yield line;
      } finally {
        clearTimeout(timer);
      }
      left -= performance.now() - from;
    }
  }
  const stream = Readable.from(taken(), { highWaterMark: 1 });
  return stream;
}
