/** A data contract may hold this many bytes, so a sealed payload can have no more. */
export const MAX_SEALED = 24_000;

/** A published dictionary has at least a byte, and a data contract holds it behind three others. */
export const MAX_DICTIONARY = MAX_SEALED - 3;

/** What a packed payload may inflate to. */
export const MAX_INFLATED = 262_144;

/** How many pieces of 16 bytes the compact form can keep beside its text. */
export const MAX_RAW_UNITS = 255;
