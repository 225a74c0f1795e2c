import { randomUUID } from "node:crypto";

const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

export const USERS = {
  PM: { id: "u-pm", name: "Lin Mei", email: "pm@demo.invalid", avatarUrl: null, role: "PM" },
  RD: { id: "u-rd", name: "Wang Jun", email: "rd@demo.invalid", avatarUrl: null, role: "RD" },
  ADMIN: { id: "u-ad", name: "Ada", email: "admin@demo.invalid", avatarUrl: null, role: "ADMIN" },
};

const MEMBERSHIP = { PM: "OWNER", RD: "DEVELOPER", ADMIN: null };

/** Everything that the mock knows, in memory; gone when it stops. */
export function createStore() {
  const projects = new Map();
  const repositories = new Map();
  const requirements = new Map();
  const tasks = new Map();
  const answers = new Map();
  const sessions = new Map();

  const addProject = (fields) => {
    const project = {
      id: randomUUID(),
      description: null,
      archived: false,
      createdAt: new Date().toISOString(),
      demo: false,
      ...fields,
    };
    projects.set(project.id, project);
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

  const addRequirement = (project, user, fields) => {
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
      createdBy: { id: user.id, name: user.name },
      createdAt: now,
      updatedAt: now,
      latestGeneration: null,
      ...fields,
    };
    requirements.set(requirement.id, requirement);
    return requirement;
  };

  const viewOfProject = (project, user) => ({
    ...project,
    myRole: MEMBERSHIP[user.role],
    openRequirements: [...requirements.values()].filter(
      ({ projectId, status }) => projectId === project.id && !["MERGED", "CLOSED"].includes(status),
    ).length,
  });

  return {
    projects,
    repositories,
    requirements,
    tasks,
    answers,
    sessions,
    addProject,
    addRepository,
    addRequirement,
    viewOfProject,
  };
}

export function seed(store) {
  const project = store.addProject({
    key: "SHOP",
    name: "Demo shop",
    description: "A small web shop to try things out: prices, carts and a failing test.",
    createdAt: ago(4000),
    demo: true,
  });
  const repository = store.addRepository({
    projectId: project.id,
    gitUrl: "http://127.0.0.1:8080/demo/git/shop.git",
    platform: "GIT",
    defaultBranch: "main",
    linkedAt: ago(3990),
    demo: true,
  });
  const write = (title, description, fields = {}) =>
    store.addRequirement(project, USERS.PM, {
      title,
      description,
      repositoryId: repository.id,
      createdAt: ago(300),
      updatedAt: ago(200),
      ...fields,
    });
  const greeting = write(
    "Greet customers by name",
    'The greeting says `Hello NAME`. It should be warmer.\n\n## Done when\n\n- `Greeter.greet("Ann")` returns `Hi Ann!`\n- [ ] the tests are green\n- [ ] a note says what changed\n\n```java\nassertEquals("Hi Ann!", new Greeter().greet("Ann"));\n```',
    { priority: "HIGH" },
  );
  const long = write(
    "Move every price to cents",
    "Prices are floating point today. Use whole cents everywhere.",
  );
  const failing = write("Talk to the old payment service", "The service is gone, so this fails.", {
    priority: "URGENT",
  });
  store.addProject({
    key: "PAY",
    name: "Payments",
    description: "Refunds, invoices and the ledger.",
  });
  return { project, repository, greeting, long, failing };
}
