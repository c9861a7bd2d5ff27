import { EXIT } from "./exitCodes.ts";

/**
 * The first Ctrl-C asks to end after what is under way; a second one ends at once, which a journal survives too.
 *
 * @param onAsked - hears of the first one.
 */
export function stopOnSignal(onAsked: () => void): { readonly asked: boolean } {
  const state = { asked: false };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (state.asked) process.exit(EXIT.interrupted);
      state.asked = true;
      onAsked();
    });
  }
  return state;
}
