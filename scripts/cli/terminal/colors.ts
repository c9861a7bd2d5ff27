import { styleText } from "node:util";

/** What colours may depend on: whether a person looks, and what they asked for. */
export interface ColorTarget {
  readonly isTTY?: boolean;
}

/** Colours a text. */
export type Paint = (color: Parameters<typeof styleText>[0], text: string) => string;

/**
 * Gives the function that colours what goes to a stream: nothing changes where the stream is not a terminal or where
 * NO_COLOR asks for it (no-color.org).
 *
 * @example
 * const paint = colorsFor(process.stdout, process.env);
 * process.stdout.write(paint("green", "valid"));
 */
export function colorsFor(stream: ColorTarget, env: Readonly<Record<string, string | undefined>>): Paint {
  const wanted = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  return (color, text) => (wanted ? styleText(color, text, { validateStream: false }) : text);
}
