// Checks what the product is packaged with: `check-packages.mjs docker|compose|kubernetes|systemd LINT ENV`. LINT is a
// directory with the packages of scripts/lint, ENV a file that ./codemaster init wrote. One line a check, "ok …" or
// "FAILED …".
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const [part, lint, envFile] = process.argv.slice(2);
const requireLint = createRequire(join(lint, "package.json"));
const YAML = requireLint("yaml");

const read = (...path) => readFileSync(join(ROOT, ...path), "utf8");

let failed = 0;

/** A check passes when its body answers nothing, an empty list or text. */
async function check(name, body) {
  let faults;
  try {
    faults = [(await body()) ?? []].flat().filter(Boolean);
  } catch (cause) {
    faults = [cause.message];
  }
  if (faults.length > 0) failed++;
  console.log(faults.length === 0 ? `ok      ${name}` : `FAILED  ${name}\n        ${faults.join("\n        ")}`);
}

// ---- what several parts need ----

const version = () => /<version>([^<]+)<\/version>/.exec(read("pom.xml"))[1];
const made = () =>
  Object.fromEntries([...readFileSync(envFile, "utf8").matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map((it) => [it[1], it[2]]));

/** Every key of the settings' template, as letters and digits only: environment variables know no others. */
function knownKeys() {
  const keys = new Set(["codemasterroles"]);
  const collect = (path, value) => {
    keys.add(path);
    if (Array.isArray(value)) value.forEach((it, i) => collect(path + i, it));
    else if (value && typeof value === "object")
      for (const [key, inner] of Object.entries(value)) collect(path + key.replaceAll("-", ""), inner);
  };
  // A comment begins with spaces there, a key that is switched off with the hash itself.
  const template = read("codemaster.example.yml")
    .replaceAll(/^# \S.*$/gm, "")
    .replaceAll(/^#/gm, "");
  collect("", YAML.parse(template));
  return keys;
}

const isKnown = (keys, name) => keys.has(name.toLowerCase().replaceAll("_", ""));
const isSecretName = (name) => /PASSWORD|SECRET|TOKEN|API_KEY/.test(name);
const isPinned = (image) => /^[^:]+:[^:]*\d[^:]*$/.test(image) && !image.endsWith(":latest");

// ---- the image ----

async function docker() {
  const text = read("Dockerfile");
  const { DockerfileParser } = requireLint("dockerfile-ast");
  const file = DockerfileParser.parse(text);
  const all = file.getInstructions();
  const of = (name) => all.filter((it) => it.getKeyword() === name);
  const words = (it) => it.getArguments().map((word) => word.getValue());
  const last = (name) => of(name).at(-1);

  await check("the Dockerfile passes its linter", () =>
    requireLint("dockerfile-utils")
      .validate(text)
      .map((it) => `line ${it.range.start.line + 1}: ${it.message}`),
  );
  await check("the linter finds what was planted", () =>
    requireLint("dockerfile-utils").validate(`${text}\nUSERR root\n`).length > 0 ? "" : "it found nothing",
  );
  await check("its base is a pinned one", () => {
    const base = /^ARG BASE=(\S+)$/m.exec(text)?.[1] ?? "";
    return [
      isPinned(base) ? "" : `${base} is not`,
      ...of("FROM").map((it) => (words(it)[0] === "\${BASE}" ? "" : `${words(it)[0]} is another one`)),
    ];
  });
  await check("the image has the launcher's CLI", () => {
    const launcher = /^CLI_VERSION=(.+)$/m.exec(read("codemaster"))[1];
    return text.includes(`ARG CLAUDE_CODE_VERSION=${launcher}\n`) ? "" : `the launcher's is ${launcher}`;
  });
  await check("it runs as a user with a fixed number that is not root", () =>
    words(last("USER"))[0] === "10001:10001" ? "" : `${words(last("USER"))}`,
  );
  await check("the volume belongs to that user alone", () =>
    /install -d -o codemaster -g codemaster -m 700 \/var\/lib\/codemaster/.test(text)
      ? ""
      : "no such directory is made",
  );
  await check("it says how healthy it is", () =>
    of("HEALTHCHECK").length === 1 && /CMD \["node"/.test(text) ? "" : "no HEALTHCHECK",
  );
  await check("signals reach the product: nothing but tini and exec are in between", () => [
    /^ENTRYPOINT \["tini", "-e", "143", "--", "\/opt\/codemaster\/serve"\]$/m.test(text)
      ? ""
      : "the entry point is another one",
    /^exec "\$JAVA" /m.test(read("deploy/serve")) ? "" : "deploy/serve starts Java as a child",
  ]);
  await check("libraries lie in a layer before the product", () => {
    const copied = of("COPY")
      .map((it) => words(it).at(-2))
      .filter((it) => it?.startsWith("/layers/"));
    return copied[0] === "/layers/dependencies/" && copied.at(-1) === "/layers/application/" ? "" : copied.join(", ");
  });
  await check("what it copies is there", () =>
    of("COPY")
      .filter((it) => !it.getFlags().some((flag) => flag.getName() === "from"))
      .flatMap((it) => words(it).slice(0, -1))
      .filter((it) => !existsSync(join(ROOT, it)))
      .map((it) => `${it} is missing`),
  );
  await check("no secret and no data get into the image", () => {
    const ignored = read(".dockerignore").split("\n");
    return [".env", ".env.*", "codemaster.yml", "data", ".git"]
      .filter((it) => !ignored.includes(it))
      .map((it) => `${it} is not in .dockerignore`);
  });
  await check("the image and the service start Java with the launcher's flags", () => {
    const flags = (source) => new Set(source.match(/-(?:Xmx|XX:|D(?!logging)|-enable|-sun)[\w.:+=-]*/g));
    const java = /^java_command\(\) \{$([\s\S]*?)^\}$/m.exec(read("codemaster"))[1];
    const [own, theirs] = [flags(read("deploy/serve")), flags(java)];
    return [
      ...[...theirs].filter((it) => !own.has(it)).map((it) => `deploy/serve lacks ${it}`),
      ...[...own].filter((it) => !theirs.has(it)).map((it) => `the launcher lacks ${it}`),
    ];
  });
}

// ---- docker compose ----

/** What is wrong with a compose file beyond its form; planted faults are tried on it too. */
function composeFaults(file, keys, secrets) {
  const faults = [];
  for (const [name, service] of Object.entries(file.services)) {
    const say = (fault) => faults.push(`${name}: ${fault}`);
    const limits = service.deploy?.resources?.limits ?? {};
    if (!isPinned(service.image ?? "")) say(`the image ${service.image} is not pinned`);
    if (!service.healthcheck?.test) say("no health check");
    if (!service.restart) say("no restart policy");
    for (const it of ["cpus", "memory", "pids"]) if (!limits[it]) say(`no limit of ${it}`);
    if (!service.logging?.options?.["max-size"]) say("its log may grow without end");
    if (!service.security_opt?.includes("no-new-privileges:true")) say("may gain privileges");
    if (service.privileged || service.network_mode === "host") say("is not contained");
    if (service.image?.startsWith("codemaster:")) {
      if (!service.cap_drop?.includes("ALL")) say("keeps capabilities");
      if (!(Number.parseInt(service.stop_grace_period, 10) > 45)) say("gets less time to stop than it may need");
    } else {
      if (service.ports) say("is published");
      if (service.networks?.some((it) => !file.networks[it]?.internal)) say("reaches the outside");
    }
    for (const port of service.ports ?? [])
      if (port.host_ip !== "\${HTTP_ADDRESS:-127.0.0.1}") say("is not bound to loopback by default");
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      const needed = /^\$\{([A-Z0-9_]+):\?[^}]+\}$/.exec(value)?.[1];
      const given = /^\$\{[A-Z0-9_]+:-\}$/.test(value);
      if (isSecretName(key) && !needed && !given) say(`${key} holds a secret, or a default for one`);
      if (/:\/\/[^/]*:(?!\$\{[A-Z_]+:\?[^}]+\}@)[^/]*@/.test(value)) say(`${key} holds a password`);
      if (key.startsWith("CODEMASTER_") && !isKnown(keys, key)) say(`${key} is no key of codemaster.example.yml`);
      for (const it of value.matchAll(/\$\{([A-Z0-9_]+):\?/g))
        if (!secrets[it[1]]) say(`./codemaster init writes no ${it[1]}`);
    }
    for (const it of [service.command, service.healthcheck?.test].flat())
      if (/\$\{[A-Z_]*(PASSWORD|SECRET)/.test(it ?? "")) say("a secret is on a command line");
  }
  return faults;
}

/** The processes of several roles, which share what is checked with the product of one process. */
async function composeCluster(keys, parse, dclint) {
  const file = () => parse(read("docker-compose.cluster.yml"));
  await check("the compose file of several processes passes the linter and the schema", () => {
    const { status, stdout, stderr } = dclint("docker-compose.cluster.yml");
    return status === 0 ? "" : `${stdout}${stderr}`.trim();
  });
  await check("each of its services is pinned, watched, limited and without a secret", () =>
    composeFaults(file(), keys, made()),
  );
  await check("its processes have every role between them, and data of their own", () => {
    const processes = Object.values(file().services).filter((it) => it.image.startsWith("codemaster:"));
    const roles = processes.flatMap((it) => it.environment.CODEMASTER_ROLES.split(","));
    return [
      ...["command", "query", "saga", "executor"].filter((it) => !roles.includes(it)).map((it) => `nobody is ${it}`),
      new Set(processes.map((it) => it.volumes[0])).size === processes.length ? "" : "two share a volume",
      ...processes
        .filter((it) => !it.environment.CODEMASTER_AXONSERVER_SERVERS)
        .map((it) => `${it.environment.CODEMASTER_ROLES} knows no Axon Server`),
    ];
  });
  await check("both ends of Axon Server have the same limit of a message", () => {
    const theirs = /^axoniq\.axonserver\.max-message-size=(.*)$/m.exec(read("axonserver", "axonserver.properties"))[1];
    const ours = /^#?\s*max-message-size: (\S+)/m.exec(read("codemaster.example.yml"))?.[1];
    return ours === theirs ? "" : `${ours} here, ${theirs} there`;
  });
}

async function compose() {
  const text = read("docker-compose.yml");
  const parse = (it) => YAML.parse(it, { merge: true });
  let keys = new Set();
  await check("the settings' template is one that can be used as it is", () => void (keys = knownKeys()));
  const dclint = (file) =>
    spawnSync(
      process.execPath,
      [
        requireLint.resolve("dclint/package.json").replace(/package\.json$/, "bin/dclint.cjs"),
        "--max-warnings",
        "0",
        "--color=false",
        join(ROOT, file),
      ],
      { encoding: "utf8" },
    );

  await check("the compose file passes its linter and the schema of the specification", () => {
    const { status, stdout, stderr } = dclint("docker-compose.yml");
    return status === 0 ? "" : `${stdout}${stderr}`.trim();
  });
  await check("every service is pinned, watched, limited and without a secret", () =>
    composeFaults(parse(text), keys, made()),
  );
  for (const [fault, from, to] of [
    ["a password", /CODEMASTER_DATABASE_PASSWORD: .*/, "CODEMASTER_DATABASE_PASSWORD: planted"],
    ["a default for a secret", /MYSQL_ROOT_PASSWORD: .*/, "MYSQL_ROOT_PASSWORD: \${MYSQL_ROOT_PASSWORD:-planted}"],
    ["a password in an address", /redis:\/\/:\$\{[^}]+\}@/, "redis://:planted@"],
    ["an image of any version", /image: mysql:.*/, "image: mysql:latest"],
    ["an unknown key", "CODEMASTER_REDIS_URL", "CODEMASTER_REDIS_URI"],
    ["a published address", "\${HTTP_ADDRESS:-127.0.0.1}", "0.0.0.0"],
  ])
    await check(`${fault} in the compose file would be found`, () =>
      composeFaults(parse(text.replace(from, to)), keys, made()).length > 0 ? "" : "it was not",
    );
  await check("the image has the product's version", () => {
    const image = parse(text).services.codemaster.image;
    return image === `codemaster:${version()}` ? "" : `${image}, but the product is ${version()}`;
  });
  await composeCluster(keys, parse, dclint);
}

// ---- Kubernetes ----

/** Kinds and fields as Kubernetes' own description has them: values by its schemas, unknown fields by its types. */
async function kubernetesFaults(resources) {
  const faults = [];
  const sources = [];
  for (const [index, resource] of resources.entries()) {
    const { apiVersion, kind } = resource;
    const models = await import(requireLint.resolve(`kubernetes-models/${apiVersion}/${kind}`));
    try {
      new (models[kind] ?? models.default[kind])(resource).validate();
    } catch (cause) {
      faults.push(`${kind}: ${cause.message}`);
    }
    const module = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
    sources.push(
      `import type { ${kind} as K${index} } from "kubernetes-types/${module}";\nexport const k${index}: K${index} = ${JSON.stringify(resource, null, 1)};\n`,
    );
  }
  // Beside the packages, where the compiler finds the types.
  const room = mkdtempSync(join(lint, "types-"));
  try {
    writeFileSync(join(room, "resources.ts"), sources.join("\n"));
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        requireLint.resolve("typescript/bin/tsc"),
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--module",
        "preserve",
        "--moduleResolution",
        "bundler",
        "resources.ts",
      ],
      { cwd: room, encoding: "utf8" },
    );
    if (status !== 0) faults.push(...stdout.trim().split("\n"));
  } finally {
    rmSync(room, { recursive: true });
  }
  return faults;
}

