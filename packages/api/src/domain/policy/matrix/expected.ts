import type { UnwritableReason } from "@parley/contract/conversations";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { PolicyAction } from "@parley/contract/contacts";
import type { Policy as WholePolicy } from "../policy.ts";
import { type Case, isAutomated, isGroupCase, type Standing } from "./cases.ts";

/** The result of an action: done, shown or found; or the reason why not. */
export type Answer = "yes" | "no" | ErrorReason;

/** The actions tried in a conversation. */
export type Act = "send" | "reply" | "mention" | "react" | "typing";

/** What the caller sees about writing in a conversation, before they try. */
export type Told = "yes" | UnwritableReason;

/** All actions tried in one case. */
export interface Answers {
  /** Of the first opening. */
  readonly open: Answer;
  readonly search: Answer;
  readonly presence: Answer;
  /** In an existing direct conversation. */
  readonly direct: Readonly<Record<Act, Answer>>;
  /** In the group's conversation, if the case has one. */
  readonly group: Readonly<Record<Act, Answer>> | undefined;
  /** What the two conversations show about writing in them. */
  readonly told: { readonly direct: Told; readonly group: Told | undefined };
  /** What `contacts.explain` returns before there is a direct conversation; undefined if it is `not_found`. */
  readonly may: Readonly<Record<PolicyAction, boolean>> | undefined;
}

type Policy = Omit<WholePolicy, "editWindow">;
type Reached = Pick<Policy, "mentorsReach" | "customContacts">;

/** A user to whom no one can write. */
const isUnanswered = ({ toRole }: Case) => toRole === "SYSTEM";
const isStaff = ({ fromRole, toRole }: Case) => fromRole === "ADMIN" || toRole === "ADMIN";
const sharesLivingGroup = ({ relation }: Case) =>
  relation === "group-active" || relation === "group-ending";

/**
 * Whether one of the two may write to the other first. Written independently from SPEC.md, not from the table of rules.
 */
function reaches(it: Case, side: "from" | "to", policy: Reached): boolean {
  if (isAutomated(it)) return side === "from" ? !isUnanswered(it) : it.fromRole !== "SYSTEM";
  if (isStaff(it) || sharesLivingGroup(it)) return true;
  const [self, other]: readonly [Standing, Standing] =
    side === "from" ? [it.fromRole, it.toRole] : [it.toRole, it.fromRole];
  if (policy.mentorsReach === "all-mentees" && self === "MENTOR" && other === "MENTEE") return true;
  const hasAdded =
    it.relation === "added-each-other" ||
    it.relation === (side === "from" ? "added" : "added-back");
  return hasAdded && policy.customContacts === "open";
}

/** Whether a block, which does not apply to an ADMIN, or a closed account separates the two. */
const isSilenced = (it: Case) => it.silence === "closed" || (it.silence !== "none" && !isStaff(it));

function directAnswers(
  it: Case,
  isConnected: boolean,
  { blockNotice }: Pick<Policy, "blockNotice">,
) {
  const isOver = isSilenced(it) && it.silence !== "closed" && blockNotice === "immediate";
  const isOpen = isConnected && !isOver;
  const write: Answer = isUnanswered(it)
    ? "conversation_readonly"
    : isOpen
      ? isSilenced(it)
        ? "contact_unavailable"
        : "yes"
      : "conversation_readonly";
  const typing: Answer = write === "yes" ? "yes" : "no";
  return { send: write, reply: write, mention: write, react: write, typing };
}

/**
 * POL-7: the caller's own block is named; a block by the other user looks like a closed account, or is not shown at
 * all.
 */
function directTold(it: Case, { send }: Readonly<Record<Act, Answer>>, policy: Policy): Told {
  if (isUnanswered(it)) return "no_replies";
  const isBlock = isSilenced(it) && it.silence !== "closed";
  if (isBlock && it.silence !== "theirs") return "blocked";
  if (send === "conversation_readonly") {
    return isBlock && policy.blockNotice === "immediate" ? "unavailable" : "unconnected";
  }
  return it.silence === "closed" ? "unavailable" : "yes";
}

function groupAnswers(it: Case) {
  const write: Answer = it.relation === "group-archived" ? "conversation_readonly" : "yes";
  const mention: Answer = write === "yes" && isSilenced(it) ? "contact_unavailable" : write;
  const typing: Answer = write === "yes" && !isSilenced(it) ? "yes" : "no";
  return { send: write, reply: write, react: write, mention, typing };
}

/** Users whose conversation could begin, and those who share one of a group: others do not know of each other. */
const know = (it: Case, isConnected: boolean) => isConnected || isGroupCase(it);

/** The expected result of every action in a case. */
export function expected(it: Case, policy: Policy): Answers {
  const isConnected =
    reaches(it, "from", policy) || (reaches(it, "to", policy) && !isUnanswered(it));
  const isSilent = isSilenced(it);
  const mayTalk = isConnected && !isSilent;
  const mayFind = reaches(it, "from", policy) && !isSilent && !isAutomated(it);
  const handsHold = it.relation === "added-each-other" && policy.customContacts === "open";
  const mayWatch =
    (isStaff(it) || sharesLivingGroup(it) || handsHold) && !isSilent && !isAutomated(it);
  const direct = directAnswers(it, isConnected, policy);
  return {
    open: mayTalk ? "yes" : isConnected ? "contact_unavailable" : "not_found",
    search: mayFind ? "yes" : "no",
    presence: mayWatch ? "yes" : "no",
    direct,
    group: isGroupCase(it) ? groupAnswers(it) : undefined,
    told: {
      direct: directTold(it, direct, policy),
      group: !isGroupCase(it) ? undefined : it.relation === "group-archived" ? "archived" : "yes",
    },
    may: know(it, isConnected)
      ? {
          open: mayTalk,
          send: mayTalk,
          typing: mayTalk,
          mention: mayTalk,
          search: mayFind,
          presence: mayWatch,
        }
      : undefined,
  };
}
