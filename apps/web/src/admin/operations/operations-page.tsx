import { outcomeOf } from "@parley/client";
import type { BouncingUsers } from "@parley/contract/notifications";
import type { FailedJob } from "@parley/contract/jobs";
import { toLoadable, useMessaging } from "@parley/react";
import type { Loadable } from "@parley/react";
import { useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { trpc } from "../parts/admin-data.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { formatMoment } from "../parts/day.ts";
import { Failure } from "../parts/failure.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { useAct } from "../parts/use-act.ts";

/** A job that runs again can fail again within seconds. */
const REFRESH_MS = 10_000;

/** What the server did not finish: jobs that failed for good, and users whose address gets no mail. */
export function OperationsPage() {
  const { t } = useAdminText();
  const { client } = useMessaging();
  const title = useRef<HTMLHeadingElement>(null);
  const jobs = trpc.jobs.listFailed.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const bouncing = trpc.notifications.bouncing.useQuery();
  const [notice, setNotice] = useState<string | null>(null);
  const { act, run } = useAct();
  const retry = async ({ id, kind }: FailedJob) => {
    setNotice(null);
    const outcome = await run(() => outcomeOf(client.trpc.jobs.retry.mutate({ jobId: id })));
    if (outcome === null) return;
    // Also after a failure: another ADMIN may have run the job, or the response was lost after the change.
    void jobs.refetch();
    if (!outcome.ok) return;
    setNotice(t("operations.runs", { job: jobName(kind, t) }));
    title.current?.focus();
  };
  return (
    <div className="page grid gap-5">
      <div>
        <StatusMessage text={notice} />
        <h2 ref={title} tabIndex={-1} className="mb-1 text-2xl font-semibold">
          {t("operations.title")}
        </h2>
        <p className="text-muted">{t("operations.intro")}</p>
      </div>
      <FilesUsage />
      <Section
        title={t("operations.jobs")}
        about={t("operations.jobsHint")}
        none={t("operations.noJobs")}
        items={toLoadable({ ...jobs, data: jobs.data?.jobs })}
        before={<Failure act={act} />}
      >
        {(job) => <JobRow key={job.id} job={job} onRetry={() => void retry(job)} />}
      </Section>
      <Section
        title={t("operations.bouncing")}
        about={t("operations.bouncingHint")}
        none={t("operations.noBouncing")}
        items={toLoadable({ ...bouncing, data: bouncing.data?.users })}
      >
        {(user) => <BouncingRow key={user.userId} user={user} />}
      </Section>
    </div>
  );
}

interface SectionProps<Item> {
  readonly title: string;
  readonly about: string;
  /** Shown if there are no items. */
  readonly none: string;
  readonly items: Loadable<readonly Item[]>;
  readonly before?: ReactNode;
  children(item: Item): ReactNode;
}

function Section<Item>({ title, about, none, items, before, children }: SectionProps<Item>) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="text-base font-semibold">
        {title}
      </h3>
      <p className="mb-3 text-sm text-muted">{about}</p>
      {before}
      <Loaded loadable={items}>
        {(found) =>
          found.length === 0 ? (
            <p className="card">{none}</p>
          ) : (
            <ul aria-labelledby={id} className="grid gap-2">
              {found.map(children)}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

/** A number of bytes in words of the language: 1.4 GB. */
function formatBytes(bytes: number, locale: string): string {
  const units = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  let at = 0;
  let value = bytes / 1_024;
  for (; value >= 1_000 && at < units.length - 1; at += 1) value /= 1_024;
  const unit = units[at] ?? "kilobyte";
  const format = { style: "unit", unit, maximumSignificantDigits: 3 } as const;
  return new Intl.NumberFormat(locale, format).format(value);
}

/** The room that files take, if messages can have files. */
function FilesUsage() {
  const { t, locale } = useAdminText();
  const id = useId();
  const usage = trpc.files.usage.useQuery();
  if (usage.data === null) return null;
  const size = (bytes: number) => formatBytes(bytes, locale);
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-3 text-base font-semibold">
        {t("operations.files")}
      </h3>
      <Loaded loadable={toLoadable({ ...usage, data: usage.data ?? undefined })}>
        {({ files, bytes, bytesMax, userBytesMax, pending, failed, infected, largest }) => (
          <div className="card grid gap-2">
            <p>
              {t("operations.filesUsed", {
                used: size(bytes),
                total: size(bytesMax),
                count: files,
              })}
            </p>
            <meter
              className="room"
              aria-labelledby={id}
              min={0}
              max={bytesMax}
              high={bytesMax * 0.8}
              value={bytes}
            />
            {pending + failed + infected > 0 && (
              <p className="text-sm">
                {t("operations.filesScanned", { pending, failed, infected })}
              </p>
            )}
            {largest.length > 0 && (
              <>
                <p id={`${id}largest`} className="text-sm text-muted">
                  {t("operations.filesLargest", { max: size(userBytesMax) })}
                </p>
                <ul aria-labelledby={`${id}largest`} className="grid gap-1">
                  {largest.map((user) => (
                    <li key={user.userId} className="flex justify-between gap-3 text-sm">
                      <bdi className="min-w-0 wrap-anywhere">{user.name}</bdi>
                      <span className="shrink-0 tabular-nums">{size(user.bytes)}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </Loaded>
    </section>
  );
}

const kindNames = {
  "announcements.send": "operations.kind.announcement",
  "messages.sendScheduled": "operations.kind.scheduled",
  "cards.remind": "operations.kind.reminder",
  "notifications.deliver": "operations.kind.notification",
  "push.send": "operations.kind.push",
} as const;

/** A job in words. A kind of a later server has only its own name. */
function jobName(kind: string, t: ReturnType<typeof useAdminText>["t"]): string {
  const key = Object.entries(kindNames).find(([known]) => known === kind)?.[1];
  return key === undefined ? kind : t(key);
}

interface JobRowProps {
  readonly job: FailedJob;
  onRetry(): void;
}

function JobRow({ job, onRetry }: JobRowProps) {
  const { t, locale } = useAdminText();
  const id = useId();
  return (
    <li aria-labelledby={id} className="card flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <p id={id} className="font-medium">
          {jobName(job.kind, t)}
        </p>
        <p id={`${id}when`} className="text-sm text-muted">
          {t("operations.failed", {
            time: formatMoment(job.failedAt, locale),
            count: job.attempts,
          })}
        </p>
        <Reason text={job.error} />
      </div>
      <button
        type="button"
        className="button-quiet"
        aria-describedby={`${id} ${id}when`}
        onClick={onRetry}
      >
        {t("tryAgain")}
      </button>
    </li>
  );
}

function BouncingRow({ user }: { readonly user: BouncingUsers["users"][number] }) {
  const { t, locale } = useAdminText();
  const id = useId();
  return (
    <li aria-labelledby={id} className="card">
      <p className="font-medium wrap-anywhere">
        <bdi id={id}>{user.name}</bdi>
      </p>
      <p className="text-sm text-muted">
        {t("operations.noMail", { time: formatMoment(user.since, locale) })}
      </p>
      {user.detail !== null && <Reason text={user.detail} />}
    </li>
  );
}

/** What a server reported, in its own words. */
function Reason({ text }: { readonly text: string }) {
  return (
    <p className="mt-1 text-sm wrap-anywhere">
      <bdi>{text}</bdi>
    </p>
  );
}
