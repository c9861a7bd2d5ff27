// For programs in Node: files, locks, threads.

export type { Journal, KnownBatch } from "./issuing/openJournal.ts";
export { openJournal } from "./issuing/openJournal.ts";
export type { PreparedBatch, PreparedHead } from "./issuing/preparedFile.ts";
export { readPrepared, writePrepared } from "./issuing/preparedFile.ts";
export { withThreads } from "./issuing/withThreads.ts";
export { fileLogs } from "./node/fileLogs.ts";
export { fileNonceStore } from "./node/fileNonceStore.ts";
export { lockBeside } from "./node/lockBeside.ts";
export { nodeScrypt } from "./node/nodeScrypt.ts";
export { random } from "./node/random.ts";
