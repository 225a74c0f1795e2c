package io.codemaster.query.codegen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A durable event as the bytes that every reader gets.
 *
 * @param bytes shared by all readers, so nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record FeedFrame(long sequence, FeedKind kind, byte[] bytes) {

    private static final byte[] DATA = ascii("data: ");

    static FeedFrame of(FeedRow row) {
        var start = ascii("id: " + row.sequence() + "\nevent: " + row.kind().text() + "\ndata: ");
        var out = new ByteArrayOutputStream(start.length + row.data().length + 2);
        out.writeBytes(start);
        appendData(out, row.data());
        out.write('\n');
        out.write('\n');
        return new FeedFrame(row.sequence(), row.kind(), out.toByteArray());
    }

    /** Bytes of an event that no reader can come back to. */
    static byte[] ephemeral(String event, String json) {
        return ("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** JSON may hold line ends between its tokens; in the stream each begins another {@code data:} field. */
    private static void appendData(ByteArrayOutputStream out, byte[] data) {
        int from = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\r' || data[i] == '\n') {
                out.write(data, from, i - from);
                out.write('\n');
                out.writeBytes(DATA);
                from = i + 1;
            }
        }
        out.write(data, from, data.length - from);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
