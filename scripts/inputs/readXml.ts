import { XMLParser, XMLValidator } from "fast-xml-parser";
import { CscssError } from "../../sdk/errors/CscssError.ts";

/** An element of an XML document, by its namespace. */
export interface XmlElement {
  /** The local name. */
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** By their names as written, without declarations of namespaces. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** What stands between the tags, CDATA included, with the ends trimmed. */
  readonly text: string;
}

/** A node as the parser gives it, in the order of the document. */
type RawNode = Readonly<Record<string, unknown>> & { readonly ":@"?: Readonly<Record<string, string>> };

const LONGEST = 8 * 1024 * 1024;
const DEEPEST = 32;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads an XML document strictly: well-formed, of bounded size and depth, and without a document type. So there are no
 * entities but the five of XML itself and characters by their numbers: nothing expands, and nothing is fetched.
 *
 * @throws ERR_INPUT saying what is wrong, and where.
 */
export function readXml(text: string): XmlElement {
  if (text.length > LONGEST) throw refuse(`it has more than ${LONGEST} characters`);
  // Comments and CDATA are all that may begin like this; a document type never gets as far as the parser.
  const declaration = /<!(?!--|\[CDATA\[)/.exec(text);
  if (declaration !== null) {
    throw refuse(`at character ${declaration.index}: a document type or entity, which are not taken`);
  }
  const instruction = /<\?(?!xml[ \t\r\n])/.exec(text);
  if (instruction !== null) throw refuse(`at character ${instruction.index}: a processing instruction`);
  requireShallow(text);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw refuse(`at line ${valid.err.line}: ${valid.err.msg}`);
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
  return elementOf(root, new Map([["", ""]]));
}

/** Before anything recurses. Counts every tag, wherever it stands. */
function requireShallow(text: string): void {
  let depth = 0;
  const plain = text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  for (const [tag] of plain.matchAll(/<[^>]*>/g)) {
    if (tag.startsWith("</")) depth--;
    else if (!tag.endsWith("/>") && !tag.startsWith("<?")) depth++;
    if (depth > DEEPEST) throw refuse(`elements stand more than ${DEEPEST} deep inside each other`);
  }
}

function elementOf(node: RawNode, outer: ReadonlyMap<string, string>): XmlElement {
  const scope = new Map(outer);
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(node[":@"] ?? {})) {
    if (name === "xmlns") scope.set("", decode(value));
    else if (name.startsWith("xmlns:")) scope.set(name.slice("xmlns:".length), decode(value));
    else attributes[name] = decode(value);
  }
  const written = nameOf(node);
  const [prefix, local] = written.includes(":") ? (written.split(":", 2) as [string, string]) : ["", written];
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw refuse(`the prefix of <${written}> is not declared`);
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
    children: children.map((child) => elementOf(child, scope)),
    text: texts.join("").trim(),
  };
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
    throw refuse(`"${reference.slice(0, 40)}" is none of XML's own entities`);
  });
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_INPUT", `This is no XML that is read here: ${problem}.`);
}
