import type { Piece } from "@cscss-me/sdk/issue";
import { plainText } from "../terminal/plainText.ts";

/** Every text of a dictionary, one below the other, as a person can read it. */
export function formatDictionary(pieces: readonly Pick<Piece, "text">[]): string {
  return pieces
    .map(({ text }) =>
      plainText(text)
        .replaceAll(/^(?=.)/gm, "  ")
        .trimEnd(),
    )
    .join("\n  …\n");
}
