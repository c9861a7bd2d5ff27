/** The leading words of a command line: the first option ends them. */
export function wordsOf(argv: readonly string[]): string[] {
  const end = argv.findIndex((word) => word.startsWith("-"));
  return argv.slice(0, end === -1 ? argv.length : end);
}

/** The command whose name the words begin with; of several the longest. */
export function findCommand<Named extends { readonly name: string }>(
  words: readonly string[],
  commands: readonly Named[],
): Named | undefined {
  const matches = commands.filter(({ name }) => name.split(" ").every((word, index) => words[index] === word));
  return matches.sort((one, other) => other.name.length - one.name.length)[0];
}
