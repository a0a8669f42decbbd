import type { ReactNode } from "react";
import { StoryStage } from "./story-stage.tsx";

/** The bubble of a message, around a story of what it can contain. */
export const StoryBubble = ({ children }: { readonly children: ReactNode }) => (
  <StoryStage>
    <div className="parley">
      <article className="parley-message">
        <div className="parley-bubble">{children}</div>
      </article>
    </div>
  </StoryStage>
);
