#!/usr/bin/env bash
# Tests ./codemaster on the real product: free ports, data directories of its own, nothing left running.
# Ends with "N passed, N failed, N skipped".
set -uo pipefail
# Whoever starts the tests in the background may have them ignore Ctrl-C, which no shell can undo for itself.
if [ -z "${SIGNALS_RESET:-}" ] && env --default-signal=INT true 2>/dev/null; then
    SIGNALS_RESET=1 exec env --default-signal=INT,QUIT,HUP,TERM bash "${BASH_SOURCE[0]}" "$@"
fi
unset SIGNALS_RESET
# Jobs get process groups of their own, so that Ctrl-C can be sent to one of them.
set -m

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LAUNCHER=$ROOT/codemaster
ROOM=$(mktemp -d)
PASSED=0 FAILED=0 SKIPPED=0
OUTPUT='' CODE=0
# shellcheck disable=SC1091 # beside this file
. "$ROOT/scripts/checks.sh"
cd "$ROOM" || exit 1

leave() {
    local directory
    for directory in "$ROOM"/data*; do
        [ ! -f "$directory/codemaster.pid" ] || "$LAUNCHER" stop --data "$directory" >/dev/null 2>&1
    done
    rm -rf "$ROOM"
}
trap leave EXIT

run() {
    OUTPUT=$("$LAUNCHER" "$@" 2>&1 </dev/null)
    CODE=$?
}

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

fetch() { node -e 'fetch(process.argv[1]).then(async (r) => { console.log(r.status, r.headers.get("content-type"), (await r.text()).slice(0, 400)); }, (e) => { console.log(e.message); process.exit(1); })' "$1"; }

pid_of() { cut -d ' ' -f 1 "$1/codemaster.pid" 2>/dev/null; }

is_gone() { ! kill -0 "$1" 2>/dev/null; }

# await SECONDS COMMAND…
await() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.2
    done
}

# Waits for the job's end and answers its exit code; what does not end is killed.
end_of_job() {
    await 60 is_gone "$JOB" || kill -KILL -- "-$JOB"
    wait "$JOB"
}

is_up() { [ "$("$LAUNCHER" status --data "$1" 2>/dev/null | sed -n 's/^health *//p')" = UP ]; }

# ---- words only: nothing is started ----

for command in start stop status rotate-keys backup restore move-store verify rebuild build init doctor test; do
    run "$command" --help
    expect "$command explains itself" 0 "Usage:"
done
run --help
expect "the launcher explains itself" 0 "Usage:"
run
expect "no command is wrong use" 2 "Usage:"
run frobnicate
expect "an unknown command is wrong use" 2 "no command 'frobnicate'"
run start --frobnicate
expect "an unknown flag is wrong use" 2 "--frobnicate"
run start --port
expect "a flag without its value is wrong use" 2 "--port needs a value"
for port in 0 70000 eighty -1; do
    run start --port "$port"
    expect "port $port is refused" 2 "--port must be a number from 1 to 65535"
done
run start --demo maybe
expect "an unknown demo mode is refused" 2 "--demo must be auto, on or off"
run start --roles command,cook
expect "an unknown role is refused" 2 "'cook'"
run start --config "$ROOM/missing.yml"
expect "a missing configuration file is named" 1 "missing.yml does not exist"
run status --data "$ROOM/data-none"
expect "status of nothing is 3" 3 "not running"
run stop --data "$ROOM/data-none"
expect "stopping nothing is done at once" 0 "not running"
run rotate-keys --data "$ROOM/data-none"
expect "keys of nothing are not rotated" 1 "no data directory"
run backup
expect "a backup without a file is wrong use" 2 "needs --to FILE"
touch "$ROOM/there.zip"
run backup --to "$ROOM/there.zip" --data "$ROOM/data-none"
expect "a backup replaces nothing" 1 "there.zip is there already"
run backup --to "$ROOM/none.zip" --data "$ROOM/data-none"
expect "nothing is not backed up" 1 "no data directory"
run restore
expect "a restore without a file is wrong use" 2 "needs --from FILE"
run restore --from "$ROOM/none.zip" --data "$ROOM/data-none"
expect "a missing backup is named" 1 "none.zip does not exist"
run move-store
expect "a move without a place to go is wrong use" 2 "needs --to FILE"
run move-store --to "$ROOM/none.yml"
expect "a missing file of the target is named" 1 "none.yml does not exist"
printf 'codemaster:\n  database:\n    url: jdbc:h2:file:%s/moved/codemaster\n' "$ROOM" >"$ROOM/to.yml"
run move-store --to "$ROOM/to.yml" --data "$ROOM/data-none"
expect "nothing is not moved" 1 "no data directory"
touch "$ROOM/file"
run start --data "$ROOM/file/data" --port "$(free_port)"
expect "a data directory that cannot be made is named" 1 "cannot be made"

