import { page, readBody, sendJson, sendNothing } from "./http.mjs";

const ALL = { GENERATION: true, AI_REVIEW: true, VERDICT: true, MERGE: true };

export function noticeRoutes({ store }) {
  const noticesOf = (user) => store.notices.get(user.id) ?? [];
  return [
    [
      "GET",
      "/api/v1/notices",
      ({ response, user, query }) => {
        const wanted = query.get("unread") === "true";
        const items = noticesOf(user).filter(({ read }) => !wanted || !read);
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "GET",
      "/api/v1/notices/count",
      ({ response, user }) =>
        sendJson(response, 200, { unread: noticesOf(user).filter(({ read }) => !read).length }),
    ],
    [
      "POST",
      "/api/v1/notices/read",
      async ({ request, response, user }) => {
        const { ids = [], all } = await readBody(request, ["ids", "all"]);
        for (const notice of noticesOf(user)) {
          if (all || ids.includes(notice.id)) notice.read = true;
        }
        sendNothing(response);
      },
    ],
    [
      "GET",
      "/api/v1/auth/me/notices",
      ({ response, user }) =>
        sendJson(response, 200, store.noticeChoices.get(user.id) ?? { feishu: ALL, inbox: ALL }),
    ],
    [
      "PUT",
      "/api/v1/auth/me/notices",
      async ({ request, response, user }) => {
        store.noticeChoices.set(user.id, await readBody(request, ["feishu", "inbox"]));
        sendNothing(response);
      },
    ],
  ];
}
