import { randomUUID } from "node:crypto";
import { invalid, matches, page, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const EMPTY = { email: null, status: null, source: null, createdAt: null, lastSignInAt: null };

function view({ password: _, ...user }, reader) {
  if (reader.role === "ADMIN") return user;
  const { id, name, avatarUrl, role } = user;
  return { ...EMPTY, id, name, avatarUrl, role };
}

export function userRoutes({ store }) {
  const adminOnly = (user) => {
    if (user.role !== "ADMIN") throw new Refusal(403, "access.denied", "Administrators only.");
  };
  const userOf = (id) => {
    const found = store.users.get(id);
    if (!found) throw new Refusal(404, "identity.unknown", "There is no such user.");
    return found;
  };
  const endSessions = (id) => {
    for (const [token, session] of store.sessions) {
      if (session.user.id === id) store.sessions.delete(token);
    }
  };
  const keepOneAdmin = (user, change) => {
    const goes = change.status === "DISABLED" || (change.role && change.role !== "ADMIN");
    if (user.role !== "ADMIN" || user.status !== "ACTIVE" || !goes) return;
    const others = [...store.users.values()].filter(
      (one) => one.id !== user.id && one.role === "ADMIN" && one.status === "ACTIVE",
    );
    if (others.length === 0) {
      throw new Refusal(409, "identity.last-admin", "The last active administrator stays.");
    }
  };

  return [
    [
      "GET",
      "/api/v1/users",
      ({ response, user, query }) => {
        const wanted = ["role", "status"].filter((key) => query.get(key));
        const items = [...store.users.values()]
          .filter((one) => wanted.every((key) => one[key] === query.get(key)))
          .filter(({ name, email }) => matches(`${name} ${email}`, query.get("q")))
          .map((one) => view(one, user));
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "POST",
      "/api/v1/users",
      async ({ request, response, user }) => {
        adminOnly(user);
        const body = await readBody(request, ["email", "name", "password", "role"]);
        if ([...store.users.values()].some(({ email }) => email === body.email)) {
          throw new Refusal(409, "identity.email-taken", "The email has an account.");
        }
        if ((body.password ?? "").length < 8) throw invalid("password", "At least 8 characters.");
        const id = randomUUID();
        const createdAt = new Date().toISOString();
        store.users.set(id, {
          id,
          avatarUrl: null,
          status: "ACTIVE",
          source: "LOCAL",
          createdAt,
          lastSignInAt: null,
          ...body,
        });
        sendJson(response, 201, { id }, { Location: `/api/v1/users/${id}` });
      },
    ],
    [
      "PATCH",
      "/api/v1/users/:id",
      async ({ request, response, user, params }) => {
        adminOnly(user);
        const change = await readBody(request, ["role", "status"]);
        const found = userOf(params.id);
        keepOneAdmin(found, change);
        Object.assign(found, change);
        if (change.status === "DISABLED") endSessions(found.id);
        sendNothing(response);
      },
    ],
    [
      "PUT",
      "/api/v1/users/:id/password",
      async ({ request, response, user, params }) => {
        adminOnly(user);
        const { password } = await readBody(request, ["password"]);
        if ((password ?? "").length < 8) throw invalid("password", "At least 8 characters.");
        userOf(params.id).password = password;
        endSessions(params.id);
        sendNothing(response);
      },
    ],
  ];
}
