/** Remembers nonces, so that an answer counts once. Share one store among all verifiers of an audience. */
export interface NonceStore {
  /**
   * Uses a nonce up.
   *
   * @param expires - Unix seconds after which the nonce may be forgotten, because its request has expired.
   * @returns false if it was used before, or if that time is over: then it may have been used and forgotten.
   */
  use(nonce: string, expires: number): Promise<boolean>;
}

/**
 * A nonce store in memory, for one process. Forgets what has expired.
 *
 * @param now - the clock, Unix seconds.
 * @returns a store that takes a nonce once.
 * @throws nothing of its own; its `use` gives false instead.
 * @example
 * const nonces = memoryNonceStore(() => Math.floor(Date.now() / 1000));
 * await nonces.use(request.nonce, request.expires); // true
 * await nonces.use(request.nonce, request.expires); // false
 */
export function memoryNonceStore(now: () => number): NonceStore {
  const used = new Map<string, number>();
  return {
    async use(nonce, expires) {
      for (const [old, end] of used) if (end < now()) used.delete(old);
      if (used.has(nonce) || expires < now()) return false;
      used.set(nonce, expires);
      return true;
    },
  };
}
