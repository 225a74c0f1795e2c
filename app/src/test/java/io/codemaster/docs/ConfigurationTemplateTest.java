package io.codemaster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Keeps codemaster.example.yml complete: every setting that exists is in it, and nothing else is. */
class ConfigurationTemplateTest {

    /** A key that is switched off: a hash in the first column, then the line as it would be. Prose has one space. */
    private static final Pattern SWITCHED_OFF = Pattern.compile("^#( {2}.*|codemaster:)$");

    @Test
    void theTemplateHasEverySettingAndNoOther() throws IOException {
        assertThat(template()).containsExactlyInAnyOrderElementsOf(settings());
    }

    /** The template with its examples switched on: a comment that holds a key becomes that key. */
    private static Set<String> template() throws IOException {
        var lines = Files.readAllLines(Path.of("../codemaster.example.yml")).stream()
                .map(line -> SWITCHED_OFF.matcher(line).replaceFirst("$1"))
                .collect(Collectors.joining("\n"));
        return keys(new ByteArrayResource(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** What the records take, and what application.yml hands on to Spring's own settings. */
    private static Set<String> settings() {
        var all = new TreeSet<String>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.codemaster").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> collect(
                                type,
                                type.getAnnotation(ConfigurationProperties.class)
                                        .value(),
                                all));
        keys(new ClassPathResource("application.yml")).stream()
                .filter(key -> key.startsWith("codemaster."))
                .forEach(all::add);
        return all;
    }

    private static void collect(Class<?> type, String prefix, Set<String> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            var key = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            nested(component.getGenericType()).ifPresentOrElse(inner -> collect(inner, key, into), () -> into.add(key));
        }
    }

    private static java.util.Optional<Class<?>> nested(Type type) {
        Stream<Type> candidates = type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments())
                : Stream.of(type);
        return candidates
                .filter(it -> it instanceof Class<?> inner && inner.isRecord())
                .<Class<?>>map(it -> (Class<?>) it)
                .findFirst();
    }

    private static Set<String> keys(org.springframework.core.io.Resource yaml) {
        var reader = new YamlPropertiesFactoryBean();
        reader.setResources(yaml);
        List<String> found = new ArrayList<>();
        for (Object key : Objects.requireNonNull(reader.getObject()).keySet()) {
            found.add(key.toString().replaceAll("\\[\\d+]", ""));
        }
        return new TreeSet<>(found);
    }
}
