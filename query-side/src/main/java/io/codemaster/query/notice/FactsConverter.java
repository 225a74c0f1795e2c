package io.codemaster.query.notice;

import java.util.Map;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the facts of a notice as JSON. */
@Converter
class FactsConverter implements AttributeConverter<Map<String, String>, String> {

    private static final JsonMapper JSON = new JsonMapper();

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Map<String, String> facts) {
        return JSON.writeValueAsString(facts);
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String json) {
        return JSON.readValue(json, FACTS);
    }
}
