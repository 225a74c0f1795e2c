package io.codemaster.executor.inspection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

import io.codemaster.executor.shared.CodeAgent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of an answer: what the agent is given, and what its answer is held against. */
final class AnswerSchema implements CodeAgent.AnswerJudge {

    static final AnswerSchema ANALYSIS = new AnswerSchema("analysis.schema.json");

    static final AnswerSchema REVIEW = new AnswerSchema("review.schema.json");

    private static final int MOST_COMPLAINTS = 8;

    private final String text;

    private final Schema schema;

    private AnswerSchema(String resource) {
        var json = JsonMapper.shared().readTree(read(resource));
        this.text = json.toString();
        this.schema = SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(json);
    }

    /** The schema as JSON on one line. */
    String text() {
        return text;
    }

    @Override
    public Optional<String> complaint(String answer) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(answer);
        } catch (JacksonException e) {
            return Optional.of("It is not JSON.");
        }
        var errors = schema.validate(json);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.stream()
                        .limit(MOST_COMPLAINTS)
                        .map(it -> it.getInstanceLocation() + ": " + it.getMessage())
                        .collect(Collectors.joining("; ", "", ".")));
    }

    private static String read(String resource) {
        try (var in = AnswerSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
