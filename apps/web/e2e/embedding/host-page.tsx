import type { DemoAppRouter } from "@parley/client";
import { createParleyClient } from "@parley/client";
import { Isolated, MessagesPage, MessagingProvider } from "@parley/react";
import stylesheet from "@parley/react/styles.css?url";
import { createTRPCClient, httpLink } from "@trpc/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

/** A host platform's page: a token from its own server, and Parley as part of the page. */
const options = new URL(location.href).searchParams;
const demo = createTRPCClient<DemoAppRouter>({ links: [httpLink({ url: "/trpc" })] });
const { token } = await demo.demo.signIn.mutate({ userId: options.get("person") ?? "" });
const client = createParleyClient({ url: "/trpc", token: () => token });
const page = <MessagesPage />;

function loadStylesheet() {
  const link = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: stylesheet,
  });
  document.head.append(link);
}

if (!options.has("isolated")) loadStylesheet();
const container = document.querySelector("#parley");
if (container === null) throw new Error("The host page has no place for Parley");
createRoot(container).render(
  <StrictMode>
    <MessagingProvider client={client}>
      {options.has("isolated") ? <Isolated stylesheet={stylesheet}>{page}</Isolated> : page}
    </MessagingProvider>
  </StrictMode>,
);
