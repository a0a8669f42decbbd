import { useTestApi } from "@parley/api/testing/internals-vitest";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { expect, test } from "vitest";
import { found } from "./found.ts";
import { explore } from "./play/explore.ts";
import { open, strict } from "./play/policies.ts";
import { play } from "./play/play.ts";
import { Coverage } from "./play/coverage.ts";

const STEPS = Number(process.env["PARLEY_MODEL_STEPS"] ?? 2_400);
/** A longer run starts at another seed each time. */
const SEED = Number(
  process.env["PARLEY_MODEL_SEED"] ?? (STEPS > 2_400 ? Math.floor(Date.now() / 1_000) : 3),
);
/** A nightly run takes hours. */
const HOURS_8 = 8 * 3_600_000;

/** What must have occurred for a run to be meaningful. */
const everywhere = [
  ...["cut short", "began anew", "left out", "send ok", "send contact_unavailable"],
  ...["send conversation_readonly", "send not_found", "send not_signed_in", "edit ok"],
  ...["edit edit_window_closed", "edit version_conflict", "repeat not_signed_in"],
  ...["delete ok", "react ok", "read ok", "markUnread ok", "clear ok", "archive ok", "mute ok"],
  ...["block ok", "unblock ok", "join ok", "leave ok", "newMentor ok", "archiveGroup ok"],
  ...["reviveGroup ok", "upsert ok", "deactivate ok", "share ok", "rename ok", "add ok"],
  ...["remove ok", "repeat ok", "repeat idempotency_conflict", "announce ok"],
  ...["announce idempotency_conflict", "makeItem ok", "changeItem ok"],
  ...["proposeMeeting ok", "proposeMeeting invalid_input", "changeMeeting ok"],
  ...["changeMeeting version_conflict", "changeMeeting forbidden"],
];

const describe = await describePostgres();

describe.each([open, strict])("under $name", ({ name, policy, modelPolicy, acrossBlock }) => {
  const api = useTestApi({ engine: "postgres", policy });

  test(
    "EVT-13, EVT-21: whatever users do, each sees what the rules say, by events alone and by a fetch",
    // No retry: what a random program finds once is a finding.
    { timeout: HOURS_8, retry: 0 },
    async () => {
      const coverage = new Coverage();
      const steps = STEPS / 2;
      await explore({
        play: (program) => play(api, program, { modelPolicy, coverage }),
        ...{ seed: SEED, steps },
        onRound: ({ seed, taken }) => {
          if (STEPS > 2_400) console.log(`${name}: ${taken} of ${steps} steps, up to seed ${seed}`);
        },
      });
      const proof = [...everywhere, `edit ${acrossBlock}`, `react ${acrossBlock}`];
      expect(proof.filter((what) => coverage.of(what) === 0)).toEqual([]);
    },
  );

  if (modelPolicy !== open.modelPolicy) return;
  test.each(found)("EVT-13: $title", async ({ program }) => {
    await play(api, program, { modelPolicy, coverage: new Coverage() });
  });
});
