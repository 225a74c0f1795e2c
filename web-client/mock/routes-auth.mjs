import { randomUUID } from "node:crypto";
import { invalid, page, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";
import { USERS } from "./store.mjs";

const MOST_FAILURES = 4;

function view({ id, name, email, avatarUrl, role }) {
  return { id, name, email, avatarUrl, role, permissions: ["password.change"] };
}

function sessionRoutes({ store, options }) {
  const failures = new Map();
  const start = (user) => {
    const token = randomUUID();
    const csrf = randomUUID();
    store.sessions.set(token, { user, csrf });
    user.lastSignInAt = new Date().toISOString();
    const cookies = [
      `CM_SESSION=${token}; Path=/; HttpOnly; SameSite=Lax`,
      `CM_CSRF=${csrf}; Path=/; SameSite=Lax`,
    ];
    return { token, cookies };
  };
  const signIn = (response, user) => {
    const { token, cookies } = start(user);
    const expiresAt = new Date(Date.now() + 72 * 3_600_000).toISOString();
    sendJson(response, 200, { token, expiresAt, user: view(user) }, { "Set-Cookie": cookies });
  };

  return [
    [
      "GET",
      "/api/v1/auth/methods",
      ({ response }) =>
        sendJson(response, 200, { feishu: Boolean(options.feishu), local: true, demo: true }),
      "anyone",
    ],
    [
      "GET",
      "/api/v1/auth/feishu/login",
      ({ response, query }) => {
        if (options.feishu === "denied") {
          response.writeHead(302, { Location: "/sign-in?problem=auth.feishu-denied" });
          return response.end();
        }
        const { cookies } = start(store.users.get("u-ny"));
        const Location = query.get("returnTo") ?? "/";
        response.writeHead(302, { Location, "Set-Cookie": cookies });
        response.end();
      },
      "anyone",
    ],
    [
      "POST",
      "/api/v1/auth/local/login",
      async ({ request, response }) => {
        const { email, password } = await readBody(request, ["email", "password"]);
        const user = [...store.users.values()].find((one) => one.email === email);
        if ((failures.get(email) ?? 0) >= MOST_FAILURES) {
          const wait = { "Retry-After": "60" };
          throw new Refusal(429, "auth.too-many-attempts", "Wait a minute.", [], wait);
        }
        if (!user || password !== user.password) {
          failures.set(email, (failures.get(email) ?? 0) + 1);
          throw new Refusal(401, "auth.bad-credentials", "Email or password is wrong.");
        }
        if (user.status === "DISABLED") {
          throw new Refusal(403, "auth.user-disabled", "The account is disabled.");
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
        signIn(response, store.users.get(USERS[role].id));
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
      "no-role",
    ],
    [
      "GET",
      "/api/v1/auth/me",
      ({ response, user }) => sendJson(response, 200, view(user)),
      "no-role",
    ],
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

function accountRoutes({ store }) {
  const ownTokens = (user) => [...store.tokens.values()].filter(({ userId }) => userId === user.id);
  return [
    [
      "PUT",
      "/api/v1/auth/role",
      async ({ request, response, user }) => {
        const { role } = await readBody(request, ["role"]);
        if (role !== "PM" && role !== "RD") {
          throw new Refusal(403, "identity.role-not-allowed", "PM or RD.");
        }
        user.role = role;
        sendNothing(response);
      },
      "no-role",
    ],
    [
      "PUT",
      "/api/v1/auth/password",
      async ({ request, response, user }) => {
        const body = await readBody(request, ["currentPassword", "newPassword"]);
        if (body.currentPassword !== user.password) {
          throw new Refusal(422, "auth.bad-credentials", "Not the current password.", [
            { field: "currentPassword", message: "This is not your current password." },
          ]);
        }
        if (body.newPassword.length < 8) throw invalid("newPassword", "At least 8 characters.");
        user.password = body.newPassword;
        sendNothing(response);
      },
    ],
    [
      "GET",
      "/api/v1/auth/tokens",
      ({ response, user, query }) => {
        const items = ownTokens(user).map(({ userId: _, ...token }) => token);
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "POST",
      "/api/v1/auth/tokens",
      async ({ request, response, user }) => {
        const { name, scopes, expiresAt } = await readBody(request, [
          "name",
          "scopes",
          "expiresAt",
        ]);
        const id = randomUUID();
        const createdAt = new Date().toISOString();
        store.tokens.set(id, {
          id,
          userId: user.id,
          name,
          scopes,
          createdAt,
          expiresAt,
          lastUsedAt: null,
        });
        const token = `cmp_${randomUUID().replaceAll("-", "")}`;
        sendJson(
          response,
          201,
          { id, token, expiresAt },
          { Location: `/api/v1/auth/tokens/${id}` },
        );
      },
    ],
    [
      "DELETE",
      "/api/v1/auth/tokens/:id",
      ({ response, params }) => {
        store.tokens.delete(params.id);
        sendNothing(response);
      },
    ],
  ];
}

export function authRoutes(scope) {
  return [...sessionRoutes(scope), ...accountRoutes(scope)];
}
