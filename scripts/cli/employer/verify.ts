import { randomBytes } from "node:crypto";
import { connectChain, nowInSeconds, openSecp256k1 } from "@cscss-me/sdk";
import { fileNonceStore } from "@cscss-me/sdk/node";
import type { Expectation } from "@cscss-me/sdk/verify";
import { createRequest, openVerifier, parseRequest } from "@cscss-me/sdk/verify";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { exitOfVerification } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { formatVerification } from "../shared/formatVerification.ts";
import { handOut, LINK_OPTIONS } from "../shared/handOut.ts";
import { readPresentation } from "../shared/readPresentation.ts";
import { usageError } from "../terminal/usageError.ts";

/** What employers, and whoever else receives a presentation, do. */
export const VERIFY_COMMANDS: readonly CliCommand[] = [
  {
    name: "verify",
    summary:
      "Verifies a presentation: a PDF, a QR picture, a link, a text file, or - for stdin. The first line is the verdict.",
    args: ["FILE"],
    options: {
      request: { type: "string", value: "FILE", help: "your request that it answers" },
      audience: { type: "string", help: "without a request: who you are, as the holder knows you" },
    },
    needs: ["chain"],
    example: "cscss verify answer.txt --request request.json",
    run: verify,
  },
  {
    name: "verify request",
    summary: "Makes a request to send to a holder: what you want to know, and what for.",
    options: {
      audience: { type: "string", help: "who you are: a name or domain" },
      purpose: { type: "string", help: "what for, as the holder reads it" },
      claims: {
        type: "string",
        multiple: true,
        value: "NAMES",
        help: "what you want to know: awardTitle, awardDate, …",
      },
      validity: { type: "string", value: "DURATION", help: "how long it can be answered (default: 7d)" },
      out: { type: "string", value: "FILE", help: "where to keep it: you need it to verify the answer" },
      ...LINK_OPTIONS,
    },
    needs: [],
    example:
      'cscss verify request --audience hr.example.com --purpose "Application 17" --claims awardTitle,awardDate --out request.json',
    async run(session) {
      const [audience, purpose] = [session.required("audience"), session.required("purpose")];
      const expires = nowInSeconds() + parseDuration(session.option("validity") ?? "7d", "validity");
      const claims = session.list("claims");
      if (claims.length === 0) throw usageError("--claims is missing: what do you want to know?", "verify request");
      const request = createRequest({ audience, purpose, claims, expires }, (length) => randomBytes(length));
      const out = session.option("out");
      if (out !== undefined) writeFileSafely(out, `${JSON.stringify(request, null, 2)}\n`);
      else session.say("Without --out FILE nobody can verify the answer later.");
      const { remarks, ...handed } = handOut(
        { request },
        { base: session.option("link-base"), qrFile: session.option("qr"), terminalWidth: session.terminalWidth },
      );
      for (const remark of remarks) session.say(remark);
      session.result({ request, ...handed, ...(out === undefined ? {} : { file: out }) }, handed.link ?? "");
      return undefined;
    },
  },
];

async function verify(session: Session): Promise<number> {
  const presentation = await readPresentation(session.args[0] ?? "", process.stdin);
  const requestFile = session.option("request");
  const audience = session.option("audience");
  if (requestFile !== undefined && audience !== undefined)
    throw usageError("--audience stands in the request already.", "verify");
  const expected: Expectation =
    requestFile === undefined
      ? { kind: "standing", ...(audience === undefined ? {} : { audience }) }
      : { kind: "answer", request: parseRequest(readTextFile(requestFile)) };
  // The verifier itself finds out what is wrong with a node: that is an outcome, not an error.
  const chain = connectChain(session.network(), session.node());
  const curve = await openSecp256k1();
  const options = requestFile === undefined ? { curve } : { curve, nonces: fileNonceStore(requestFile) };
  const verification = await openVerifier(chain, options).verify(presentation, expected);
  session.result(verification, formatVerification(verification, session.table));
  return exitOfVerification(verification);
}
