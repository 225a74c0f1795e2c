export type GitUrlProblem = "scheme" | "shape" | "credentials";

/** Says before the request what the server would refuse anyway. */
export function findGitUrlProblem(value: string): GitUrlProblem | null {
  if (/^(git@|ssh:\/\/|git:\/\/|file:)/i.test(value)) return "scheme";
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return "shape";
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (url.username || url.password) return "credentials";
  if (url.pathname.replaceAll("/", "") === "") return "shape";
  return null;
}

export function guessPlatform(value: string): "GITLAB" | "GITHUB" | null {
  if (/github/i.test(value)) return "GITHUB";
  if (/gitlab/i.test(value)) return "GITLAB";
  return null;
}
