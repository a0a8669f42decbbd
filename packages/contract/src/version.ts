/**
 * The version of everything in this package. A change that an older client could not read raises it,
 * together with the hash in `version.test.ts`.
 */
export const CONTRACT_VERSION = 1;
