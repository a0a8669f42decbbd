/** What every host has already. */
const peers = ["react", "react-dom"];

/** What is fetched later, in files of its own, is no part of what a page waits for. */
const leavesOutLater = {
  name: "leaves-out-what-is-fetched-later",
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};
const modifyEsbuildConfig = (config) => ({
  ...config,
  conditions: ["source", "module"],
  plugins: [leavesOutLater],
});
/** The packages of this repository are used as TypeScript. */
const asSource = (config) => ({ ...config, conditions: ["source", "module"] });

export default [
  {
    name: "hooks beyond React",
    path: "src/index.ts",
    import:
      "{ MessagingProvider, useConversations, useMessages, useSendMessage, useContacts, useConnection }",
    limit: "25.4 kB",
    gzip: true,
    ignore: peers,
    modifyEsbuildConfig,
  },
  {
    name: "everything beyond React, at first",
    path: "src/index.ts",
    limit: "45.8 kB",
    gzip: true,
    ignore: peers,
    modifyEsbuildConfig,
  },
  {
    name: "an open conversation, all that it needs",
    path: "src/screens/chat/chat-frame.tsx",
    limit: "52.9 kB",
    gzip: true,
    ignore: peers,
    modifyEsbuildConfig,
  },
  {
    name: "the choice of all emoji, when it is opened",
    path: "src/components/emoji/emoji-picker.tsx",
    limit: "21.8 kB",
    gzip: true,
    // Every page has the comparison of texts already.
    ignore: [...peers, "@parley/contract/folding"],
    modifyEsbuildConfig: asSource,
  },
  {
    name: "the client beyond tRPC",
    path: "../client/src/index.ts",
    limit: "30.3 kB",
    gzip: true,
    ignore: ["@trpc/client", "@trpc/server"],
    modifyEsbuildConfig,
  },
];
