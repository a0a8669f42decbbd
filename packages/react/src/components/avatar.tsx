import type { Person } from "@parley/contract";
import { useState } from "react";
import { useAvatarUrlOf } from "../provider/avatar-context.ts";
import { initialsOf, shadeOf } from "../text/person-initials.ts";
import { GroupIcon } from "./icons.tsx";

/** Number of avatar colours in the stylesheet. */
const SHADES = 6;

export interface AvatarProps {
  readonly name: string;
  /** A person's `avatarUrl`. */
  readonly imageUrl?: string | null | undefined;
  /** Determines the colour if there is no picture. */
  readonly shadeKey: string;
  readonly isGroup?: boolean | undefined;
  readonly isOnline?: boolean | undefined;
  readonly size?: "small" | "medium" | undefined;
}

/** A picture, or initials. Hidden from screen readers: the name is next to it. */
export function Avatar(props: AvatarProps) {
  const { name, imageUrl, shadeKey, isGroup = false, isOnline = false, size = "medium" } = props;
  return (
    <span
      className="parley-avatar"
      data-size={size}
      data-shade={shadeOf(shadeKey, SHADES)}
      aria-hidden="true"
    >
      <span className="parley-avatar__face">
        {isGroup ? <GroupIcon /> : initialsOf(name)}
        <Picture imageUrl={imageUrl} />
      </span>
      {isOnline && <span className="parley-dot" />}
    </span>
  );
}

/** Covers the initials, which are visible until it has loaded and if it fails. */
function Picture({ imageUrl }: Pick<AvatarProps, "imageUrl">) {
  const src = useAvatarUrlOf()(imageUrl);
  const [failed, setFailed] = useState<string | undefined>();
  if (src === undefined || src === failed) return null;
  return (
    <img
      className="parley-avatar__image"
      src={src}
      alt=""
      loading="lazy"
      draggable={false}
      onError={() => setFailed(src)}
    />
  );
}

/** A person's picture, or their initials. */
export function PersonAvatar({ person, isOnline }: { person: Person; isOnline?: boolean }) {
  const { id, name, avatarUrl } = person;
  return <Avatar name={name} imageUrl={avatarUrl} shadeKey={id} isOnline={isOnline} />;
}
