/** A unified patch of `files` files with about `lines` changed lines, for the demo and for benches. */
export function makePatch(files, lines) {
  const each = Math.max(1, Math.floor(lines / files / 2));
  const parts = [];
  const summary = [];
  for (let file = 0; file < files; file += 1) {
    const path = `src/main/module${file % 12}/feature-${file}/service-${file}.ts`;
    const hunks = [];
    let oldLine = 1;
    let newLine = 1;
    let left = each;
    while (left > 0) {
      const size = Math.min(12, left);
      left -= size;
      const before = `  // section ${oldLine} of file ${file}\n`;
      const removed = Array.from(
        { length: size },
        (_, index) =>
          `-  const price${index} = compute(${oldLine + index}, "old", item.price * 1.${index});\n`,
      );
      const added = Array.from(
        { length: size },
        (_, index) =>
          `+  const cents${index} = computeCents(${newLine + index}, "new", Math.round(item.cents * ${index}));\n`,
      );
      hunks.push(
        `@@ -${oldLine},${size + 2} +${newLine},${size + 2} @@\n ${before}${removed.join("")}${added.join("")}   return total;\n`,
      );
      oldLine += size + 40;
      newLine += size + 40;
    }
    parts.push(
      `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n--- a/${path}\n+++ b/${path}\n${hunks.join("")}`,
    );
    summary.push({
      path,
      oldPath: null,
      change: "MODIFIED",
      additions: each,
      deletions: each,
      binary: false,
      truncated: false,
    });
  }
  return finish(summary, parts);
}

function finish(files, parts) {
  return {
    summary: {
      baseCommit: "bbd7038a1c2e5f60718293a4b5c6d7e8f9012345",
      headCommit: "4f1c0ffee0ddba11c0de5eed1eafdeadbeef0042",
      stat: {
        files: files.length,
        additions: files.reduce((sum, file) => sum + file.additions, 0),
        deletions: files.reduce((sum, file) => sum + file.deletions, 0),
      },
      files,
    },
    parts: new Map(files.map((file, index) => [file.path, parts[index] ?? ""])),
  };
}

const GREETER = `diff --git a/src/Greeter.java b/src/Greeter.java
index 8a1f0c2..5be9d41 100644
--- a/src/Greeter.java
+++ b/src/Greeter.java
@@ -2,6 +2,6 @@ package demo;
 
 public class Greeter {
     public String greet(String name) {
-        return "Hello " + name;
+        return "Hi " + name + "!";
     }
 }
`;

const NOTES = `diff --git a/NOTES.md b/NOTES.md
new file mode 100644
index 0000000..77d1aa0
--- /dev/null
+++ b/NOTES.md
@@ -0,0 +1,3 @@
+# Notes
+
+The greeting is now "Hi NAME!".
`;

const LOGO = `diff --git a/assets/logo.png b/assets/logo.png
index 1b2c3d4..5e6f708 100644
Binary files a/assets/logo.png and b/assets/logo.png differ
`;

const MOVED = `diff --git a/docs/hello.md b/docs/greeting.md
similarity index 100%
rename from docs/hello.md
rename to docs/greeting.md
`;

const GREETER_AGAIN = `diff --git a/src/Greeter.java b/src/Greeter.java
index 8a1f0c2..77e0b1c 100644
--- a/src/Greeter.java
+++ b/src/Greeter.java
@@ -2,6 +2,9 @@ package demo;
 
 public class Greeter {
     public String greet(String name) {
-        return "Hello " + name;
+        if (name == null || name.isBlank()) {
+            return "Hi!";
+        }
+        return "Hi " + name + "!";
     }
 }
`;

const GREETER_ROUND = `diff --git a/src/Greeter.java b/src/Greeter.java
index 5be9d41..77e0b1c 100644
--- a/src/Greeter.java
+++ b/src/Greeter.java
@@ -2,6 +2,9 @@ package demo;
 
 public class Greeter {
     public String greet(String name) {
+        if (name == null || name.isBlank()) {
+            return "Hi!";
+        }
         return "Hi " + name + "!";
     }
 }
`;

const fileOf = (path, change, additions, deletions, more = {}) => ({
  path,
  oldPath: null,
  change,
  additions,
  deletions,
  binary: false,
  truncated: false,
  ...more,
});

/** The same change after it was sent back once: the whole, and what the round added. */
export function revisedPatches() {
  const whole = finish(
    [fileOf("NOTES.md", "ADDED", 3, 0), fileOf("src/Greeter.java", "MODIFIED", 4, 1)],
    [NOTES, GREETER_AGAIN],
  );
  const round = finish([fileOf("src/Greeter.java", "MODIFIED", 3, 0)], [GREETER_ROUND]);
  return { whole, round };
}

/** The change of the demo run, with one file of each kind that a diff can hold. */
export function demoPatch() {
  const { summary, parts } = makePatch(1, 60);
  const large = summary.files[0].path;
  return finish(
    [
      fileOf("NOTES.md", "ADDED", 3, 0),
      fileOf("assets/logo.png", "MODIFIED", 0, 0, { binary: true }),
      fileOf("docs/greeting.md", "RENAMED", 0, 0, { oldPath: "docs/hello.md" }),
      fileOf("src/Greeter.java", "MODIFIED", 1, 1),
      fileOf(large, "MODIFIED", 30, 30, { truncated: true }),
    ],
    [NOTES, LOGO, MOVED, GREETER, parts.get(large)],
  );
}
