"use client";

export { PersonAvatar, type PersonAvatarProps } from "./components/avatar.tsx";
export type { ChatPanel } from "./components/chat/chat-header.tsx";
export { ChatWindow, type ChatWindowProps } from "./screens/chat/chat-window.tsx";
export type { ComposerProps } from "./components/composer/composer.tsx";
export { Composer } from "./components/composer/lazy-composer.ts";
export {
  ConnectionBanner,
  type ConnectionBannerProps,
} from "./components/feedback/connection-banner.tsx";
export type { ContactListProps } from "./components/contacts/contact-list.tsx";
export { ContactList } from "./components/contacts/lazy-contact-list.tsx";
export {
  ConversationList,
  type ConversationListProps,
} from "./components/conversations/conversation-list.tsx";
export { Isolated, type IsolatedProps } from "./screens/page/isolated.tsx";
export type { Editing, MessageActions } from "./components/message-list/actions/message-actions.ts";
export { MessageList } from "./components/message-list/lazy-message-list.tsx";
export type { MessageListProps } from "./components/message-list/message-list.tsx";
export { MessagesPage, type MessagesPageProps } from "./screens/page/messages-page.tsx";
export type { MessagesTab } from "./screens/page/messages-tab.ts";
export type { ConversationItem, Preview } from "./conversation-item.ts";
export type {
  /** @deprecated Use `ConversationChange`. */
  ConversationChange as Arrangement,
  ConversationChange,
  Outcome,
} from "@parley/client";
export type { MenuAction } from "./components/overlay/menu.tsx";
export { SearchResults } from "./components/search/lazy-search-results.ts";
export type { SearchResultsProps } from "./components/search/search-results.tsx";
export {
  useArrangeConversation,
  useConversationActions,
} from "./hooks/conversations/use-conversation-actions.ts";
export { useBlocked } from "./hooks/people/use-blocked.ts";
export { useConnection } from "./hooks/session/use-connection.ts";
export { type ContactActions, useContactActions } from "./hooks/people/use-contact-actions.ts";
export { useContacts } from "./hooks/people/use-contacts.ts";
export { type ConversationView, useConversation } from "./hooks/conversations/use-conversation.ts";
export {
  type ConversationsChoice,
  type ConversationsView,
  useConversations,
} from "./hooks/conversations/use-conversations.ts";
export { useExplanation } from "./hooks/people/use-explanation.ts";
export { type HitPlace, useHitPlaces } from "./hooks/messages/use-hit-places.ts";
export { useMarkRead } from "./hooks/messages/use-mark-read.ts";
export { useMe } from "./hooks/session/use-me.ts";
export { useMessageCommands } from "./hooks/messages/use-message-commands.ts";
export {
  type MessageSearch,
  type MessageSearchView,
  useMessageSearch,
} from "./hooks/messages/use-message-search.ts";
export type { PageState } from "@parley/client";
export {
  type MessagesView,
  useMessages,
  type WindowPaging,
} from "./hooks/messages/use-messages.ts";
export { useOpenConversation } from "./hooks/conversations/use-open-conversation.ts";
export { useDebounced } from "./hooks/time/use-debounced.ts";
export { SEARCH_PAUSE } from "./hooks/messages/use-message-search.ts";
export {
  useAutoDismiss,
  /** @deprecated Renamed to `useAutoDismiss`. */
  useAutoDismiss as usePassing,
} from "./components/feedback/use-auto-dismiss.ts";
export { usePeopleSearch } from "./hooks/people/use-people-search.ts";
export { usePresence } from "./hooks/people/use-presence.ts";
export { type SendMessage, useSendMessage } from "./hooks/messages/use-send-message.ts";
export { useQuotedMessage } from "./hooks/messages/use-quoted-message.ts";
export { useReplyTarget } from "./hooks/messages/use-reply-target.ts";
export { useTyping } from "./hooks/messages/use-typing.ts";
export { useTypingSignal } from "./hooks/messages/use-typing-signal.ts";
export { useUpdateMe } from "./hooks/session/use-update-me.ts";
export { useUploadAvatar } from "./hooks/session/use-upload-avatar.ts";
export { useUnreadTotal } from "./hooks/conversations/use-unread-total.ts";
export type { Labels } from "./labels.ts";
export type { ShownFilter } from "./labels/list-labels.ts";
export { type Loadable, toLoadable } from "./loadable.ts";
export { useAvatarUrlOf } from "./provider/avatar-context.ts";
export { type Messaging, useMessaging } from "./provider/messaging-context.ts";
export { MessagingProvider, type MessagingProviderProps } from "./provider/messaging-provider.tsx";
export type {
  MessagePlace,
  PdfDocument,
  PdfPage,
  ScreenOptions,
} from "./provider/options-context.ts";
export { useReasonWords } from "./provider/use-reason-words.ts";
export { WordingProvider } from "./provider/wording-provider.tsx";
export type { ReadMark } from "./rows/read-mark.ts";
export type { Delivery, Row, RowChange } from "./rows/row.ts";
export type { RowAction } from "./rows/row-actions.ts";
export { usePart, useRequest, useScreen } from "./provider/use-screen.ts";
