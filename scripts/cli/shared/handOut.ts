import { CscssError } from "@cscss-me/sdk";
import { qrForTerminal, qrModules, qrPng, qrSvg } from "@cscss-me/sdk/document";
import type { LinkContent } from "@cscss-me/sdk/verify";
import { makeLink } from "@cscss-me/sdk/wallet";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";

/** How something is handed to somebody besides as a file. */
export const LINK_OPTIONS: Options = {
  "link-base": {
    type: "string",
    value: "URL",
    help: "the page the link leads to; none, only cscss reads it, unless told",
  },
  qr: { type: "string", value: "FILE", help: "write the link's QR code too: .png or .svg" },
};

/**
 * Makes the link, writes its QR code where one is asked for, and draws it where somebody looks and it fits.
 *
 * @returns no link if it would be too long: then only files carry it, and that is said.
 */
export function handOut(session: Session, content: LinkContent): { link?: string; qr?: string } {
  const file = session.option("qr");
  if (file !== undefined && !/\.(png|svg)$/i.test(file))
    throw usageError(`--qr "${file}" ends in neither .png nor .svg.`);
  let link: string;
  try {
    link = makeLink(content, session.option("link-base"));
  } catch (error) {
    const tooLong = error instanceof CscssError && error.code === "ERR_LINK" && error.details.limit !== undefined;
    if (!tooLong || file !== undefined) throw error;
    session.say(error.message);
    return {};
  }
  if (file !== undefined) writeFileSafely(file, /\.png$/i.test(file) ? qrPng(link) : qrSvg(link));
  drawFor(session, link);
  return { link, ...(file === undefined ? {} : { qr: file }) };
}

function drawFor(session: Session, link: string): void {
  const { terminalWidth } = session;
  if (terminalWidth === undefined) return;
  const drawn = qrForTerminal(link, terminalWidth);
  const modules = qrModules(link, "low");
  if (drawn !== undefined) session.say(drawn);
  else if (modules === undefined) session.say("The link is too long for one QR code: send it, or show fewer claims.");
  else session.say(`A terminal ${modules.length} columns wide would show the QR code; --qr FILE writes it.`);
}
