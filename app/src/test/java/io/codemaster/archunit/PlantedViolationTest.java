package io.codemaster.archunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * A rule that has never failed proves nothing: each one has code in {@code planted.<rule without underscores>} that it
 * must refuse. That code stays outside of {@code io.codemaster}, where Spring would find it.
 */
class PlantedViolationTest {

    static Set<String> rules() {
        return new ArchitectureRules("io.codemaster.").byName().keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleRefusesItsPlantedViolation(String rule) {
        var root = "planted." + rule.replace("_", "") + ".";
        var planted = new ClassFileImporter().importPackages(root.substring(0, root.length() - 1));

        var result = new ArchitectureRules(root).byName().get(rule).evaluate(planted);

        assertThat(planted).as("code planted for %s", rule).isNotEmpty();
        assertThat(result.hasViolation())
                .as("%s fails on its planted code", rule)
                .isTrue();
    }

    @Test
    void nothingIsPlantedForARuleThatIsGone() {
        var known = rules().stream().map(rule -> rule.replace("_", "")).toList();

        var planted = new ClassFileImporter()
                .importPackages("planted").stream()
                        .map(type -> type.getPackageName().replaceAll("^planted\\.([^.]+).*$", "$1"));

        assertThat(planted).isSubsetOf(known);
    }
}
