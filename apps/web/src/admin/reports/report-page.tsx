import { outcomeOf } from "@parley/client";
import type { Person, ReportDetail, ReportedMessage, ReportState } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { checkText, codePoints } from "@parley/contract/text-rules";
import { useMessaging, useRequest } from "@parley/react";
import { useReportLabels } from "@parley/react/reports";
import { type ReactNode, useId, useRef, useState } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { Link } from "../../shell/link.tsx";
import { conversationPath, peoplePath } from "../../routing/route.ts";
import { BackLink } from "../parts/back-link.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { formatMoment } from "../parts/day.ts";
import { Failure } from "../parts/failure.tsx";
import { Field, problemId } from "../parts/field.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Modal } from "../parts/modal.tsx";
import { nameList } from "../parts/name-list.ts";
import { PersonLine } from "../parts/person-line.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { useAct } from "../parts/use-act.ts";
import { ReportRow, StateBadge, useWhoAboutWhom } from "./report-row.tsx";

interface ReportPageProps {
  readonly reportId: string;
  readonly navigation: Navigation;
}

/** REP-15: a report with its evidence, and the decision on it. */
export function ReportPage({ reportId, navigation }: ReportPageProps) {
  const { items } = useRequest({ request: "report", reportId });
  return (
    <div className="page">
      <BackLink to="reports" navigation={navigation} />
      <Loaded loadable={items}>
        {([report]) => report && <Detail report={report} navigation={navigation} />}
      </Loaded>
    </div>
  );
}

interface DetailProps {
  readonly report: ReportDetail;
  readonly navigation: Navigation;
}

