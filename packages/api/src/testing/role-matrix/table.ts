import { createTestBrowser } from "../browser.ts";
import { newId } from "../index.ts";
import { type Kind, type Row, row } from "./callers.ts";
import type { InputOf, OutputOf, Path } from "./paths.ts";
import { places, type Scene } from "./scene.ts";

/** One call of a procedure, and its outcome for each kind of caller. */
export interface Case<Input = unknown, Output = unknown> {
  readonly title?: string;
  readonly input?: (scene: Scene, kind: Kind) => Input;
  /** The checked part of a result; `ok` if absent. */
  readonly shows?: (output: Output, scene: Scene) => string | boolean;
  readonly expected: Row;
}

type Table = { readonly [P in Path]: readonly Case<InputOf<P>, OutputOf<P>>[] };

const everybody = row("ok");
const staff = row("forbidden", { admin: "ok", service: "ok" });
const admins = row("forbidden", { admin: "ok" });
const platform = row("forbidden", { service: "ok" });
const inDirect = row("ok", { stranger: "not_found" });
const inGroup = row("ok", { stranger: "not_found", admin: "not_found" });

/** In a direct conversation writing ends with the last reason, and with a block. */
const silenced = { blocked: "contact_unavailable", blocker: "contact_unavailable" } as const;
const writesDirect: Row = { ...inDirect, ...silenced, former: "conversation_readonly" };
const writesInGroup: Row = { ...inGroup, former: "conversation_readonly" };

const tess = () => ({ userId: "tess" });
const direct = ({ direct: of }: Scene, kind: Kind) => ({ conversationId: of[kind] });
const group = ({ group: conversationId }: Scene) => ({ conversationId });
const north = () => ({ groupId: "north" });
const hasTess = (list: readonly { readonly id: string }[]) => list.some(({ id }) => id === "tess");
const said = (body: string) => (list: readonly { readonly body: string | null }[]) =>
  list.some((message) => message.body === body);

/** The same in the conversation with Tess and in that of North. */
const inBoth = <Input>(more: Input, expected: { direct: Row; group: Row }) => [
  {
    title: "direct",
    input: (scene: Scene, kind: Kind) => ({ ...direct(scene, kind), ...more }),
    expected: expected.direct,
  },
  {
    title: "group",
    input: (scene: Scene) => ({ ...group(scene), ...more }),
    expected: expected.group,
  },
];

const everywhere = { direct: inDirect, group: inGroup };
const wherever = { direct: writesDirect, group: writesInGroup };
const own = (scene: Scene, kind: Kind) => ({ ...group(scene), seq: scene.own[kind] });
const hers = (scene: Scene) => ({ ...group(scene), seq: places.shared });

const { subscription } = createTestBrowser();

/** A day after the clock of the scene. */
const soon = { local: "2026-02-05T09:00", timeZone: "UTC" };

