/**
 * What an importer needs to write rows directly and leave the database as the verbs would have: it takes the locks that they
 * take, opens and closes direct conversations by the policy, and tells connected clients to fetch again.
 */
export type { Bus } from "../bus/bus.ts";
export { createBus } from "../bus/create-bus.ts";
export type { FileStore } from "../domain/files/file-store.ts";
export { importFile, type ImportedFile, tryFile } from "../domain/files/import-file.ts";
export { DomainError } from "../domain/errors.ts";
export { involvingAny, type PairScope } from "../domain/relations/contact-rows.ts";
export { lockRelations, shareRelationsLock } from "../domain/relations/lock-relations.ts";
export { settleDirectConversations } from "../domain/relations/settle-direct-conversations.ts";
export { reindexBlock } from "../domain/search/reindex-block.ts";
export { appendEvents } from "../domain/stream/append.ts";
export { searchTextOf } from "../domain/text/message-words.ts";
