import { expect, it } from "vitest";
import { sameBytes } from "../../../sdk/bytes/sameBytes.ts";

it.each<[number[], number[], boolean]>([
  [[], [], true],
  [[1, 2, 3], [1, 2, 3], true],
  [[0, 2, 3], [1, 2, 3], false],
  [[1, 2, 0], [1, 2, 3], false],
  [[1, 2], [1, 2, 0], false],
  [[1, 2, 0], [1, 2], false],
  [[128], [0], false],
  [[1, 2], [2, 1], false],
])("of %j and %j the sameness is %s", (one, other, same) => {
  expect(sameBytes(Uint8Array.from(one), Uint8Array.from(other))).toBe(same);
});
