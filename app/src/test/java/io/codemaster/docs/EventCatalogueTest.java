package io.codemaster.docs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Keeps docs/event-catalogue.md equal to the code. */
class EventCatalogueTest {

    private final Iterable<JavaClass> classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.codemaster");

    @Test
    void theCatalogueIsUpToDate() throws IOException {
        new GeneratedFile(Path.of("../docs/event-catalogue.md")).mustEqual(render());
    }

    private String render() {
        return "# Event catalogue\n\nGenerated from the code by `EventCatalogueTest`. Do not edit: "
                + "`mvn -pl app -am test -Ddocs.update=true` rewrites it.\n"
                + families().map(this::section).collect(joining());
    }

    private String section(Class<?> family) {
        return "\n## %s\n\n| event | revision | payload | handled by |\n|---|---|---|---|\n"
                        .formatted(family.getSimpleName())
                + Arrays.stream(family.getPermittedSubclasses()).map(this::row).collect(joining());
    }

    private String row(Class<?> event) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        event.getSimpleName(),
                        event.getAnnotation(Revision.class).value(),
                        payload(event),
                        handlers(event));
    }

    private static String payload(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map((RecordComponent it) -> "`%s` %s".formatted(it.getName(), name(it.getGenericType())))
                .collect(joining(", "));
    }

    private static String name(Type type) {
        if (type instanceof ParameterizedType generic) {
            return name(generic.getRawType())
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(EventCatalogueTest::name)
                            .collect(joining(", ", " of ", ""));
        }
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }

    private String handlers(Class<?> event) {
        return stream(classes)
                .filter(type -> type.getMethods().stream()
                        .filter(it -> it.isAnnotatedWith(EventHandler.class)
                                || it.isAnnotatedWith(SagaEventHandler.class)
                                || it.isAnnotatedWith(EventSourcingHandler.class))
                        .anyMatch(it -> it.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(event))))
                .map(type -> "`" + type.getSimpleName() + "`")
                .sorted()
                .collect(joining(", "));
    }

    private Stream<Class<?>> families() {
        return stream(classes)
                .filter(type -> type.getPackageName().startsWith("io.codemaster.api.")
                        && type.getSimpleName().endsWith("Event")
                        && type.isInterface())
                .<Class<?>>map(JavaClass::reflect)
                .sorted(Comparator.comparing(Class::getSimpleName));
    }

    private static <T> Stream<T> stream(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
