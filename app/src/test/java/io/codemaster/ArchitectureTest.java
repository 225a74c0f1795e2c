package io.codemaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.codemaster.archunit.ArchitectureRules;

/** Holds the rules of the architecture page against the product's own classes. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/codemaster/testing/"))
            .importPackages("io.codemaster");

    @TestFactory
    Stream<DynamicTest> theProductKeepsEveryRule() {
        return new ArchitectureRules("io.codemaster.")
                .byName().entrySet().stream()
                        .map(rule ->
                                dynamicTest(rule.getKey(), () -> rule.getValue().check(PRODUCT)));
    }

    @Test
    void theArchitecturePageNamesEveryModule() throws IOException {
        var page = Files.readString(Path.of("../docs/architecture.md"));
        var modules = Files.readAllLines(Path.of("../pom.xml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("<module>"))
                .map(line -> line.replaceAll("</?module>", ""));

        assertThat(modules).allSatisfy(module -> assertThat(page).contains("`" + module + "`"));
    }
}
