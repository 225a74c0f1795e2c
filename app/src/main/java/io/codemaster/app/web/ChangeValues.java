package io.codemaster.app.web;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.codemaster.api.shared.Change;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * How an edit tells "stays as it is" from "is emptied": a field that is not there is no {@link Change}, a field that is
 * null is a change to nothing. Rules on such a field are about the value that it changes to.
 */
@Configuration(proxyBeanMethods = false)
class ChangeValues {

    @Bean
    JsonMapperBuilderCustomizer changesInJson() {
        return json ->
                json.addModule(new SimpleModule("codemaster-changes").addDeserializer(Change.class, new Reader(null)));
    }

    @Bean
    ValidationConfigurationCustomizer changesInRules() {
        return rules -> rules.addValueExtractor(new Unwrapping());
    }

    @SuppressWarnings("rawtypes") // as the module declares it
    private static final class Reader extends ValueDeserializer<Change> {

        private final @Nullable JavaType value;

        Reader(@Nullable JavaType value) {
            this.value = value;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            var type = property == null ? context.getContextualType() : property.getType();
            return new Reader(type.containedTypeOrUnknown(0));
        }

        @Override
        public Change deserialize(JsonParser parser, DeserializationContext context) {
            return new Change<Object>(context.readValue(parser, value));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new Change<Object>(null);
        }

        @Override
        @SuppressWarnings("NullAway") // the library is not annotated
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    @UnwrapByDefault
    private static final class Unwrapping implements ValueExtractor<Change<@ExtractedValue ?>> {

        @Override
        public void extractValues(Change<?> original, ValueReceiver receiver) {
            receiver.value(null, original.to());
        }
    }
}
