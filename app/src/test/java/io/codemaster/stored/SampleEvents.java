package io.codemaster.stored;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.codemaster.api.artifact.ArtifactId;

/** Every event of the product, made up with a value in each field, the same every time. */
final class SampleEvents {

    private SampleEvents() {}

    /** All events, by family. */
    static Stream<Class<?>> types() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.codemaster.api").stream()
                        .filter(type ->
                                type.isInterface() && type.getSimpleName().endsWith("Event"))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(java.util.Comparator.comparing(Class::getSimpleName))
                        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    static Object of(Class<?> event) {
        return value(event, "event", Map.of(), event.getSimpleName().startsWith("AiReview"));
    }

    private static Object value(Type type, String name, Map<String, Type> variables, boolean review) {
        if (type instanceof TypeVariable<?> variable) {
            return value(variables.getOrDefault(variable.getName(), String.class), name, variables, review);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, name, variables, review);
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return plain == ArtifactId.class ? new ArtifactId("a".repeat(64)) : instance(plain, name, Map.of(), review);
        }
        if (plain.isSealed()) {
            return value(plain.getPermittedSubclasses()[review ? 1 : 0], name, variables, review);
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : simple(plain, name);
    }

    private static Object simple(Class<?> type, String name) {
        if (type == String.class) {
            return name + "-1";
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == long.class || type == Long.class) {
            return 7L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == BigDecimal.class) {
            return new BigDecimal("1.25");
        }
        if (type == Instant.class) {
            return Instant.parse("2026-11-23T08:00:00Z");
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(10);
        }
        throw new AssertionError("an event has a " + type.getName() + ", which has no sample yet");
    }

    private static Object generic(ParameterizedType type, String name, Map<String, Type> variables, boolean review) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == List.class) {
            return List.of(value(arguments[0], name, variables, review));
        }
        if (raw == Set.class) {
            return Set.of(value(arguments[0], name, variables, review));
        }
        if (raw == Map.class) {
            var key = arguments[0] == String.class ? "FILES" : value(arguments[0], name, variables, review);
            return Map.of(key, value(arguments[1], name, variables, review));
        }
        var inner = new java.util.HashMap<String, Type>();
        for (int i = 0; i < arguments.length; i++) {
            inner.put(raw.getTypeParameters()[i].getName(), arguments[i]);
        }
        return instance(raw, name, inner, review);
    }

    private static Object instance(Class<?> type, String name, Map<String, Type> variables, boolean review) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(it -> value(
                        it.getGenericType(), it.getName().equals("value") ? name : it.getName(), variables, review))
                .toArray();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type.getName(), e);
        }
    }
}
