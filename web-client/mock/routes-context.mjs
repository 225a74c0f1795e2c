import { randomUUID } from "node:crypto";
import { createAccess } from "./access.mjs";
import { invalid, Refusal, readBody, sendJson, sendNothing, sendText } from "./http.mjs";

const HOSTS = /(^|\.)(feishu\.cn|larksuite\.com|larkoffice\.com)$/;
const MOST_BYTES = 256 * 1024;

/** The document as it stands in Feishu; it is edited once after it was read for the first time. */
export const TEXTS = [
  "# Partial refunds\n\nA customer can be paid back a part of an order.\n\n## Rules\n\n- A refund is at most what was paid.\n- Refunds are paid back within 14 days.\n- The clerk gives a reason.\n",
  "# Partial refunds\n\nA customer can be paid back a part of an order.\n\n## Rules\n\n- A refund is at most what was paid, minus earlier refunds.\n- Refunds are paid back within 7 days.\n- The clerk gives a reason.\n- Each refund is an entry in the ledger.\n",
];

function readFeishu(url, before) {
  let address;
  try {
    address = new URL(url);
  } catch {
    throw new Refusal(422, "document.url-not-allowed", "This is not a link.");
  }
  if (!HOSTS.test(address.hostname)) {
    throw new Refusal(422, "document.url-not-allowed", `${address.hostname} is not Feishu.`);
  }
  if (/forbidden/.test(url)) {
    throw new Refusal(
      422,
      "document.not-readable",
      "The permission docx:document:readonly is missing. In Feishu open Share › Add document app and choose CodeMaster.",
    );
  }
  if (/gone/.test(url)) throw new Refusal(422, "document.not-found", "No such document.");
  const edition = before && before.summary.url === url ? 1 : 0;
  return { title: "Partial refunds", revision: 11 + 7 * edition, content: TEXTS[edition] };
}

function documentRoutes({ store }) {
  const access = createAccess(store);
  return [
    [
      "POST",
      "/api/v1/requirements/:id/document",
      async ({ request, response, user, params }) => {
        const { url } = await readBody(request, ["url"]);
        const requirement = access.writable(params.id, user);
        const before = store.documents.get(requirement.id);
        const { content, ...read } = readFeishu(url, before);
        const summary = {
          url,
          ...read,
          readAt: new Date().toISOString(),
          format: "MARKDOWN",
          characters: content.length,
        };
        const changed = before?.content !== content;
        const previous = changed && before ? versionOf(before) : (before?.previous ?? null);
        const readBy = { id: user.id, name: user.name };
        store.documents.set(requirement.id, { summary, content, readBy, previous });
        requirement.documentUrl = url;
        store.record(requirement, user, "DOCUMENT_IMPORTED", [
          {
            field: "document",
            before: before ? `${before.summary.title} (${before.summary.revision})` : null,
            after: `${summary.title} (${summary.revision})`,
          },
        ]);
        sendJson(response, 200, { ...summary, changed });
      },
    ],
    [
      "GET",
      "/api/v1/requirements/:id/document",
      ({ response, user, params }) => {
        const { id } = access.requirementOf(params.id, user);
        const document = store.documents.get(id);
        if (!document) throw new Refusal(404, "document.none", "No document was read.");
        const { summary, ...rest } = document;
        const { characters: _, ...head } = summary;
        sendJson(response, 200, { ...head, ...rest });
      },
    ],
  ];
}

function versionOf({ summary, content }) {
  return { revision: summary.revision, readAt: summary.readAt, content };
}

function attachmentRoutes({ store }) {
  const access = createAccess(store);
  const listOf = (id) => store.attachments.get(id) ?? [];
  const find = (id, attachmentId) => {
    const found = listOf(id).find((one) => one.id === attachmentId);
    if (!found) throw new Refusal(404, "attachment.unknown", "There is no such attachment.");
    return found;
  };
  return [
    [
      "POST",
      "/api/v1/requirements/:id/attachments",
      async ({ request, response, user, params }) => {
        const { name, content } = await readBody(request, ["name", "content"]);
        const requirement = access.writable(params.id, user);
        if (!name?.trim()) throw invalid("name", "Must not be empty.");
        if (listOf(requirement.id).some((one) => one.name === name)) {
          throw invalid("name", "There is an attachment of this name.");
        }
        const bytes = Buffer.byteLength(content ?? "");
        if (bytes > MOST_BYTES) throw invalid("content", "At most 256 KiB.");
        const id = randomUUID();
        const addedBy = { id: user.id, name: user.name };
        const addedAt = new Date().toISOString();
        const attachment = { id, name, bytes, addedBy, addedAt, content };
        store.attachments.set(requirement.id, [...listOf(requirement.id), attachment]);
        store.record(requirement, user, "ATTACHMENT_ADDED", [
          { field: "attachment", before: null, after: name },
        ]);
        sendJson(response, 201, { id });
      },
    ],
    [
      "GET",
      "/api/v1/requirements/:id/attachments/:attachmentId",
      ({ response, user, params }) => {
        const { id } = access.requirementOf(params.id, user);
        const { name, content } = find(id, params.attachmentId);
        sendText(response, "text/plain; charset=utf-8", content, {
          "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        });
      },
    ],
    [
      "DELETE",
      "/api/v1/requirements/:id/attachments/:attachmentId",
      ({ response, user, params }) => {
        const requirement = access.writable(params.id, user);
        const { id, name } = find(requirement.id, params.attachmentId);
        const rest = listOf(requirement.id).filter((one) => one.id !== id);
        store.attachments.set(requirement.id, rest);
        store.record(requirement, user, "ATTACHMENT_REMOVED", [
          { field: "attachment", before: name, after: null },
        ]);
        sendNothing(response);
      },
    ],
  ];
}

export function contextRoutes(scope) {
  return [...documentRoutes(scope), ...attachmentRoutes(scope)];
}
