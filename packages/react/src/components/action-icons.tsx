import { Icon } from "./icons.tsx";

export const MoreIcon = () => (
  <Icon>
    <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="2.5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const PinIcon = () => (
  <Icon>
    <path d="M9 4h6l-1 6 3 3.5H7L10 10z" />
    <path d="M12 13.5V20" />
  </Icon>
);

export const SaveIcon = ({ isFilled = false }: { isFilled?: boolean | undefined }) => (
  <Icon>
    <path d="M7 4.500h10v15l-5-3.500-5 3.500z" fill={isFilled ? "currentColor" : "none"} />
  </Icon>
);

export const MutedIcon = () => (
  <Icon>
    <path d="M7 10.5a5 5 0 0 1 8-4M17 10.5c0 4 1.5 5.5 1.5 5.5H8.5M5.5 16s1-1 1.4-3.5" />
    <path d="M10 19a2.2 2.2 0 0 0 4 0" />
    <path d="m4 4 16 16" />
  </Icon>
);

export const ArchiveIcon = () => (
  <Icon>
    <path d="M4 5h16v4H4zM5.5 9v10h13V9" />
    <path d="M10 13h4" />
  </Icon>
);

export const UnreadIcon = () => (
  <Icon>
    <path d="M20 11v6.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-10A1.5 1.5 0 0 1 5.5 6H14" />
    <path d="m4.5 8 7.5 5.5 3.5-2.5" />
    <circle cx="19" cy="6" r="2.25" fill="currentColor" stroke="none" />
  </Icon>
);

export const DeleteIcon = () => (
  <Icon>
    <path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7" />
    <path d="M10.5 10.5v5.5M13.5 10.5v5.5" />
  </Icon>
);

export const WriteIcon = () => (
  <Icon>
    <path d="M11 5H6.5A2.5 2.5 0 0 0 4 7.5v10A2.5 2.5 0 0 0 6.5 20h10a2.5 2.5 0 0 0 2.5-2.5V13" />
    <path d="M9.5 14.5v-3l8-8 3 3-8 8z" />
  </Icon>
);