function Detail({ report, navigation }: DetailProps) {
  const { t } = useAdminText();
  const { reportCategories } = useReportLabels();
  const who = useWhoAboutWhom();
  const title = useRef<HTMLHeadingElement>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const onDone = (text: string) => {
    setNotice(text);
    title.current?.focus();
  };
  return (
    <div className="grid gap-6">
      <div>
        <StatusMessage text={notice} />
        <div className="flex flex-wrap items-center gap-3">
          <h2 ref={title} tabIndex={-1} className="text-2xl font-semibold wrap-anywhere">
            {reportCategories[report.category]}
          </h2>
          <StateBadge report={report} />
        </div>
        <p className="wrap-anywhere text-muted">{who(report)}</p>
      </div>
      <Section title={t("reports.said")}>
        <ul className="grid gap-2">
          {[report, ...report.additions].map((said) => (
            <Said key={said.createdAt} said={said} isFirst={said === report} />
          ))}
        </ul>
      </Section>
      <Section title={t("reports.people")}>
        <ul className="grid gap-2 sm:grid-cols-2">
          <PersonCard
            person={report.reporter}
            words={t("reports.reporter")}
            navigation={navigation}
          />
          {report.about.map((person) => (
            <PersonCard
              key={person.id}
              person={person}
              words={t("reports.reported")}
              navigation={navigation}
            />
          ))}
        </ul>
      </Section>
      {report.evidence !== null && <Evidence report={report} onDone={onDone} />}
      {report.others.length > 0 && (
        <Section title={t("reports.others")}>
          <ul className="grid gap-2">
            {report.others.map((other) => (
              <ReportRow key={other.id} report={other} navigation={navigation} />
            ))}
          </ul>
        </Section>
      )}
      <Decision key={report.version} report={report} onDone={onDone} />
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 text-base font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}

interface SaidProps {
  readonly said: ReportDetail["additions"][number];
  readonly isFirst: boolean;
}

/** What the reporter wrote. */
function Said({ said, isFirst }: SaidProps) {
  const { t, locale } = useAdminText();
  const { reportCategories } = useReportLabels();
  return (
    <li className="card">
      <p className="text-sm text-muted">
        {!isFirst && `${t("reports.added")}: ${reportCategories[said.category]} · `}
        {formatMoment(said.createdAt, locale)}
      </p>
      {said.text === "" ? (
        <p className="text-muted">{t("reports.noText")}</p>
      ) : (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {said.text}
        </p>
      )}
    </li>
  );
}

interface PersonCardProps {
  readonly person: Person;
  readonly words: string;
  readonly navigation: Navigation;
}

/** Opens the conversation of the ADMIN with a user. */
function useWriteTo(navigation: Navigation) {
  const { client } = useMessaging();
  const { act, run } = useAct();
  const write = (userId: string) =>
    run(() =>
      outcomeOf(
        client.trpc.conversations.open.mutate({ userId }).then(({ id }) => {
          navigation.go(conversationPath(id));
        }),
      ),
    );
  return { act, write };
}

function PersonCard({ person, words, navigation }: PersonCardProps) {
  const { t } = useAdminText();
  const id = useId();
  const { act, write } = useWriteTo(navigation);
  return (
    <li className="card grid gap-3" aria-labelledby={id}>
      <PersonLine person={person} nameId={id}>
        {words} · {t(`people.role.${person.role}`)}
      </PersonLine>
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="button-quiet"
          aria-describedby={id}
          aria-busy={act.status === "busy"}
          onClick={() => void write(person.id)}
        >
          {t("reports.write")}
        </button>
        <Link
          href={peoplePath(person.name)}
          navigation={navigation}
          className="button-quiet"
          aria-describedby={id}
        >
          {t("reports.account")}
        </Link>
      </div>
      <Failure act={act} />
    </li>
  );
}

interface EvidenceProps {
  readonly report: ReportDetail;
  onDone(notice: string): void;
}

/** The messages as they were when they were reported. */
function Evidence({ report, onDone }: EvidenceProps) {
  const text = useAdminText();
  const { t, locale } = text;
  const [deleting, setDeleting] = useState<ReportedMessage | null>(null);
  const home = useRef<HTMLUListElement>(null);
  const { evidence } = report;
  if (evidence === null) return null;
  const names = nameList(
    evidence.members.map(({ name }) => name),
    text,
  );
  return (
    <Section title={t("reports.evidence")}>
      <p className="mb-2 text-sm text-muted">
        {evidence.conversation.name !== null && (
          <>
            <bdi>{evidence.conversation.name}</bdi> ·{" "}
          </>
        )}
        {t("reports.frozen", { time: formatMoment(report.createdAt, locale), names })}
      </p>
      <ul ref={home} tabIndex={-1} className="grid gap-1.5" aria-label={t("reports.evidence")}>
        {evidence.messages.map((message) => (
          <Message
            key={message.seq}
            message={message}
            isDeletedNow={report.deletedSeqs.includes(message.seq)}
            onDelete={() => setDeleting(message)}
          />
        ))}
      </ul>
      {deleting !== null && (
        <Deletion
          report={report}
          message={deleting}
          home={home}
          onDone={() => onDone(t("reports.deleted"))}
          onClose={() => setDeleting(null)}
        />
      )}
    </Section>
  );
}

interface MessageProps {
  readonly message: ReportedMessage;
  readonly isDeletedNow: boolean;
  onDelete(): void;
}

function Message({ message, isDeletedNow, onDelete }: MessageProps) {
  const { t, locale } = useAdminText();
  const { isReported, editedAt, deletedAt } = message;
  const notes = [
    formatMoment(message.createdAt, locale),
    ...(editedAt === null ? [] : [t("reports.edited", { time: formatMoment(editedAt, locale) })]),
    ...(deletedAt === null
      ? []
      : [t("reports.wasDeleted", { time: formatMoment(deletedAt, locale) })]),
    ...(isDeletedNow && deletedAt === null ? [t("reports.isDeleted")] : []),
  ];
  return (
    <li className={`reported-message${isReported ? " reported-message-it" : ""}`}>
      <p className="text-sm text-muted">
        <bdi className="font-medium text-ink">{message.senderName}</bdi> · {notes.join(" · ")}
        {isReported && <span className="badge badge-danger ms-2">{t("reports.it")}</span>}
      </p>
      {message.body === null ? (
        <p className="text-muted">{t("reports.gone")}</p>
      ) : (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {message.body}
        </p>
      )}
      {message.earlier.map(({ body, replacedAt }) => (
        <p key={replacedAt} className="text-sm text-muted">
          {t("reports.before", { time: formatMoment(replacedAt, locale) })}{" "}
          <bdi className="wrap-anywhere whitespace-pre-wrap">{body}</bdi>
        </p>
      ))}
      {message.files.map(({ name, sha256 }) => (
        <p key={name} className="text-sm wrap-anywhere">
          <bdi>{name}</bdi>
          {sha256 !== null && <span className="text-muted"> · SHA-256 {sha256}</span>}
        </p>
      ))}
      {isReported && !isDeletedNow && (
        <button type="button" className="button-quiet mt-2" onClick={onDelete}>
          {t("reports.delete")}
        </button>
      )}
    </li>
  );
}

interface DeletionProps {
  readonly report: ReportDetail;
  readonly message: ReportedMessage;
  readonly home: Parameters<typeof Modal>[0]["home"];
  onDone(): void;
  onClose(): void;
}

function Deletion({ report, message, home, onDone, onClose }: DeletionProps) {
  const { t } = useAdminText();
  const { reports } = useMessaging().client.trpc;
  const id = useId();
  const [reason, setReason] = useState("");
  const checked = checkText(reason, limits.reasonMax);
  return (
    <Modal
      title={t("reports.deleteTitle", { name: message.senderName })}
      confirm={t("reports.delete")}
      isDanger
      isBlocked={!checked.ok}
      home={home}
      act={() =>
        outcomeOf(
          reports.deleteMessage
            .mutate({ reportId: report.id, seq: message.seq, reason: reason.trim() })
            .then(() => undefined),
        )
      }
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t("reports.deleteHint")}</p>
      <Field id={id} label={t("reports.reason")}>
        <textarea
          id={id}
          className="field"
          dir="auto"
          rows={2}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
    </Modal>
  );
}

