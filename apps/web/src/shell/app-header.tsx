import type { ReactNode } from "react";
import { ProductName } from "./product-name.tsx";

export interface AppHeaderProps {
  /** The name of the page, shown on a phone in the place of the product's. */
  readonly title: string;
  readonly nav: ReactNode;
  readonly account: ReactNode;
  /** An open conversation fills a phone's screen and has its own header. */
  readonly isInConversation: boolean;
}

/** The header: product, pages, and the user's menu. */
export function AppHeader({ title, nav, account, isInConversation }: AppHeaderProps) {
  return (
    <header className="app-header" data-in-conversation={isInConversation}>
      <h1 className="shrink-0">
        <ProductName />
      </h1>
      <span aria-hidden="true" className="app-header-title">
        {title}
      </span>
      {nav}
      <div className="ms-auto flex shrink-0 items-center">{account}</div>
    </header>
  );
}
