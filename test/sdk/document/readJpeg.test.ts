import jpeg from "jpeg-js";
import { expect, it } from "vitest";
import { readJpeg } from "../../../sdk/document/readJpeg.ts";

const picture = jpeg.encode({ width: 64, height: 32, data: Buffer.alloc(4 * 64 * 32, 99) }, 80).data;

it("unpacks a JPEG of few pixels, and none of more than may be", () => {
  expect(readJpeg(picture)).toMatchObject({ width: 64, height: 32 });
  expect(readJpeg(picture, 64 * 32)).toMatchObject({ width: 64, height: 32 });
  expect(() => readJpeg(picture, 64 * 32 - 1)).toThrow("too large");
});

it("refuses a JPEG that goes over its picture again and again, before it is unpacked", () => {
  const scan = picture.subarray(picture.indexOf(Buffer.from([0xff, 0xda])), -2);
  const scans = (count: number) =>
    Buffer.concat([picture.subarray(0, -2), ...Array<Uint8Array>(count - 1).fill(scan), picture.subarray(-2)]);
  expect(readJpeg(scans(64))).toMatchObject({ width: 64, height: 32 });
  expect(() => readJpeg(scans(65))).toThrow(
    expect.objectContaining({ code: "ERR_DOCUMENT", message: expect.stringContaining("64 scans") }),
  );
});
