package io.codemaster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.codemaster.app.analytics.PublishedTypes;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps docs/asyncapi.json, which holds the JSON Schema of every event, equal to the code. */
class EventSchemasTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void theDescriptionOfTheEventsIsUpToDate() throws IOException {
        new GeneratedFile(Path.of("../docs/asyncapi.json"))
                .mustEqual(JSON.writeValueAsString(PublishedTypes.asyncApi()) + "\n");
    }

    @Test
    void everyFamilyOfEventsIsPublished() {
        var families = StreamSupport.stream(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.codemaster.api")
                                .spliterator(),
                        false)
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Event"))
                .<Class<?>>map(JavaClass::reflect)
                .toList();

        assertThat(PublishedTypes.families()).containsExactlyInAnyOrderElementsOf(families);
    }
}
