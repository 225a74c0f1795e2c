// Counts tests: `count-tests.mjs surefire ROOT` or `count-tests.mjs vitest REPORT` prints "passed failed skipped" on
// standard output, and what failed on standard error.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DETAIL_LINES = 25;
const total = { passed: 0, failed: 0, skipped: 0 };

const number = (tag, name) => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);

const text = (xml) =>
  xml
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#10;/g, "\n")
    .replace(/&amp;/g, "&");

function tell(name, detail) {
  console.error(`\nFAILED ${name}\n${detail.split("\n").slice(0, DETAIL_LINES).join("\n")}`);
}

function countSurefire(root) {
  for (const module of readdirSync(root)) {
    const reports = join(root, module, "target", "surefire-reports");
    if (!existsSync(reports)) continue;
    for (const file of readdirSync(reports).filter((it) => /^TEST-.*\.xml$/.test(it))) {
      const xml = readFileSync(join(reports, file), "utf8");
      const suite = /<testsuite\s[^>]*>/.exec(xml)?.[0] ?? "";
      const failed = number(suite, "failures") + number(suite, "errors");
      total.failed += failed;
      total.skipped += number(suite, "skipped");
      total.passed += number(suite, "tests") - failed - number(suite, "skipped");
      if (failed > 0) tellSurefire(xml);
    }
  }
}

function tellSurefire(xml) {
  const cases = /<testcase\s[^>]*?name="([^"]*)"\s+classname="([^"]*)"[^>]*[^/]>([\s\S]*?)<\/testcase>/g;
  for (const [, name, owner, body] of xml.matchAll(cases)) {
    const detail = /<(?:failure|error)\b[^>]*>([\s\S]*?)<\/(?:failure|error)>/.exec(body);
    if (detail) tell(`${owner} ${text(name)}`, text(detail[1]));
  }
}

function countVitest(file) {
  if (!existsSync(file)) {
    total.failed = 1;
    console.error("\nFAILED vitest wrote no report");
    return;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  total.passed = report.numPassedTests;
  total.skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  const unloaded = report.testResults.filter((it) => it.status === "failed" && it.assertionResults.length === 0);
  total.failed = report.numFailedTests + unloaded.length;
  for (const { name, message } of unloaded) tell(name, message ?? "");
  for (const { assertionResults } of report.testResults) {
    for (const { fullName, status, failureMessages } of assertionResults) {
      if (status === "failed") tell(fullName, failureMessages.join("\n"));
    }
  }
}

const [kind, path] = process.argv.slice(2);
if (kind === "surefire") countSurefire(path);
else countVitest(path);
console.log(total.passed, total.failed, total.skipped);
