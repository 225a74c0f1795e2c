// Builds the web client for the artefact, and only when something changed since the last time.
// `build-web.mjs DIR OUTPUT` builds in DIR and puts the page into OUTPUT; `build-web.mjs --install DIR` only installs
// the packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const INPUTS = [
  "src",
  "public",
  "index.html",
  "openapi.json",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
];
const OLDEST_NODE = [20, 19];

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

function filesOf(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
  } catch (cause) {
    if (cause.code === "ENOTDIR") return [path];
    throw cause;
  }
}

const lockOf = (dir) => sha256(readFileSync(join(dir, "package-lock.json")), process.version.split(".")[0]);

const inputsOf = (dir) =>
  sha256(...INPUTS.flatMap((it) => filesOf(join(dir, it))).flatMap((it) => [it, "\0", readFileSync(it), "\0"]));

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8").trim() : "");

function attempt(dir, ...command) {
  console.log(`> ${command.join(" ")}`);
  const { status, error } = spawnSync(command[0], command.slice(1), { cwd: dir, stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}

function run(dir, ...command) {
  const status = attempt(dir, ...command);
  if (status !== 0) process.exit(status);
}

function install(dir) {
  const stamp = join(dir, "node_modules", ".installed-from");
  if (read(stamp) === lockOf(dir)) return;
  // A lock file made where the registry lacks other platforms' packages is refused by `npm ci`; `npm install` takes the
  // same versions from it.
  if (attempt(dir, "npm", "ci", "--no-audit", "--no-fund") !== 0) {
    run(dir, "npm", "install", "--no-save", "--no-audit", "--no-fund");
  }
  writeFileSync(stamp, `${lockOf(dir)}\n`);
}

function build(dir, output) {
  const stamp = `${output}.built-from`;
  const inputs = inputsOf(dir);
  if (existsSync(join(output, "index.html")) && read(stamp) === inputs) {
    console.log("The web client is up to date.");
    return;
  }
  install(dir);
  run(dir, "npm", "run", "build");
  rmSync(stamp, { force: true });
  const draft = `${output}.new`;
  rmSync(draft, { force: true, recursive: true });
  mkdirSync(join(draft, ".."), { recursive: true });
  cpSync(join(dir, "dist"), draft, { recursive: true });
  rmSync(output, { force: true, recursive: true });
  renameSync(draft, output);
  writeFileSync(stamp, `${inputsOf(dir)}\n`);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`The web client is built with Node ${OLDEST_NODE.join(".")} or newer, not ${process.version}.`);
  process.exit(1);
}
const [first, second] = process.argv.slice(2);
if (first === "--install") install(second);
else build(first, second);
