/** What the scripted second agent finds in the demo's change. */
export function findings(round) {
  const issue = (id, severity, category, file, line, description, suggestion, more = {}) => ({
    id,
    fingerprint: `fp-${id}`,
    severity,
    category,
    file,
    line,
    snippet: "",
    description,
    suggestion,
    anchored: line !== null,
    standing: "NEW",
    ...more,
  });
  const note = issue(
    "note",
    "INFO",
    "STYLE",
    "NOTES.md",
    3,
    "The note repeats what the code says.",
    "Say **why** the greeting changed instead.",
    { standing: round > 1 ? "STILL_THERE" : "NEW" },
  );
  if (round > 1) return [note];
  return [
    issue(
      "missing",
      "CRITICAL",
      "TESTS",
      "src/GreeterTest.java",
      null,
      "No test covers the new greeting.",
      "Add one to `GreeterTest`.",
    ),
    issue(
      "null",
      "ERROR",
      "ERROR_HANDLING",
      "src/Greeter.java",
      5,
      "`name` may be `null`: the greeting would say *Hi null!*",
      'Return a greeting without a name:\n\n```java\nif (name == null) return "Hi!";\n```',
    ),
    note,
    issue(
      "cents",
      "WARNING",
      "QUALITY",
      "src/main/module0/feature-0/service-0.ts",
      14,
      "Rounding each item adds up to a wrong total.",
      "Round the sum once.",
    ),
  ];
}

const judgement = (passed, comment) => ({ passed, comment });

export function categories(round) {
  return {
    security: judgement(true, "Nothing is read from outside and trusted."),
    errorHandling: judgement(round > 1, round > 1 ? "Empty names are handled." : "`null` is not."),
    style: judgement(true, "Follows the code around it."),
    tests: judgement(false, "The new greeting has no test."),
  };
}

export const ANALYSIS = {
  modules: [
    {
      path: "src/main",
      description: "Prices, carts and the greeting of customers.",
      fileCount: 42,
    },
    { path: "src/test", description: "Unit tests of the above.", fileCount: 31 },
    { path: "docs", description: "How to run and extend the shop.", fileCount: 6 },
  ],
  techStack: [
    { name: "Java", version: "21", purpose: "Language of the server" },
    { name: "JUnit", version: "5.11", purpose: "Unit tests" },
    { name: "Maven", version: null, purpose: "Build" },
  ],
  entryPoints: [
    { path: "src/main/java/demo/Shop.java", description: "Starts the server." },
    { path: "src/main/java/demo/PriceJob.java", description: "Recalculates prices each night." },
  ],
  structure: "shop\n├── docs\n└── src\n    ├── main/java/demo\n    └── test/java/demo",
  codeStyle: {
    naming: "Nouns for classes, verbs for methods; no abbreviations.",
    errorHandling: "Unchecked exceptions, translated once at the edge.",
    testFramework: "JUnit 5 with AssertJ; one assertion a test.",
  },
};
