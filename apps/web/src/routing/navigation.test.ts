// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { createNavigation } from "./navigation.ts";
import { conversationPath } from "./route.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";

beforeEach(() => history.replaceState(null, "", "/"));

test("navigating changes the address and notifies subscribers, once", () => {
  const navigation = createNavigation(window);
  const onChange = vi.fn();
  const stop = navigation.subscribe(onChange);
  navigation.go(conversationPath(id));
  navigation.go(conversationPath(id));
  expect(location.pathname).toBe(conversationPath(id));
  expect(navigation.current()).toEqual({
    page: "messages",
    place: { tab: "conversations", conversationId: id, seq: null, panel: null },
  });
  expect(onChange).toHaveBeenCalledTimes(1);
  stop();
  navigation.go("/contacts");
  expect(onChange).toHaveBeenCalledTimes(1);
});

test("the place stays the same object until it changes", () => {
  const navigation = createNavigation(window);
  expect(navigation.current()).toBe(navigation.current());
});

test("the browser's own navigation counts too", () => {
  const navigation = createNavigation(window);
  history.pushState(null, "", "/contacts");
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(navigation.current()).toMatchObject({ place: { tab: "contacts" } });
});

test("leaving a place that a link opened directly stays in the app", () => {
  history.replaceState(null, "", conversationPath(id));
  const navigation = createNavigation(window);
  const back = vi.spyOn(history, "back");
  navigation.backOr("/");
  expect(back).not.toHaveBeenCalled();
  expect(location.pathname).toBe("/");
});

test("leaving a place that the app opened goes one step back, also after a reload", () => {
  createNavigation(window).go(conversationPath(id));
  const afterReload = createNavigation(window);
  const back = vi.spyOn(history, "back").mockImplementation(() => undefined);
  afterReload.backOr("/");
  expect(back).toHaveBeenCalledTimes(1);
  back.mockRestore();
});
