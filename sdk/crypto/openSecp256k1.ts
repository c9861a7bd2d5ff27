import type { NativeSecp256k1 } from "./nativeSecp256k1.ts";
import { nativeSecp256k1 } from "./nativeSecp256k1.ts";
import { nobleSecp256k1 } from "./nobleSecp256k1.ts";
import type { Secp256k1 } from "./Secp256k1.ts";
import type { TinySecp256k1 } from "./wasmSecp256k1.ts";
import { wasmSecp256k1 } from "./wasmSecp256k1.ts";

/** How to load the packages behind the faster backends. A promise that is rejected stands for a package that is not there. */
export interface CurveLoaders {
  /** `secp256k1/bindings.js`. */
  readonly native?: () => Promise<NativeSecp256k1>;
  /** `tiny-secp256k1`. Bundles for browsers pass `() => import("tiny-secp256k1")` where their bundler takes WebAssembly. */
  readonly wasm?: () => Promise<TinySecp256k1>;
}

/**
 * Opens the fastest curve backend there is: libsecp256k1 as a part of Node, the same as WebAssembly, or plain
 * JavaScript. All give the same bytes and make the same checks, so it never matters for a result which of them it is.
 * Never throws.
 *
 * @returns the backend.
 * @example
 * const curve = await openSecp256k1();
 * const verifier = openVerifier(chain, { curve });
 */
export async function openSecp256k1({ native = loadNative, wasm = loadWasm }: CurveLoaders = {}): Promise<Secp256k1> {
  return (
    (await native().then(nativeSecp256k1, notThere)) ?? (await wasm().then(wasmSecp256k1, notThere)) ?? nobleSecp256k1
  );
}

/** No package, none for this machine, or none that may be compiled here: the next backend does without. */
function notThere(): undefined {
  return undefined;
}

// Neither by a literal: bundlers would follow it to a file most of them cannot take.
// The bindings, because the package's main file would fall back to a JavaScript of its own.
async function loadNative(name = "secp256k1/bindings.js"): Promise<NativeSecp256k1> {
  return ((await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as { default: NativeSecp256k1 }).default;
}

function loadWasm(name = "tiny-secp256k1"): Promise<TinySecp256k1> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}