/** Every procedure of the router. One without a row does not compile, and fails the test. */
export const table: Table = {
  "users.me": [{ expected: everybody }],
  "users.updateMe": [{ input: () => ({ name: "Another" }), expected: everybody }],
  "users.search": [
    {
      input: () => ({ text: "Tess" }),
      shows: (found) => hasTess(found.people),
      expected: row("unseen", { member: "seen", mentor: "seen", admin: "seen" }),
    },
  ],
  "users.list": [{ input: () => ({}), expected: staff }],
  "users.upsert": [
    {
      input: () => ({ id: "tess", email: "tess@example.org", name: "Tess", role: "MENTEE" }),
      expected: staff,
    },
  ],
  "users.deactivate": [{ input: tess, expected: staff }],

  "contacts.list": [
    {
      input: () => ({}),
      shows: ({ contacts }) => hasTess(contacts.map(({ person }) => person)),
      expected: row("unseen", { member: "seen", blocked: "seen", mentor: "seen", admin: "seen" }),
    },
  ],
  "contacts.add": [
    {
      input: () => ({ email: "tess@example.org" }),
      expected: row("ok", {
        blocked: "not_found",
        blocker: "contact_unavailable",
      }),
    },
  ],
  "contacts.remove": [{ input: tess, expected: everybody }],
  "contacts.block": [
    {
      input: tess,
      expected: row("ok", { stranger: "not_found", admin: "forbidden" }),
    },
  ],
  "contacts.unblock": [{ input: tess, expected: everybody }],
  "contacts.blocked": [
    {
      shows: ({ blocked }) => hasTess(blocked.map(({ person }) => person)),
      expected: row("unseen", { blocker: "seen" }),
    },
  ],
  "contacts.explain": [
    {
      input: tess,
      shows: ({ rule }) => rule,
      expected: row("same-group", {
        stranger: "not_found",
        former: "strangers",
        blocked: "unavailable",
        blocker: "you-blocked",
        admin: "admin-reaches-everybody",
      }),
    },
  ],

  "platform.sync": [
    {
      input: () => ({
        mode: "merge",
        people: [{ id: "west", name: "West", role: "MENTEE" }],
        groups: [{ id: "north", name: "Northern", mentorId: "ada" }],
      }),
      shows: ({ people, groups }) => [...people, ...groups].map(({ outcome }) => outcome).join(" "),
      expected: { ...platform, service: "created changed" },
    },
  ],

  "groups.list": [
    {
      shows: ({ groups }) => groups.some(({ id }) => id === "north"),
      expected: row("seen", { stranger: "unseen", former: "unseen", service: "seen" }),
    },
  ],
  "groups.get": [
    {
      input: north,
      expected: row("ok", { stranger: "not_found", former: "not_found", service: "ok" }),
    },
  ],
  "groups.activity": [{ input: () => ({}), expected: staff }],
  "groups.create": [
    { input: () => ({ id: "west", name: "West", mentorId: "ada" }), expected: staff },
  ],
  "groups.update": [{ input: () => ({ ...north(), name: "Northern" }), expected: staff }],
  "groups.addMembers": [{ input: () => ({ ...north(), menteeIds: ["sid"] }), expected: staff }],
  "groups.removeMembers": [{ input: () => ({ ...north(), menteeIds: ["meg"] }), expected: staff }],
  "groups.archive": [{ input: north, expected: staff }],

  "conversations.open": [{ input: tess, expected: inDirect }],
  "conversations.list": [
    {
      input: () => ({}),
      shows: ({ conversations }, { group: id }) => conversations.some((it) => it.id === id),
      expected: row("seen", { stranger: "unseen", admin: "unseen" }),
    },
  ],
  "conversations.get": [
    {
      title: "direct",
      input: direct,
      shows: ({ state }) => state,
      expected: {
        ...row("open", { former: "readonly" }),
        stranger: "not_found",
      },
    },
    {
      title: "group",
      input: group,
      shows: ({ state }) => state,
      expected: row("open", {
        former: "readonly",
        stranger: "not_found",
        admin: "not_found",
      }),
    },
  ],
  "conversations.about": [
    {
      title: "direct",
      input: direct,
      shows: (about) => (about.kind === "direct" ? about.explanation.rule : "group"),
      expected: row("same-group", {
        stranger: "not_found",
        former: "strangers",
        blocked: "unavailable",
        blocker: "you-blocked",
        admin: "admin-reaches-everybody",
      }),
    },
    {
      title: "group",
      input: group,
      shows: (about) =>
        about.kind === "group" && about.members.some(({ userId }) => userId === "tess"),
      expected: row("seen", { former: "unseen", stranger: "not_found", admin: "not_found" }),
    },
  ],
  "conversations.delete": inBoth({}, everywhere),
  "conversations.setPreferences": inBoth({ pinned: true }, everywhere),
  "conversations.markUnread": inBoth({}, everywhere),

  "messages.send": [
    {
      title: "direct",
      input: (scene, kind) => ({ ...direct(scene, kind), id: newId(), body: "hello" }),
      expected: writesDirect,
    },
    {
      title: "group",
      input: (scene) => ({ ...group(scene), id: newId(), body: "hello" }),
      expected: writesInGroup,
    },
    {
      title: "group, mentioning her",
      input: (scene) => ({ ...group(scene), id: newId(), body: "hello", mentions: ["tess"] }),
      expected: { ...writesInGroup, ...silenced },
    },
  ],
  "messages.sendAs": [
    {
      title: "to a user",
      input: () => ({
        senderId: "parley",
        to: { userId: "tess" },
        body: "hello",
        idempotencyKey: "hello",
      }),
      expected: platform,
    },
    {
      title: "into a conversation of others",
      input: ({ foreign: conversationId }) => ({
        senderId: "helper",
        to: { conversationId },
        body: "hello",
        idempotencyKey: "hello",
      }),
      expected: { ...platform, service: "not_found" },
    },
  ],
  "messages.list": [
    {
      title: "direct",
      input: direct,
      shows: ({ messages }) => said("plum")(messages),
      expected: row("seen", { stranger: "not_found" }),
    },
    {
      title: "group, what was said after the former member left",
      input: group,
      shows: ({ messages }) => said("late")(messages),
      expected: row("seen", {
        former: "unseen",
        stranger: "not_found",
        admin: "not_found",
      }),
    },
    {
      title: "group, what was said before the member came",
      input: group,
      shows: ({ messages }) => said("early")(messages),
      expected: row("seen", {
        member: "unseen",
        stranger: "not_found",
        admin: "not_found",
      }),
    },
  ],
  "messages.markRead": inBoth({ seq: 2 }, everywhere),
  "messages.edit": [
    {
      title: "own, in the group",
      input: (scene, kind) => ({ ...own(scene, kind), body: "better", expectedVersion: 1 }),
      expected: writesInGroup,
    },
    {
      title: "hers, in the group",
      input: (scene) => ({ ...hers(scene), body: "better", expectedVersion: 1 }),
      expected: row("forbidden", {
        stranger: "not_found",
        admin: "not_found",
      }),
    },
    {
      title: "own, direct",
      input: (scene, kind) => ({
        ...direct(scene, kind),
        seq: 1,
        body: "better",
        expectedVersion: 1,
      }),
      expected: writesDirect,
    },
  ],
  "messages.delete": [
    { title: "own, in the group", input: own, expected: inGroup },
    {
      title: "hers, in the group",
      input: (scene) => ({ ...hers(scene), reason: "unkind" }),
      expected: row("forbidden", {
        stranger: "not_found",
        admin: "not_found",
      }),
    },
    {
      title: "hers, direct",
      input: (scene, kind) => ({ ...direct(scene, kind), seq: 2, reason: "unkind" }),
      expected: row("forbidden", { stranger: "not_found", admin: "ok" }),
    },
  ],
  "messages.react": inBoth({ seq: 2, emoji: "👍" }, wherever),
  "messages.unreact": inBoth({ seq: 2, emoji: "👍" }, wherever),
  "messages.pin": inBoth({ seq: 2 }, wherever),
  "messages.unpin": inBoth({ seq: 2 }, wherever),
  "messages.pinned": inBoth({}, everywhere),
  "messages.save": inBoth({ seq: 2 }, everywhere),
  "messages.unsave": inBoth({ seq: 2 }, everywhere),
  "messages.saved": [{ input: () => ({}), expected: everybody }],
  "cards.list": [
    ...inBoth({}, everywhere),
    {
      title: "group, the item of Tess",
      input: group,
      shows: ({ cards }, { item }) => cards.some(({ id }) => id === item),
      expected: row("seen", { stranger: "not_found", admin: "not_found" }),
    },
  ],
  "cards.createItem": [
    ...inBoth({ id: newId(), text: "call", isShared: true }, wherever),
    ...inBoth({ id: newId(), text: "call", isShared: false }, everywhere),
  ],
  "cards.changeItem": [
    {
      title: "hers, in the group",
      input: ({ item }) => ({ itemId: item, state: "done" }),
      expected: row("forbidden", {
        former: "conversation_readonly",
        stranger: "not_found",
        admin: "not_found",
      }),
    },
  ],
  "cards.proposeMeeting": inBoth(
    { id: newId(), slots: [soon.local], timeZone: soon.timeZone, minutes: 30 },
    {
      direct: writesDirect,
      group: row("invalid_input", {
        ...{ stranger: "not_found", admin: "not_found", former: "conversation_readonly" },
      }),
    },
  ),
  "cards.changeMeeting": [
    {
      title: "of Tess and Ada",
      input: ({ meeting: meetingId }) => ({
        meetingId,
        expectedVersion: 1,
        change: { do: "cancel" },
      }),
      expected: row("not_found", { mentor: "ok" }),
    },
  ],
  "messages.schedule": inBoth({ id: newId(), body: "later", at: soon }, wherever),
  "messages.scheduled": [{ expected: everybody }],
  "messages.reschedule": [
    { input: () => ({ messageId: newId(), body: "better" }), expected: row("not_found") },
  ],
  "messages.unschedule": [{ input: () => ({ messageId: newId() }), expected: everybody }],
  "messages.sendScheduled": [{ input: () => ({ messageId: newId() }), expected: row("not_found") }],
  "messages.drafts": [{ expected: everybody }],
  "messages.saveDraft": inBoth(
    { body: "Dear", editedAt: "2026-02-01T09:00:00.000Z" },
    { direct: inDirect, group: writesInGroup },
  ),
  "files.begin": [
    {
      input: () => ({ fileId: newId(), name: "plan.pdf", size: 1, sha256: "0".repeat(64) }),
      expected: everybody,
    },
  ],
  "files.finish": [{ input: () => ({ fileId: newId() }), expected: row("not_found") }],
  "files.discard": [{ input: () => ({ fileId: newId() }), expected: everybody }],
  "files.links": [
    {
      input: ({ file }) => ({ fileIds: [file] }),
      shows: ({ links }) => links.length > 0,
      expected: row("unseen", { member: "seen", mentor: "seen", blocker: "seen" }),
    },
  ],
  "files.usage": [{ expected: staff }],
  "files.list": [
    {
      input: group,
      shows: ({ files }) => files.length > 0,
      expected: row("unseen", {
        member: "seen",
        mentor: "seen",
        blocker: "seen",
        stranger: "not_found",
        admin: "not_found",
      }),
    },
  ],
  "messages.templates": [{ expected: everybody }],
  "messages.saveTemplate": [
    { input: () => ({ id: newId(), title: "Hello", body: "Hello" }), expected: everybody },
  ],
  "messages.removeTemplate": [{ input: () => ({ templateId: newId() }), expected: everybody }],
  "messages.search": [
    {
      title: "everywhere",
      input: () => ({ text: "apple" }),
      shows: ({ hits }) => hits.length > 0,
      expected: row("seen", {
        stranger: "unseen",
        blocker: "unseen",
        admin: "unseen",
      }),
    },
    {
      title: "in the group",
      input: (scene) => ({ ...group(scene), text: "apple" }),
      shows: ({ hits }) => hits.length > 0,
      expected: row("seen", {
        blocker: "unseen",
        stranger: "not_found",
        admin: "not_found",
      }),
    },
    {
      title: "of one sender",
      input: () => ({ senderId: "tess" }),
      shows: ({ hits }) => hits.length > 0,
      expected: row("seen", { blocker: "unseen", stranger: "unseen" }),
    },
    {
      title: "of a sender in the group",
      input: (scene) => ({ ...group(scene), senderId: "tess" }),
      shows: ({ hits }) => hits.length > 0,
      expected: row("seen", { blocker: "unseen", stranger: "not_found", admin: "not_found" }),
    },
  ],
  "messages.mentions": [
    {
      input: () => ({}),
      shows: ({ messages }) => messages.length > 0,
      expected: row("seen", {
        stranger: "unseen",
        blocker: "unseen",
        admin: "unseen",
      }),
    },
  ],

  "messages.links": inBoth({}, everywhere),

  "push.key": [{ expected: everybody }],
  "push.subscribe": [{ input: () => subscription, expected: everybody }],
  "push.unsubscribe": [{ input: () => ({ endpoint: subscription.endpoint }), expected: everybody }],

  "push.read": [
    {
      title: "without a subscription's secret",
      input: () => ({ secret: "A".repeat(43), conversationId: null }),
      expected: row("not_signed_in", { service: "not_signed_in" }),
    },
    {
      title: "with one, without a session",
      input: ({ secret }) => ({ secret, conversationId: null }),
      shows: ({ userId }) => userId === "tess",
      expected: { ...row("seen", { service: "seen" }), anonymous: "seen", deactivated: "seen" },
    },
  ],

  "notifications.settings": [{ expected: everybody }],
  "notifications.updateSettings": [
    { input: () => ({ timeZone: "Europe/Berlin", direct: "2h" }), expected: everybody },
  ],
  "notifications.retryEmail": [{ expected: everybody }],
  "notifications.bouncing": [{ expected: staff }],
  "notifications.list": [{ input: () => ({}), expected: row("ok", { service: "ok" }) }],
  "notifications.preview": [{ expected: everybody }],
  "notifications.expected": [
    { title: "direct", input: direct, expected: inDirect },
    { title: "group", input: group, expected: inGroup },
  ],
  "notifications.explain": [
    { input: (scene) => ({ ...tess(), ...group(scene), seq: places.shared }), expected: staff },
  ],
  "notifications.sendTest": [{ input: () => ({ channel: "email" }), expected: everybody }],

  "jobs.listFailed": [{ expected: staff }],
  "jobs.retry": [
    {
      input: () => ({ jobId: newId() }),
      expected: row("forbidden", { admin: "not_found", service: "not_found" }),
    },
  ],

  "announcements.list": [{ expected: admins }],
  "announcements.count": [
    { input: () => ({ to: { roles: ["MENTEE"], groupIds: [] } }), expected: admins },
  ],
  "announcements.send": [
    {
      input: () => ({ id: newId(), body: "Hello", to: { roles: [], groupIds: ["north"] } }),
      expected: admins,
    },
  ],
  "starters.list": [{ input: () => ({ language: "en" }), expected: everybody }],
  "starters.save": [
    { input: () => ({ language: "en", key: "mentor-pride", body: "Hello" }), expected: staff },
  ],
  "starters.reset": [{ input: () => ({ language: "en", key: "mentor-pride" }), expected: staff }],

  "reports.create": [
    {
      title: "a message of the group",
      input: (scene) => ({
        id: newId(),
        category: "bullying",
        ...group(scene),
        seqs: [places.shared],
      }),
      expected: row("ok", { stranger: "not_found", admin: "not_found" }),
    },
    {
      title: "a message of her, direct",
      input: (scene, kind) => ({
        ...{ id: newId(), category: "bullying" },
        ...{ ...direct(scene, kind), seqs: [2] },
      }),
      expected: inDirect,
    },
    {
      title: "her",
      input: () => ({ id: newId(), category: "bullying", ...tess() }),
      expected: inDirect,
    },
    {
      title: "asking for help",
      input: () => ({ id: newId(), category: "other", text: "Help" }),
      expected: everybody,
    },
  ],
  "reports.mine": [
    {
      shows: ({ reports }, { report }) => reports.some(({ id }) => id === report),
      expected: row("unseen", { member: "seen" }),
    },
  ],
  "reports.list": [
    {
      input: () => ({}),
      shows: ({ reports }, { report }) => reports.some(({ id }) => id === report),
      expected: row("forbidden", { admin: "seen" }),
    },
  ],
  "reports.count": [{ expected: row("forbidden", { admin: "ok" }) }],
  "reports.get": [
    { input: ({ report }) => ({ reportId: report }), expected: row("forbidden", { admin: "ok" }) },
  ],
  "reports.decide": [
    {
      input: ({ report }) => ({ reportId: report, state: "resolved", expectedVersion: 1 }),
      expected: row("forbidden", { admin: "ok" }),
    },
  ],
  "reports.deleteMessage": [
    {
      input: ({ report }) => ({ reportId: report, seq: places.shared, reason: "unkind" }),
      expected: row("forbidden", { admin: "ok" }),
    },
  ],

  "events.stream": [{ input: () => ({}), expected: everybody }],
  "events.signals": [
    // The first signal: that she is online, or nothing about her.
    { expected: row("unseen", { member: "seen", mentor: "seen", admin: "seen" }) },
  ],
  "events.setTyping": inBoth({ typing: true }, everywhere),
};
