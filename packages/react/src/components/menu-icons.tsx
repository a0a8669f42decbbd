import { Icon } from "./icons.tsx";

// Of menus, lists and dialogs that are loaded when they are opened.

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.25V12l3.25 2" />
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

export const CalendarIcon = () => (
  <Icon>
    <path d="M4.500 6.500h15v13h-15zM4.500 10.500h15M8.500 4v4M15.500 4v4" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M7 10.5a5 5 0 0 1 10 0c0 4 1.5 5.5 1.5 5.5h-13S7 14.5 7 10.5z" />
    <path d="M10 19a2.2 2.2 0 0 0 4 0" />
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

export const ReportIcon = () => (
  <Icon>
    <path d="M6 20V5c3-2 6 1.500 9 .5 1.200-.4 2-.8 3-1.500v9c-3 2-6-1.500-9-.5-1.200.4-2 .8-3 1.500" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9.7 9.6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.200.9-1.200 1.800M12 16.500v.250" />
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

export const GroupIcon = () => (
  <Icon>
    <circle cx="9" cy="8.5" r="3.25" />
    <path d="M3 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5" />
    <path d="M15.5 5.6a3.25 3.25 0 0 1 0 5.8" />
    <path d="M17.5 14c2.1.7 3.5 2.5 3.5 5" />
  </Icon>
);

export const LinkIcon = () => (
  <Icon>
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1" />
    <path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="8.5" y="8.5" width="11" height="11" rx="2" />
    <path d="M5.5 15.5A1.5 1.5 0 0 1 4.5 14V6A1.5 1.5 0 0 1 6 4.5h8a1.5 1.5 0 0 1 1.4 1" />
  </Icon>
);
