package io.codemaster.query.codegen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.query.shared.JsonText;
import tools.jackson.databind.json.JsonMapper;

/** Writes stored events out, without taking their data apart. */
@Component
class FeedExport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int PAGE_BYTES = 1 << 20;

    private static final int PAGE_ROWS = 500;

    private final FeedTable table;

    private final ArtifactStore artifacts;

    FeedExport(FeedTable table, ArtifactStore artifacts) {
        this.table = table;
        this.artifacts = artifacts;
    }

    /** One page as {@link FeedPage}. */
    void page(FeedHead head, long after, int limit, OutputStream out) throws IOException {
        write(out, "{\"items\":[");
        long last = after;
        int left = limit;
        while (left > 0) {
            var rows = table.after(head.taskId(), last, Math.min(left, PAGE_ROWS), PAGE_BYTES);
            for (var row : rows) {
                write(out, (left == limit ? "" : ",") + open(row));
                out.write(row.data());
                out.write('}');
                last = row.sequence();
                left--;
            }
            if (rows.isEmpty()) {
                break;
            }
        }
        write(
                out,
                "],\"nextCursor\":" + (last > after && last < head.lastSequence() ? "\"" + last + "\"" : "null") + "}");
    }

    /** An event up to its data. */
    static String open(FeedRow row) {
        return "{\"sequence\":" + row.sequence() + ",\"event\":\"" + row.kind().text() + "\",\"at\":\""
                + JsonText.time(row.at()) + "\",\"data\":";
    }

    /** The data with the whole line in the place of a preview. */
    void whole(FeedRow row, OutputStream out) throws IOException {
        var artifact = row.artifact();
        var form = row.textForm();
        if (artifact == null || form == null) {
            out.write(row.data());
            return;
        }
        if (form == TextForm.JSON) {
            try (var content = content(artifact)) {
                long bytes = JSON.readTree(row.data()).path("bytes").asLong();
                out.write(FeedData.wholeOutputHead(row, TextForm.JSON, bytes));
                content.transferTo(out);
            }
        } else {
            byte[] content;
            try (var stream = content(artifact)) {
                content = stream.readAllBytes();
            }
            out.write(FeedData.wholeOutputHead(row, TextForm.TEXT, content.length));
            var text = new StringBuilder(content.length + 1024);
            JsonText.quoted(text, new String(content, StandardCharsets.UTF_8));
            if (!isUtf8(content)) {
                text.append(",\"base64\":\"")
                        .append(Base64.getEncoder().encodeToString(content))
                        .append('"');
            }
            write(out, text.toString());
        }
        out.write('}');
    }

    /** The data with the whole line, in memory. */
    String whole(FeedRow row) throws IOException {
        var out = new ByteArrayOutputStream(row.data().length);
        whole(row, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The lines of one attempt as the agent printed them. */
    void raw(String taskId, int attempt, OutputStream out) throws IOException {
        long last = 0;
        while (true) {
            var rows = table.after(taskId, last, PAGE_ROWS, PAGE_BYTES);
            if (rows.isEmpty()) {
                return;
            }
            for (var row : rows) {
                if (row.kind() == FeedKind.OUTPUT && row.attempt() == attempt) {
                    line(row, out);
                }
                last = row.sequence();
            }
        }
    }

    private void line(FeedRow row, OutputStream out) throws IOException {
        var artifact = row.artifact();
        if (artifact != null) {
            try (var content = content(artifact)) {
                content.transferTo(out);
            }
        } else {
            int length = row.data().length - 1 - row.textAt();
            if (row.textForm() == TextForm.JSON) {
                out.write(row.data(), row.textAt(), length);
            } else {
                var text = JSON.readValue(row.data(), row.textAt(), length, String.class);
                out.write(
                        row.textForm() == TextForm.BASE64
                                ? Base64.getDecoder().decode(text)
                                : text.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (row.terminated()) {
            out.write('\n');
        }
    }

    private InputStream content(ArtifactId id) throws IOException {
        return artifacts.open(id).orElseThrow(() -> new IOException("Artifact " + id + " is not in the store"));
    }

    private static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
