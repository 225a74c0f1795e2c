package io.codemaster.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** Reads a generation's server-sent events over a plain socket, so that the connection can be cut anywhere. */
final class StreamReader {

    /** One event; id is null for those that are not durable. */
    record Event(@Nullable Long id, String event, String data) {}

    /** How a connection ended. */
    record Outcome(int status, List<Event> events, boolean closedByServer) {}

    private final ApiClient client;

    private final String taskId;

    StreamReader(ApiClient client, String taskId) {
        this.client = client;
        this.taskId = taskId;
    }

    /**
     * Connects and reads.
     *
     * @param after the last id that is known, 0 for none
     * @param enough tells after each durable event whether to cut the connection
     */
    Outcome read(long after, Predicate<List<Event>> enough) throws IOException {
        var url = URI.create(client.baseUrl());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(60_000);
            var request =
                    "GET /api/v1/codegen/%s/stream HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n%sConnection: close\r\n\r\n"
                            .formatted(
                                    taskId,
                                    url.getAuthority(),
                                    client.token(),
                                    after > 0 ? "Last-Event-ID: " + after + "\r\n" : "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(new ChunkedLines(socket), enough);
        }
    }

    private static Outcome parse(ChunkedLines lines, Predicate<List<Event>> enough) throws IOException {
        var durable = new ArrayList<Event>();
        if (lines.status() != 200) {
            return new Outcome(lines.status(), durable, true);
        }
        Long id = null;
        var event = "message";
        var data = new StringBuilder();
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    if (id != null) {
                        durable.add(new Event(id, event, data.toString()));
                        if (enough.test(durable)) {
                            return new Outcome(200, durable, false);
                        }
                    }
                }
                id = null;
                event = "message";
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = Long.parseLong(line.substring(3).strip());
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.startsWith("data: ") ? line.substring(6) : line.substring(5));
            }
        }
        return new Outcome(200, durable, true);
    }

    /** The lines of a chunked HTTP answer. */
    private static final class ChunkedLines {

        private final java.io.InputStream in;

        private final int status;

        private final boolean chunked;

        private @Nullable BufferedReader body;

        ChunkedLines(Socket socket) throws IOException {
            in = new java.io.BufferedInputStream(socket.getInputStream());
            var first = readLine();
            status = first == null ? 0 : Integer.parseInt(first.substring(9, 12));
            var isChunked = false;
            for (var line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
                isChunked |= line.toLowerCase(java.util.Locale.ROOT).startsWith("transfer-encoding: chunked");
            }
            chunked = isChunked;
        }

        int status() {
            return status;
        }

        @Nullable String next() throws IOException {
            if (body == null) {
                var source = chunked ? new ChunkedBody() : in;
                body = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8));
            }
            try {
                return body.readLine();
            } catch (java.net.SocketTimeoutException silent) {
                throw silent;
            } catch (IOException cut) {
                return null;
            }
        }

        private @Nullable String readLine() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    return line.isEmpty() ? null : line.toString();
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        /** Takes the chunk frames away. */
        private final class ChunkedBody extends java.io.InputStream {

            private int left;

            private boolean ended;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left == 0 && !nextChunk()) {
                    return -1;
                }
                var read = in.read(target, offset, Math.min(length, left));
                if (read < 0) {
                    ended = true;
                    return -1;
                }
                left -= read;
                if (left == 0) {
                    readLine();
                }
                return read;
            }

            private boolean nextChunk() throws IOException {
                var size = ended ? null : readLine();
                left = size == null || size.isEmpty()
                        ? 0
                        : Integer.parseInt(size.replaceFirst(";.*", "").strip(), 16);
                ended |= left == 0;
                return !ended;
            }
        }
    }
}
