package io.codemaster.executor.inspection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.Finding.Category;
import io.codemaster.api.inspection.Finding.Severity;
import io.codemaster.api.inspection.Finding.Standing;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.inspection.ReviewAnswer.Categories;
import io.codemaster.api.inspection.ReviewAnswer.Judgement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an accepted answer to a review: every finding is held against the change and against the last round. */
final class ReviewReading {

    static final int MOST_FINDINGS = 12;

    private static final int FINGERPRINT_DIGITS = 20;

    private final CodegenTaskId runId;

    private final ChangePatch patch;

    private final List<Finding> earlier;

    private final List<String> omitted;

    ReviewReading(CodegenTaskId runId, ChangePatch patch, List<Finding> earlier, List<String> omitted) {
        this.runId = runId;
        this.patch = patch;
        this.earlier = earlier;
        this.omitted = omitted;
    }

    /** The number by which the agent names a finding of the last round. */
    static String number(int index) {
        return "F" + (index + 1);
    }

    ReviewAnswer read(String json) {
        var answer = JsonMapper.shared().readTree(json);
        var claims = new ArrayList<JsonNode>();
        answer.path("issues").forEach(claims::add);
        claims.sort((one, other) -> severity(one).compareTo(severity(other)));
        var found = new LinkedHashMap<String, Finding>();
        for (var claim : claims) {
            if (found.size() < MOST_FINDINGS) {
                var finding = finding(claim, found.size() + 1);
                found.putIfAbsent(finding.fingerprint(), finding);
            }
        }
        var categories = answer.path("categories");
        return new ReviewAnswer(
                answer.path("score").asInt(0),
                answer.path("summary").asString("").strip(),
                List.copyOf(found.values()),
                earlier.stream()
                        .filter(it -> !found.containsKey(it.fingerprint()))
                        .toList(),
                new Categories(
                        judgement(categories.path("security")),
                        judgement(categories.path("errorHandling")),
                        judgement(categories.path("style")),
                        judgement(categories.path("tests"))),
                omitted);
    }

    private Finding finding(JsonNode claim, int number) {
        var category = Category.valueOf(claim.path("category").asString(""));
        var file = path(claim.path("file").asString(""));
        var snippet = claim.path("snippet").asString("").stripTrailing();
        var description = claim.path("description").asString("").strip();
        var line = anchor(file, claim.path("line"), snippet);
        var print = print(claim.path("earlier").asString(""))
                .orElseGet(() -> fingerprint(category, file, snippet, description));
        return new Finding(
                runId + "." + number,
                print,
                severity(claim),
                category,
                file,
                line.orElse(null),
                snippet,
                description,
                claim.path("suggestion").asString("").strip(),
                line.isPresent(),
                prints().containsKey(print) ? Standing.STILL_THERE : Standing.NEW);
    }

    private Optional<Integer> anchor(String file, JsonNode line, String snippet) {
        @Nullable Integer named = line.isInt() ? (Integer) line.asInt() : null;
        return patch.file(file).flatMap(it -> Anchor.find(it.lines(), named, snippet));
    }

    /** Agents write a path as the diff has it, as a tool showed it, or as it is. */
    private String path(String named) {
        var plain = named.strip().replaceFirst("^(\\./)+", "");
        if (patch.file(plain).isPresent()) {
            return plain;
        }
        var bare = plain.replaceFirst("^[ab]/", "");
        if (patch.file(bare).isPresent()) {
            return bare;
        }
        return patch.paths().stream()
                .filter(it -> plain.startsWith("/") && plain.endsWith("/workspace/" + it))
                .findFirst()
                .orElse(plain);
    }

    /** The fingerprint of the earlier finding that the agent says this one is. */
    private Optional<String> print(String claimed) {
        for (int i = 0; i < earlier.size(); i++) {
            if (number(i).equalsIgnoreCase(claimed.strip())) {
                return Optional.of(earlier.get(i).fingerprint());
            }
        }
        return Optional.empty();
    }

    private Map<String, Finding> prints() {
        var all = new HashMap<String, Finding>();
        earlier.forEach(it -> all.put(it.fingerprint(), it));
        return all;
    }

    private static Severity severity(JsonNode claim) {
        return Severity.valueOf(claim.path("severity").asString(""));
    }

    private static Judgement judgement(JsonNode json) {
        return new Judgement(
                json.path("passed").asBoolean(false),
                json.path("comment").asString("").strip());
    }

    /** The words change from round to round, the code that they are about does not: it counts where there is any. */
    static String fingerprint(Category category, String file, String snippet, String description) {
        var code =
                snippet.lines().map(Anchor::plain).filter(it -> !it.isEmpty()).collect(Collectors.joining("\n"));
        var about = code.isEmpty()
                ? description
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                : code;
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((category + "\n" + file + "\n" + about).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
