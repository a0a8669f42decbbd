import type { ContactKind, PolicyRule } from "@parley/contract";

/** Labels of contacts: kinds, reasons, and actions that end them. */
export interface ContactLabels {
  readonly addContact: string;
  readonly addByEmail: string;
  readonly addContactHint: string;
  readonly emailAddress: string;
  readonly notAnAddress: string;
  readonly ownAddress: string;
  readonly unknownAddress: string;
  readonly blockedAddress: string;
  readonly wasAdded: (name: string) => string;
  readonly wasThere: (name: string) => string;

  readonly remove: string;
  readonly block: string;
  readonly unblock: string;
  readonly why: string;
  readonly inGroup: (names: string) => string;
  readonly blockedPeople: string;
  readonly blockedSince: (day: string) => string;
  readonly morePeople: string;
  readonly morePeopleFailed: string;

  readonly removeTitle: (name: string) => string;
  readonly removeStays: (name: string) => string;
  readonly removeEnds: (name: string) => string;
  readonly removeKeeps: string;
  readonly removeTells: (name: string) => string;
  readonly blockTitle: (name: string) => string;
  readonly blockSilence: string;
  readonly blockSigns: string;
  readonly blockKeeps: string;
  readonly blockGroups: (name: string) => string;
  readonly blockTells: (name: string) => string;
  readonly unblockTitle: (name: string) => string;
  readonly unblockOpens: string;
  readonly unblockLost: string;

  readonly wasRemoved: (name: string) => string;
  readonly wasBlocked: (name: string) => string;
  readonly wasUnblocked: (name: string) => string;

  readonly whyTitle: (name: string) => string;
  /** Why one can or cannot write to a user: the rule of the policy that decided. */
  readonly rules: Readonly<Record<PolicyRule, (name: string) => string>>;
  readonly connectedBy: string;
  readonly byGroup: (group: string) => string;
  readonly byAdmin: string;
  readonly byHand: string;
  readonly notConnected: string;

  readonly searchContacts: string;
  readonly noContacts: string;
  readonly noContactsHint: string;
  readonly noContactsFound: (search: string) => string;
  readonly contactKinds: Readonly<Record<ContactKind, string>>;
  readonly message: string;
}

export const englishContactLabels: ContactLabels = {
  addContact: "Add contact",
  addByEmail: "Add somebody by e-mail",
  addContactHint: "Somebody of your programme, by the e-mail address that they signed up with.",
  emailAddress: "E-mail address",
  notAnAddress: "This is not an e-mail address. It looks like name@example.org.",
  ownAddress: "This is your own address.",
  unknownAddress:
    "Nobody in your programme can be added by this address. Look whether it is right.",
  blockedAddress: "You have blocked this person. Unblock them first, at the end of your contacts.",
  wasAdded: (name) => `${name} is now one of your contacts.`,
  wasThere: (name) => `${name} was one of your contacts already.`,

  remove: "Remove",
  block: "Block",
  unblock: "Unblock",
  why: "Why?",
  inGroup: (names) => `In ${names}`,
  blockedPeople: "Blocked",
  blockedSince: (day) => `Since ${day}`,
  morePeople: "Others you may write to",
  morePeopleFailed: "Others could not be looked for.",

  removeTitle: (name) => `Remove ${name} from your contacts?`,
  removeStays: (name) => `You stay in contact with ${name}, because something else connects you.`,
  removeEnds: (name) =>
    `Unless something else connects you with ${name}, your conversation can then only be read.`,
  removeKeeps: "What you wrote to each other stays.",
  removeTells: (name) => `${name} is not told.`,
  blockTitle: (name) => `Block ${name}?`,
  blockSilence: "Neither of you can write to the other. What is tried meanwhile never arrives.",
  blockSigns:
    "Neither of you sees any more when the other is online, writes, or has read something.",
  blockKeeps: "Your conversation so far stays, for both of you.",
  blockGroups: (name) =>
    `In groups that you share, everything goes on: ${name} still reads and writes there.`,
  blockTells: (name) =>
    `${name} is sent no notice, but will notice when they want to write to you.`,
  unblockTitle: (name) => `Unblock ${name}?`,
  unblockOpens: "You can write to each other again, as far as your programme connects you.",
  unblockLost: "What either of you tried to send meanwhile does not arrive.",

  wasRemoved: (name) => `${name} is no longer a contact added by you.`,
  wasBlocked: (name) => `${name} is blocked.`,
  wasUnblocked: (name) => `${name} is no longer blocked.`,

  whyTitle: (name) => `You and ${name}`,
  rules: {
    "admin-reaches-everybody": (name) =>
      `You can write to ${name}, because admins reach everybody.`,
    "everybody-reaches-admins": (name) =>
      `You can write to ${name}, because everybody reaches admins.`,
    "system-is-not-answered": (name) => `Messages from ${name} cannot be answered.`,
    "bot-and-anybody": (name) =>
      `You can write to ${name}, because they are automated and answer everybody.`,
    "same-group": (name) => `You can write to ${name}, because you share a mentoring group.`,
    "mentor-reaches-every-mentee": (name) =>
      `You can write to ${name}, because mentors reach every mentee.`,
    "added-by-hand": (name) => `You can write to ${name}, because you added them to your contacts.`,
    "you-are-reached": (name) =>
      `You can answer ${name}: they may write to you, and so you to them.`,
    "you-blocked": (name) => `You cannot write to ${name}, because you have blocked them.`,
    unavailable: (name) => `You cannot write to ${name}: they cannot be reached now.`,
    strangers: (name) => `You cannot write to ${name}, because nothing connects you any more.`,
  },
  connectedBy: "What connects you",
  byGroup: (group) => `You are both in ${group}.`,
  byAdmin: "One of you is an admin.",
  byHand: "Added by you.",
  notConnected: "Nothing at the moment.",

  searchContacts: "Search contacts",
  noContacts: "No contacts yet",
  noContactsHint: "People appear here once you share a mentoring group with them.",
  noContactsFound: (search) => `None of your contacts is called “${search}”.`,
  contactKinds: {
    mentors: "Mentors",
    mentees: "Mentees",
    peers: "Group members",
    admins: "Admins",
    custom: "Added by you",
  },
  message: "Message",
};
