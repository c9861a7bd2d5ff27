import { nobleSecp256k1 } from "./nobleSecp256k1.ts";
import type { Secp256k1 } from "./Secp256k1.ts";
import type { TinySecp256k1 } from "./wasmSecp256k1.ts";
import { wasmSecp256k1 } from "./wasmSecp256k1.ts";

/**
 * Opens the fastest curve backend there is: tiny-secp256k1 where it can be loaded, plain JavaScript otherwise. Both give
 * the same bytes and make the same checks, so it never matters for a result which of them it is.
 *
 * @param load - how to load tiny-secp256k1. Bundles for browsers pass `() => import("tiny-secp256k1")` where their
 * bundler takes WebAssembly as a module; without it they get plain JavaScript.
 * @example
 * const curve = await openSecp256k1();
 * const verifier = openVerifier(chain, { curve });
 */
export async function openSecp256k1(load: () => Promise<TinySecp256k1> = loadPackage): Promise<Secp256k1> {
  let tiny: TinySecp256k1;
  try {
    tiny = await load();
  } catch {
    // No package, no WebAssembly, or none that may be compiled here: the other backend does without.
    return nobleSecp256k1;
  }
  return wasmSecp256k1(tiny);
}

/** Not by a literal: bundlers would follow it to a WebAssembly file most of them cannot take. */
function loadPackage(name = "tiny-secp256k1"): Promise<TinySecp256k1> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}
