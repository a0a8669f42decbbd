import type { Person } from "@parley/contract";
import { useAvatarUrlOf } from "@parley/react";
import { useState } from "react";
import { initials } from "./initials.ts";

/** A user's picture, or their initials, in a circle; hidden from screen readers, because the name is next to it. */
export function Avatar({ person }: { readonly person: Person }) {
  const src = useAvatarUrlOf()(person.avatarUrl);
  const [failed, setFailed] = useState<string | undefined>();
  return (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft text-sm font-semibold text-accent-text"
    >
      {src === undefined || src === failed ? (
        initials(person.name)
      ) : (
        <img src={src} alt="" className="size-full object-cover" onError={() => setFailed(src)} />
      )}
    </span>
  );
}
