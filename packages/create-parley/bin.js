#!/usr/bin/env node
// Syntax of old versions of Node, so that one of them can read it and say which is needed.
const [major = 0, minor = 0] = process.version.slice(1).split(".").map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `create-parley needs Node 22.12 or newer, and this is ${process.version}.\n`,
  );
  process.exit(1);
}
void import("./create.js").then(({ run }) => run(process.argv.slice(2)));
