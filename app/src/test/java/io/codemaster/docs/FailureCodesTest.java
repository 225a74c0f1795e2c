package io.codemaster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.FailureCode;

/** Keeps docs/failure-codes.md complete: one row a code, and whether the product tries again. */
class FailureCodesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| [^|]+ \\| [^|]+ \\| (yes|no) \\|$");

    @Test
    void thePageHasEveryCodeAndNoOther() throws IOException {
        var page = Files.readString(Path.of("../docs/failure-codes.md"));

        var documented =
                ROW.matcher(page).results().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(documented).isEqualTo(real());
    }

    private static Map<String, String> real() {
        return Arrays.stream(FailureCode.values())
                .collect(Collectors.toMap(FailureCode::code, code -> code.isPassing() ? "yes" : "no"));
    }
}
