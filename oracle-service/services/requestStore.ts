import type { PresentationRequest } from "../../sdk/presentation/PresentationRequest.ts";
import type { NonceStore } from "../../sdk/verify/NonceStore.ts";
import { ServiceError } from "../errors/ServiceError.ts";

/** The requests made here, each good for one answer, until they expire. */
export interface RequestStore extends NonceStore {
  /** @throws ERR_OVERLOADED if as many wait as may: forgetting one of them would refuse somebody's good answer. */
  remember(request: PresentationRequest): void;
  /** @throws ERR_REQUEST_UNKNOWN if no request with this nonce waits here. */
  find(nonce: string): PresentationRequest;
}

/** What a request store needs to know. */
export interface RequestStoreOptions {
  /** Unix seconds. */
  readonly now: () => number;
  /** How many requests may wait at once. */
  readonly capacity: number;
}

const RETRY_AFTER = 60;
const FORGET_EVERY = 60;

/** A request store in memory, for one process: a restart forgets what waits. */
export function memoryRequestStore({ now, capacity }: RequestStoreOptions): RequestStore {
  const waiting = new Map<string, { readonly request: PresentationRequest; used: boolean }>();

  let nextForgetting = 0;

  function forgetExpired(): void {
    if (waiting.size < capacity && now() < nextForgetting) return;
    nextForgetting = now() + FORGET_EVERY;
    for (const [nonce, { request }] of waiting) if (request.expires < now()) waiting.delete(nonce);
  }

  return {
    remember(request) {
      forgetExpired();
      if (waiting.size >= capacity) {
        throw new ServiceError("ERR_OVERLOADED", "Too many requests wait for their answers.", {
          retryAfter: RETRY_AFTER,
        });
      }
      waiting.set(request.nonce, { request, used: false });
    },
    find(nonce) {
      const found = waiting.get(nonce)?.request;
      if (found !== undefined && found.expires >= now()) return found;
      throw new ServiceError("ERR_REQUEST_UNKNOWN", "No request with this nonce waits here.");
    },
    async use(nonce) {
      const found = waiting.get(nonce);
      // One that was used stays until it expires: a second answer shall hear that there was a first.
      if (found === undefined || found.used) return false;
      found.used = true;
      return true;
    },
  };
}
