# shellcheck shell=bash
# `./codemaster test`: sourced by the launcher, whose functions and settings it uses.

TEST_PARTS="shell java web browser launcher product"
TEST_DIR=$BUILD_DIR/test
TEST_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/codemaster

usage_test() {
    cat <<TEXT
Usage: $SELF test [PART …]

Installs what the tests need and runs them; without a PART all of them.

  shell     shellcheck over the scripts; what the product is packaged with: image, compose, service, manifests
  java      every test of every Maven module, with the format check
  web       the web client's checks and unit tests
  browser   the web client's stories in Chromium, against its mock server
  launcher  this command, on the real product
  product   the stories of e2e/, on the real product

The last line is "N passed, N failed, N skipped"; the exit code is 0 only where nothing failed.
TEXT
}

test_all() {
    local part parts=''
    while [ $# -gt 0 ]; do
        case $1 in
            --help | -h) usage_test && exit 0 ;;
            *)
                [[ " $TEST_PARTS " == *" $1 "* ]] || wrong_use "test has no part '$1'; the parts are: $TEST_PARTS."
                parts="$parts $1"
                ;;
        esac
        shift
    done
    parts=${parts:-$TEST_PARTS}
    TESTS_BEGAN=$SECONDS
    PASSED=0 FAILED=0 SKIPPED=0
    SUMMARY=()
    rm -rf "$TEST_DIR"
    mkdir -p "$TEST_DIR" || die "$TEST_DIR cannot be written."
    # No instance and no configuration of the person who runs the tests may change what they see.
    unset_settings
    install_for_tests "$parts"
    run_parts "$parts" shell java
    if [[ $parts == *web* || $parts == *browser* ]] && [[ $parts == *launcher* || $parts == *product* ]]; then
        # once, not by two at the same time; who needs them says what is wrong
        [ ! -f "$HOME_DIR/web-client/package.json" ] || install_web_client
        [[ $parts == *java* ]] || build
        client_lane "$parts" &
        LANE=$!
        run_parts "$parts" launcher product
        wait "$LANE"
        LANE=
        count_lane
    else
        run_parts "$parts" web browser launcher product
    fi
    sum_up
}

# run_parts WANTED PART…
run_parts() {
    local part wanted=$1
    shift
    for part in "$@"; do
        [[ " $wanted " != *" $part "* ]] || "test_$part"
    done
}

# The web client's parts, which need no product, beside those that wait for one most of their time.
client_lane() {
    PASSED=0 FAILED=0 SKIPPED=0
    SUMMARY=()
    run_parts "$1" web browser
    printf '%s\n' "$PASSED $FAILED $SKIPPED" "${SUMMARY[@]}" >"$TEST_DIR/client-lane.counts"
} >"$TEST_DIR/client-lane.log" 2>&1

# What the lane has said and counted.
count_lane() {
    local line
    cat "$TEST_DIR/client-lane.log"
    if [ ! -s "$TEST_DIR/client-lane.counts" ]; then
        say "The web client's tests ended before they had counted."
        count web 0 1 0 0
        return
    fi
    while read -r line; do
        if [[ $line =~ ^([0-9]+)\ ([0-9]+)\ ([0-9]+)$ ]]; then
            PASSED=$((PASSED + BASH_REMATCH[1]))
            FAILED=$((FAILED + BASH_REMATCH[2]))
            SKIPPED=$((SKIPPED + BASH_REMATCH[3]))
        else
            SUMMARY+=("$line")
        fi
    done <"$TEST_DIR/client-lane.counts"
}

unset_settings() {
    local name
    for name in $(compgen -e); do
        case $name in
            CODEMASTER_CLAUDE) ;;
            CODEMASTER_* | ANTHROPIC_* | CLAUDE_CODE_* | SPRING_* | LOGGING_* | SERVER_*) unset "$name" ;;
        esac
    done
}

# ---- what the tests need ----

