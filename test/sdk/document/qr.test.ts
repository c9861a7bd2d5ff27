import { deflateSync } from "node:zlib";
import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOfBytes } from "../../../scripts/cli/shared/readPresentation.ts";
import { qrForTerminal, qrModules, qrPng, qrSvg } from "../../../sdk/document/drawQr.ts";
import { findQr } from "../../../sdk/document/findQr.ts";
import { readPicture } from "../../../sdk/document/readPicture.ts";
import { makeStanding } from "../../fixtures/standing.ts";

/** The picture on a larger, grey page, as a JPEG of middling quality: what a phone sends. */
function photograph(png: Uint8Array): Uint8Array {
  const code = readPicture(png);
  const [width, height] = [code.width + 300, code.height + 200];
  const data = Buffer.alloc(4 * width * height, 220);
  for (let y = 0; y < code.height; y++) {
    data.set(code.data.subarray(4 * y * code.width, 4 * (y + 1) * code.width), 4 * ((y + 90) * width + 140));
  }
  return jpeg.encode({ width, height, data }, 60).data;
}

/** A PNG of a header and one data chunk, with sums that hold. */
function pngOf(width: number, height: number, raw: Uint8Array, interlace = 0): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, interlace], 8);
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("a QR code", () => {
  let shown: { presentation: string; link: string };
  beforeAll(async () => {
    shown = await makeStanding(["awardTitle", "awardDate", "finalGrade"]);
  });

  it("holds a diploma's presentation, and is read from a PNG and from a photograph", () => {
    expect(qrModules(shown.link)?.length).toBeLessThanOrEqual(177 + 8);
    expect(findQr(readPicture(qrPng(shown.link)))).toBe(shown.link);
    expect(findQr(readPicture(photograph(qrPng(shown.link))))).toBe(shown.link);
    expect(contentOfBytes(photograph(qrPng(shown.link)))).toEqual({ presentation: shown.presentation });
  });

  it("is drawn the same in SVG and for a terminal", () => {
    const modules = qrModules("https://verify.example/#me1=AA") ?? [];
    const dark = modules.flat().filter(Boolean).length;
    expect(qrSvg("https://verify.example/#me1=AA").match(/h1v1h-1z/g)).toHaveLength(dark);
    const drawn = qrForTerminal("https://verify.example/#me1=AA", 80) ?? "";
    const low = qrModules("https://verify.example/#me1=AA", "low") ?? [];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
    const lines = drawn.replaceAll(/\u001B\[[\d;]*m/g, "").split("\n");
    const back = lines.flatMap((line) =>
      [[..."▄ "], [..."▀ "]].map((marks) => Array.from(line, (cell) => marks.includes(cell))),
    );
    expect(back.slice(0, low.length)).toEqual(low);
  });

  it("is not drawn where it does not fit", () => {
    expect(qrForTerminal(shown.link, 80)).toBeUndefined();
    expect(qrModules("x".repeat(2953))).toBeDefined();
    expect(qrModules("x".repeat(2954))).toBeUndefined();
    expect(() => qrPng("x".repeat(2954))).toThrow(expect.objectContaining({ code: "ERR_LINK" }));
  });

  it.each<[string, () => Uint8Array, string]>([
    ["that says it has 100,000 × 100,000 pixels", () => pngOf(100_000, 100_000, Buffer.alloc(10)), "at most"],
    ["of no pixels", () => pngOf(0, 5, Buffer.alloc(10)), "pixels"],
    ["that unpacks to more than it says", () => pngOf(10, 10, Buffer.alloc(50_000_000)), "damaged"],
    ["that is interlaced, and unpacks without bound", () => pngOf(10, 10, Buffer.alloc(50_000_000), 1), "interlaced"],
    ["cut short", () => qrPng("x").subarray(0, 40), "damaged"],
    ["cut short before its size", () => qrPng("x").subarray(0, 12), "pixels"],
    ["over 16 MB", () => Buffer.concat([qrPng("x"), Buffer.alloc(17 * 1024 * 1024)]), "at most"],
    ["that is a JPEG and says it is huge", () => hugeJpeg(), "too large"],
    ["that is half a JPEG", () => photograph(qrPng("x")).subarray(0, 700), "damaged"],
    ["without a code", () => PNG.sync.write(new PNG({ width: 64, height: 64 })), "no QR code"],
    ["with somebody else's code", () => qrPng("https://evil.example/?pay=me"), "query"],
    ["with a link of another form", () => qrPng("https://evil.example/#pay=me"), "#me1="],
  ])("in a picture %s is refused by name", (_, picture, words) => {
    expect(() => contentOfBytes(picture())).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^ERR_(DOCUMENT|LINK)$/),
        message: expect.stringContaining(words),
      }),
    );
  });
});

/** A small JPEG whose header says 60,000 × 60,000. */
function hugeJpeg(): Uint8Array {
  const file = Buffer.from(photograph(qrPng("x")));
  const frame = file.indexOf(Buffer.from([0xff, 0xc0]));
  file.writeUInt16BE(60_000, frame + 5);
  file.writeUInt16BE(60_000, frame + 7);
  return file;
}
