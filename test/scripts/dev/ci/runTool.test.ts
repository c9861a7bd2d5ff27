import { describe, expect, it } from "vitest";
import { runNode, runTool } from "../../../../scripts/dev/ci/runTool.ts";

describe("runTool", () => {
  it.each(["hardhat", "prettier", "solhint", "tsc", "vite", "vitest"])(
    "finds %s, and hands on its exit code",
    async (tool) => {
      expect(await runTool(tool, ["--version"], { toStderr: true })).toBe(0);
    },
  );

  it("refuses a program that a package does not have", async () => {
    await expect(async () => runTool("ethers", [])).rejects.toThrow();
  });

  it("adds variables to those that are set", async () => {
    const code = 'process.exitCode = process.env.CSCSS_OWN === "7" && process.env.PATH ? 7 : 1';
    expect(await runNode(["--eval", code], { env: { CSCSS_OWN: "7" } })).toBe(7);
  });
});
