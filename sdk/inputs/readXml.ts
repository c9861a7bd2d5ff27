import { XMLParser, XMLValidator } from "fast-xml-parser";
import { CscssError } from "../errors/CscssError.ts";

/** An element of an XML document, by its namespace. */
export interface XmlElement {
  /** The local name. */
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** By their names as written, without declarations of namespaces. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** What stands between the tags, CDATA included, with the ends trimmed unless they count. */
  readonly text: string;
}

/** A node as the parser gives it, in the order of the document. */
type RawNode = Readonly<Record<string, unknown>> & { readonly ":@"?: Readonly<Record<string, string>> };

/** A namespace prefix by what encloses it. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer?: Scope;
}

/** How large a document may be, and whether space at the ends of texts counts. */
export interface XmlLimits {
  readonly characters: number;
  readonly elements: number;
  readonly keepsSpace?: boolean;
}

/** A transcript of a whole life of studies has some thousands of elements. */
const TRANSCRIPT: XmlLimits = { characters: 8 * 1024 * 1024, elements: 100_000 };
const LONGEST_TAG = 64 * 1024;
const DEEPEST = 32;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads an XML document strictly: well-formed, of bounded size and depth, and without a document type. So there are no
 * entities but the five of XML itself and characters by their numbers: nothing expands, and nothing is fetched. Whatever
 * is in it, the time this takes grows with its length and no faster.
 *
 * @throws ERR_INPUT saying what is wrong, and where.
 */
export function readXml(
  text: string,
  { characters, elements, keepsSpace = false }: XmlLimits = TRANSCRIPT,
): XmlElement {
  if (text.length > characters) throw refuse(`it has more than ${characters} characters`);
  // Comments and CDATA are all that may begin like this; a document type never gets as far as the parser.
  const declaration = /<!(?!--|\[CDATA\[)/.exec(text);
  if (declaration !== null) {
    throw refuse(`at character ${declaration.index}: a document type or entity, which are not taken`);
  }
  const instruction = /<\?(?!xml[ \t\r\n])/.exec(text);
  if (instruction !== null) throw refuse(`at character ${instruction.index}: a processing instruction`);
  requireBounded(text, elements);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw refuse(`at line ${valid.err.line}: ${valid.err.msg.slice(0, 200)}`);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    allowBooleanAttributes: false,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    trimValues: false,
    ignoreDeclaration: true,
    cdataPropName: "#cdata",
  });
  const nodes = parser.parse(text) as RawNode[];
  const roots = nodes.filter((node) => nameOf(node) !== "#text");
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw refuse("it has not one root element");
  return elementOf(root, { own: new Map([["", ""]]) }, keepsSpace);
}

/** Before anything is built or recurses: goes over the markup once, from each `<` to its end, and never back. */
function requireBounded(text: string, most: number): void {
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) at = endOf(text, "-->", at, 4);
    else if (text.startsWith("<![", at)) at = endOf(text, "]]>", at, 9);
    else if (text.startsWith("<?", at)) at = endOf(text, "?>", at, 2);
    else {
      const end = endOfTag(text, at);
      if (text[at + 1] === "/") depth--;
      else elements++;
      if (text[at + 1] !== "/" && text[end - 2] !== "/") depth++;
      if (depth > DEEPEST) throw refuse(`elements stand more than ${DEEPEST} deep inside each other`);
      if (elements > most) throw refuse(`it has more than ${most} elements`);
      at = end;
    }
  }
}

/** Where the end that is marked so is over. */
function endOf(text: string, mark: string, start: number, head: number): number {
  const at = text.indexOf(mark, start + head);
  if (at === -1) throw refuse(`at character ${start}: what begins there does not end`);
  return at + mark.length;
}

/** Behind the > of a tag; one in quotes does not end it. */
function endOfTag(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === ">") return at + 1;
    if (character === "<") break;
    if (character === '"' || character === "'") at = endOf(text, character, at, 1) - 1;
    if (at - start > LONGEST_TAG) throw refuse(`at character ${start}: a tag of more than ${LONGEST_TAG} characters`);
  }
  throw refuse(`at character ${start}: a tag that does not end`);
}

function elementOf(node: RawNode, outer: Scope, keepsSpace: boolean): XmlElement {
  const own = new Map<string, string>();
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(node[":@"] ?? {})) {
    if (name === "xmlns") own.set("", decode(value));
    else if (name.startsWith("xmlns:")) own.set(name.slice("xmlns:".length), decode(value));
    else attributes[name] = decode(value);
  }
  // Not copied: a thousand names for a thousand children would be a million entries.
  const scope: Scope = { own, outer };
  const written = nameOf(node);
  const [prefix, local] = written.includes(":") ? (written.split(":", 2) as [string, string]) : ["", written];
  const namespace = namespaceOf(prefix, scope);
  if (namespace === undefined) throw refuse(`the prefix of <${written.slice(0, 80)}> is not declared`);
  const inner = node[written] as readonly RawNode[];
  const texts = inner.map((child) => {
    if ("#text" in child) return decode(String(child["#text"]));
    const cdata = child["#cdata"] as readonly RawNode[] | undefined;
    return cdata === undefined ? "" : cdata.map((part) => String(part["#text"] ?? "")).join("");
  });
  const children = inner.filter((child) => !["#text", "#cdata"].includes(nameOf(child)));
  return {
    name: local,
    namespace,
    attributes,
    children: children.map((child) => elementOf(child, scope, keepsSpace)),
    text: keepsSpace ? texts.join("") : texts.join("").trim(),
  };
}

function namespaceOf(prefix: string, scope: Scope | undefined): string | undefined {
  return scope === undefined ? undefined : (scope.own.get(prefix) ?? namespaceOf(prefix, scope.outer));
}

function nameOf(node: RawNode): string {
  return Object.keys(node).find((name) => name !== ":@") ?? "";
}

function decode(text: string): string {
  return text.replace(/&([^;&\s]*);?/g, (reference, name: string) => {
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known !== undefined && reference.endsWith(";")) return known;
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    const isCharacter =
      code >= 0x20 ? code <= 0x10_ff_ff && (code < 0xd800 || code > 0xdfff) : [9, 10, 13].includes(code);
    if (isCharacter && reference.endsWith(";")) return String.fromCodePoint(code);
    throw refuse(`"${reference.slice(0, 40)}" is not one of XML's own entities`);
  });
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_INPUT", `This is not XML that is read here: ${problem}.`);
}
