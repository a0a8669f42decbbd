import type { Person } from "@parley/contract/people";
import { initialsOf, shadeOf } from "../text/person-initials.ts";
import { GroupIcon } from "./icons.tsx";

/** The stylesheet has so many avatar colours. */
const SHADES = 6;

export interface AvatarProps {
  readonly name: string;
  readonly imageUrl?: string | null | undefined;
  /** Decides on the colour where there is no picture. */
  readonly shadeKey: string;
  readonly isGroup?: boolean | undefined;
  readonly isOnline?: boolean | undefined;
  readonly size?: "small" | "medium" | undefined;
}

/** A picture, or initials. It says nothing that the name beside it does not say. */
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
        {imageUrl !== null && imageUrl !== undefined && (
          <img className="parley-avatar__image" src={imageUrl} alt="" loading="lazy" />
        )}
      </span>
      {isOnline && <span className="parley-dot" />}
    </span>
  );
}

/** A person's picture, or their initials. */
export function PersonAvatar({ person, isOnline }: { person: Person; isOnline?: boolean }) {
  const { id, name, avatarUrl } = person;
  return <Avatar name={name} imageUrl={avatarUrl} shadeKey={id} isOnline={isOnline} />;
}