interface DecisionProps {
  readonly report: ReportDetail;
  onDone(notice: string): void;
}

/** Decisions so far, and the next one. */
function Decision({ report, onDone }: DecisionProps) {
  const { t, locale } = useAdminText();
  const { reports } = useMessaging().client.trpc;
  const id = useId();
  const [note, setNote] = useState("");
  const { act, run } = useAct();
  const isTooLong = codePoints(note.trim()) > limits.reportNoteMax;
  const decide = async (state: ReportState) => {
    if (isTooLong) return;
    const text = note.trim();
    const outcome = await run(() =>
      outcomeOf(
        reports.decide
          .mutate({
            reportId: report.id,
            state,
            expectedVersion: report.version,
            ...(text === "" ? {} : { note: text }),
          })
          .then(() => undefined),
      ),
    );
    if (outcome?.ok === true) onDone(t(`reports.done.${state}`));
    // The decision of the other ADMIN arrives by an event, and is shown above.
    if (outcome?.ok === false && outcome.reason === "version_conflict")
      onDone(t("reports.conflict"));
  };
  return (
    <Section title={t("reports.decision")}>
      <ul className="mb-3 grid gap-2 empty:hidden">
        {report.decisions.map((decision) => (
          <li key={decision.at} className="card">
            <p>
              {t(`reports.by.${decision.state}`, { name: decision.by.name })}{" "}
              <span className="text-sm text-muted">{formatMoment(decision.at, locale)}</span>
            </p>
            {decision.note !== "" && (
              <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                {decision.note}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div className="card grid gap-3">
        <Field
          id={id}
          label={t("reports.note")}
          problem={isTooLong ? t("reports.noteLong", { max: limits.reportNoteMax }) : null}
        >
          <textarea
            id={id}
            className="field"
            dir="auto"
            rows={3}
            value={note}
            aria-invalid={isTooLong}
            aria-describedby={problemId(id)}
            onChange={({ target }) => setNote(target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          {report.state === "open" ? (
            <>
              <button
                type="button"
                className="button"
                aria-busy={act.status === "busy"}
                onClick={() => void decide("resolved")}
              >
                {t("reports.resolve")}
              </button>
              <button
                type="button"
                className="button-quiet min-h-11"
                onClick={() => void decide("dismissed")}
              >
                {t("reports.dismiss")}
              </button>
            </>
          ) : (
            <button
              type="button"
              className="button-quiet min-h-11"
              onClick={() => void decide("open")}
            >
              {t("reports.reopen")}
            </button>
          )}
        </div>
        <Failure act={act} />
      </div>
    </Section>
  );
}
