import { expect, test } from "vitest";
import { parseTranscript } from "./transcript.ts";

test("a transcript has times, speakers and texts of several lines", () => {
  const lines = parseTranscript(`
# Tue, 3 weeks ago
17:05 Ruth: Hello! Two things:

- tea
- 10:30 at the library
17:06 Lucía: ok: both
# yesterday
8:10 Ruth: Good morning
# today
-1:30 Lucía: And to you
`);
  expect(lines).toEqual([
    {
      moment: { day: "week", weeksAgo: 3, weekday: 1, minute: 1_025 },
      speaker: "Ruth",
      text: "Hello! Two things:\n\n- tea\n- 10:30 at the library",
    },
    {
      moment: { day: "week", weeksAgo: 3, weekday: 1, minute: 1_026 },
      speaker: "Lucía",
      text: "ok: both",
    },
    { moment: { day: "yesterday", minute: 490 }, speaker: "Ruth", text: "Good morning" },
    { moment: { day: "today", minutesAgo: 90 }, speaker: "Lucía", text: "And to you" },
  ]);
});

test.each([
  ["a text before any day", "17:05 Ruth: Hello"],
  ["a heading that is not one", "# Tuesday, 3 weeks ago\n17:05 Ruth: Hello"],
  ["an hour that is not one", "# yesterday\n24:05 Ruth: Hello"],
  ["a minute that is not one", "# yesterday\n17:05 Ruth: Hello\n17:65 Ruth: Hello"],
  ["a line without a speaker", "# yesterday\n17:05 Ruth: Hello\n17:06 and again"],
  ["a time of day under today", "# today\n17:05 Ruth: Hello"],
  ["a distance under yesterday", "# yesterday\n-1:05 Ruth: Hello"],
])("a transcript with %s is refused at its line", (_, transcript) => {
  expect(() => parseTranscript(transcript)).toThrow(/^line \d of the transcript cannot be read/);
});
