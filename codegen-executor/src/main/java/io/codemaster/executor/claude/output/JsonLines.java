package io.codemaster.executor.claude.output;

import java.io.StringWriter;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines as JSON. */
final class JsonLines {

    private static final int LONG_STRING = 2048;

    private static final int SHORT_STRING = 64;

    /** From here on strings are cut short, and a little later what is nested is left out. */
    private static final int LONG_PREVIEW = 128 * 1024;

    private static final int END_OF_PREVIEW = 192 * 1024;

    private final JsonFactory factory = JsonFactory.builder()
            .characterEscapes(new SurrogateEscapes())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonMapper mapper = JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The text as one JSON object, empty when it is anything else. */
    Optional<JsonNode> object(String text) {
        if (!startsLikeObject(text)) {
            return Optional.empty();
        }
        try {
            JsonNode node = mapper.readTree(text);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A JSON object with its long strings cut, empty when the text is anything else. */
    Optional<String> preview(String text) {
        if (!startsLikeObject(text)) {
            return Optional.empty();
        }
        var out = new StringWriter();
        try (JsonParser in = factory.createParser(ObjectReadContext.empty(), text);
                JsonGenerator copy = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (out.getBuffer().length() > END_OF_PREVIEW && isLeftOut(in, token)) {
                    in.skipChildren();
                } else if (token == JsonToken.VALUE_STRING) {
                    copy.writeString(
                            cut(in.getString(), out.getBuffer().length() > LONG_PREVIEW ? SHORT_STRING : LONG_STRING));
                } else {
                    copy.copyCurrentEvent(in);
                }
                copy.flush();
                if (token == JsonToken.END_OBJECT && in.streamReadContext().inRoot() && in.nextToken() != null) {
                    return Optional.empty();
                }
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    /** Elements of arrays can be left out anywhere without harm to the rest. */
    private static boolean isLeftOut(JsonParser in, JsonToken token) {
        boolean begins = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        boolean element = begins
                ? in.streamReadContext().getParent().inArray()
                : token.isScalarValue() && in.streamReadContext().inArray();
        return element;
    }

    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "… [" + (text.length() - end) + " more characters]";
    }

    private static boolean startsLikeObject(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r') {
                return c == '{';
            }
        }
        return false;
    }

    /** A lone surrogate survives as an escape only. */
    private static final class SurrogateEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        private static final int[] ASCII = standardAsciiEscapesForJSON();

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII.clone();
        }

        @Override
        @SuppressWarnings("NullAway") // null stands for "as it is", though the class is not annotated
        public SerializableString getEscapeSequence(int c) {
            return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                    ? new SerializedString(String.format("\\u%04x", c))
                    : null;
        }
    }
}