/** The processes of several roles. */
async function kubernetesCluster() {
  const directory = join(ROOT, "deploy", "kubernetes-cluster");
  const resources = readdirSync(directory)
    .sort()
    .flatMap((file) => YAML.parseAllDocuments(readFileSync(join(directory, file), "utf8")).map((it) => it.toJS()));
  await check("the manifests of several processes are as Kubernetes describes them", () => kubernetesFaults(resources));
  const processes = resources
    .filter((it) => it.kind === "StatefulSet")
    .map((it) => it.spec.template.spec.containers[0])
    .filter((it) => it.image === `codemaster:${version()}`);
  await check("their processes have every role between them", () => {
    const roles = processes.flatMap((it) => it.args[0].replace("--codemaster.roles=", "").split(","));
    return ["command", "query", "saga", "executor"].filter((it) => !roles.includes(it)).map((it) => `nobody is ${it}`);
  });
  await check("their settings are the product's, their secrets those that ./codemaster init writes", () => {
    const keys = knownKeys();
    const settings = resources.find((it) => it.kind === "ConfigMap").data["codemaster.yml"];
    return [
      ...processes
        .flatMap((it) => it.env)
        .flatMap((it) => [
          it.value !== undefined ? `${it.name} is not from the Secret` : "",
          it.name.startsWith("CODEMASTER_") && !isKnown(keys, it.name) ? `${it.name} is unknown` : "",
          it.valueFrom?.secretKeyRef?.optional || made()[it.valueFrom?.secretKeyRef?.key] ? "" : `./codemaster init writes no ${it.valueFrom?.secretKeyRef?.key}`,
        ]),
      ...settingsOf(YAML.parse(settings))
        .filter((it) => !keys.has(it))
        .map((it) => `${it} is unknown`),
    ];
  });
}

