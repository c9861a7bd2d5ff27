import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import encodeQR from "qr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "./support/openBrowser.ts";
import type { Stand } from "./support/openStand.ts";
import { expectClean, openStand, verdictOn } from "./support/openStand.ts";

describe.skipIf(CHROMIUM === undefined)("scanning in Chromium (needs Debian's package chromium)", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-camera-"));
  let stand: Stand;

  beforeAll(async () => {
    const video = join(folder, "code.y4m");
    writeFileSync(video, videoOf(encodeQR("https://verify.example/#p=a.b.c~", "raw")));
    stand = await openStand(["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${video}`]);
  });
  afterAll(async () => {
    await stand.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("asks for the camera on the click and not before, and verifies what it sees", async () => {
    const tab = await stand.open("", { permissions: ["camera"] });
    const { page } = tab;
    await page.evaluate(`{
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      window.streams = [];
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        window.streams.push(stream);
        return stream;
      };
    }`);
    expect(await page.evaluate("window.streams.length")).toBe(0);
    await page.getByRole("button", { name: "Scan a QR code" }).click();
    expect(await verdictOn(tab)).toContain("NOT VALID");
    expect(
      await page.evaluate("window.streams.map((stream) => stream.getTracks().map((track) => track.readyState).join())"),
    ).toEqual(["ended"]);
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("says that the camera was not allowed, and how to go on", async () => {
    const tab = await stand.open("", { permissions: [] });
    await tab.page.evaluate(
      "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('Permission denied', 'NotAllowedError') }",
    );
    await tab.page.getByRole("button", { name: "Scan a QR code" }).click();
    expect(await tab.page.getByRole("alert").innerText()).toBe(
      "The camera cannot be used: Permission denied. Choose a file or paste the link instead.",
    );
    await tab.context.close();
  });
});

/** A code as an uncompressed video of one grey frame, 640 × 480. */
function videoOf(modules: readonly (readonly boolean[])[]): Buffer {
  const [width, height, scale] = [640, 480, 10];
  const [left, top] = [(width - modules.length * scale) / 2, (height - modules.length * scale) / 2];
  const frame = Buffer.alloc(width * height * 1.5, 128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dark = modules[Math.floor((y - top) / scale)]?.[Math.floor((x - left) / scale)] === true;
      frame[y * width + x] = dark ? 16 : 235;
    }
  }
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\nFRAME\n`), frame]);
}
