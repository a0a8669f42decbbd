import type { ReactNode } from "react";

/** A line icon in the colour of the text around it. */
export function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="parley-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5" />
    <path d="m5.5 11.5 6.5-6.5 6.5 6.5" />
  </Icon>
);

/** Points back, in the reading direction of the page. */
export const BackIcon = () => (
  <span className="parley-icon-turns">
    <Icon>
      <path d="m14.5 5.5-6.5 6.5 6.5 6.5" />
    </Icon>
  </span>
);

export const DownIcon = () => (
  <Icon>
    <path d="M12 5v14" />
    <path d="m5.5 12.5 6.5 6.5 6.5-6.5" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.25" />
    <path d="m20 20-4.5-4.5" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.75v5" />
    <path d="M12 16v.25" />
  </Icon>
);

export const ChatIcon = () => (
  <Icon>
    <path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z" />
  </Icon>
);

export const CloudOffIcon = () => (
  <Icon>
    <path d="M7.5 18.5A4.5 4.5 0 0 1 6.6 9.6" />
    <path d="M9.6 6.6A5.5 5.5 0 0 1 17 11a3.8 3.8 0 0 1 2.8 6.1" />
    <path d="m4 4 16 16" />
  </Icon>
);

export const ReplyIcon = () => (
  <span className="parley-icon-turns">
    <Icon>
      <path d="M9 6.5 4 11.5l5 5" />
      <path d="M4.5 11.5H14a6 6 0 0 1 6 6v1" />
    </Icon>
  </span>
);

export const ReactIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M8.5 14a4 4 0 0 0 7 0" />
    <path d="M9 9.25v.5M15 9.25v.5" />
  </Icon>
);

export const EditIcon = () => (
  <Icon>
    <path d="M4.5 19.5v-3.75l11-11 3.75 3.75-11 11z" />
    <path d="m13 7.25 3.75 3.75" />
  </Icon>
);
