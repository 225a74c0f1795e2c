#!/usr/bin/env bash
# Tests what the product is packaged with, without starting it: ./codemaster init, the image, docker compose, the service,
# the manifests, and what ./codemaster doctor says of confinement. LINT names the packages of scripts/lint.
# Ends with "N passed, N failed, N skipped".
set -uo pipefail

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LAUNCHER=$ROOT/codemaster
LINT=${LINT:?names the packages of scripts/lint}
ROOM=$(mktemp -d)
PASSED=0 FAILED=0 SKIPPED=0
OUTPUT='' CODE=0
# shellcheck disable=SC1091 # beside this file
. "$ROOT/scripts/checks.sh"
chmod 755 "$ROOM"
cd "$ROOM" || exit 1
trap 'rm -rf "$ROOM"' EXIT

run() {
    OUTPUT=$("$@" 2>&1 </dev/null)
    CODE=$?
}

setting_of() { sed -n "s/^$2=//p" "$1"; }

bytes_of() { setting_of "$1" "$2" | base64 -d 2>/dev/null | wc -c | tr -d ' '; }

# ---- init ----

run "$LAUNCHER" init --help
expect "init explains itself" 0 "Usage:"
run "$LAUNCHER" init --frobnicate
expect "init refuses an unknown flag" 2 "--frobnicate"
run "$LAUNCHER" init --admin-email nobody
expect "init refuses what is no address" 2 "no e-mail address"
check "and wrote nothing" test ! -e .env
run "$LAUNCHER" init --admin-email admin@example.com
expect "init writes the settings of an installation" 0 "Wrote $ROOM/.env"
check "for their owner alone" test "$(stat -c %a .env)" = 600
# shellcheck disable=SC2016 # the inner shell's
check "init says no secret" bash -c '! grep -qF "$2" <<<"$1"' - "$OUTPUT" "$(setting_of .env CODEMASTER_BOOTSTRAP_ADMIN_PASSWORD)"
check "the administrator is the one that was named" test "$(setting_of .env CODEMASTER_BOOTSTRAP_ADMIN_EMAIL)" = admin@example.com
check "the encryption key has 32 bytes in base64" test "$(bytes_of .env CODEMASTER_ENCRYPTION_KEYS_0_SECRET)" = 32
check "the session key has 48 bytes in base64" test "$(bytes_of .env CODEMASTER_AUTH_JWT_SECRET)" = 48
check "every value is plain for whoever reads such files" bash -c '! grep -vE "^(#.*|[A-Z0-9_]+=[A-Za-z0-9+/=.@_-]*|)$" .env'
check "no two secrets are alike" test -z "$(sed -n 's/^[A-Z0-9_]*\(PASSWORD\|SECRET\)=//p' .env | sort | uniq -d)"
check "nothing else is left" test "$(find . -type f | wc -l)" = 1
cp .env first
run "$LAUNCHER" init
expect "init refuses to overwrite" 1 "$ROOM/.env is there already"
check "and touches nothing" cmp -s .env first
run "$LAUNCHER" init --force
expect "init --force says where the old settings are" 0 "$ROOM/.env.1"
check "the old settings are kept" cmp -s .env.1 first
check "for their owner alone, too" test "$(stat -c %a .env.1)" = 600
check "the new secrets are others" bash -c '! grep -qxFf <(grep -E "(PASSWORD|_SECRET)=" first) .env'
run "$LAUNCHER" init --force
check "nor are they overwritten the second time" test -f .env.2
mkdir not-mine && chmod 555 not-mine
if [ "$(id -u)" = 0 ]; then
    run setpriv --reuid 65534 --regid 65534 --clear-groups bash -c "cd not-mine && '$LAUNCHER' init"
    # Where the tree itself is closed to others, there is nothing to run.
    if [ "$CODE" = 126 ] || [ "$CODE" = 127 ]; then
        skip "init names a directory that cannot be written" "other users cannot run $LAUNCHER"
    else
        expect "init names a directory that cannot be written" 1 "cannot be written"
    fi
else
    run bash -c "cd not-mine && '$LAUNCHER' init"
    expect "init names a directory that cannot be written" 1 "cannot be written"
fi
if git -C "$ROOT" rev-parse --git-dir >/dev/null 2>&1; then
    check "git never takes the settings" test "$(git -C "$ROOT" check-ignore .env .env.1 | wc -l)" = 2
else
    skip "git never takes the settings" "this tree is no repository"
fi

# ---- the words of build and serve ----

run "$LAUNCHER" build --help
expect "build explains itself" 0 "Usage:"
run "$LAUNCHER" build --frobnicate
expect "build refuses an unknown flag" 2 "--frobnicate"
mkdir other && touch other/file
run "$LAUNCHER" build --output other
expect "build replaces nothing that is not its own" 1 "holds something else"
run env CODEMASTER_DATA_DIR=/proc/none "$ROOT/deploy/serve"
expect "serve names a data directory that cannot be made" 1 "cannot be made"
run env JAVA_HOME="$ROOM" CODEMASTER_DATA_DIR="$ROOM/data" "$ROOT/deploy/serve"
expect "serve says that Java is missing" 1 "needs Java 17"
mkdir -m 700 data
flock data/.lock sleep 20 &
HOLDER=$!
until ! flock -n data/.lock true 2>/dev/null; do kill -0 "$HOLDER" || break; done
run env CODEMASTER_DATA_DIR="$ROOM/data" "$ROOT/deploy/serve"
expect "serve refuses data that is in use" 1 "in use by another CodeMaster"
kill "$HOLDER" 2>/dev/null
wait "$HOLDER" 2>/dev/null
run env CODEMASTER_SERVER_PORT=1 node "$ROOT/deploy/docker/healthcheck.mjs"
expect "the health check fails where nothing answers" 1 ""

