import { Combobox } from "@base-ui/react/combobox";
import { stopComposing } from "@parley/react/composition";
import { useId, useMemo } from "react";
import type { ReactNode } from "react";
import { browserTimeZone } from "../../notifications/notification-settings.ts";
import { ChoosePopup } from "../../shell/choose-popup.tsx";
import { Icon } from "../../shell/icon.tsx";
import { matchesWords } from "../../shell/matches-words.ts";
import { useNotificationText } from "./notification-text.ts";

interface TimeZoneFieldProps {
  readonly value: string | null;
  readonly outcome: ReactNode;
  onChange(timeZone: string): void;
}

/** Names that IANA has changed, and that browsers list by their former one. Each is accepted everywhere. */
const renamed: Readonly<Record<string, string>> = {
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};
const newName = (id: string) => renamed[id] ?? id;

/** A zone, and its name as it is shown and found: with spaces. */
interface Zone {
  readonly id: string;
  readonly label: string;
}

const toZone = (id: string): Zone => ({ id, label: id.replaceAll("_", " ") });

/** Every zone that this browser knows, and two others. */
const useZones = (one: string, other: string): readonly Zone[] =>
  useMemo(() => {
    const ids = [...Intl.supportedValuesOf("timeZone"), "UTC", one, other];
    return [...new Set(ids.map(newName))].toSorted().map(toZone);
  }, [one, other]);

/** Formatted when it is shown: of all zones that takes a while. */
function offsetOf({ id }: Zone, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: id,
    timeZoneName: "longOffset",
  }).formatToParts();
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

function ZoneItem({ zone }: { readonly zone: Zone }) {
  const { locale } = useNotificationText();
  return (
    <>
      <span dir="ltr">{zone.label}</span>
      <span className="text-sm text-muted" dir="ltr">
        {offsetOf(zone, locale)}
      </span>
    </>
  );
}

const showZone = (zone: Zone) => <ZoneItem zone={zone} />;
const labelOf = ({ label }: Zone) => label;
const idOf = ({ id }: Zone) => id;
const isSameZone = (one: Zone, other: Zone) => one.id === other.id;

/** The user's time zone, selected by typing part of its name. Offers that of the browser if it is another. */
export function TimeZoneField({ value, outcome, onChange }: TimeZoneFieldProps) {
  const { t, locale } = useNotificationText();
  const id = useId();
  const here = newName(browserTimeZone());
  const current = newName(value ?? here);
  const zones = useZones(here, current);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format();
  const zone = here.replaceAll("_", " ");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {t("timeZone")}
      </label>
      <Combobox.Root<Zone>
        items={zones}
        value={zones.find((each) => each.id === current) ?? null}
        itemToStringLabel={labelOf}
        filter={matchesWords}
        isItemEqualToValue={isSameZone}
        onValueChange={(chosen) => chosen !== null && onChange(chosen.id)}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input onKeyDownCapture={stopComposing} id={id} className="field pe-12" />
          <div className="absolute inset-y-0 end-0 flex items-center text-muted">
            <Combobox.Trigger className="choose-button" aria-label={t("timeZoneOpen")}>
              <Icon path="M6 9.500l6 6 6-6" className="size-4" />
            </Combobox.Trigger>
          </div>
        </Combobox.InputGroup>
        <ChoosePopup status={null} empty={t("timeZoneNone")} keyOf={idOf} show={showZone} />
      </Combobox.Root>
      {current !== here && (
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
          {t("timeZoneHere", { zone, time })}
          <button type="button" className="button-quiet text-ink" onClick={() => onChange(here)}>
            {t("timeZoneUse", { zone })}
          </button>
        </p>
      )}
      {outcome}
    </div>
  );
}
