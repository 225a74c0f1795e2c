package io.codemaster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made from the code: {@code -Ddocs.update=true} rewrites it, else it must be what the code says. */
record GeneratedFile(Path path) {

    void mustEqual(String expected) throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, expected);
        }
        assertThat(path)
                .as("%s is generated; -Ddocs.update=true rewrites it", path)
                .hasContent(expected);
    }
}
