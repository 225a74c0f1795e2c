import { randomUUID } from "node:crypto";

const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

const user = (id, name, email, role, more = {}) => ({
  id,
  name,
  email,
  avatarUrl: null,
  role,
  status: "ACTIVE",
  source: "DEMO",
  createdAt: ago(90_000),
  lastSignInAt: ago(400),
  password: "demo",
  ...more,
});

/** The three of the demo sign-in. */
export const USERS = {
  PM: user("u-pm", "Lin Mei", "pm@demo.invalid", "PM"),
  RD: user("u-rd", "Wang Jun", "rd@demo.invalid", "RD"),
  ADMIN: user("u-ad", "Ada", "admin@demo.invalid", "ADMIN"),
};

/** Colleagues with accounts of their own; each signs in with the password `demo`. */
const OTHERS = [
  user("u-zw", "Zhao Wei", "zhao@demo.invalid", "RD", { source: "LOCAL" }),
  user("u-sl", "Sun Li", "stranger@demo.invalid", "PM", { source: "FEISHU" }),
  user("u-ny", "Ning Yu", "new@demo.invalid", null, { source: "FEISHU", lastSignInAt: null }),
  user("u-ho", "He Ou", "gone@demo.invalid", "RD", { source: "LOCAL", status: "DISABLED" }),
];

/** Versions of what can be edited: the ETag of a read, the If-Match of an edit. */
function createVersions() {
  const versions = new WeakMap();
  const of = (thing) => versions.get(thing) ?? 1;
  return {
    etag: (thing) => `"${of(thing)}"`,
    touch: (thing) => versions.set(thing, of(thing) + 1),
  };
}

/** Tells everybody who has to do with a requirement. */
function createNotifier(members, notices) {
  return (kind, requirement, taskId, facts, link, at = new Date().toISOString()) => {
    for (const userId of new Set([...members.get(requirement.projectId).keys(), USERS.ADMIN.id])) {
      const list = notices.get(userId) ?? [];
      const { key: requirementKey, title: requirementTitle, projectId } = requirement;
      const about = { requirementKey, requirementTitle, projectId, taskId };
      list.unshift({ id: randomUUID(), kind, at, read: false, ...about, facts, link });
      notices.set(userId, list);
    }
  };
}

/** Everything that the mock knows, in memory; gone when it stops. */
export function createStore() {
  const users = new Map([...Object.values(USERS), ...OTHERS].map((one) => [one.id, { ...one }]));
  const projects = new Map();
  const members = new Map();
  const repositories = new Map();
  const requirements = new Map();
  const histories = new Map();
  const documents = new Map();
  const attachments = new Map();
  const tasks = new Map();
  const answers = new Map();
  const sessions = new Map();
  const tokens = new Map();
  const reviews = new Map();
  const merges = new Map();
  const analyses = new Map();
  const webhooks = new Map();
  const notices = new Map();
  const noticeChoices = new Map();
  const versions = createVersions();

  const addMember = (projectId, userId, role) => {
    const list = members.get(projectId) ?? new Map();
    const addedAt = list.get(userId)?.addedAt ?? new Date().toISOString();
    members.set(projectId, list.set(userId, { role, addedAt }));
  };

  const addProject = (fields, owner = USERS.PM) => {
    const project = {
      id: randomUUID(),
      description: null,
      archived: false,
      createdAt: new Date().toISOString(),
      demo: false,
      ...fields,
    };
    projects.set(project.id, project);
    addMember(project.id, owner.id, "OWNER");
    return project;
  };

  const addRepository = (fields) => {
    const repository = {
      id: randomUUID(),
      linkedAt: new Date().toISOString(),
      demo: false,
      credential: { present: false, lastFour: null },
      ...fields,
    };
    repositories.set(repository.id, repository);
    return repository;
  };

  const record = (requirement, by, kind, changes = [], at = new Date().toISOString()) => {
    const history = histories.get(requirement.id) ?? [];
    history.unshift({
      version: history.length + 1,
      at,
      by: by && { id: by.id, name: by.name },
      kind,
      changes,
    });
    histories.set(requirement.id, history);
    requirement.updatedAt = at;
    versions.touch(requirement);
  };

  const addRequirement = (project, author, fields) => {
    const count = [...requirements.values()].filter(({ projectId }) => projectId === project.id);
    const now = new Date().toISOString();
    const requirement = {
      id: randomUUID(),
      key: `${project.key}-${count.length + 1}`,
      projectId: project.id,
      priority: "MEDIUM",
      status: "DRAFT",
      repositoryId: null,
      targetBranch: null,
      documentUrl: null,
      assigneeId: null,
      createdBy: { id: author.id, name: author.name },
      createdAt: now,
      updatedAt: now,
      latestGeneration: null,
      costUsd: 0,
      reviewTaskId: null,
      ...fields,
    };
    requirements.set(requirement.id, requirement);
    const written = ["title", "description", "priority"].map((field) => ({
      field,
      before: null,
      after: requirement[field],
    }));
    record(requirement, author, "SUBMITTED", written, requirement.createdAt);
    return requirement;
  };

  const notify = createNotifier(members, notices);

  return {
    notify,
    users,
    projects,
    members,
    repositories,
    requirements,
    histories,
    documents,
    attachments,
    tasks,
    answers,
    sessions,
    tokens,
    reviews,
    merges,
    analyses,
    webhooks,
    notices,
    noticeChoices,
    versions,
    addMember,
    addProject,
    addRepository,
    addRequirement,
    record,
  };
}
