import { createContext, createElement, type ReactNode, useContext, useMemo } from "react";
import type { SendKey } from "../components/composer/composer-keys.ts";

/** Behaviour of the screen that the host or the user chooses. */
export interface ScreenOptions {
  /** The key that sends a message: Enter, or Ctrl (Cmd) with Enter if Enter inserts a line break. */
  readonly sendKey: SendKey;
  /**
   * The folder of the emoji data for the full picker: the data of `emojibase-data`, served by the host. Without it
   * only the quick emoji are offered.
   */
  readonly emojiDataUrl: string | undefined;
  /** How messages with marks such as `*bold*` are shown: with their formatting, or as they were typed. */
  readonly formatting: "shown" | "plain";
  /**
   * The address of a message, from which the host opens it again. Without it no link to a message can be copied.
   */
  readonly linkOfMessage: ((place: MessagePlace) => string) | undefined;
  /** Reads a PDF, so that it can be looked at. Without it a PDF can only be downloaded. */
  readonly openPdf: ((content: ArrayBuffer) => Promise<PdfDocument>) | undefined;
}

/** A PDF that is being looked at. */
export interface PdfDocument {
  readonly pageCount: number;
  /** A page by its number, from 1. */
  readonly page: (number: number) => Promise<PdfPage>;
  /** Ends what reads it. */
  readonly close: () => void;
}

/** A page of a PDF; its size is in CSS pixels at a scale of 1. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly draw: (canvas: HTMLCanvasElement, scale: number) => Promise<void>;
  /** For screen readers. */
  readonly text: () => Promise<string>;
}

/** Where a message is. */
export interface MessagePlace {
  readonly conversationId: string;
  readonly seq: number;
}

const defaultOptions: ScreenOptions = {
  sendKey: "enter",
  emojiDataUrl: undefined,
  formatting: "shown",
  linkOfMessage: undefined,
  openPdf: undefined,
};

/** Components that take props work without a provider. */
const OptionsContext = createContext<ScreenOptions>(defaultOptions);

export const useOptions = () => useContext(OptionsContext);

interface OptionsProviderProps {
  readonly options?: Partial<ScreenOptions> | undefined;
  readonly children?: ReactNode;
}

/** Provides the host's options. They may be a new object on each render. */
export function OptionsProvider({ options, children }: OptionsProviderProps) {
  const { sendKey, emojiDataUrl, formatting, linkOfMessage, openPdf } = {
    ...defaultOptions,
    ...options,
  };
  const value = useMemo(
    () => ({ sendKey, emojiDataUrl, formatting, linkOfMessage, openPdf }),
    [sendKey, emojiDataUrl, formatting, linkOfMessage, openPdf],
  );
  return createElement(OptionsContext.Provider, { value }, children);
}
