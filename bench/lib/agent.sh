#!/usr/bin/env bash
# The agent as the product starts it, without the product: agent.sh CLI HOME MODEL_URL <message >lines
# Flags and environment are those of codegen-executor's AgentInvocation.
set -euo pipefail
cli=$1 home=$2 model=$3
mkdir -p "$home/.claude" "$home/tmp"
exec env -i PATH="$PATH" LANG=C.UTF-8 HOME="$home" CLAUDE_CONFIG_DIR="$home/.claude" TMPDIR="$home/tmp" \
    CLAUDE_CODE_TMPDIR="$home/tmp" ANTHROPIC_BASE_URL="$model" ANTHROPIC_API_KEY=bench \
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 CLAUDE_CODE_DISABLE_BACKGROUND_TASKS=1 \
    CLAUDE_CODE_DISABLE_FILE_MENTIONS=1 CLAUDE_CODE_DISABLE_AUTO_MEMORY=1 CLAUDE_CODE_STARTUP_FAILURE_RESULTS=1 \
    CLAUDE_CODE_MAX_RETRIES=4 CLAUDE_ENABLE_BYTE_WATCHDOG=1 CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS=120000 \
    BASH_DEFAULT_TIMEOUT_MS=120000 BASH_MAX_TIMEOUT_MS=600000 GIT_TERMINAL_PROMPT=0 \
    "$cli" -p --input-format stream-json --output-format stream-json --verbose --restricted --setting-sources= \
    --strict-mcp-config --disable-slash-commands --tools Read,Write,Edit,Glob,Grep,Bash,TaskCreate,TaskUpdate,TaskList \
    --permission-mode acceptEdits --permission-prompts none --allowedTools Bash --max-turns 50 --max-budget-usd 10 \
    --session-id "$(cat /proc/sys/kernel/random/uuid)"
