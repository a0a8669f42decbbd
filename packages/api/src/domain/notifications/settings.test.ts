import { expect, test } from "vitest";
import { quietHoursSchema } from "@parley/contract/notifications";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE" } });

const evenings = quietHoursSchema.parse({
  monday: { from: "21:00", until: "07:00" },
  tuesday: null,
  wednesday: null,
  thursday: null,
  friday: null,
  saturday: null,
  sunday: { from: "21:00", until: "07:00" },
});

test("NTF-1: a user who sets nothing has the settings of the installation, and no time zone", async () => {
  const { settings, options } = await api.as("ada").notifications.settings();
  expect(settings).toEqual({ ...options.defaults, timeZone: null, language: null });
  expect(settings).toMatchObject({ direct: "10m", group: "30m", mention: "2m", digest: "weekly" });
});

test("NTF-1: a user changes some settings, and the others and those of other users stay", async () => {
  const { notifications } = api.as("ben");
  await notifications.updateSettings({ timeZone: "Pacific/Apia", quietHours: evenings });
  const { settings } = await notifications.updateSettings({ direct: "2h", email: false });
  expect(settings).toMatchObject({
    timeZone: "Pacific/Apia",
    quietHours: evenings,
    direct: "2h",
    email: false,
    group: "30m",
  });
  await expect(notifications.settings()).resolves.toMatchObject({ settings });
  const { settings: others, options } = await api.as("ada").notifications.settings();
  expect(others).toEqual({ ...options.defaults, timeZone: null, language: null });
});

test.each([
  ["a zone", { timeZone: "Mars/Olympus" }, "Mars/Olympus is not a time zone"],
  ["an offset", { timeZone: "+01:00" }, "this is not a time zone"],
  [
    "a time",
    { quietHours: { ...evenings, friday: { from: "24:00", until: "07:00" } } },
    "is not a time of day",
  ],
  [
    "quiet hours without a length",
    { quietHours: { ...evenings, friday: { from: "07:00", until: "07:00" } } },
    "must not be the same as from",
  ],
])("NTF-2: what does not exist is refused by name: %s", async (_title, input, named) => {
  await expect(api.as("ada").notifications.updateSettings(input)).rejects.toThrow(named);
});
