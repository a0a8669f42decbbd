import { newId, outcomeOf } from "@parley/client";
import type { Announcement, AnnouncementTo, Group, Role } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { plainTextOf } from "@parley/contract/formatting";
import { roleSchema } from "@parley/contract/people";
import { checkBody } from "@parley/contract/text-rules";
import { toLoadable, useMessaging } from "@parley/react";
import { useGroups } from "@parley/react/groups";
import { type FormEvent, useId, useRef, useState } from "react";
import { trpc } from "../parts/admin-data.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { formatMoment } from "../parts/day.ts";
import { Failure } from "../parts/failure.tsx";
import { Field, problemId } from "../parts/field.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Modal } from "../parts/modal.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { useAct } from "../parts/use-act.ts";

/** How often the page asks how far an announcement has come. */
const PROGRESS_MS = 1_000;

/** What is written, once its recipients are known. The id stays the same until it is sent. */
interface Draft {
  readonly id: string;
  readonly body: string;
  readonly to: AnnouncementTo;
  readonly recipients: number;
}

/** ANN-5: a text for many people, and those that were sent before. */
export function AnnouncementsPage() {
  const { t } = useAdminText();
  const title = useRef<HTMLHeadingElement>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const { announcements } = useMessaging().client.trpc;
  const latest = trpc.announcements.list.useQuery(undefined, {
    refetchInterval: ({ state }) =>
      state.data?.announcements.some(({ doneAt }) => doneAt === null) === true && PROGRESS_MS,
  });
  const [draft, setDraft] = useState<Draft | null>(null);
  /** The next one is a form of its own. */
  const [count, setCount] = useState(0);
  return (
    <div className="page grid gap-5">
      <div>
        <StatusMessage text={notice} />
        <h2 ref={title} tabIndex={-1} className="mb-1 text-2xl font-semibold">
          {t("announcements.title")}
        </h2>
        <p className="text-muted">{t("announcements.intro")}</p>
      </div>
      <AnnouncementForm key={count} onReady={setDraft} />
      <Latest announcements={toLoadable({ ...latest, data: latest.data?.announcements })} />
      {draft !== null && (
        <Modal
          title={t("announcements.confirmTitle", { count: draft.recipients })}
          confirm={t("announcements.send")}
          home={title}
          act={() => {
            const { id, body, to } = draft;
            return outcomeOf(announcements.send.mutate({ id, body, to }));
          }}
          onDone={() => {
            setNotice(t("announcements.started"));
            setCount((now) => now + 1);
            void latest.refetch();
          }}
          onClose={() => setDraft(null)}
        >
          <p dir="auto" className="max-h-60 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
            {draft.body}
          </p>
          <p className="text-muted">{t("announcements.final")}</p>
        </Modal>
      )}
    </div>
  );
}

interface Problems {
  readonly to: string | null;
  readonly body: string | null;
}

function AnnouncementForm({ onReady }: { onReady(draft: Draft): void }) {
  const { t } = useAdminText();
  const { announcements } = useMessaging().client.trpc;
  const bodyId = useId();
  const [id] = useState(newId);
  const [to, setTo] = useState<AnnouncementTo>({ roles: [], groupIds: [] });
  const [body, setBody] = useState("");
  const [problems, setProblems] = useState<Problems>({ to: null, body: null });
  const { act, run } = useAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = checkBody(body);
    const isToNobody = to.roles.length + to.groupIds.length === 0;
    const found = {
      to: isToNobody ? t("announcements.needTo") : null,
      body: checked.ok ? null : t("announcements.needText", { max: limits.bodyMax }),
    };
    setProblems(found);
    if (!checked.ok || isToNobody) return;
    let recipients = 0;
    const outcome = await run(() =>
      outcomeOf(
        announcements.count.query({ to }).then((counted) => {
          ({ recipients } = counted);
        }),
      ),
    );
    if (outcome?.ok !== true) return;
    if (recipients > 0) onReady({ id, body: checked.text, to, recipients });
    else setProblems({ ...found, to: t("announcements.nobody") });
  };
  return (
    <form className="card grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <Recipients to={to} problem={problems.to} onChange={setTo} />
      <Field id={bodyId} label={t("announcements.text")} problem={problems.body}>
        <textarea
          id={bodyId}
          className="field py-2"
          dir="auto"
          rows={5}
          value={body}
          aria-invalid={problems.body !== null}
          aria-describedby={problemId(bodyId)}
          onChange={({ target }) => setBody(target.value)}
        />
      </Field>
      <Failure act={act} />
      <button type="submit" className="button justify-self-start" aria-busy={act.status === "busy"}>
        {t("announcements.continue")}
      </button>
    </form>
  );
}