# ---- one instance, detached ----

DATA="$ROOM/data one"
PORT=$(free_port)
export CODEMASTER_BOOTSTRAP_ADMIN_PASSWORD=planted-words-only-the-tests-know
run start --detach --demo on --data "$DATA" --port "$PORT"
unset CODEMASTER_BOOTSTRAP_ADMIN_PASSWORD
expect "start --detach returns when the product is healthy" 0 "http://127.0.0.1:$PORT"
[ "$CODE" = 0 ] || sed 's/^/        /' "$DATA/logs/codemaster.log" 2>/dev/null | tail -n 40
PID=$(pid_of "$DATA")
check "the demo's sign-in is announced" grep -q "choose a role" <<<"$OUTPUT"
check "readiness is UP" grep -q '^200 .*UP' <<<"$(fetch "http://127.0.0.1:$PORT/actuator/health/readiness")"
check "the sign-in methods name the demo" grep -q '"demo":true' <<<"$(fetch "http://127.0.0.1:$PORT/api/v1/auth/methods")"
if [ -f "$ROOT/web-client/package.json" ]; then
    check "the page is served" grep -q '^200 text/html' <<<"$(fetch "http://127.0.0.1:$PORT/")"
fi
check "no secret is on the command line" bash -c "! tr '\\0' ' ' <'/proc/$PID/cmdline' | grep -q planted-words"
check "the data directory is for its owner alone" test "$(stat -c %a "$DATA")" = 700
run status --data "$DATA"
expect "status says where it is" 0 "http://127.0.0.1:$PORT"
expect "status says how it is" 0 "UP"
run start --data "$DATA" --port "$(free_port)"
expect "a second start on the same data is refused" 1 "already runs on $DATA (pid $PID"
mv "$DATA/codemaster.pid" "$DATA/hidden.pid"
run start --data "$DATA" --port "$(free_port)"
expect "a second start is refused without the pid file too" 1 "in use by another CodeMaster"
mv "$DATA/hidden.pid" "$DATA/codemaster.pid"
run start --data "$ROOM/data-two" --port "$PORT"
expect "a port in use is named" 1 "Port $PORT is in use"
run doctor --data "$DATA" --port "$PORT"
expect "doctor finds the running instance" 0 "this data directory's instance"
run rotate-keys --data "$DATA"
expect "keys are not rotated under a running product" 1 "Stop it first"
run move-store --to "$ROOM/to.yml" --data "$DATA"
expect "a running product is not moved" 1 "Stop it first"
run restore --from "$ROOM/there.zip" --data "$DATA"
expect "nothing is restored under a running product" 1 "already runs on"
run backup --to "$ROOM/backup.zip" --data "$DATA"
expect "a running product is backed up" 0 "goes on meanwhile"
check "a backup is for its owner alone" test "$(stat -c %a "$ROOM/backup.zip")" = 600
run verify --data "$DATA"
expect "nor is the record verified" 1 "GET /api/v1/audit/verify"
run stop --data "$DATA"
expect "stop waits for the end" 0 "Stopped."
check "the process is gone" is_gone "$PID"
check "the pid file is gone" test ! -e "$DATA/codemaster.pid"
run status --data "$DATA"
expect "status afterwards is 3" 3 "not running"
run rotate-keys --data "$DATA"
expect "keys are rotated once it is stopped" 0 "No secret is stored"
run verify --data "$DATA"
expect "the record is intact" 0 "The record is intact"
node "$ROOT/scripts/sealed-evidence.mjs" evidence.zip
run verify evidence.zip
expect "evidence is verified by its file alone" 0 "The evidence is intact: 4 entries, 1 events"
printf X | dd of=evidence.zip bs=1 seek=45 conv=notrunc status=none
run verify evidence.zip
expect "evidence with another byte is not" 1 "The evidence is BROKEN"
run verify no-evidence.zip
expect "evidence that is not there is named" 1 "no-evidence.zip does not exist"
run rebuild --data "$DATA"
expect "a rebuild wants to know of what" 2 "say --all"
run rebuild user-details project-details --data "$DATA"
expect "read models are made anew and compared" 0 "Every read model is what the events make"
run move-store --to "$ROOM/to.yml" --data "$DATA"
expect "a store is moved once the product is stopped" 0 "The store is moved"
run move-store --to "$ROOM/to.yml" --data "$DATA"
expect "a store is not moved onto another" 1 "The target is not empty"

