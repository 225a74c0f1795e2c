import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/** A git server over smart HTTP with one repository, open to who brings its token. */
export async function startGitServer(root, token) {
  const exec = execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim();
  const repository = join(root, "refunds.git");
  mkdirSync(repository, { recursive: true });
  const git = (...words) =>
    execFileSync("git", ["-C", repository, ...words], {
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "Ada",
        GIT_AUTHOR_EMAIL: "ada@example.com",
        GIT_COMMITTER_NAME: "Ada",
        GIT_COMMITTER_EMAIL: "ada@example.com",
      },
    }).trim();
  git("init", "--quiet", "--bare", "--initial-branch=main");
  const tree = git("mktree", "--missing");
  git("update-ref", "refs/heads/main", git("commit-tree", tree, "-m", "Begin"));

  const server = createServer((request, response) => {
    const credentials = Buffer.from(
      (request.headers.authorization ?? "").replace(/^Basic /, ""),
      "base64",
    ).toString();
    if (credentials.slice(credentials.indexOf(":") + 1) !== token) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
      return;
    }
    const url = new URL(request.url, "http://git");
    const backend = spawn(join(exec, "git-http-backend"), {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
        REQUEST_METHOD: request.method,
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        GIT_PROTOCOL: request.headers["git-protocol"] ?? "",
        REMOTE_USER: "git",
        REMOTE_ADDR: "127.0.0.1",
      },
    });
    request.pipe(backend.stdin);
    backend.stdin.on("error", () => {});
    const parts = [];
    backend.stdout.on("data", (part) => parts.push(part));
    backend.on("close", () => {
      const answer = Buffer.concat(parts);
      const end = answer.indexOf("\r\n\r\n");
      const headers = answer
        .subarray(0, end)
        .toString()
        .split("\r\n")
        .map((line) => line.split(": "));
      const status = headers.find(([name]) => name === "Status")?.[1] ?? "200";
      response.writeHead(
        Number.parseInt(status, 10),
        Object.fromEntries(headers.filter(([name]) => name !== "Status")),
      );
      response.end(answer.subarray(end + 4));
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}/refunds.git`,
    host: `127.0.0.1:${port}`,
    stop: () => server.close(),
  };
}
