import type { RecordTypeName } from "@cscss-me/sdk";
import type { Interval, Standing } from "@cscss-me/sdk/registry";
import type { Finding } from "../chain/verifyHere.ts";
import type { Child } from "../dom/element.ts";
import { el } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";
import { categoryWords, statusAt, statusWords } from "../registry/standingWords.ts";

/** Who issued it, and what kind of record it is. */
export function drawOrigin(text: Text, finding: Finding): HTMLElement {
  return el("div", { class: "facts" }, drawIssuer(text, finding), drawRecord(text, finding));
}

/** To whom it was released, and which block everything was read at. */
export function drawOccasion(text: Text, finding: Finding): HTMLElement {
  const { page } = text.messages;
  const { block } = finding.verification;
  const told = block && text.fill(page.block, { number: text.number(block.number), time: text.time(block.time) });
  return el(
    "div",
    { class: "facts" },
    drawRelease(text, finding),
    block && drawBox(page.readAt, [row("", told, el("code", {}, block.hash))]),
  );
}

function drawIssuer(text: Text, { verification, issuer, issuedAt }: Finding): HTMLElement | undefined {
  const { page, words } = text.messages;
  if (verification.issuer === undefined) return undefined;
  const { name, country, did } = verification.issuer;
  const standing = (found: Standing | Interval | undefined, time: number): Child =>
    found === undefined
      ? words.noStanding
      : el(
          "span",
          {},
          el(
            "b",
            { class: `standing ${statusAt(found, time)}` },
            statusWords(text, statusAt(found, time), found.reason),
          ),
          ` · ${categoryWords(text, found)}`,
        );
  return drawBox(page.who, [
    row("", el("strong", { class: "big", dir: "auto" }, name), text.country(country)),
    issuedAt !== undefined &&
      row(page.standingThen, issuer === undefined ? page.notAvailable : standing(issuer.at?.accreditation, issuedAt)),
    row(
      page.standingNow,
      issuer === undefined ? page.notAvailable : standing(issuer.issuer.standing, issuer.block.time),
    ),
    issuer?.issuer.fraudSince !== undefined &&
      row(
        "",
        el("b", { class: "standing withdrawn" }, text.fill(page.fraud, { time: text.time(issuer.issuer.fraudSince) })),
      ),
    row("", el("code", {}, did)),
  ]);
}

function drawRecord(text: Text, { verification, presentation, issuedAt }: Finding): HTMLElement | undefined {
  const { page, words } = text.messages;
  const { credential } = verification;
  if (credential === undefined) return undefined;
  const validUntil = presentation?.credential.validUntil;
  const kind = words.recordTypes[credential.recordType as RecordTypeName];
  return drawBox(page.what, [
    row("", el("strong", { class: "big" }, kind)),
    row(page.dated, text.day(credential.validFrom)),
    issuedAt !== undefined && row(page.recorded, text.time(issuedAt)),
    validUntil !== undefined && row(page.validUntil, text.time(validUntil)),
    row("", el("code", {}, credential.id)),
  ]);
}

function drawRelease(text: Text, { verification, presentation }: Finding): HTMLElement | undefined {
  const { page } = text.messages;
  if (presentation === undefined || verification.holder === undefined) return undefined;
  const { aud, grant, iat } = presentation.keyBinding.claims;
  const everybody = grant !== undefined && aud === "any";
  return drawBox(page.forWhom, [
    row(page.releasedFor, everybody ? page.anybody : el("bdi", {}, aud), text.time(iat)),
    grant !== undefined && row(page.purpose, el("bdi", {}, grant.purpose)),
    row(page.holder, el("code", {}, verification.holder.did)),
  ]);
}

function drawBox(title: string, rows: readonly Child[]): HTMLElement {
  return el("section", { class: "box" }, el("h2", {}, title), el("dl", {}, ...rows));
}

/** A term and its values, one a line. Without a term it belongs to the heading. */
function row(term: string, ...values: readonly Child[]): HTMLElement {
  return el("div", {}, term !== "" && el("dt", {}, term), ...values.map((value) => el("dd", {}, value)));
}