run restore --from "$ROOM/backup.zip" --data "$DATA"
expect "a store is not overwritten by a backup" 1 "There is a store in"
run restore --from "$ROOM/backup.zip" --data "$ROOM/data-restored"
expect "a backup is restored into a new directory" 0 "Restored"
run backup --to "$ROOM/stopped.zip" --data "$ROOM/data-restored"
expect "a stopped product is backed up" 0 "Wrote $ROOM/stopped.zip"
run start --detach --demo on --data "$ROOM/data-restored" --port "$PORT"
expect "what was restored starts" 0 "CodeMaster is running"
run stop --data "$ROOM/data-restored"
expect "and stops again" 0 "Stopped."

# ---- in the foreground, on the oldest JDK that is supported where there is one ----

for candidate in /usr/lib/jvm/*17*; do
    [ -x "$candidate/bin/javac" ] && export JAVA_HOME=$candidate && break
done
DATA=$ROOM/data-foreground
printf 'codemaster:\n  server:\n    port: %s\n' "$PORT" >"$ROOM/own.yml"
foreground() {
    "$LAUNCHER" start --demo on --data "$DATA" --config "$ROOM/own.yml" >"$ROOM/foreground.log" 2>&1 </dev/null &
    JOB=$!
    await 180 is_up "$DATA"
}
check "a foreground start becomes healthy on the port of its file" foreground
PID=$(pid_of "$DATA")
kill -INT -- "-$JOB"
end_of_job
CODE=$?
OUTPUT=$(cat "$ROOM/foreground.log")
expect "Ctrl-C stops it with exit code 0" 0 "Stopped."
check "Ctrl-C ends the Java process" is_gone "$PID"

check "it starts again on the same data" foreground
PID=$(pid_of "$DATA")
kill -TERM "$JOB"
end_of_job
CODE=$?
OUTPUT=$(cat "$ROOM/foreground.log")
expect "SIGTERM to the launcher stops it with exit code 0" 0 "Stopped."
check "SIGTERM ends the Java process" is_gone "$PID"

foreground
PID=$(pid_of "$DATA")
kill -KILL "$JOB"
wait "$JOB" 2>/dev/null
check "a killed launcher leaves the product running" is_up "$DATA"
kill -KILL "$PID"
await 10 is_gone "$PID"
run status --data "$DATA"
expect "a killed product is not taken for a running one" 3 "not running"
run start --detach --demo on --data "$DATA" --config "$ROOM/own.yml"
expect "it starts after kill -9" 0 "CodeMaster is running"
run stop --data "$DATA"
expect "and stops" 0 "Stopped."
unset JAVA_HOME

# ---- as an image or a service starts it: unpacked elsewhere, settings by init ----

run build --output "$ROOM/served"
expect "build puts the product into a directory" 0 "Start it with $ROOM/served/serve"
run init --admin-email served@example.com
expect "init writes its settings" 0 "Wrote $ROOM/.env"
PORT=$(free_port)
# compose names the model's credentials too, as nothing where there are none.
serve() {
    (
        set -a
        # shellcheck disable=SC1091 # made by init
        . "$ROOM/.env"
        unset CODEMASTER_CLAUDE MYSQL_ROOT_PASSWORD REDIS_PASSWORD HTTP_ADDRESS HTTP_PORT LIMIT_CPUS LIMIT_MEMORY
        export ANTHROPIC_API_KEY='' ANTHROPIC_AUTH_TOKEN='' CLAUDE_CODE_OAUTH_TOKEN='' ANTHROPIC_BASE_URL=''
        export CODEMASTER_SERVER_PORT=$PORT CODEMASTER_SERVER_ADDRESS=0.0.0.0 CODEMASTER_DATA_DIR=$ROOM/served-data
        exec "$ROOM/served/serve"
    ) >"$ROOM/served.log" 2>&1 </dev/null &
    JOB=$!
}
is_ready() { CODEMASTER_SERVER_PORT=$PORT node "$ROOT/deploy/docker/healthcheck.mjs" >/dev/null; }
# shellcheck disable=SC2016 # the template is JavaScript's
sign_in() {
    EMAIL=$1 PASSWORD=$2 node -e 'fetch(`http://127.0.0.1:${process.argv[1]}/api/v1/auth/local/login`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email: process.env.EMAIL, password: process.env.PASSWORD }) }).then(async (r) => console.log(r.status, await r.text()))' "$PORT"
}
serve
check "it becomes healthy, says the image's health check" await 180 is_ready
SECRET=$(sed -n 's/^CODEMASTER_BOOTSTRAP_ADMIN_PASSWORD=//p' "$ROOM/.env")
check "the administrator that init wrote signs in" grep -q '^200 .*"role":"ADMIN"' <<<"$(sign_in served@example.com "$SECRET")"
check "there is no demo sign-in on a public address" grep -q '"demo":false' <<<"$(fetch "http://127.0.0.1:$PORT/api/v1/auth/methods")"
check "no setting is unknown to the product" bash -c "! grep -F 'has no effect' '$ROOM/served.log'"
check "no secret is printed or on the command line" bash -c "! grep -qF '$SECRET' '$ROOM/served.log' && ! tr '\\0' ' ' <'/proc/$JOB/cmdline' | grep -qF '$SECRET'"
check "no key was made beside those of init, but the record's own" test "$(ls -m "$ROOM/served-data/secrets")" = "node-id, record-key"
check "what is served is backed up while it runs" env CODEMASTER_DATA_DIR="$ROOM/served-data" "$ROOM/served/serve" backup "--to=$ROOM/served.zip"
kill -TERM "$JOB"
end_of_job
check "SIGTERM reaches Java, which ends in order" test "$?" = 143
check "and says so" grep -q "Graceful shutdown complete" "$ROOM/served.log"

# ---- a wrong value ----

printf 'codemaster:\n  codegen:\n    max-workers: many\n' >"$ROOM/wrong.yml"
run start --detach --demo on --data "$ROOM/data-wrong" --port "$PORT" --config "$ROOM/wrong.yml"
expect "a wrong value stops the start and is named" 1 "codemaster.codegen.max-workers"
has_stack_trace() { grep -qE '^[[:space:]]+at ' <<<"$OUTPUT"; }
if has_stack_trace; then fail "without a stack trace" "$OUTPUT"; else pass "without a stack trace"; fi

printf '%s passed, %s failed, %s skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
[ "$FAILED" = 0 ]
