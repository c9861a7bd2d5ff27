import { describe, expect, it } from "vitest";
import { colorsFor } from "../../../../scripts/cli/terminal/colors.ts";

describe("colorsFor", () => {
  it("colours on a terminal", () => {
    expect(colorsFor({ isTTY: true }, {})("green", "valid")).toBe("\u001B[32mvalid\u001B[39m");
  });

  it.each([
    ["the stream is no terminal", {}, {}],
    ["NO_COLOR is set", { isTTY: true }, { NO_COLOR: "1" }],
    ["the terminal is dumb", { isTTY: true }, { TERM: "dumb" }],
  ])("leaves text alone where %s", (_, stream, env) => {
    expect(colorsFor(stream, env)("green", "valid")).toBe("valid");
  });
});
