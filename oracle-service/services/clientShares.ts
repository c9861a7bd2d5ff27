/** How many things of each client wait here. Lives in memory only: it knows who asked. */
export interface ClientShares {
  /**
   * Takes one of the client's places for as long as its time lasts.
   *
   * @param until - Unix seconds.
   * @returns 0, or seconds until the next place is free if all are taken.
   */
  take(client: string, until: number): number;
  /** Gives one back that was taken until then, for nothing came of it. */
  giveBack(client: string, until: number): void;
}

const FORGET_EVERY = 60;

/** @param most - for each client. @param now - Unix seconds. */
export function clientShares(most: number, now: () => number): ClientShares {
  /** When the time of each is over; those that are over are cleared away now and then. */
  const ends = new Map<string, number[]>();
  let nextClearing = 0;

  /** @returns those of the client that are left. */
  function clear(client: string): number[] {
    const time = now();
    const left = (ends.get(client) ?? []).filter((end) => end >= time);
    if (left.length === 0) ends.delete(client);
    else ends.set(client, left);
    return left;
  }

  return {
    take(client, until) {
      if (now() >= nextClearing) {
        nextClearing = now() + FORGET_EVERY;
        for (const each of ends.keys()) clear(each);
      }
      let taken = ends.get(client) ?? [];
      if (taken.length >= most) taken = clear(client);
      if (taken.length >= most) return taken.reduce((one, other) => Math.min(one, other)) - now() + 1;
      ends.set(client, taken);
      taken.push(until);
      return 0;
    },
    giveBack(client, until) {
      const taken = ends.get(client) ?? [];
      const at = taken.indexOf(until);
      if (at >= 0) taken.splice(at, 1);
    },
  };
}
