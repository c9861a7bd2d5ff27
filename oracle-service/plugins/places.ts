import { ServiceError } from "../errors/ServiceError.ts";

/** What a request takes of the service: time only, also memory for its body, or much memory for papers. */
export type Burden = "question" | "body" | "papers";

/** The places for requests that are worked on. */
export interface Places {
  /**
   * Takes a place, before anything of a body is read.
   *
   * @returns the function that gives it back; calling it again does nothing.
   * @throws ERR_OVERLOADED if none is free for this client and burden.
   */
  take(client: string, burden: Burden): () => void;
}

const PAPERS_AT_ONCE = 2;
const RETRY_AFTER = 2;

/**
 * Opens so many places. Who sends bodies slowly, or many at once, takes half of them at most, and a quarter from one
 * address, of which one for papers: there are always places for those who only ask.
 */
export function openPlaces(most: number): Places {
  const bodiesAtOnce = Math.ceil(most / 2);
  const bodiesOfOne = Math.ceil(most / 4);
  let [working, bodies] = [0, 0];
  /** The clients whose papers arrive now: one that sends them slowly holds up no others. */
  const papersOf = new Set<string>();
  /** How many bodies each client has here now. */
  const bodiesOf = new Map<string, number>();

  function isFree(client: string, burden: Burden): boolean {
    if (working >= most) return false;
    if (burden === "question") return true;
    if (bodies >= bodiesAtOnce || (bodiesOf.get(client) ?? 0) >= bodiesOfOne) return false;
    return burden === "body" || (papersOf.size < PAPERS_AT_ONCE && !papersOf.has(client));
  }

  function count(client: string, burden: Burden, by: 1 | -1): void {
    working += by;
    if (burden === "question") return;
    bodies += by;
    if (burden === "papers") by === 1 ? papersOf.add(client) : papersOf.delete(client);
    const ofClient = (bodiesOf.get(client) ?? 0) + by;
    if (ofClient === 0) bodiesOf.delete(client);
    else bodiesOf.set(client, ofClient);
  }

  return {
    take(client, burden) {
      if (!isFree(client, burden)) {
        throw new ServiceError("ERR_OVERLOADED", "As many requests as may be are being worked on.", {
          retryAfter: RETRY_AFTER,
        });
      }
      count(client, burden, 1);
      let taken = true;
      return () => {
        if (taken) count(client, burden, -1);
        taken = false;
      };
    },
  };
}
