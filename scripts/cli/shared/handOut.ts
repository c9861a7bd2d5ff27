import { CscssError } from "@cscss-me/sdk";
import { qrForTerminal, qrModules, qrPng, qrSvg } from "@cscss-me/sdk/document";
import type { LinkContent } from "@cscss-me/sdk/verify";
import { makeLink } from "@cscss-me/sdk/wallet";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { Options } from "../frame/Command.ts";
import { usageError } from "../terminal/usageError.ts";

/** How something is handed to somebody besides as a file. */
export const LINK_OPTIONS: Options = {
  "link-base": {
    type: "string",
    value: "URL",
    help: "the page the link leads to (default: none, only cscss reads it)",
  },
  qr: { type: "string", value: "FILE", help: "write the link's QR code too: .png or .svg" },
};

/** Where the link leads, and where its QR code goes. */
export interface LinkTarget {
  readonly base: string | undefined;
  /** A picture of the QR code; none unless given. */
  readonly qrFile: string | undefined;
  /** In columns; undefined where nobody looks. */
  readonly terminalWidth: number | undefined;
}

/** What was made to be handed out. */
export interface Handout {
  /** Missing if it would be too long: then only files carry the content. */
  readonly link?: string;
  /** The picture that was written. */
  readonly qr?: string;
  /** For the person at the terminal: the QR code, or why there is none. */
  readonly remarks: readonly string[];
}

/** Makes the link, writes its QR code where one is asked for, and draws it where it fits. @throws ERR_USAGE, ERR_FILE, ERR_LINK */
export function handOut(content: LinkContent, { base, qrFile, terminalWidth }: LinkTarget): Handout {
  if (qrFile !== undefined && !/\.(png|svg)$/i.test(qrFile))
    throw usageError(`--qr "${qrFile}" ends in neither .png nor .svg.`);
  let link: string;
  try {
    link = makeLink(content, base);
  } catch (error) {
    const tooLong = error instanceof CscssError && error.code === "ERR_LINK" && error.details.limit !== undefined;
    if (!tooLong || qrFile !== undefined) throw error;
    return { remarks: [error.message] };
  }
  if (qrFile !== undefined) writeFileSafely(qrFile, /\.png$/i.test(qrFile) ? qrPng(link) : qrSvg(link));
  const remarks = terminalWidth === undefined ? [] : [drawnFor(terminalWidth, link)];
  return { link, ...(qrFile === undefined ? {} : { qr: qrFile }), remarks };
}

function drawnFor(terminalWidth: number, link: string): string {
  const drawn = qrForTerminal(link, terminalWidth);
  if (drawn !== undefined) return drawn;
  const modules = qrModules(link, "low");
  if (modules === undefined) return "The link is too long for one QR code: send it, or show fewer claims.";
  return `A terminal ${modules.length} columns wide would show the QR code; --qr FILE writes it.`;
}
