/**
 * Changes the first `_sd` list in a JSON text and leaves every other character as it is.
 *
 * @param change - takes and gives the digests as they are written, each in its quotes.
 */
export function mapDigests(json: string, change: (digests: string[]) => string[]): string {
  return json.replace(/"_sd":\[([^\]]*)\]/, (_whole, list: string) => {
    return `"_sd":[${change(list === "" ? [] : list.split(",")).join(",")}]`;
  });
}
