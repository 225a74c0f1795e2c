import { readFileSync, writeFileSync } from "node:fs";

/**
 * A registry that does not serve the binaries of every platform makes `npm install` leave them out
 * of the lock file, and `npm ci` then refuses it everywhere. This adds what is missing: name,
 * version and platform, from the packages that ask for them. Run it after `npm install`.
 */
const FILE = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(FILE, "utf8"));
const { packages } = lock;

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

function platformOf(name) {
  const words = name.split(/[-/]/);
  const processor = PROCESSORS.find((known) => words.includes(known));
  const system = SYSTEMS.find((known) => words.includes(known));
  const musl = words.some((word) => word.startsWith("musl"));
  const gnu = words.some((word) => word.startsWith("gnu"));
  return {
    ...(processor && { cpu: [processor] }),
    ...(system === "linux" && (musl || gnu) && { libc: [musl ? "musl" : "glibc"] }),
    ...(system && { os: [system] }),
  };
}

function isKnown(owner, name) {
  return Boolean(packages[`${owner}/node_modules/${name}`] ?? packages[`node_modules/${name}`]);
}

let added = 0;
for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (path === "" || isKnown(path, name) || !/^\d/.test(version)) continue;
    const platform = platformOf(name);
    if (!platform.cpu && !platform.os) continue;
    packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(entry.dev && { dev: true }),
      optional: true,
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to the lock file.`);
