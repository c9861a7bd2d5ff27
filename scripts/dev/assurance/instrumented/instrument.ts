import { createHash } from "node:crypto";
import type { Insertion } from "../solidity/editSource.ts";
import { insertInto, lineAt } from "../solidity/editSource.ts";
import type { SyntaxNode } from "../solidity/syntaxTree.ts";
import { childrenOf, parseSource, partOf, spanOf } from "../solidity/syntaxTree.ts";

/** One thing that tests have to make happen: a statement runs, or a condition comes out true, or false. */
export interface Point {
  /** What the chain reports when it happens: 32 bytes in hex, without prefix. */
  readonly tag: string;
  readonly kind: "statement" | "true" | "false";
  readonly firstLine: number;
  readonly lastLine: number;
  /** The statement or condition as it stands in the source, on one line. */
  readonly text: string;
}

/** A source that reports what runs in it, on the same lines as before, and everything it can report. */
export interface Instrumented {
  readonly source: string;
  readonly points: readonly Point[];
}

/** The file every instrumented source imports. */
export const HITS_SOURCE = "cscss-coverage-hits.sol";

/**
 * The node collects the words that are sent to this address, which is no contract. A function that only views, taken
 * for pure, may report from pure functions too.
 */
export const HITS_LIBRARY = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;
library CoverageHits {
  function hit(uint256 tag) internal pure { _pure(_report)(tag); }
  function seen(bool value, uint256 tag) internal pure returns (bool) { _pure(_report)(value ? tag + 1 : tag); return value; }
  function _report(uint256 tag) private view {
    assembly ("memory-safe") {
      let at := mload(0x40)
      mstore(at, tag)
      pop(staticcall(gas(), 0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE, at, 0x20, 0, 0))
    }
  }
  function _pure(function(uint256) internal view f) private pure returns (function(uint256) internal pure g) {
    assembly ("memory-safe") { g := f }
  }
}
`;

const BODIES = ["trueBody", "falseBody", "body"];
const COMPOUND = new Set(["IfStatement", "ForStatement", "WhileStatement"]);
const CONDITIONAL = new Set([...COMPOUND, "Conditional"]);

/** Makes a source report every statement that runs and every outcome of every condition, `&&` and `||` operands included. */
export function instrument(name: string, source: string): Instrumented {
  const bytes = Buffer.from(source);
  const prefix = createHash("sha256").update(name).digest("hex").slice(0, 24);
  const insertions: Insertion[] = [];
  const points: Point[] = [];
  let count = 0;

  visit(parseSource(name, source));
  if (points.length === 0) return { source, points };
  insertions.push({ at: bytes.length, text: `import {CoverageHits} from "${HITS_SOURCE}";\n` });
  return { source: insertInto(source, insertions), points };

  function visit(node: SyntaxNode): void {
    // Assembly cannot report: it counts as the one statement it is.
    if (node.nodeType === "InlineAssembly") return;
    if (node.nodeType === "Block" || node.nodeType === "UncheckedBlock") childrenOf(node).forEach(statement);
    for (const property of BODIES) {
      const body = partOf(node, property);
      if (body !== undefined && COMPOUND.has(node.nodeType) && !isBlock(body)) braced(body);
    }
    const condition = partOf(node, "condition");
    if (CONDITIONAL.has(node.nodeType) && condition !== undefined && !isJunction(condition)) outcome(condition);
    if (isJunction(node)) {
      for (const side of ["leftExpression", "rightExpression"]) {
        const operand = partOf(node, side);
        if (operand !== undefined && !isJunction(operand)) outcome(operand);
      }
    }
    childrenOf(node).forEach(visit);
  }

  function statement(node: SyntaxNode): void {
    const { start } = spanOf(node);
    if (isBlock(node)) return;
    // Of what holds other statements only the head is its own.
    const end = COMPOUND.has(node.nodeType) ? endOfHead(node) : spanOf(node).end;
    insertions.push({ at: start, text: `CoverageHits.hit(${point("statement", start, end)}); ` });
  }

  function braced(body: SyntaxNode): void {
    insertions.push({ at: spanOf(body).start, text: "{ " });
    statement(body);
    insertions.push({ at: endOf(body), text: " }", closes: true });
  }

  function outcome(node: SyntaxNode): void {
    const { start, end } = spanOf(node);
    const tag = point("false", start, end);
    point("true", start, end);
    insertions.push({ at: start, text: "CoverageHits.seen(" }, { at: end, text: `, ${tag})`, closes: true });
  }

  function point(kind: Point["kind"], start: number, end: number): string {
    const tag = `${prefix}${(++count).toString(16).padStart(40, "0")}`;
    const text = bytes.subarray(start, end).toString().replace(/\s+/g, " ");
    const [firstLine, lastLine] = [lineAt(bytes, start), lineAt(bytes, end)];
    points.push({ tag, kind, firstLine, lastLine, text });
    return `0x${tag}`;
  }

  function endOf(node: SyntaxNode): number {
    if (isBlock(node)) return spanOf(node).end;
    const last = partOf(node, "falseBody") ?? partOf(node, "trueBody") ?? partOf(node, "body");
    // The semicolon is not part of a statement, but for a bare `return;`.
    return last === undefined ? bytes.indexOf(";", spanOf(node).end - 1) + 1 : endOf(last);
  }

  function endOfHead(node: SyntaxNode): number {
    const body = partOf(node, "trueBody") ?? partOf(node, "body");
    const text = bytes.subarray(0, body === undefined ? spanOf(node).end : spanOf(body).start).toString();
    return Buffer.byteLength(text.trimEnd());
  }
}

function isBlock({ nodeType }: SyntaxNode): boolean {
  return nodeType === "Block" || nodeType === "UncheckedBlock";
}

/** `&&` and `||`, in brackets or not: their operands are the conditions. */
function isJunction(node: SyntaxNode): boolean {
  const { nodeType, operator } = node;
  if (nodeType === "TupleExpression") return childrenOf(node).length === 1 && childrenOf(node).every(isJunction);
  return nodeType === "BinaryOperation" && (operator === "&&" || operator === "||");
}
