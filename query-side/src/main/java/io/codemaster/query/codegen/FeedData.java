package io.codemaster.query.codegen;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.Usage;
import io.codemaster.query.shared.JsonText;
import io.codemaster.query.shared.RunState;

/** The JSON of the stream's events. The text of a line is copied, never written anew. */
final class FeedData {

    private FeedData() {}

    static byte[] status(RunState state, String message, int attempt, Instant at) {
        var json = new StringBuilder(160)
                .append("{\"status\":\"")
                .append(state.status())
                .append("\",\"step\":\"")
                .append(state.step())
                .append("\",\"message\":");
        JsonText.quoted(json, message).append(",\"attempt\":").append(attempt);
        return bytes(json.append(",\"at\":\"").append(JsonText.time(at)).append("\"}"));
    }

    static byte[] error(Failure failure, int attempt) {
        var json = new StringBuilder(200);
        JsonText.quoted(json.append("{\"code\":"), failure.code().code())
                .append(",\"phase\":\"")
                .append(failure.step())
                .append("\",\"message\":");
        return bytes(JsonText.quoted(json, failure.message())
                .append(",\"attempt\":")
                .append(attempt)
                .append('}'));
    }

    static byte[] done(GenerationStatus status, @Nullable DiffStat stat, Usage usage) {
        var json =
                new StringBuilder(240).append("{\"status\":\"").append(status).append("\",\"stat\":");
        if (stat == null) {
            json.append("null");
        } else {
            json.append("{\"files\":")
                    .append(stat.files())
                    .append(",\"additions\":")
                    .append(stat.additions())
                    .append(",\"deletions\":")
                    .append(stat.deletions())
                    .append('}');
        }
        return bytes(json.append(",\"usage\":{\"inputTokens\":")
                .append(usage.inputTokens())
                .append(",\"outputTokens\":")
                .append(usage.outputTokens())
                .append(",\"cacheReadTokens\":")
                .append(usage.cacheReadTokens())
                .append(",\"cacheCreationTokens\":")
                .append(usage.cacheCreationTokens())
                .append(",\"turns\":")
                .append(usage.turns())
                .append(",\"costUsd\":")
                .append(usage.costUsd().toPlainString())
                .append(",\"durationMs\":")
                .append(usage.durationMs())
                .append("}}"));
    }

    /** A line; its text is the last value, so that it can be found again. */
    static Output output(long sequence, int attempt, OutputLine line, Instant at) {
        var head = outputHead(sequence, attempt, at, line.artifact() != null, line.bytes());
        var form = form(line);
        var start = bytes(openText(head, form, form == TextForm.BASE64 ? line.text() : null));
        var text = bytes(written(line, form));
        var data = new byte[start.length + text.length + 1];
        System.arraycopy(start, 0, data, 0, start.length);
        System.arraycopy(text, 0, data, start.length, text.length);
        data[data.length - 1] = '}';
        return new Output(data, form, start.length);
    }

    /** Everything before the line's own text of an event whose text is whole, however large. */
    static byte[] wholeOutputHead(FeedRow row, TextForm form, long bytes) {
        return bytes(openText(outputHead(row.sequence(), row.attempt(), row.at(), false, bytes), form, null));
    }

    private static TextForm form(OutputLine line) {
        if (line.json()) {
            return TextForm.JSON;
        }
        return line.base64() == null ? TextForm.TEXT : TextForm.BASE64;
    }

    private static StringBuilder outputHead(long sequence, int attempt, Instant at, boolean truncated, long bytes) {
        return new StringBuilder(512)
                .append("{\"sequence\":")
                .append(sequence)
                .append(",\"attempt\":")
                .append(attempt)
                .append(",\"at\":\"")
                .append(JsonText.time(at))
                .append("\",\"truncated\":")
                .append(truncated)
                .append(",\"bytes\":")
                .append(bytes);
    }

    private static StringBuilder openText(StringBuilder head, TextForm form, @Nullable String readable) {
        return switch (form) {
            case JSON -> head.append(",\"raw\":null,\"line\":");
            case TEXT -> head.append(",\"line\":null,\"raw\":");
            case BASE64 ->
                JsonText.quoted(head.append(",\"line\":null,\"raw\":"), readable)
                        .append(",\"base64\":");
        };
    }

    private static StringBuilder written(OutputLine line, TextForm form) {
        return switch (form) {
            case JSON -> new StringBuilder(line.text());
            case TEXT -> JsonText.quoted(new StringBuilder(line.text().length() + 16), line.text());
            case BASE64 -> JsonText.quoted(new StringBuilder(), line.base64());
        };
    }

    private static byte[] bytes(StringBuilder json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The data of a line, and where its text is. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Output(byte[] data, TextForm form, int textAt) {}
}
