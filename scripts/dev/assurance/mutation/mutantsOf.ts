import { createHash } from "node:crypto";
import { lineAt } from "../solidity/editSource.ts";
import type { SyntaxNode } from "../solidity/syntaxTree.ts";
import { childrenOf, parseSource, partOf, spanOf } from "../solidity/syntaxTree.ts";

/** A change of one place of one source that the tests ought to notice. */
export interface Mutant {
  /** Eight hex digits of what is changed where; stays the same while its line and those like it do. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  /** The place, in bytes, what stands there and what is put there. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** What each operator may become: the nearest boundary first, then the opposite. */
const BINARY: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "&&": ["||"],
  "||": ["&&"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
};

type Change = readonly [operator: string, node: SyntaxNode, after: string];

/** Every mutant of a source, in its order. Some will not compile, and some change nothing that matters. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const bytes = Buffer.from(source);
  const text = (node: SyntaxNode): string => bytes.subarray(spanOf(node).start, spanOf(node).end).toString();
  const seen = new Map<string, number>();
  return collect(parseSource(file, source)).map(([operator, node, after]) => {
    const { start, end } = spanOf(node);
    const before = text(node);
    const line = lineAt(bytes, start);
    const what = [file, lineText(bytes, start), operator, before, after].join("\n");
    const repeat = (seen.get(what) ?? 0) + 1;
    seen.set(what, repeat);
    const id = createHash("sha256").update(`${what}\n${repeat}`).digest("hex").slice(0, 8);
    return { id, file, line, operator, start, end, before, after };
  });

  function collect(node: SyntaxNode): Change[] {
    // What stands in assembly is for the tests of gas and bytes; its names have no operators to exchange.
    if (node.nodeType === "InlineAssembly") return [];
    const step = partOf(node, "loopExpression");
    const changes = changesOf(node);
    // Without its step a loop would only run out of gas.
    const inner = childrenOf(node).flatMap((child) =>
      child === step ? childrenOf(child).flatMap(collect) : collect(child),
    );
    return [...changes, ...inner];
  }

  function changesOf(node: SyntaxNode): Change[] {
    const { nodeType, operator } = node;
    switch (nodeType) {
      case "BinaryOperation":
        return (BINARY[String(operator)] ?? []).map((other) => ["operator", node, swapped(node, other)]);
      case "Assignment":
        return operator === "=" ? [] : [["assignment", node, swappedWith(node, "leftHandSide", "rightHandSide", "=")]];
      case "UnaryOperation":
        return unary(node);
      case "Conditional":
        return [["arms exchanged", node, exchanged(node)]];
      case "IfStatement":
        return guard(node);
      case "Literal":
        return literal(node);
      case "EmitStatement":
        return [["statement left out", node, "{}"]];
      case "ExpressionStatement":
        return [["statement left out", node, "{}"]];
      case "FunctionDefinition":
        // What a constructor names there are its bases.
        return node.kind === "constructor" ? [] : modifiers(node);
      default:
        return [];
    }
  }

  function swapped(node: SyntaxNode, operator: string): string {
    return swappedWith(node, "leftExpression", "rightExpression", operator);
  }

  function swappedWith(node: SyntaxNode, left: string, right: string, operator: string): string {
    return `${textOf(node, left)} ${operator} ${textOf(node, right)}`;
  }

  function unary(node: SyntaxNode): Change[] {
    const operand = textOf(node, "subExpression");
    if (node.operator === "!" || node.operator === "~") return [["negation left out", node, operand]];
    if (node.operator === "++") return [["operator", node, `--${operand}`]];
    if (node.operator === "--") return [["operator", node, `++${operand}`]];
    return [];
  }

  function exchanged(node: SyntaxNode): string {
    return `${textOf(node, "condition")} ? ${textOf(node, "falseExpression")} : ${textOf(node, "trueExpression")}`;
  }

  function guard(node: SyntaxNode): Change[] {
    const body = partOf(node, "trueBody");
    const last = body?.nodeType === "Block" ? childrenOf(body).at(-1) : body;
    const refuses = last?.nodeType === "RevertStatement" || last?.nodeType === "Return";
    return refuses && partOf(node, "falseBody") === undefined ? [["guard left out", node, "if (false) {}"]] : [];
  }

  function literal(node: SyntaxNode): Change[] {
    const value = text(node);
    if (node.kind === "bool") return [["value", node, value === "true" ? "false" : "true"]];
    if (node.kind !== "number" || !/^[\d_]+$/.test(value)) return [];
    const number = BigInt(value.replaceAll("_", ""));
    return [number + 1n, number - 1n].filter((other) => other >= 0n).map((other) => ["value", node, String(other)]);
  }

  function modifiers(node: SyntaxNode): Change[] {
    return childrenOf(node)
      .filter((child) => child.nodeType === "ModifierInvocation")
      .map((child) => ["modifier left out", child, ""]);
  }

  function textOf(node: SyntaxNode, part: string): string {
    const child = partOf(node, part);
    return child === undefined ? "" : text(child);
  }
}

/** The source with the mutant's change made. */
export function mutate(source: string, { start, end, after, operator }: Mutant): string {
  const bytes = Buffer.from(source);
  let stop = end;
  // A statement that is left out takes its semicolon along.
  if (operator === "statement left out" || operator === "guard left out") {
    if (bytes[end - 1] !== 0x7d && bytes[end] === 0x3b) stop++;
  }
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(after), bytes.subarray(stop)]).toString();
}

function lineText(bytes: Buffer, at: number): string {
  const start = bytes.lastIndexOf(10, at) + 1;
  const end = bytes.indexOf(10, at);
  return bytes.subarray(start, end === -1 ? bytes.length : end).toString();
}
