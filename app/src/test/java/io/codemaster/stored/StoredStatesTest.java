package io.codemaster.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * Sagas and snapshots are stored as the fields of their class, and no upcaster stands before them. A saga of an earlier
 * version goes on with what it had: fields are added, never renamed or taken away. A snapshot can be made again: a class
 * that changes gets another revision, and older snapshots are passed over. What is stored is kept in {@code
 * states/<class>/<revision>.txt}; {@code -Ddocs.update=true} adds to it.
 */
class StoredStatesTest {

    private static final Path FILES = Path.of("src/test/resources/states");

    @TestFactory
    Stream<DynamicTest> aSagaKeepsEveryFieldThatItEverHad() {
        return classes(Saga.class)
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    var kept = kept(type);
                    assertThat(fields(type))
                            .as("sagas that are stored have these fields: add, but never rename or take away")
                            .containsAll(kept);
                    assertThat(kept)
                            .as("new fields: -Ddocs.update=true keeps them, and their value in old sagas is null or 0")
                            .containsExactlyElementsOf(fields(type));
                }));
    }

    @TestFactory
    Stream<DynamicTest> anAggregateWithSnapshotsThatChangesHasAnotherRevision() {
        return classes(Aggregate.class)
                .filter(type -> !type.getAnnotation(Aggregate.class)
                        .snapshotTriggerDefinition()
                        .isEmpty())
                .map(type -> dynamicTest(
                        type.getSimpleName(),
                        () -> assertThat(fields(type))
                                .as("snapshots are stored with other fields: give the class another @Revision")
                                .containsExactlyElementsOf(kept(type))));
    }

    private static Set<String> kept(Class<?> type) throws IOException {
        var revision = type.getAnnotation(Revision.class);
        var file = FILES.resolve(type.getSimpleName()).resolve((revision == null ? "none" : revision.value()) + ".txt");
        var isSaga = type.isAnnotationPresent(Saga.class);
        if (Boolean.getBoolean("docs.update") && (isSaga || !Files.exists(file))) {
            var all = new TreeSet<>(fields(type));
            if (Files.exists(file)) {
                all.addAll(Files.readAllLines(file));
            }
            Files.createDirectories(file.getParent());
            Files.write(file, all);
        }
        assertThat(file).as("-Ddocs.update=true writes it").exists();
        return new TreeSet<>(Files.readAllLines(file));
    }

    private static Set<String> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(it -> !Modifier.isStatic(it.getModifiers())
                        && !Modifier.isTransient(it.getModifiers())
                        && !it.isSynthetic())
                .map(it -> it.getName() + " " + it.getGenericType().getTypeName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> classes(Class<? extends java.lang.annotation.Annotation> annotation) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.codemaster.command", "io.codemaster.saga")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(annotation))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(java.util.Comparator.comparing(Class::getSimpleName));
    }
}
