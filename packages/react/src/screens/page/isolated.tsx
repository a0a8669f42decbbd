import { type ReactNode, useCallback, useState } from "react";
import { createPortal } from "react-dom";

export interface IsolatedProps {
  /** The address of `@parley/react/styles.css`, as the host's bundler gives it (`?url`). */
  readonly stylesheet: string;
  /** What `data-parley-theme` says elsewhere: attributes around this element are not seen inside of it. */
  readonly theme?: "light" | "dark" | undefined;
  readonly children: ReactNode;
}

/**
 * A shadow tree around any part of Parley, for pages whose own rules reach into everything: no selector of
 * the page matches inside, and no inherited value comes in. Custom properties still do.
 */
export function Isolated({ stylesheet, theme, children }: IsolatedProps) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  const [isStyled, setIsStyled] = useState(false);
  // React's StrictMode gives the same element twice, and an element can have one shadow root only.
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
