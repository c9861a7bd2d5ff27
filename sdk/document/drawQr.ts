import { PNG } from "pngjs";
import encodeQR from "qr";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { CscssError } from "../errors/CscssError.ts";

/** What the largest QR code of each level of repair holds, in bytes. @source ISO/IEC 18004, version 40 */
const CAPACITY = { low: 2953, medium: 2331 } as const;
/** Quiet zone, in modules: four, as the standard wants. */
const BORDER = 4;
const PIXELS = 4;

/**
 * A QR code as rows of modules, true for dark, quiet zone included; undefined if the text is too long for one.
 *
 * @param text - at most 2,953 bytes of UTF-8.
 * @param repair - how much of the code may be damaged: 7 % or 15 %; where the text is too long for "medium", "low" is
 * taken.
 * @returns rows of modules, true for dark; undefined if the text is too long.
 * @throws what the library throws for text it cannot encode.
 * @source ISO/IEC 18004.
 * @example
 * qrModules("cscss-me:verify")?.length; // 33
 */
export function qrModules(text: string, repair: "low" | "medium" = "medium"): boolean[][] | undefined {
  const length = encodeUtf8(text).length;
  if (length > CAPACITY.low) return undefined;
  const ecc = length > CAPACITY[repair] ? "low" : repair;
  return encodeQR(text, "raw", { ecc, encoding: "byte", border: BORDER });
}

/**
 * A QR code as a PNG, four pixels a module.
 *
 * @param text - at most 2,953 bytes of UTF-8.
 * @returns the bytes of the file.
 * @throws ERR_LINK if the text is too long for one QR code.
 * @source ISO/IEC 18004.
 * @example
 * pictureKind(qrPng("cscss-me:verify")); // "png"
 */
export function qrPng(text: string): Uint8Array {
  const modules = modulesOf(text);
  const size = modules.length * PIXELS;
  const png = new PNG({ width: size, height: size });
  for (let at = 0; at < size * size; at++) {
    const dark = modules[Math.floor(at / size / PIXELS)]?.[Math.floor((at % size) / PIXELS)] === true;
    png.data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], 4 * at);
  }
  return PNG.sync.write(png, { colorType: 0, inputColorType: 6 });
}

/**
 * A QR code as an SVG, one path.
 *
 * @param text - at most 2,953 bytes of UTF-8.
 * @returns the text of the file.
 * @throws ERR_LINK if the text is too long for one QR code.
 * @source ISO/IEC 18004.
 * @example
 * qrSvg("cscss-me:verify").startsWith("<svg"); // true
 */
export function qrSvg(text: string): string {
  const modules = modulesOf(text);
  const runs = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const size = modules.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${runs.join("")}"/></svg>\n`;
}

/**
 * A QR code for a terminal, two rows of modules a line, in black on white whatever the terminal's colours are.
 *
 * @param columns - how wide the terminal is, in characters.
 * @returns undefined if it is wider than that many columns, or the text is too long for one QR code.
 * @throws what the library throws for text it cannot encode.
 * @example
 * qrForTerminal("cscss-me:verify", 20); // undefined
 */
export function qrForTerminal(text: string, columns: number): string | undefined {
  const modules = qrModules(text, "low");
  if (modules === undefined || modules.length > columns) return undefined;
  const lines: string[] = [];
  for (let y = 0; y < modules.length; y += 2) {
    const cells = modules[y]?.map((upper, x) => {
      const lower = modules[y + 1]?.[x] ?? false;
      return upper ? (lower ? " " : "▄") : lower ? "▀" : "█";
    });
    lines.push(`\u001B[97;40m${cells?.join("")}\u001B[0m`);
  }
  return lines.join("\n");
}

function modulesOf(text: string): boolean[][] {
  const modules = qrModules(text);
  if (modules !== undefined) return modules;
  throw new CscssError(
    "ERR_LINK",
    `The link has ${text.length} characters, and one QR code holds ${CAPACITY.low}: show fewer claims, or send the link.`,
    { details: { length: text.length, limit: CAPACITY.low } },
  );
}
