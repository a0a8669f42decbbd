import { createAppUpdate } from "./app-update.ts";
import { UpdateNotice } from "./update-notice.tsx";

/** The notice of a newer version, for a window. `isOn` says whether the app is kept for times offline at all. */
export function createAppUpdateNotice(window: Window, isOn: boolean) {
  const update = createAppUpdate(window, isOn);
  return function AppUpdateNotice() {
    return <UpdateNotice update={update} />;
  };
}
