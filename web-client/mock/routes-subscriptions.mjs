import { randomUUID } from "node:crypto";
import { createAccess } from "./access.mjs";
import { invalid, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const minutes = (count) => new Date(Date.now() - count * 60_000).toISOString();
const HEAD = 4812;
const KEPT = 50;

const TYPES = [
  "com.codemaster.generation.cancelled.v1",
  "com.codemaster.generation.completed.v1",
  "com.codemaster.generation.failed.v1",
  "com.codemaster.merge_request.merged.v2",
  "com.codemaster.merge_request.opened.v1",
  "com.codemaster.requirement.submitted.v1",
  "com.codemaster.review.submitted.v1",
];

const attempt = (at, after, upTo, events, accepted, words) => ({
  id: randomUUID(),
  at,
  after,
  upTo,
  events,
  accepted,
  words,
});

/** One that is well, one whose receiver is away, one that somebody has stopped. */
function seedSubscriptions(projectId) {
  const one = (fields, deliveries) => ({
    view: {
      id: randomUUID(),
      projectId: null,
      types: [],
      deliveredTo: HEAD,
      behind: 0,
      paused: false,
      failingTries: 0,
      lastFailure: null,
      nextTryAt: null,
      lastDeliveredAt: minutes(3),
      createdAt: minutes(9000),
      ...fields,
    },
    deliveries,
  });
  return [
    one({ url: "https://archive.example.com/codemaster/events" }, [
      attempt(minutes(3), 4790, HEAD, 22, true, "The receiver answered 204."),
      attempt(minutes(9), 4741, 4790, 49, true, "The receiver answered 204."),
    ]),
    one(
      {
        url: "https://chat.example.com/hooks/a-room-with-a-long-name/codemaster",
        projectId,
        types: ["com.codemaster.generation.*", "com.codemaster.merge_request.merged.v2"],
        deliveredTo: 4690,
        behind: HEAD - 4690,
        failingTries: 4,
        lastFailure: "The receiver answered 503.",
        nextTryAt: new Date(Date.now() + 35_000).toISOString(),
        lastDeliveredAt: minutes(130),
      },
      [
        attempt(minutes(1), 4690, 4702, 3, false, "The receiver answered 503."),
        attempt(minutes(2), 4690, 4702, 3, false, "The receiver answered 503."),
        attempt(minutes(130), 4511, 4690, 12, true, "The receiver answered 200."),
      ],
    ),
    one(
      {
        url: "https://reports.example.com/in",
        types: ["com.codemaster.*"],
        deliveredTo: 4100,
        behind: HEAD - 4100,
        paused: true,
        lastDeliveredAt: null,
      },
      [],
    ),
  ];
}

export function subscriptionRoutes({ store }) {
  const { projectOf, roleIn } = createAccess(store);
  let kept = null;
  const all = () => {
    kept ??= seedSubscriptions([...store.projects.values()].find(({ key }) => key === "SHOP")?.id);
    return kept;
  };
  const mayManage = (user, projectId) =>
    user.role === "ADMIN" || (projectId && roleIn(projectId, user) === "OWNER");
  const mine = ({ params, user }) => {
    const found = all().find(
      ({ view }) => view.id === params.id && mayManage(user, view.projectId),
    );
    if (!found) throw new Refusal(404, "http.404", "There is no such subscription.");
    return found;
  };
  const deliverUpToHead = (it) => {
    const { view } = it;
    const after = view.deliveredTo;
    const at = new Date().toISOString();
    const events = Math.min(KEPT, HEAD - after);
    if (events > 0) {
      it.deliveries.unshift(attempt(at, after, HEAD, events, true, "The receiver answered 204."));
      view.lastDeliveredAt = at;
    }
    Object.assign(view, { deliveredTo: HEAD, behind: 0, failingTries: 0 });
    Object.assign(view, { lastFailure: null, nextTryAt: null });
  };
  const address = "/api/v1/event-subscriptions";
  return [
    [
      "GET",
      "/api/v1/events/asyncapi.json",
      ({ response }) =>
        sendJson(response, 200, {
          asyncapi: "3.0.0",
          components: { messages: Object.fromEntries(TYPES.map((type) => [type, {}])) },
        }),
      "anyone",
    ],
    [
      "GET",
      address,
      ({ response, user }) =>
        sendJson(response, 200, {
          items: all()
            .map(({ view }) => view)
            .filter(({ projectId }) => mayManage(user, projectId)),
          nextCursor: null,
        }),
    ],
    [
      "POST",
      address,
      async ({ request, response, user }) => {
        const body = await readBody(request, ["url", "projectId", "types", "after"]);
        if (!/^https:\/\/[^/@]+\.[^/@]+/.test(body.url ?? "")) {
          throw invalid("url", "Write the address like https://events.example.com/codemaster.");
        }
        const known = (wanted) =>
          TYPES.some((type) =>
            wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted,
          );
        if (!(body.types ?? []).every(known)) {
          throw invalid("types", "There is no such type of event.");
        }
        if (body.projectId) projectOf(body.projectId, user);
        if (!mayManage(user, body.projectId)) {
          throw new Refusal(403, "access.denied", "Name your project.");
        }
        const after = body.after ?? HEAD;
        const view = {
          id: randomUUID(),
          url: body.url,
          projectId: body.projectId ?? null,
          types: body.types ?? [],
          deliveredTo: after,
          behind: HEAD - after,
          paused: false,
          failingTries: 0,
          lastFailure: null,
          nextTryAt: null,
          lastDeliveredAt: null,
          createdAt: new Date().toISOString(),
        };
        all().unshift({ view, deliveries: [] });
        sendJson(response, 201, { id: view.id, secret: `cms_${randomUUID().replaceAll("-", "")}` });
      },
    ],
    [
      "GET",
      `${address}/:id/deliveries`,
      (context) =>
        sendJson(context.response, 200, { items: mine(context).deliveries, nextCursor: null }),
    ],
    [
      "POST",
      `${address}/:id/pause`,
      (context) => {
        mine(context).view.paused = true;
        sendNothing(context.response);
      },
    ],
    [
      "POST",
      `${address}/:id/resume`,
      (context) => {
        const it = mine(context);
        it.view.paused = false;
        deliverUpToHead(it);
        sendNothing(context.response);
      },
    ],
    [
      "POST",
      `${address}/:id/replay`,
      async (context) => {
        const it = mine(context);
        const { after } = await readBody(context.request, ["after"]);
        it.view.deliveredTo = after;
        it.view.behind = HEAD - after;
        if (!it.view.paused) deliverUpToHead(it);
        sendNothing(context.response);
      },
    ],
    [
      "DELETE",
      `${address}/:id`,
      (context) => {
        all().splice(all().indexOf(mine(context)), 1);
        sendNothing(context.response);
      },
    ],
  ];
}
