/** What every host has already. */
const peers = [
  "react",
  "react-dom",
  "@tanstack/react-query",
  "@trpc/client",
  "@trpc/react-query",
  "@trpc/server",
];

/** What is fetched later, in files of its own, is no part of what a page waits for. */
const leavesOutLater = {
  name: "leaves-out-what-is-fetched-later",
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};
const modifyEsbuildConfig = (config) => ({ ...config, plugins: [leavesOutLater] });

export default [
  {
    name: "hooks beyond React, React Query and tRPC",
    path: "src/index.ts",
    import:
      "{ MessagingProvider, useConversations, useMessages, useSendMessage, useContacts, useConnection }",
    limit: "18 kB",
    gzip: true,
    ignore: peers,
    modifyEsbuildConfig,
  },
  {
    name: "everything beyond React, React Query and tRPC, at first",
    path: "src/index.ts",
    limit: "69 kB",
    gzip: true,
    ignore: peers,
    modifyEsbuildConfig,
  },
  {
    name: "the choice of all emoji, when it is opened",
    path: "src/components/emoji/emoji-picker.tsx",
    limit: "16 kB",
    gzip: true,
    ignore: peers,
  },
  {
    name: "the client without React",
    path: "../client/src/index.ts",
    limit: "15 kB",
    gzip: true,
    ignore: peers,
  },
];
