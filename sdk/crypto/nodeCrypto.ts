import type * as NodeCrypto from "node:crypto";

/**
 * Node's own cryptography, where there is any. Asked for without an import, so that bundles for browsers neither carry nor
 * miss it; there the same work is done in JavaScript, with the same bytes.
 */
export const nodeCrypto: typeof NodeCrypto | undefined = globalThis.process?.getBuiltinModule?.("node:crypto");
