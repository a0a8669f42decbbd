import { expect, test, vi } from "vitest";
import { createBadges } from "./badges.ts";

function createFakes() {
  const icon = { href: "/favicon.svg" };
  const setAppBadge = vi.fn(async () => undefined);
  const clearAppBadge = vi.fn(async () => undefined);
  const badges = createBadges({
    navigator: { setAppBadge, clearAppBadge },
    document: { querySelector: () => icon },
    fetch: async () => ({ text: async () => "<svg><path/></svg>" }),
  });
  const shown = () => /">([^<]+)<\/text><\/svg>$/.exec(decodeURIComponent(icon.href))?.[1];
  return { icon, badges, setAppBadge, clearAppBadge, shown };
}

test("NTFS-9: the icons of the tab and of the installed app show the count, and nothing at zero", async () => {
  const { icon, badges, setAppBadge, clearAppBadge, shown } = createFakes();
  badges.set(3);
  await vi.waitFor(() => expect(shown()).toBe("3"));
  expect(icon.href).toMatch(/^data:image\/svg\+xml,/);
  expect(setAppBadge).toHaveBeenLastCalledWith(3);
  badges.set(10);
  await vi.waitFor(() => expect(shown()).toBe("9+"));
  badges.set(4);
  badges.set(0);
  await Promise.resolve();
  expect(icon.href).toBe("/favicon.svg");
  expect(clearAppBadge).toHaveBeenCalledOnce();
});

test("NTFS-9: a browser without app badges, or that refuses them, has the icon of the tab", async () => {
  const icon = { href: "" };
  const refuse = async () => Promise.reject(new Error("not installed"));
  const badges = createBadges({
    navigator: { setAppBadge: refuse },
    document: { querySelector: () => icon },
    fetch: async () => ({ text: async () => "<svg></svg>" }),
  });
  badges.set(1);
  await vi.waitFor(() => expect(icon.href).toContain("data:"));
});
