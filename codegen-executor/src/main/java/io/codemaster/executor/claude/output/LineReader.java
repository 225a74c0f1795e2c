package io.codemaster.executor.claude.output;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.OutputLine;
import tools.jackson.databind.JsonNode;

/** Makes numbered lines, free of secrets, of what the agent printed. */
final class LineReader {

    /** Longer lines are kept as artifacts. */
    static final int LONG_LINE = 256 * 1024;

    private static final int TEXT_PREVIEW = 8 * 1024;

    private final Redactor redactor;

    private final ArtifactStore artifacts;

    private final JsonLines json = new JsonLines();

    private long number;

    LineReader(Redactor redactor, ArtifactStore artifacts) {
        this.redactor = redactor;
        this.artifacts = artifacts;
    }

    AgentLine read(byte[] printed, boolean terminated) {
        number++;
        Redacted line = redactor.redact(printed);
        boolean valid = isUtf8(line.bytes());
        String text = new String(line.bytes(), StandardCharsets.UTF_8);
        return line.bytes().length > LONG_LINE
                ? longLine(line, text, valid, terminated)
                : shortLine(line, text, valid, terminated);
    }

    private AgentLine shortLine(Redacted line, String text, boolean valid, boolean terminated) {
        Optional<JsonNode> object = valid ? json.object(text) : Optional.empty();
        String base64 = valid ? null : Base64.getEncoder().encodeToString(line.bytes());
        return new AgentLine(
                new OutputLine(
                        number, text, object.isPresent(), base64, null, line.bytes().length, terminated, line.count()),
                object.orElse(null));
    }

    private AgentLine longLine(Redacted line, String text, boolean valid, boolean terminated) {
        ArtifactId whole = artifacts.keep(line.bytes());
        Optional<String> preview = valid ? json.preview(text) : Optional.empty();
        Optional<JsonNode> object = preview.flatMap(json::object);
        return new AgentLine(
                new OutputLine(
                        number,
                        preview.orElseGet(() -> JsonLines.cut(text, TEXT_PREVIEW)),
                        object.isPresent(),
                        null,
                        whole,
                        line.bytes().length,
                        terminated,
                        line.count()),
                object.orElse(null));
    }

    private static boolean isUtf8(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return decodes(bytes);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
