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

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.25V12l3.25 2" />
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

export const TemplateIcon = () => (
  <Icon>
    <path d="M6 4.500h12v15H6zM9 9h6M9 12.500h6M9 16h3.500" />
  </Icon>
);

export const TranslateIcon = () => (
  <Icon>
    <path d="M4 6.500h9M8.500 4.500v2M11 6.500c-.8 3.500-3 6-6.500 7.500M6.500 9c1 2 2.700 3.600 5 4.500M12.500 19.500l3.500-8.500 3.500 8.500M13.700 16.500h4.600" />
  </Icon>
);

export const MutedIcon = () => (
  <Icon>
    <path d="M7 10.5a5 5 0 0 1 8-4M17 10.5c0 4 1.5 5.5 1.5 5.5H8.5M5.5 16s1-1 1.4-3.5" />
    <path d="M10 19a2.2 2.2 0 0 0 4 0" />
    <path d="m4 4 16 16" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M7 10.5a5 5 0 0 1 10 0c0 4 1.5 5.5 1.5 5.5h-13S7 14.5 7 10.5z" />
    <path d="M10 19a2.2 2.2 0 0 0 4 0" />
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

export const BlockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="m6.5 6.5 11 11" />
  </Icon>
);

export const RemovePersonIcon = () => (
  <Icon>
    <circle cx="10" cy="8.5" r="3.25" />
    <path d="M4 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5" />
    <path d="M16.5 10H21" />
  </Icon>
);

export const AddPersonIcon = () => (
  <Icon>
    <circle cx="10" cy="8.5" r="3.25" />
    <path d="M4 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5" />
    <path d="M18.75 7.75v4.5M16.5 10H21" />
  </Icon>
);

export const WriteIcon = () => (
  <Icon>
    <path d="M11 5H6.5A2.5 2.5 0 0 0 4 7.5v10A2.5 2.5 0 0 0 6.5 20h10a2.5 2.5 0 0 0 2.5-2.5V13" />
    <path d="M9.5 14.5v-3l8-8 3 3-8 8z" />
  </Icon>
);

export const InfoIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5M12 8v.250" />
  </Icon>
);

export const MentionIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="3.5" />
    <path d="M15.5 8.5v4.75c0 1.5 1 2.25 2.25 2.25s2.75-1.25 2.75-3.5a8.5 8.5 0 1 0-3.4 6.8" />
  </Icon>
);

export const ItemIcon = () => (
  <Icon>
    <path d="M20 12v6.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4H15" />
    <path d="m8.5 11.5 3 3L20 6" />
  </Icon>
);
