/**
 * For programs in Node: files, locks, threads.
 *
 * @module
 */

export { withThreads } from "./issuing/withThreads.ts";
export { fileLogs } from "./node/fileLogs.ts";
export { fileNonceStore } from "./node/fileNonceStore.ts";
export { lockBeside } from "./node/lockBeside.ts";
export { nodeScrypt } from "./node/nodeScrypt.ts";
export type { FileJournal } from "./node/openJournal.ts";
export { openJournal } from "./node/openJournal.ts";
export type { PreparedHead } from "./node/preparedFile.ts";
export { readPrepared, writePrepared } from "./node/preparedFile.ts";
export { random } from "./node/random.ts";
