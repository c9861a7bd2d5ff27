/**
 * A text from elsewhere that cannot draw on a terminal: control characters come out as spaces, line breaks stay.
 *
 * @example
 * plainText("a\u001B[2Jb"); // "a [2Jb"
 */
export function plainText(text: string): string {
  return text.replace(/(?!\n)\p{Control}/gu, " ");
}
