import { type ReactNode, useCallback, useState } from "react";
import { createPortal } from "react-dom";

export interface IsolatedProps {
  /** The address of `@parley/react/styles.css`, as the host's bundler returns it (`?url`). */
  readonly stylesheet: string;
  /** The value of `data-parley-theme`: attributes of ancestors do not apply inside the shadow tree. */
  readonly theme?: "light" | "dark" | undefined;
  /** What is rendered in the shadow tree. */
  readonly children: ReactNode;
}

/**
 * A shadow tree around any part of Parley, for pages with broad styles: no selector of the page matches inside, and no value is
 * inherited, except custom properties.
 */
export function Isolated({ stylesheet, theme, children }: IsolatedProps) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  const [isStyled, setIsStyled] = useState(false);
  // StrictMode passes the same element twice, and an element can have only one shadow root.
  const attach = useCallback((element: HTMLElement | null) => {
    if (element !== null) setRoot(element.shadowRoot ?? element.attachShadow({ mode: "open" }));
  }, []);
  const visibility = isStyled ? "visible" : "hidden";
  return (
    <div ref={attach}>
      {root !== null &&
        createPortal(
          <>
            <link rel="stylesheet" href={stylesheet} onLoad={() => setIsStyled(true)} />
            <div className="parley-isolated" data-parley-theme={theme} style={{ visibility }}>
              {children}
            </div>
          </>,
          root,
        )}
    </div>
  );
}