install_for_tests() {
    local packages=()
    command -v git >/dev/null 2>&1 || packages+=(git)
    find_jdk || packages+=(openjdk-17-jdk-headless)
    maven_is_good || [ -x "$HOME_DIR/mvnw" ] || packages+=(maven)
    node_version >/dev/null || packages+=(nodejs npm)
    [[ " $1 " != *" shell "* ]] || command -v shellcheck >/dev/null 2>&1 || packages+=(shellcheck)
    if [[ " $1 " == *" java "* ]]; then
        # The server's program alone: tests start it themselves, no service is set up.
        command -v mariadbd >/dev/null 2>&1 || [ -x /usr/sbin/mariadbd ] || packages+=(mariadb-server-core mariadb-client-core)
        command -v redis-server >/dev/null 2>&1 || packages+=(redis-server)
    fi
    if [[ " $1 " == *" browser "* || " $1 " == *" product "* ]]; then
        [ -x /usr/bin/chromium ] || packages+=(chromium)
        fc-list ':lang=zh' 2>/dev/null | grep -q . || packages+=(fontconfig fonts-wqy-zenhei)
    fi
    [ "${#packages[@]}" -eq 0 ] || install_packages "${packages[@]}"
    need_jdk
    need_maven
    need_node
    need_git
    test_cli
}

install_packages() {
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
        die "The tests need these packages: $*. Install them as root, for instance: apt-get install $*"
    fi
    export DEBIAN_FRONTEND=noninteractive
    in_steps "Looking for packages" "$TEST_DIR/apt.log" no_hint apt-get -qq update
    in_steps "Installing $*" "$TEST_DIR/apt.log" no_hint apt-get -qq install -y --no-install-recommends "$@" || {
        tail -n 15 "$TEST_DIR/apt.log" >&2
        die "The packages could not be installed: $*"
    }
    say "Installed $* in $TOOK s."
}

# The pinned CLI, outside the tree, so that a clean checkout finds it again.
test_cli() {
    local on_path
    if [ -z "${CODEMASTER_CLAUDE:-}" ]; then
        on_path=$(command -v claude 2>/dev/null) || on_path=
        if [ -n "$on_path" ] && [ "$(cli_version "$on_path")" = "$CLI_VERSION" ]; then
            CODEMASTER_CLAUDE=$on_path
        else
            install_cli "$TEST_CACHE/cli-$CLI_VERSION"
            CODEMASTER_CLAUDE=$CLI
        fi
    fi
    export CODEMASTER_CLAUDE
}

# ---- counting ----

# count PART PASSED FAILED SKIPPED SECONDS
count() {
    PASSED=$((PASSED + $2))
    FAILED=$((FAILED + $3))
    SKIPPED=$((SKIPPED + $4))
    SUMMARY+=("$(printf '%-9s %5s passed, %s failed, %s skipped, %s s' "$1" "$2" "$3" "$4" "$5")")
    say "$1: $2 passed, $3 failed, $4 skipped, $5 s"
}

