# syntax=docker/dockerfile:1
# CodeMaster in one image: the product, git, and the Claude Code CLI that it was tested with. docs/operations.md says how to
# run it. To give the agents a compiler or another tool, build an image FROM this one.

ARG BASE=node:22.23.2-bookworm-slim

# ---- the artefact, by the launcher, as everywhere else ----
FROM ${BASE} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless git \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./codemaster build || { tail -n 100 build/build.log; exit 1; }
# What changes seldom comes first: libraries, then the product itself.
RUN java -Djarmode=tools -jar app/target/codemaster.jar extract --layers --destination /layers

# ---- what runs ----
FROM ${BASE}
# bubblewrap and socat are what the CLI's own sandbox needs where an operator's tools turn it on; the product does not.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        bubblewrap ca-certificates git openjdk-17-jre-headless procps socat tini util-linux \
    && rm -rf /var/lib/apt/lists/*

# The launcher's version; the tests compare the two.
ARG CLAUDE_CODE_VERSION=2.1.330
RUN npm install --global --no-audit --no-fund "@anthropic-ai/claude-code@${CLAUDE_CODE_VERSION}" \
    && { claude --version || node "$(npm root --global)/@anthropic-ai/claude-code/install.cjs"; } \
    && claude --version | grep -qF "${CLAUDE_CODE_VERSION}" \
    && npm cache clean --force

# A fixed uid, so that volumes keep their owner.
RUN groupadd --gid 10001 codemaster \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/codemaster --no-create-home --shell /usr/sbin/nologin codemaster \
    && install -d -o codemaster -g codemaster -m 700 /var/lib/codemaster \
    && install -d -m 755 /etc/codemaster

COPY --from=build /layers/dependencies/ /opt/codemaster/
COPY --from=build /layers/snapshot-dependencies/ /opt/codemaster/
COPY --from=build /layers/application/ /opt/codemaster/
COPY deploy/serve deploy/docker/healthcheck.mjs /opt/codemaster/

# In a container loopback is nobody's but its own; what the host serves is decided by the port that is published.
ENV LANG=C.UTF-8 \
    DISABLE_AUTOUPDATER=1 \
    CODEMASTER_DATA_DIR=/var/lib/codemaster \
    CODEMASTER_SERVER_ADDRESS=0.0.0.0
USER 10001:10001
# codemaster.yml, if there is one, is read from here.
WORKDIR /etc/codemaster
VOLUME /var/lib/codemaster
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s --retries=6 \
    CMD ["node", "/opt/codemaster/healthcheck.mjs"]
# tini takes in orphans and hands SIGTERM on; a Java machine that it ended answers 143, which is a clean end.
ENTRYPOINT ["tini", "-e", "143", "--", "/opt/codemaster/serve"]