async function kubernetes() {
  await kubernetesCluster();
  const directory = join(ROOT, "deploy", "kubernetes");
  const resources = () =>
    readdirSync(directory)
      .sort()
      .flatMap((file) => YAML.parseAllDocuments(readFileSync(join(directory, file), "utf8")).map((it) => it.toJS()));
  const one = (kind, from = resources()) => from.find((it) => it.kind === kind);

  await check("the manifests are as Kubernetes describes them", () => kubernetesFaults(resources()));
  for (const [fault, plant] of [
    ["an unknown field", (it) => (one("Deployment", it).spec.template.spec.containers[0].imagePullPolice = "Always")],
    ["a value of another type", (it) => (one("Deployment", it).spec.replicas = "one")],
    ["a field that is missing", (it) => delete one("Deployment", it).spec.selector],
  ])
    await check(`${fault} would be found`, async () => {
      const planted = resources();
      plant(planted);
      return (await kubernetesFaults(planted)).length > 0 ? "" : "it was not";
    });

  const { spec } = one("Deployment");
  const pod = spec.template.spec;
  const container = pod.containers[0];
  await check("there is never a second process on the volume", () =>
    spec.replicas === 1 && spec.strategy.type === "Recreate" ? "" : "replicas or strategy are others",
  );
  await check("they are bound to no namespace and bring no Secret", () =>
    resources()
      .filter((it) => it.metadata.namespace || it.kind === "Secret")
      .map((it) => it.kind),
  );
  await check("it runs without root, privileges and credentials of the cluster", () => [
    pod.securityContext.runAsNonRoot && pod.securityContext.runAsUser === 10001 && pod.securityContext.fsGroup === 10001
      ? ""
      : "as another user",
    container.securityContext.allowPrivilegeEscalation === false &&
    container.securityContext.capabilities.drop.includes("ALL")
      ? ""
      : "with privileges",
    container.securityContext.readOnlyRootFilesystem ? "" : "with a writable image",
    pod.automountServiceAccountToken === false ? "" : "with a token of the cluster",
  ]);
  await check("it is watched and limited", () => [
    container.livenessProbe?.httpGet.path === "/actuator/health/liveness" ? "" : "no liveness",
    container.readinessProbe?.httpGet.path === "/actuator/health/readiness" ? "" : "no readiness",
    container.startupProbe ? "" : "no time to start",
    container.resources.limits.memory && container.resources.limits.cpu && container.resources.requests.memory
      ? ""
      : "no limits",
    pod.terminationGracePeriodSeconds > 45 ? "" : "no time to stop",
  ]);
  await check("its parts fit together", () => {
    const volumes = Object.fromEntries(pod.volumes.map((it) => [it.name, it]));
    const ports = container.ports.map((it) => it.name);
    const labels = spec.template.metadata.labels;
    return [
      ...container.volumeMounts.filter((it) => !volumes[it.name]).map((it) => `no volume ${it.name}`),
      volumes.data.persistentVolumeClaim.claimName === one("PersistentVolumeClaim").metadata.name
        ? ""
        : "another claim",
      volumes.settings.configMap.name === one("ConfigMap").metadata.name ? "" : "another ConfigMap",
      ...one("Service")
        .spec.ports.filter((it) => !ports.includes(it.targetPort))
        .map((it) => `no port ${it.targetPort}`),
      ...Object.entries(one("Service").spec.selector)
        .filter(([key, value]) => labels[key] !== value)
        .map(([key]) => `the service selects another ${key}`),
      ...Object.entries(spec.selector.matchLabels)
        .filter(([key, value]) => labels[key] !== value)
        .map(([key]) => `it selects another ${key}`),
      container.image === `codemaster:${version()}` ? "" : `${container.image}, but the product is ${version()}`,
    ];
  });
  await check("its settings are the product's, its secrets those that ./codemaster init writes", () => {
    const keys = knownKeys();
    return [
      ...container.env
        .filter((it) => it.value !== undefined || it.valueFrom?.secretKeyRef?.key !== it.name)
        .map((it) => `${it.name} is not from the Secret`),
      ...container.env
        .filter((it) => it.name.startsWith("CODEMASTER_") && !isKnown(keys, it.name))
        .map((it) => `${it.name} is unknown`),
      ...container.env
        .filter((it) => !it.valueFrom?.secretKeyRef?.optional && !made()[it.name])
        .map((it) => `./codemaster init writes no ${it.name}`),
      ...settingsOf(YAML.parse(one("ConfigMap").data["codemaster.yml"]))
        .filter((it) => !keys.has(it))
        .map((it) => `${it} is unknown`),
    ];
  });
}

