import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** The policy that the product serves with every page. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join("; ");

export function serveStatic(path, response) {
  const file = join(DIST, normalize(path));
  const found = file.startsWith(DIST) && existsSync(file) && statSync(file).isFile();
  const served = found ? file : join(DIST, "index.html");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(served)] ?? "application/octet-stream",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control":
      found && path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
  });
  response.end(readFileSync(served));
}
