package io.codemaster.app.web.openapi;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.type.TypeFactory;

import io.codemaster.api.shared.Change;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

/** Reads what records say about themselves: ids are strings, and what is not {@code @Nullable} is always there. */
class RecordSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var javaType = TypeFactory.defaultInstance().constructType(type.getType());
        var raw = javaType.getRawClass();
        if (isText(raw)) {
            return new StringSchema();
        }
        if (raw == Change.class) {
            return context.resolve(new AnnotatedType(javaType.containedTypeOrUnknown(0))
                    .ctxAnnotations(type.getCtxAnnotations())
                    .resolveAsRef(true));
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && raw.isRecord() && raw.getName().startsWith("io.codemaster.")) {
            var defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels()
                            .get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
            if (defined != null) {
                describe(defined, raw);
            }
        }
        return schema;
    }

    /** An id: a record of one text that stands for itself in JSON. */
    private static boolean isText(Class<?> type) {
        if (!type.isRecord() || type.getRecordComponents().length != 1) {
            return false;
        }
        var only = type.getRecordComponents()[0];
        return only.getType() == String.class && only.getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private static void describe(Schema<?> schema, Class<?> type) {
        var properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        var required = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            var property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(component.getName(), orNull(property));
            } else {
                required.add(component.getName());
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new Schema<>().anyOf(List.of(new Schema<>().$ref(schema.get$ref()), nothing()));
        }
        if (schema.getAnyOf() != null && schema.getTypes() == null && schema.getType() == null) {
            return schema;
        }
        var types = new LinkedHashSet<String>();
        if (schema.getTypes() != null) {
            types.addAll(schema.getTypes());
        } else if (schema.getType() != null) {
            types.add(schema.getType());
        }
        types.add("null");
        schema.setTypes(types);
        return schema;
    }

    private static Schema<?> nothing() {
        var nothing = new Schema<>();
        nothing.setTypes(new LinkedHashSet<>(List.of("null")));
        return nothing;
    }
}