function settingsOf(value, path = "") {
  if (value === null || typeof value !== "object") return [path];
  return Object.entries(value).flatMap(([key, inner]) => settingsOf(inner, path + key.replaceAll("-", "")));
}

// ---- systemd ----

async function systemd() {
  const unit = read("deploy/systemd/codemaster.service");
  const value = (key) => new RegExp(`^${key}=(.*)$`, "m").exec(unit)?.[1];
  await check("the service has a user of its own, comes back after a failure and gets time to stop", () => [
    value("User") === "codemaster" ? "" : "another user",
    value("Restart") === "on-failure" && value("SuccessExitStatus") === "143" ? "" : "it does not come back",
    Number.parseInt(value("TimeoutStopSec"), 10) > 45 && value("KillMode") === "mixed" ? "" : "it is killed early",
    value("EnvironmentFile") === "-/etc/codemaster/codemaster.env" ? "" : "another file of settings",
  ]);
  await check("the service is hardened", () =>
    [
      "NoNewPrivileges=yes",
      "CapabilityBoundingSet=",
      "ProtectSystem=strict",
      "ProtectHome=yes",
      "PrivateTmp=yes",
      "PrivateDevices=yes",
      "SystemCallArchitectures=native",
    ]
      .filter((it) => !unit.split("\n").includes(it))
      .map((it) => `${it} is missing`),
  );
  await check("its hardening leaves agents their PID namespaces", () => [
    ...[
      "ProtectKernelTunables",
      "ProtectKernelLogs",
      "ProtectHostname",
      "ProtectProc",
      "ProcSubset",
      "MemoryDenyWriteExecute",
    ]
      .filter((it) => value(it))
      .map((it) => `${it} is set`),
    ...["user", "pid", "mnt"]
      .filter((it) => !value("RestrictNamespaces").split(" ").includes(it))
      .map((it) => `${it} namespaces are refused`),
    /@mount|@process|@privileged|@system-service/.test(value("SystemCallFilter"))
      ? "their system calls are refused"
      : "",
  ]);
}

await { docker, compose, kubernetes, systemd }[part]();
process.exitCode = failed === 0 ? 0 : 1;
