interface Icon {
  href: string;
}

const ICON = "/favicon.svg";

/** More than this many are shown as such. */
const MOST = 9;

const badgeSvg = (count: number) =>
  `<circle cx="22" cy="10" r="10" fill="#b3261e"/><text x="22" y="15" text-anchor="middle" font-family="sans-serif" font-size="14" font-weight="700" fill="#fff">${
    count > MOST ? `${String(MOST)}+` : String(count)
  }</text></svg>`;

interface Badged {
  readonly navigator: Partial<Pick<Navigator, "setAppBadge" | "clearAppBadge">>;
  readonly document: { querySelector(selector: string): Icon | null };
  fetch(address: string): Promise<Pick<Response, "text">>;
}

/** Shows a count of unread messages on the icon of the tab and on that of the installed app. */
export function createBadges(window: Badged) {
  let count = 0;
  let icon: Promise<string> | undefined;
  const show = async (wanted: number) => {
    const link = window.document.querySelector('link[rel="icon"]');
    if (link === null) return;
    if (wanted === 0) {
      link.href = ICON;
      return;
    }
    icon ??= window.fetch(ICON).then((response) => response.text());
    const svg = await icon;
    if (count === wanted)
      link.href = `data:image/svg+xml,${encodeURIComponent(svg.replace("</svg>", badgeSvg(wanted)))}`;
  };
  return {
    set(wanted: number) {
      if (wanted === count) return;
      count = wanted;
      const { navigator } = window;
      // Refused where the app is not installed.
      const badge = wanted === 0 ? navigator.clearAppBadge?.() : navigator.setAppBadge?.(wanted);
      badge?.catch(() => undefined);
      show(wanted).catch(() => (icon = undefined));
    },
  };
}
