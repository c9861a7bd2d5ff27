import type { NonceStore, PresentationRequest } from "@cscss-me/sdk/verify";
import { ServiceError } from "../errors/ServiceError.ts";
import type { Store } from "../store/openStore.ts";
import { clientShares } from "./clientShares.ts";

/** The requests made here, each good for one answer, until they expire. */
export interface RequestStore extends NonceStore {
  /**
   * @param client - who made it, as limits tell clients apart; it is not kept with the request.
   * @throws ERR_RATE if as many of this client wait as may, ERR_OVERLOADED if as many of all: forgetting one of them
   * would refuse somebody's good answer.
   */
  remember(request: PresentationRequest, client: string): Promise<void>;
  /** @throws ERR_REQUEST_UNKNOWN if no request with this nonce waits here. */
  find(nonce: string): Promise<PresentationRequest>;
  /** How many wait for their answers. */
  waiting(): Promise<number>;
}

/** What a request store needs to know. */
export interface RequestStoreOptions {
  /** Unix seconds. */
  readonly now: () => number;
  /** How many requests may wait at once. */
  readonly capacity: number;
  /** How many of one client. */
  readonly perClient: number;
}

const RETRY_AFTER = 60;
const FORGET_EVERY = 60;

/** Keeps requests in the store: they outlive a restart, and all processes on one store know all of them. */
export function storedRequests(store: Store, { now, capacity, perClient }: RequestStoreOptions): RequestStore {
  const shares = clientShares(perClient, now);
  let nextForgetting = 0;

  async function forgetExpired(): Promise<void> {
    if (now() < nextForgetting) return;
    nextForgetting = now() + FORGET_EVERY;
    await store.deleteFrom("requests").where("expires", "<", now()).execute();
  }

  async function waiting(): Promise<number> {
    const { count } = await store
      .selectFrom("requests")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("expires", ">=", now())
      .executeTakeFirstOrThrow();
    return count;
  }

  async function keep(request: PresentationRequest): Promise<void> {
    await forgetExpired();
    if ((await waiting()) >= capacity) {
      throw new ServiceError("ERR_OVERLOADED", "Too many requests wait for their answers.", {
        retryAfter: RETRY_AFTER,
      });
    }
    const { nonce, expires } = request;
    await store
      .insertInto("requests")
      .values({ nonce, request: JSON.stringify(request), expires, used: 0 })
      .execute();
  }

  return {
    waiting,
    async remember(request, client) {
      const retryAfter = shares.take(client, request.expires);
      if (retryAfter > 0) {
        const many = `${perClient} requests from one address may wait for their answers.`;
        throw new ServiceError("ERR_RATE", many, { retryAfter });
      }
      try {
        await keep(request);
      } catch (error) {
        // Who tries again while others fill the store shall not find itself locked out.
        shares.giveBack(client, request.expires);
        throw error;
      }
    },
    async find(nonce) {
      const found = await store
        .selectFrom("requests")
        .select("request")
        .where("nonce", "=", nonce)
        .where("expires", ">=", now())
        .executeTakeFirst();
      if (found !== undefined) return JSON.parse(found.request) as PresentationRequest;
      throw new ServiceError("ERR_REQUEST_UNKNOWN", "No request with this nonce waits here.");
    },
    async use(nonce) {
      // One that was used stays until it expires: a second answer shall hear that there was a first.
      const { numUpdatedRows } = await store
        .updateTable("requests")
        .set({ used: 1 })
        .where("nonce", "=", nonce)
        .where("used", "=", 0)
        .where("expires", ">=", now())
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
