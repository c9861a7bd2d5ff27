/** How many things of each client wait here. Lives in memory only: it knows who asked. */
export interface ClientShares {
  /**
   * Takes one of the client's places for as long as its time lasts.
   *
   * @param until - Unix seconds.
   * @returns 0, or seconds until the next place is free if all are taken.
   */
  take(client: string, until: number): number;
}

const FORGET_EVERY = 60;

/** @param most - for each client. @param now - Unix seconds. */
export function clientShares(most: number, now: () => number): ClientShares {
  /** When the time of each is over. */
  const ends = new Map<string, readonly number[]>();
  let nextForgetting = 0;

  function current(client: string): readonly number[] {
    const time = now();
    return (ends.get(client) ?? []).filter((end) => end >= time);
  }

  function forget(): void {
    if (now() < nextForgetting) return;
    nextForgetting = now() + FORGET_EVERY;
    for (const client of ends.keys()) if (current(client).length === 0) ends.delete(client);
  }

  return {
    take(client, until) {
      forget();
      const taken = current(client);
      if (taken.length >= most) return Math.min(...taken) - now() + 1;
      ends.set(client, [...taken, until]);
      return 0;
    },
  };
}
