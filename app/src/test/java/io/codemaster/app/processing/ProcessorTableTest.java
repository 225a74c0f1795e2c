package io.codemaster.app.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.app.web.start.InvalidConfigurationException;

class ProcessorTableTest {

    private static final Duration FIVE = Duration.ofSeconds(5);

    private static ProcessorProperties properties(String... segments) {
        return new ProcessorProperties(
                List.of(segments), 1_000, 20_000, FIVE, Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    private static List<String> groups() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.codemaster").stream()
                        .filter(it -> it.isAnnotatedWith(ProcessingGroup.class))
                        .map(it -> it.getAnnotationOfType(ProcessingGroup.class).value())
                        .toList();
    }

    @Test
    void everyProcessingGroupIsConfiguredAndNoOther() {
        assertThat(new ProcessorTable(properties()).all().stream().map(ProcessorSettings::group))
                .containsExactlyInAnyOrderElementsOf(groups());
    }

    @Test
    void everyProcessingGroupIsDocumentedAsItIs() throws IOException {
        var document = Files.readString(Path.of("../docs/operations.md"));
        for (var it : new ProcessorTable(properties()).all()) {
            assertThat(document)
                    .containsPattern(Pattern.compile("\\| `%s` \\| [^|]+ \\| %d \\| %s \\|"
                            .formatted(it.group(), it.batchSize(), it.divisible() ? "1 or more" : "1")));
        }
    }

    @Test
    void aGroupCanBeDividedUnlessItsEventsDependOnEachOther() {
        var divided = new ProcessorTable(properties("requirement-history=4")).get("requirement-history");
        assertThat(divided.segments()).isEqualTo(4);
        assertThat(divided.threads()).isBetween(1, 4);
        for (var wrong : List.of("codegen-feed=2", "no-such-group=2", "user-details=0", "user-details=99", "two")) {
            assertThatThrownBy(() -> new ProcessorTable(properties(wrong)))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("codemaster.processors.segments");
        }
        assertThatThrownBy(() -> new ProcessorTable(properties()).get("no-such-group"))
                .hasMessageContaining("no-such-group");
    }

    @Test
    void pausesGrowUpToAPoint() {
        var properties = properties();
        assertThat(properties.pauseAfter(1)).isEqualTo(FIVE);
        assertThat(properties.pauseAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(properties.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(10));
        assertThatThrownBy(() -> new ProcessorProperties(List.of(), 1, 1, FIVE, Duration.ofSeconds(1), FIVE))
                .hasMessageContaining("retry-at-most");
        assertThatThrownBy(() -> new ProcessorProperties(List.of(), 1, 1, Duration.ZERO, FIVE, FIVE))
                .hasMessageContaining("retry-after");
    }

    @Test
    void anEventBelongsToWhatItNamesElseToItsAggregate() {
        var keys = SequenceKeys.of("requirementId", "taskId");
        var cancelled = new GenerationCancelRequested(new CodegenTaskId("task-1"), 1, new UserId("u"));
        assertThat(keys.keys(event("task-1", cancelled))).containsExactly("task-1");
        assertThat(SequenceKeys.of("taskId.value", "attempt", "nothing.of.it").keys(event("x", cancelled)))
                .containsExactly("task-1", "1");
        assertThat(keys.keys(event("review:task-1", "no record"))).containsExactly("task-1");
    }

    @ParameterizedTest
    @CsvSource({
        "inspection:run-1, run-1",
        "review:task-1, task-1",
        "mr:requirement-1, requirement-1",
        "task-1:2, task-1",
        "notice:VERDICT:task-1:2, notice:VERDICT:task-1:2",
        "project-key:PAY, project-key:PAY",
        "administrators, administrators"
    })
    void anAggregateIsKnownByWhatItIsNamedAfter(String aggregate, String key) {
        assertThat(SequenceKeys.of("taskId").keys(event(aggregate, "unreadable")))
                .containsExactly(key);
    }

    private static EventMessage<?> event(String aggregate, Object payload) {
        return new GenericDomainEventMessage<>("Type", aggregate, 0, payload);
    }

    @Test
    void whatIsAwayIsNoFaultOfTheEvent() {
        assertThat(FailureCause.of(new CannotCreateTransactionException("no database")))
                .isEqualTo(FailureCause.OUTAGE);
        assertThat(FailureCause.of(new IllegalStateException(new SQLTransientConnectionException("pool"))))
                .isEqualTo(FailureCause.OUTAGE);
        assertThat(FailureCause.of(new IllegalStateException(new SQLException("disk full", "90031"))))
                .isEqualTo(FailureCause.OUTAGE);
        assertThat(FailureCause.of(new CannotAcquireLockException("row"))).isEqualTo(FailureCause.PASSING);
        assertThat(FailureCause.of(new IllegalStateException(new TimeoutException())))
                .isEqualTo(FailureCause.PASSING);
        assertThat(FailureCause.of(new CommandRejected(ErrorCode.GENERATION_QUEUE_FULL, "full")))
                .isEqualTo(FailureCause.PASSING);
        assertThat(FailureCause.of(new CommandRejected(ErrorCode.PROJECT_ARCHIVED, "archived")))
                .isEqualTo(FailureCause.LASTING);
        assertThat(FailureCause.of(new DataIntegrityViolationException("too long")))
                .isEqualTo(FailureCause.LASTING);
    }

    @Test
    void aCauseIsKeptWithoutSecretsAndWithoutWhatPeopleWrote() {
        var cause = CauseText.of(new IllegalStateException(
                "outer",
                new SQLException(
                        "Value too long: 'What somebody wrote' ghp_" + "a".repeat(36) + "; SQL statement: update x",
                        new IllegalStateException("map entry 'with the row'"))));
        assertThat(cause.type()).isEqualTo(SQLException.class.getName());
        assertThat(cause.message())
                .contains("Value too long")
                .doesNotContain("somebody wrote")
                .doesNotContain("update x")
                .doesNotContain("aaaa");
        assertThat(CauseText.of(new IllegalStateException("x ".repeat(5_000))).message())
                .hasSizeLessThan(600);
    }
}
