import { randomUUID } from "node:crypto";
import { Refusal, readBody, sendJson } from "./http.mjs";
import { USERS } from "./store.mjs";

function view(user) {
  return { ...user, permissions: ["projects:read"] };
}

export function authRoutes({ store }) {
  const signIn = (response, user) => {
    const token = randomUUID();
    const csrf = randomUUID();
    store.sessions.set(token, { user, csrf });
    sendJson(
      response,
      200,
      { token, expiresAt: new Date(Date.now() + 72 * 3_600_000).toISOString(), user: view(user) },
      {
        "Set-Cookie": [
          `CM_SESSION=${token}; Path=/; HttpOnly; SameSite=Lax`,
          `CM_CSRF=${csrf}; Path=/; SameSite=Lax`,
        ],
      },
    );
  };

  return [
    [
      "GET",
      "/api/v1/auth/methods",
      ({ response }) => sendJson(response, 200, { feishu: false, local: true, demo: true }),
      "anyone",
    ],
    [
      "POST",
      "/api/v1/auth/local/login",
      async ({ request, response }) => {
        const { email, password } = await readBody(request, ["email", "password"]);
        const user = Object.values(USERS).find((one) => one.email === email);
        if (!user || password !== "demo") {
          throw new Refusal(401, "auth.bad-credentials", "Email or password is wrong.");
        }
        signIn(response, user);
      },
      "anyone",
    ],
    [
      "POST",
      "/api/v1/auth/demo/login",
      async ({ request, response }) => {
        const { role } = await readBody(request, ["role"]);
        if (!Object.hasOwn(USERS, role ?? "")) {
          throw new Refusal(422, "request.invalid", "No such role.", [
            { field: "role", message: "PM, RD or ADMIN." },
          ]);
        }
        signIn(response, USERS[role]);
      },
      "anyone",
    ],
    [
      "POST",
      "/api/v1/auth/logout",
      ({ response, token }) => {
        store.sessions.delete(token);
        response.writeHead(204, {
          "Set-Cookie": ["CM_SESSION=; Path=/; Max-Age=0", "CM_CSRF=; Path=/; Max-Age=0"],
        });
        response.end();
      },
    ],
    ["GET", "/api/v1/auth/me", ({ response, user }) => sendJson(response, 200, view(user))],
    [
      "GET",
      "/api/v1/system",
      ({ response }) =>
        sendJson(response, 200, {
          version: "0.1.0",
          mode: "DEMO",
          maxWorkers: 3,
          cliVersion: "2.1.330",
        }),
    ],
  ];
}
