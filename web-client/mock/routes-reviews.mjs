import { Refusal, readBody, sendJson, sendNothing } from "./http.mjs";
import { createReviews, person, submit, viewOf } from "./reviews.mjs";

const now = () => new Date().toISOString();

export function reviewRoutes(scope) {
  const { store } = scope;
  const { access, taskOf, reviewOf, startAi } = createReviews(scope);
  const open = ({ user, params }) => {
    const task = taskOf(params.id, user);
    return { task, review: reviewOf(task, user) };
  };
  const touch = (task) => {
    const requirement = store.requirements.get(task.view.requirementId);
    if (requirement.status === "GENERATED") requirement.status = "IN_REVIEW";
  };
  const at = "/api/v1/codegen/:id/reviews";
  return [
    [
      "GET",
      at,
      (context) => {
        const { task, review } = open(context);
        sendJson(context.response, 200, viewOf(scope, task, review, context.user));
      },
    ],
    [
      "POST",
      `${at}/ai`,
      (context) => {
        const { task, review } = open(context);
        access.changeable(task.view.projectId, context.user, "DEVELOPER");
        if (review.ai.at(-1)?.status === "RUNNING") {
          throw new Refusal(409, "review.ai-already-running", "One is running.");
        }
        startAi(task, review, context.user);
        sendJson(context.response, 202, { id: review.ai.at(-1).id });
      },
    ],
    [
      "PUT",
      `${at}/draft`,
      async (context) => {
        const body = await readBody(context.request, ["verdict", "comment", "lineComments"]);
        const { task, review } = open(context);
        touch(task);
        review.drafts.set(context.user.id, { ...body, savedAt: now() });
        sendNothing(context.response);
      },
    ],
    [
      "DELETE",
      `${at}/draft`,
      (context) => {
        open(context).review.drafts.delete(context.user.id);
        sendNothing(context.response);
      },
    ],
    [
      "POST",
      `${at}/human`,
      async (context) => {
        const body = await readBody(context.request, ["verdict", "comment", "lineComments"]);
        const { task, review } = open(context);
        sendJson(context.response, 201, submit(scope, task, review, context.user, body));
      },
    ],
    [
      "PUT",
      `${at}/ai/:reviewId/issues/:issueId/dismissal`,
      async (context) => {
        const { reason } = await readBody(context.request, ["reason"]);
        const { task, review } = open(context);
        touch(task);
        const dismissal = { reason, by: person(context.user), at: now() };
        review.dismissed.set(context.params.issueId, dismissal);
        sendNothing(context.response);
      },
    ],
    [
      "DELETE",
      `${at}/ai/:reviewId/issues/:issueId/dismissal`,
      (context) => {
        open(context).review.dismissed.delete(context.params.issueId);
        sendNothing(context.response);
      },
    ],
    [
      "PUT",
      `${at}/human/:roundId/comments/:commentId/addressed`,
      async (context) => {
        const { addressed } = await readBody(context.request, ["addressed"]);
        open(context);
        const comments = [...store.reviews.values()]
          .flatMap(({ human }) => human)
          .flatMap(({ lineComments }) => lineComments);
        const found = comments.find(({ id }) => id === context.params.commentId);
        if (!found) throw new Refusal(404, "review.comment-not-found", "No such comment.");
        found.addressed = addressed;
        sendNothing(context.response);
      },
    ],
  ];
}
