import type { SyntaxNode } from "../solidity/syntaxTree.ts";
import { childrenOf, partOf } from "../solidity/syntaxTree.ts";

/** A flag that once set stays set: the variable that holds it, the member of it if it is a struct, and what that means. */
export interface Flag {
  readonly variable: string;
  readonly member?: string;
  readonly words: string;
}

/** The flags of our contracts that never go back. */
export const FLAGS: readonly Flag[] = [
  { variable: "_state", member: "destroyed", words: "A destroyed wallet stays destroyed." },
  {
    variable: "_noted",
    words: "An owner whose identity another was seen to control is never obeyed by its own key again.",
  },
  { variable: "isNonceUsed", words: "A used nonce stays used, in organizations and in the Council." },
  { variable: "_published", words: "Key bytes that were published stay published." },
  { variable: "isOrganization", words: "An organization of the factory stays one." },
];

/**
 * What in the sources could ever clear a flag, in words; nothing if it is one-way. A flag is, where every write of it sets it
 * to true, where its variable is used only by its members or keys, so that nothing writes it whole or under another name, and
 * where no assembly writes storage.
 */
export function clearingsOf({ variable, member }: Flag, sources: readonly SyntaxNode[]): readonly string[] {
  const found: string[] = [];
  let writes = 0;
  for (const source of sources) visit(source, undefined);
  return writes === 0 ? [...found, "nothing sets it"] : found;

  function visit(node: SyntaxNode, parent: SyntaxNode | undefined): void {
    const target = writtenBy(node);
    if (target !== undefined && nameOf(target) === (member ?? variable)) {
      writes++;
      const { operator } = node;
      const value = partOf(node, "rightHandSide");
      if (operator !== "=" || value?.value !== "true") found.push(`a write that is not "= true" at byte ${node.src}`);
    }
    const isPart = parent?.nodeType === (member === undefined ? "IndexAccess" : "MemberAccess");
    if (node.nodeType === "Identifier" && node.name === variable && !isPart) {
      found.push(`a use of the whole variable at byte ${node.src}`);
    }
    if (node.nodeType === "YulIdentifier" && node.name === "sstore") found.push(`assembly at byte ${node.src}`);
    if (node.nodeType === "VariableDeclaration" && node.stateVariable !== true && isStorageMapping(node)) {
      found.push(`another name for a mapping at byte ${node.src}`);
    }
    for (const child of childrenOf(node)) visit(child, node);
  }
}

function writtenBy(node: SyntaxNode): SyntaxNode | undefined {
  if (node.nodeType === "Assignment") return partOf(node, "leftHandSide");
  const changes = node.nodeType === "UnaryOperation" && ["delete", "++", "--"].includes(String(node.operator));
  return changes ? partOf(node, "subExpression") : undefined;
}

/** `destroyed` of `_state.destroyed`, `isNonceUsed` of `isNonceUsed[holder][nonce]`. */
function nameOf(target: SyntaxNode): string {
  if (target.nodeType === "MemberAccess") return String(target.memberName);
  const base = partOf(target, "baseExpression");
  return base === undefined ? String(target.name) : nameOf(base);
}

function isStorageMapping(node: SyntaxNode): boolean {
  return node.storageLocation === "storage" && partOf(node, "typeName")?.nodeType === "Mapping";
}
