import type { Person } from "@parley/contract";
import { useState } from "react";
import { useAvatarUrlOf } from "../provider/avatar-context.ts";
import { initialsOf, shadeOf } from "../text/person-initials.ts";

/** Number of avatar colours in the stylesheet. */
const SHADES = 6;

type AvatarSize = "small" | "medium" | "large";

/** Pixels of a picture that is shown large, on a dense screen. */
const LARGE = 256;

export interface AvatarProps {
  readonly name: string;
  /** A person's `avatarUrl`. */
  readonly imageUrl?: string | null | undefined;
  /** Determines the colour if there is no picture. */
  readonly shadeKey: string;
  readonly isGroup?: boolean | undefined;
  readonly isOnline?: boolean | undefined;
  readonly size?: AvatarSize | undefined;
}

/** A picture, or initials. Hidden from screen readers: the name is next to it. */
export function Avatar(props: AvatarProps) {
  const { name, imageUrl, shadeKey, isGroup = false, isOnline = false, size = "medium" } = props;
  return (
    <span
      className="parley-avatar"
      data-size={size}
      data-group={isGroup}
      data-shade={shadeOf(shadeKey, SHADES)}
      aria-hidden="true"
    >
      <span className="parley-avatar__face">
        {initialsOf(name)}
        <Picture imageUrl={imageUrl} size={size} />
      </span>
      {isOnline && <span className="parley-dot" />}
    </span>
  );
}

/** Covers the initials, which are visible until it has loaded and if it fails. */
function Picture({ imageUrl, size }: Pick<AvatarProps, "imageUrl" | "size">) {
  const src = useAvatarUrlOf()(imageUrl, size === "large" ? LARGE : undefined);
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

export interface PersonAvatarProps {
  /** The user: the id decides the colour. */
  readonly person: Pick<Person, "id" | "name" | "avatarUrl">;
  /** Shows a dot. */
  readonly isOnline?: boolean | undefined;
  /** 24, 42 or 80 pixels; `medium` if absent. */
  readonly size?: AvatarSize | undefined;
}

/** A user's picture, or their initials. Hidden from screen readers: the name is next to it. */
export function PersonAvatar({ person, isOnline, size }: PersonAvatarProps) {
  const { id, name, avatarUrl } = person;
  return <Avatar name={name} imageUrl={avatarUrl} shadeKey={id} isOnline={isOnline} size={size} />;
}
