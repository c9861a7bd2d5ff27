/**
 * A text from elsewhere that cannot draw on a terminal: control characters come out as spaces, line breaks stay.
 *
 * @example
 * plainText("a\u001B[2Jb"); // "a [2Jb"
 */
export function plainText(text: string): string {
  return text.replace(/(?!\n)[\p{Control}\p{Bidi_Control}\u2028\u2029]/gu, " ");
}
