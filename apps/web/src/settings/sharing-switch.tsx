import type { Me } from "@parley/contract";
import { useState } from "react";
import { SavingLine } from "./saving.tsx";
import { SettingSwitch } from "./setting-switch.tsx";
import { useSavingMe } from "./saving.tsx";

interface SharingSwitchProps {
  readonly me: Me;
  readonly field: "sharesReceipts" | "sharesPresence" | "sharesResponseTime";
  readonly label: string;
  readonly hint: string;
}

/** Switches what others see. Shows the new value while it is being saved, then the stored one. */
export function SharingSwitch({ me, field, label, hint }: SharingSwitchProps) {
  const { saving, save } = useSavingMe();
  const [wanted, setWanted] = useState(me[field]);
  const set = (isOn: boolean) => {
    setWanted(isOn);
    void save({ [field]: isOn });
  };
  const isOn = saving.status === "saving" ? wanted : me[field];
  return (
    <SettingSwitch
      label={label}
      hint={hint}
      isOn={isOn}
      outcome={<SavingLine saving={saving} onRetry={() => set(wanted)} />}
      onChange={set}
    />
  );
}
