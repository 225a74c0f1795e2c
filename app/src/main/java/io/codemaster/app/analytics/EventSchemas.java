package io.codemaster.app.analytics;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The JSON Schema (2020-12) of each event's data, read off its class. What may be null says so; what is not named here may
 * still come with a later revision of the product, so a reader ignores what it does not know.
 */
final class EventSchemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** Where a reference finds what is nested. */
    private final String place;

    /** What is nested, each described once, by its name. */
    private final Map<String, Object> nested = new TreeMap<>();

    EventSchemas(String place) {
        this.place = place;
    }

    /** The schema of a type's data, complete in itself. */
    static Map<String, Object> of(EventType type) {
        var schemas = new EventSchemas("#/$defs/");
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", DIALECT);
        schema.put("$id", path(type.name()));
        schema.put("title", type.name());
        schema.putAll(schemas.record(type.event(), Map.of()));
        schema.put("$defs", schemas.nested());
        return schema;
    }

    /** The schema of a type's data in a document that holds what is nested elsewhere. */
    Map<String, Object> data(EventType type) {
        return record(type.event(), Map.of());
    }

    /** What all schemas so far refer to. */
    Map<String, Object> nested() {
        return nested;
    }

    /** Where the product publishes it. */
    static String path(String type) {
        return "/api/v1/events/schemas/" + type;
    }

    private Map<String, Object> record(Class<?> type, Map<String, Type> variables) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var schema = schema(component.getGenericType(), variables);
            properties.put(component.getName(), mayBeNull(component) ? orNull(schema) : schema);
            if (!mayBeNull(component)) {
                required.add(component.getName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private Map<String, Object> schema(Type type, Map<String, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            var known = variables.get(variable.getName());
            return known == null ? Map.of() : schema(known, variables);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, variables);
        }
        if (!(type instanceof Class<?> plain)) {
            return Map.of();
        }
        var simple = simple(plain);
        if (simple != null) {
            return simple;
        }
        if (plain.isSealed()) {
            return Map.of(
                    "oneOf",
                    Arrays.stream(plain.getPermittedSubclasses())
                            .map(it -> schema(it, variables))
                            .toList());
        }
        var value = onlyValue(plain);
        if (value != null) {
            return schema(value.getGenericType(), variables);
        }
        return plain.isRecord() ? reference(plain) : Map.of("type", "object");
    }

    /** Described where the references find it, unless it is already, or is being described. */
    private Map<String, Object> reference(Class<?> type) {
        var name = type.getName().substring(type.getName().lastIndexOf('.') + 1).replace('$', '.');
        if (!nested.containsKey(name)) {
            nested.put(name, Map.of());
            nested.put(name, record(type, Map.of()));
        }
        return Map.of("$ref", place + name);
    }

    private Map<String, Object> generic(ParameterizedType type, Map<String, Type> variables) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of("type", "array", "items", schema(arguments[0], variables));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of("type", "object", "additionalProperties", schema(arguments[1], variables));
        }
        var inner = new LinkedHashMap<String, Type>();
        for (int i = 0; i < arguments.length; i++) {
            inner.put(raw.getTypeParameters()[i].getName(), arguments[i]);
        }
        return record(raw, inner);
    }

    private static @Nullable Map<String, Object> simple(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == BigDecimal.class || type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == Duration.class) {
            return Map.of("type", "string", "format", "duration");
        }
        if (type.isEnum()) {
            return Map.of("type", "string");
        }
        return null;
    }

    /** What stands for a record in JSON, where that is one value. */
    private static @Nullable RecordComponent onlyValue(Class<?> type) {
        if (!type.isRecord()) {
            return null;
        }
        return Arrays.stream(type.getRecordComponents())
                .filter(it -> it.isAnnotationPresent(JsonValue.class)
                        || it.getAccessor().isAnnotationPresent(JsonValue.class))
                .findFirst()
                .orElse(null);
    }
}
