// Writes a small evidence bundle as the product seals one, with a key of its own: node sealed-evidence.mjs FILE.zip
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const signed = (text) => sign(null, Buffer.from(text), privateKey).toString("base64");
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

// One event behind an earlier one, linked and signed.
const origin = "0".repeat(64);
const event = Buffer.from("what happened");
const position = Buffer.alloc(12);
position.writeBigInt64BE(1n);
position.writeInt32BE(event.length, 8);
const hash = sha256(Buffer.from(origin, "hex"), event);
const at = "2026-01-01T00:00:00Z";
const entries = new Map([
  ["generation.json", "{}\n"],
  ["record/events.bin", Buffer.concat([position, event])],
  ["record/links.txt", `0 0 - ${origin}\n1 1 event-1 ${hash}\n`],
  [
    "record/checkpoints.txt",
    `1 ${hash} ${at} ${key} ${signed(`codemaster-record-checkpoint-1\n1\n${hash}\n${at}\n`)}\n`,
  ],
]);
const head = `codemaster-evidence-1\ngeneration g-1\ngenerations g-1\nexported ${at}\nevents 1\nkey ${key}\n\n`;
const lines = [...entries].map(([name, content]) => `${sha256(content)} ${Buffer.byteLength(content)} ${name}\n`);
const manifest = head + lines.join("");
entries.set("MANIFEST.txt", manifest).set("MANIFEST.sig", `${signed(manifest)}\n`);

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const files = [];
const directory = [];
let offset = 0;
for (const [name, content] of entries) {
  const bytes = Buffer.from(content);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, Buffer.from(name), bytes]);
  const behind = Buffer.alloc(14);
  behind.writeUInt32LE(offset, 10);
  directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), facts, behind, Buffer.from(name)]));
  files.push(local);
  offset += local.length;
}
const end = Buffer.alloc(18);
const length = Buffer.concat(directory).length;
end.writeUInt16LE(entries.size, 4);
end.writeUInt16LE(entries.size, 6);
end.writeUInt32LE(length, 8);
end.writeUInt32LE(offset, 12);
writeFileSync(process.argv[2], Buffer.concat([...files, ...directory, Buffer.from("PK\x05\x06"), end]));