sum_up() {
    local line
    say ""
    for line in "${SUMMARY[@]}"; do say "$line"; done
    say "$((SECONDS - TESTS_BEGAN)) s; logs: $TEST_DIR"
    say "$PASSED passed, $FAILED failed, $SKIPPED skipped"
    [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}

# count_output PART LOG CODE SECONDS: the last "N passed, N failed, N skipped"; else one line "name: 1.2 s" a story.
count_output() {
    local line stories faults
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$2" | tail -n 1 | tr -cs '0-9' ' ')
    if [ -n "$line" ]; then
        # shellcheck disable=SC2086 # three numbers
        set -- "$@" $line
        [ "$3" = 0 ] || [ "$6" -gt 0 ] || set -- "$1" "$2" "$3" "$4" "$5" 1 "$7"
        [ "$6" -eq 0 ] || tail -n 60 "$2"
        count "$1" "$5" "$6" "$7" "$4"
        return
    fi
    stories=$(grep -cE '^.+: [0-9.]+ s$' "$2")
    if [ "$3" = 0 ]; then
        count "$1" "$((stories > 0 ? stories : 1))" 0 0 "$4"
        return
    fi
    faults=$(sed -n 's/^\([0-9][0-9]*\) faults:$/\1/p' "$2" | tail -n 1)
    faults=${faults:-1}
    tail -n 60 "$2"
    count "$1" "$((stories > faults ? stories - faults : 0))" "$faults" 0 "$4"
}

# ---- the parts ----

# What hangs is ended and counted as failed: seconds, several times what each part takes on two cores.
LIMIT_JAVA=3000 LIMIT_CHECKS=900 LIMIT_STORIES=900

test_shell() {
    local file passed=0 failed=0 began=$SECONDS
    for file in codemaster .ci/run bench/run deploy/serve "$HOME_DIR"/scripts/*.sh; do
        file=$HOME_DIR/${file#"$HOME_DIR/"}
        # bench/run may be missing or written in another language.
        head -n 2 "$file" 2>/dev/null | grep -qE 'shellcheck shell=|^#!.*sh$' || continue
        if shellcheck "$file"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    done
    count shell "$passed" "$failed" 0 "$((SECONDS - began))"
    test_packaging
}

# The packages of scripts/lint, outside the tree, where a later run finds them again. Sets LINT.
install_lint() {
    local sources=$HOME_DIR/scripts/lint log=$TEST_DIR/lint.log
    LINT=$TEST_CACHE/lint-$(cksum <"$sources/package-lock.json" | tr ' ' '-')
    [ ! -f "$LINT/complete" ] || return 0
    rm -rf "$LINT"
    mkdir -p "$LINT" && cp "$sources/package.json" "$sources/package-lock.json" "$LINT" || return 1
    in_steps "Installing linters" "$log" no_hint npm ci --prefix "$LINT" --no-audit --no-fund && touch "$LINT/complete" && return 0
    tail -n 15 "$log"
    return 1
}

test_packaging() {
    local log=$TEST_DIR/packaging.log code
    need_node
    install_lint || { count packaging 0 1 0 0; return; }
    : >"$log"
    LINT=$LINT STEP_LIMIT=$LIMIT_STORIES in_steps "Checking the packages" "$log" last_line "$HOME_DIR/scripts/test-packaging.sh"
    code=$?
    grep '^skipped ' "$log"
    count_output packaging "$log" "$code" "$TOOK"
}

# Packages the product too, once; the later parts start what was built here.
test_java() {
    local log=$TEST_DIR/java.log numbers code
    rm -rf "$HOME_DIR"/*/target/surefire-reports
    : >"$log"
    rm -f "$STAMP"
    mkdir -p "$(dirname "$STAMP")"
    touch "$STAMP.new"
    say "Testing the Java modules with JDK $JDK_MAJOR. Log: $log"
    STEP_LIMIT=$LIMIT_JAVA in_steps "Testing the Java modules" "$log" maven_hint "$MVN" -B -T 2 -f "$HOME_DIR/pom.xml" verify -Dmaven.test.failure.ignore=true
    code=$?
    numbers=$(node "$HOME_DIR/scripts/count-tests.mjs" surefire "$HOME_DIR")
    if [ "$code" != 0 ]; then
        build_errors "$log"
        say "Maven ended with exit code $code before all tests had run."
    else
        mv -f "$STAMP.new" "$STAMP"
    fi
    # shellcheck disable=SC2086 # three numbers
    set -- $numbers
    count java "$1" "$(($2 + (code == 0 ? 0 : 1)))" "$3" "$TOOK"
}

in_web_client() { (cd "$HOME_DIR/web-client" && "$@"); }

# Skipped where the Maven build has installed from the same lock file.
install_web_client() {
    in_steps "Installing the web client's packages" "$TEST_DIR/npm.log" no_hint node "$HOME_DIR/scripts/build-web.mjs" --install "$HOME_DIR/web-client" || {
        tail -n 15 "$TEST_DIR/npm.log"
        return 1
    }
}

test_web() {
    local began=$SECONDS report=$TEST_DIR/vitest.json passed=0 failed=0 log
    [ -f "$HOME_DIR/web-client/package.json" ] || { say "web: there is no web client in this tree."; return; }
    install_web_client || { count web 0 1 0 "$((SECONDS - began))"; return; }
    log=$TEST_DIR/web-check.log
    if STEP_LIMIT=$LIMIT_CHECKS in_steps "Checking the web client" "$log" no_hint in_web_client npm run check; then
        passed=1
    else
        tail -n 60 "$log"
        failed=1
    fi
    log=$TEST_DIR/vitest.log
    STEP_LIMIT=$LIMIT_CHECKS in_steps "Testing the web client" "$log" no_hint in_web_client npm test -- --reporter=default --reporter=json --outputFile.json="$report" ||
        tail -n 80 "$log"
    # shellcheck disable=SC2046 # three numbers
    set -- $(node "$HOME_DIR/scripts/count-tests.mjs" vitest "$report")
    count web "$(($1 + passed))" "$(($2 + failed))" "$3" "$((SECONDS - began))"
}

test_browser() {
    local log=$TEST_DIR/browser.log code
    [ -f "$HOME_DIR/web-client/package.json" ] || { say "browser: there is no web client in this tree."; return; }
    install_web_client || { count browser 0 1 0 0; return; }
    # The mock server serves the built page; Maven built it already where the Java tests ran.
    [ -f "$HOME_DIR/web-client/dist/index.html" ] ||
        in_steps "Building the web client" "$log" no_hint in_web_client npm run build || { tail -n 40 "$log"; count browser 0 1 0 "$TOOK"; return; }
    export SCREENSHOTS_DIR=$TEST_DIR/screenshots
    STEP_LIMIT=$LIMIT_STORIES in_steps "Telling stories in the browser" "$log" no_hint in_web_client npm run test:browser
    code=$?
    count_output browser "$log" "$code" "$TOOK"
}

test_launcher() {
    local log=$TEST_DIR/launcher.log code
    build
    STEP_LIMIT=$LIMIT_STORIES in_steps "Testing the launcher" "$log" last_line "$HOME_DIR/scripts/test-launcher.sh"
    code=$?
    count_output launcher "$log" "$code" "$TOOK"
}

last_line() { tail -n 1 "$1" | cut -c 1-60; }

# Every e2e/*.mjs is a story of its own: node runs it with CODEMASTER_URL and CODEMASTER_DATA; exit code 0 is a pass.
test_product() {
    local data port story passed=0 failed=0 began=$SECONDS log=$TEST_DIR/product.log
    local stories=("$HOME_DIR"/e2e/*.mjs)
    [ -f "${stories[0]}" ] || { say "product: e2e/ holds no story."; return; }
    install_web_client || { count product 0 1 0 0; return; }
    data=$(mktemp -d) port=$(free_port)
    if ! "$HOME_DIR/codemaster" start --detach --demo on --data "$data" --port "$port" >"$log" 2>&1; then
        tail -n 30 "$log"
        count product 0 1 0 "$((SECONDS - began))"
        return
    fi
    export CODEMASTER_URL=http://127.0.0.1:$port CODEMASTER_DATA=$data SCREENSHOTS_DIR=$TEST_DIR/screenshots JAVA=$JDK/bin/java
    for story in "${stories[@]}"; do
        log=$TEST_DIR/product-$(basename "$story" .mjs).log
        if STEP_LIMIT=$LIMIT_STORIES in_steps "$(basename "$story" .mjs)" "$log" last_line node "$story"; then
            passed=$((passed + 1))
        else
            say "$(basename "$story") failed:"
            tail -n 40 "$log"
            failed=$((failed + 1))
        fi
    done
    unset CODEMASTER_URL CODEMASTER_DATA
    cp "$data/logs/codemaster.log" "$TEST_DIR/product-server.log" 2>/dev/null
    "$HOME_DIR/codemaster" stop --data "$data" >>"$TEST_DIR/product.log" 2>&1 || failed=$((failed + 1))
    rm -rf "$data"
    count product "$passed" "$failed" 0 "$((SECONDS - began))"
}

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
