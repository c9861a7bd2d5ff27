import { beforeAll, describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { makeLink } from "../../../sdk/link/makeLink.ts";
import { parseLink } from "../../../sdk/link/parseLink.ts";
import { createRequest } from "../../../sdk/presentation/createRequest.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedRandom, makeCredential } from "../../fixtures/makeCredential.ts";
import { makeStanding } from "../../fixtures/standing.ts";

const PAGE = "https://verify.example/";
const MARK = `${PAGE}#me1=`;

describe("a link", () => {
  let presentation: string;
  let link: string;
  beforeAll(async () => {
    ({ presentation, link } = await makeStanding(["awardTitle", "finalGrade", "awardDate"]));
  });

  it("carries a presentation in its fragment, to the last character, in less than half the text", () => {
    expect(link.startsWith(MARK)).toBe(true);
    expect(parseLink(link)).toEqual({ presentation });
    expect(link.length / presentation.length).toBeLessThan(0.5);
    expect(parseLink(makeLink({ presentation }))).toEqual({ presentation });
  });

  it("carries whatever is shown: nothing, everything, another record", async () => {
    const { all } = await makeCredential();
    for (const claims of [[], ["givenName"], all.map((_, index) => NAMES[index] ?? "")]) {
      const { presentation: text } = await makeStanding(claims, "other");
      expect(parseLink(makeLink({ presentation: text }, PAGE))).toEqual({ presentation: text });
    }
  });

  it("carries a presentation whose text no compact form gives back", async () => {
    const [token = "", ...rest] = presentation.split("~");
    const odd = [token, ...rest.slice(0, -1), oddBinding(rest.at(-1) ?? "")].join("~");
    expect(odd).not.toBe(presentation);
    expect(parseLink(makeLink({ presentation: odd }, PAGE))).toEqual({ presentation: odd });
  });

  it("carries a request", () => {
    const wish = {
      audience: "hr.example.com",
      purpose: "Bewerbung für März",
      claims: ["awardTitle"],
      expires: 1_800_000_000,
    };
    const request = createRequest(wish, fixedRandom("request"));
    const asked = makeLink({ request }, PAGE);
    expect(parseLink(asked)).toEqual({ request });
    expect(asked.length).toBeLessThan(300);
  });

  it.each([
    ["a query", (text: string) => text.replace("/#", "/?next=1#")],
    ["the content in a query", (text: string) => text.replace("#", "?")],
    ["another fragment", (text: string) => text.replace("me1=", "me2=")],
    ["no fragment", () => PAGE],
    ["a user name", (text: string) => text.replace("https://", "https://verify.example@")],
    ["plain http", (text: string) => text.replace("https", "http")],
    ["another scheme", (text: string) => text.replace("https", "javascript")],
    ["a second fragment", (text: string) => `${text}#me1=AA`],
    ["white space", (text: string) => `${text.slice(0, 80)}\n${text.slice(80)}`],
    ["padding", (text: string) => `${text}=`],
    ["nothing after the mark", () => MARK],
    ["an unknown kind", () => `${MARK}${encodeBase64url(Uint8Array.of(9, 1, 2))}`],
    ["32,769 characters", () => MARK.padEnd(32_769, "A")],
  ])("with %s is refused", (_, change) => {
    expect(() => parseLink(change(link))).toThrow(expect.objectContaining({ code: "ERR_LINK" }));
  });

  it("cut short at any place is refused", () => {
    for (let end = MARK.length; end < link.length; end += 7) {
      expect(() => parseLink(link.slice(0, end))).toThrow(expect.objectContaining({ code: "ERR_LINK" }));
    }
  });

  it("with any byte changed gives some text or is refused, and never fails in another way", () => {
    const packed = decodeBase64url(link.slice(MARK.length));
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Uint8Array.from(packed, (byte, index) => (index === place ? byte ^ change : byte));
        expect(outcomeOf(MARK + encodeBase64url(changed))).toMatch(/^(string|ERR_LINK|ERR_REQUEST|ERR_JSON)$/);
      }),
      { numRuns: 300 },
    );
  });

  it("that would inflate to more than a presentation may have is refused before it does (E9)", async () => {
    const { deflateSync } = await import("fflate");
    const bomb = deflateSync(new Uint8Array(10_000_000), { level: 9 });
    const packed = Uint8Array.from([0, ...bomb]);
    expect(packed.length).toBeLessThan(24_000);
    expect(() => parseLink(MARK + encodeBase64url(packed))).toThrow(expect.objectContaining({ code: "ERR_LINK" }));
  });

  it("leads to a page only", () => {
    for (const page of ["http://verify.example/", "https://a.example/?q=1", "https://a.example/#x", "verify.example"]) {
      expect(() => makeLink({ presentation }, page)).toThrow(expect.objectContaining({ code: "ERR_LINK" }));
    }
    expect(makeLink({ presentation }, "http://127.0.0.1:3000/")).toContain("3000/#me1=");
    expect(() => makeLink({ presentation: "no presentation" }, PAGE)).toThrow(
      expect.objectContaining({ code: "ERR_DISCLOSURE_FORMAT" }),
    );
  });
});

const NAMES = (
  "givenName familyName dateOfBirth email studentId diplomaNumber programmeCode programmeTitle awardTitle eqfLevel " +
  "iscedCode credits language awardDate finalGrade gradingScale distinction organizationName country"
).split(" ");

function outcomeOf(link: string): string {
  try {
    const content = parseLink(link);
    return typeof ("presentation" in content ? content.presentation : content.request.nonce);
  } catch (error) {
    return String((error as { code?: string }).code);
  }
}

/** The same key binding with a line break in its payload, which is still strict JSON. */
function oddBinding(keyBinding: string): string {
  const [header = "", payload = "", signature = ""] = keyBinding.split(".");
  const text = new TextDecoder().decode(decodeBase64url(payload)).replace("{", "{\n");
  return [header, encodeBase64url(new TextEncoder().encode(text)), signature].join(".");
}
