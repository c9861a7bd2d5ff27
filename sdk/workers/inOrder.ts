/** Some items that were worked on together, and what came of them. */
export interface Worked<Item, Result> {
  readonly taken: readonly Item[];
  readonly result: Result;
}

/**
 * Works on items in parts, several parts at once, and gives what comes of them in the order of the input. Holds no more than
 * the parts it is working on: of the rest the input is not even asked.
 *
 * @param options.size - how many items are a part, at most.
 * @param options.atOnce - how many parts are worked on at once.
 * @throws what the input or the work throws, in its turn; the signal's reason as soon as it is aborted.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (part: readonly Item[]) => Promise<Result>,
  options: { readonly size: number; readonly atOnce: number; readonly signal?: AbortSignal },
): AsyncGenerator<Worked<Item, Result>, void, undefined> {
  const { size, atOnce, signal } = options;
  signal?.throwIfAborted();
  const input = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
  });
  signal?.addEventListener("abort", abort, { once: true });
  const working: Promise<Worked<Item, Result>>[] = [];
  let reading: Promise<{ readonly part: readonly Item[]; readonly ended: boolean }> | undefined;
  let ended = false;
  // Nobody waits for these any more once another of them failed; that one's error is the one that is told.
  const watch = <Value>(promise: Promise<Value>): Promise<Value> => {
    promise.catch(() => undefined);
    return promise;
  };
  watch(aborted);

  try {
    for (;;) {
      if (!ended && working.length < atOnce) reading ??= watch(readPart(input, size));
      const [first] = working;
      if (first === undefined && reading === undefined) return;
      const next = await Promise.race([
        aborted,
        ...(first === undefined ? [] : [first]),
        ...(reading === undefined ? [] : [reading]),
      ]);
      if ("taken" in next) {
        working.shift();
        yield next;
        signal?.throwIfAborted();
        continue;
      }
      reading = undefined;
      ended = next.ended;
      if (next.part.length > 0) {
        working.push(watch(work(next.part).then((result) => ({ taken: next.part, result }))));
      }
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    // An input that is being waited for is told, but cannot be waited for in its turn.
    if (!ended) watch(Promise.resolve(input.return?.()));
  }
}

async function readPart<Item>(input: Iterator<Item> | AsyncIterator<Item>, size: number) {
  const part: Item[] = [];
  while (part.length < size) {
    const next = await input.next();
    if (next.done === true) return { part, ended: true };
    part.push(next.value);
  }
  return { part, ended: false };
}
