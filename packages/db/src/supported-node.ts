// Imported first by what every server and every in-process test loads: an older Node fails later, and says less.
const { node } = process.versions;
const [major = 0, minor = 0] = node.split(".").map(Number);

// The same version is in `engines` of the manifests.
if (major < 22 || (major === 22 && minor < 12)) {
  throw new Error(`Parley needs Node 22.12 or newer, and this is Node ${node}.`);
}