# ---- confinement ----

doctor() { "$LAUNCHER" doctor --data "$ROOM/doctor" 2>&1 | grep -E '^[a-zA-Z]+ +(confinement|unconfined)'; }

run doctor
expect "doctor says what is not confined" 0 "unconfined"
if unshare --pid --fork --mount-proc true 2>/dev/null && [ "$(id -u)" = 0 ]; then
    expect "doctor warns of a namespace that root can leave" 0 "as root it can leave it"
else
    skip "doctor warns of a namespace that root can leave" "this is not root with namespaces"
fi
export CODEMASTER_CLAUDE_CONFINEMENT=recorded-descendants
run doctor
unset CODEMASTER_CLAUDE_CONFINEMENT
expect "doctor says when the configuration asks for less" 0 "as codemaster.claude.confinement says"
AS_NOBODY=(setpriv --reuid 65534 --regid 65534 --clear-groups --bounding-set=-all --no-new-privs)
if [ "$(id -u)" = 0 ] && "${AS_NOBODY[@]}" unshare -Ur true 2>/dev/null; then
    check "a user without privileges, as the service's, gives agents PID namespaces" \
        "${AS_NOBODY[@]}" unshare -Ur setpriv --pdeathsig KILL unshare --pid --fork --kill-child --mount-proc true
    # The product's process has its secrets in its environment; it is of the same user.
    "${AS_NOBODY[@]}" env PLANTED=secret sleep 20 &
    HOLDER=$!
    until grep -qs PLANTED "/proc/$HOLDER/environ"; do kill -0 "$HOLDER" || break; done
    check "an agent in one cannot read the product's environment, not even by the /proc below its own" \
        "${AS_NOBODY[@]}" unshare -Ur setpriv --pdeathsig KILL unshare --pid --fork --kill-child --mount-proc \
        sh -c "! cat /proc/$HOLDER/environ 2>/dev/null | grep -q PLANTED && umount /proc && ! cat /proc/$HOLDER/environ 2>/dev/null | grep -q PLANTED"
    check "without one it can, as docs/security.md says" "${AS_NOBODY[@]}" grep -qs PLANTED "/proc/$HOLDER/environ"
    kill "$HOLDER"
    wait "$HOLDER" 2>/dev/null
else
    skip "a user without privileges gives agents PID namespaces" "this system allows no user namespaces, or this is not root"
fi

# ---- the image, docker compose, the manifests, the service ----

for part in docker compose kubernetes systemd; do
    run node "$ROOT/scripts/check-packages.mjs" "$part" "$LINT" "$ROOM/.env"
    printf '%s\n' "$OUTPUT"
    PASSED=$((PASSED + $(grep -c '^ok ' <<<"$OUTPUT")))
    FAILED=$((FAILED + $(grep -c '^FAILED ' <<<"$OUTPUT")))
    grep -qE '^(ok|FAILED) ' <<<"$OUTPUT" || fail "the checks of $part" "they ended with exit code $CODE"
done

if docker compose version >/dev/null 2>&1; then
    run docker compose --project-directory "$ROOM" --file "$ROOT/docker-compose.yml" --env-file "$ROOM/.env" config --quiet
    expect "docker compose takes the file with the settings that init wrote" 0 ""
    run docker compose --project-directory "$ROOM" --file "$ROOT/docker-compose.yml" --env-file /dev/null config --quiet
    check "docker compose refuses it without them" test "$CODE" != 0
else
    skip "docker compose config" "there is no docker compose here"
fi

if ! docker info >/dev/null 2>&1; then
    skip "the image is built" "no Docker engine answers here"
elif DOCKER_BUILDKIT=1 docker build --quiet --tag codemaster:test "$ROOT" >build.log 2>&1; then
    pass "the image is built"
    run docker run --rm --entrypoint claude codemaster:test --version
    expect "the image has the agent's CLI" 0 "$(sed -n 's/^CLI_VERSION=//p' "$LAUNCHER")"
    run docker run --rm --entrypoint id codemaster:test -u
    expect "the image runs without root" 0 10001
else
    fail "the image is built" "$(tail -n 20 build.log)"
fi

if command -v systemd-analyze >/dev/null 2>&1; then
    # What it names is not installed here: the program is this tree's.
    sed "s|^ExecStart=.*|ExecStart=$ROOT/deploy/serve|" "$ROOT/deploy/systemd/codemaster.service" >codemaster.service
    run systemd-analyze verify "$ROOM/codemaster.service"
    expect "systemd takes the service" 0 ""
    check "without a warning" test -z "$(grep -F codemaster.service <<<"$OUTPUT")"
    sed 's/^Restart=.*/Restart=perhaps/' codemaster.service >planted.service
    run systemd-analyze verify "$ROOM/planted.service"
    check "and says what is wrong in another" grep -qF planted.service: <<<"$OUTPUT"
else
    skip "systemd-analyze verify" "there is no systemd here"
fi

printf '%s passed, %s failed, %s skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
[ "$FAILED" = 0 ]
