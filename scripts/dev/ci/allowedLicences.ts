/** Licences that any package may have: who passes it on names its authors, and that is all. */
export const ALLOWED: readonly string[] = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Zlib",
];

/** A package that may have another licence. A name that ends in * stands for all that begin so. */
export interface LicenceException {
  readonly package: string;
  readonly licence: string;
  readonly reason: string;
}

/** The packages whose licence was read, and found to be no obstacle. */
export const EXCEPTIONS: readonly LicenceException[] = [
  {
    package: "@ethereumjs/*",
    licence: "MPL-2.0",
    reason: "Comes with eth-crypto. Copyleft by file: whoever changes these files publishes the change; we do not.",
  },
  {
    package: "lightningcss*",
    licence: "MPL-2.0",
    reason: "Comes with vite, and writes the page's CSS. Copyleft by file, and nothing of it is passed on.",
  },
  {
    package: "dejavu-fonts-ttf",
    licence: "SEE LICENSE IN README.md AND LICENSE",
    reason: "The Bitstream Vera licence: free to embed and pass on; only changed fonts need another name.",
  },
  {
    package: "@bytecodealliance/preview2-shim",
    licence: "Apache-2.0 WITH LLVM-exception",
    reason: "Comes with the formatter of Solidity. Apache-2.0 with more permissions, not fewer.",
  },
  {
    package: "argparse",
    licence: "Python-2.0",
    reason: "Comes with the linter of Solidity. The permissive licence of Python 2.",
  },
  {
    package: "caniuse-lite",
    licence: "CC-BY-4.0",
    reason: "Comes with the mutation tests. Data, not code, and nothing of it is passed on.",
  },
  {
    package: "@cspell/dict-en-common-misspellings",
    licence: "CC BY-SA 4.0",
    reason: "Comes with the spell-checker. A list of words, used as it is, and nothing of it is passed on.",
  },
  {
    package: "@cspell/dict-django",
    licence: "WTFPL",
    reason: "Comes with the spell-checker. A list of words, free for any use.",
  },
  {
    package: "memorystream",
    licence: "none in the lock file",
    reason: "Comes with solc. Its package.json says MIT in a form that npm no longer reads; its LICENSE does too.",
  },
];