const toggled = <Value,>(list: readonly Value[], value: Value) =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

interface RecipientsProps {
  readonly to: AnnouncementTo;
  readonly problem: string | null;
  onChange(to: AnnouncementTo): void;
}

/** The roles and the groups that get an announcement. */
function Recipients({ to, problem, onChange }: RecipientsProps) {
  const { t } = useAdminText();
  const id = useId();
  const groups = useGroups();
  const box = (
    key: string,
    label: string,
    { isOn, onToggle }: { isOn: boolean; onToggle(): void },
  ) => (
    <label key={key} className="flex min-h-11 items-center gap-3">
      <input type="checkbox" className="size-5 shrink-0" checked={isOn} onChange={onToggle} />
      <span dir="auto" className="min-w-0 wrap-anywhere">
        {label}
      </span>
    </label>
  );
  const role = (value: Role) =>
    box(value, t(`announcements.role.${value}`), {
      isOn: to.roles.includes(value),
      onToggle: () => onChange({ ...to, roles: toggled(to.roles, value) }),
    });
  const group = ({ id: groupId, name }: Group) =>
    box(groupId, name, {
      isOn: to.groupIds.includes(groupId),
      onToggle: () => onChange({ ...to, groupIds: toggled(to.groupIds, groupId) }),
    });
  return (
    <fieldset aria-describedby={problemId(id)}>
      <legend className="font-medium">{t("announcements.to")}</legend>
      <div className="flex flex-wrap gap-x-6">{roleSchema.options.map(role)}</div>
      <Loaded loadable={groups}>
        {(all) => {
          const running = all.filter(({ state }) => state !== "archived");
          if (running.length === 0) return null;
          return (
            <fieldset className="mt-2">
              <legend className="text-sm text-muted">{t("announcements.groups")}</legend>
              <div className="grid max-h-60 gap-x-6 overflow-y-auto sm:grid-cols-2">
                {running.map(group)}
              </div>
            </fieldset>
          );
        }}
      </Loaded>
      <p id={problemId(id)} role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </fieldset>
  );
}

interface LatestProps {
  readonly announcements: Parameters<typeof Loaded<readonly Announcement[]>>[0]["loadable"];
}

/** The announcements of all ADMINs, newest first. */
function Latest({ announcements }: LatestProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 text-base font-semibold">
        {t("announcements.latest")}
      </h3>
      <Loaded loadable={announcements}>
        {(all) =>
          all.length === 0 ? (
            <p className="card">{t("announcements.none")}</p>
          ) : (
            <ul aria-labelledby={id} className="grid gap-2">
              {all.map((one) => (
                <Sent key={one.id} announcement={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Sent({ announcement }: { readonly announcement: Announcement }) {
  const { t, locale } = useAdminText();
  const { sender, body, createdAt, recipients, sent, skipped, doneAt } = announcement;
  return (
    <li className="card grid gap-1">
      <p dir="auto" className="line-clamp-3 whitespace-pre-wrap wrap-anywhere">
        {plainTextOf(body)}
      </p>
      <p className="text-sm text-muted">
        <bdi>{sender.name}</bdi>
        {" · "}
        {formatMoment(createdAt, locale)}
      </p>
      <p className="text-sm">
        {doneAt === null
          ? t("announcements.progress", { sent, recipients })
          : t("announcements.done", { count: sent })}
        {skipped > 0 && ` ${t("announcements.skipped", { count: skipped })}`}
      </p>
    </li>
  );
}
