package io.codemaster.query.codegen;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A reader of server-sent events on a bare socket, so that it can be as slow or rude as a test wants. */
final class SseReader implements AutoCloseable {

    private final Socket socket;

    private final InputStream in;

    private final Map<String, String> headers = new HashMap<>();

    private final int status;

    private long chunkLeft;

    private boolean ended;

    SseReader(int port, String path, int receiveBuffer, String... moreHeaders) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("localhost", port));
        socket.setSoTimeout(20_000);
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < moreHeaders.length; i += 2) {
            request.append(moreHeaders[i])
                    .append(": ")
                    .append(moreHeaders[i + 1])
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        var first = rawLine();
        status = Integer.parseInt(first.substring(9, 12));
        var line = rawLine();
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = rawLine();
        }
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The next event or comment, null at the end of the stream. */
    @Nullable Event next() throws IOException {
        var event = new Event();
        boolean any = false;
        while (true) {
            var line = line();
            if (line == null) {
                return null;
            }
            if (line.isEmpty()) {
                if (any) {
                    return event;
                }
                continue;
            }
            any = true;
            event.take(line);
        }
    }

    /** The next durable event, null at the end. */
    @Nullable Event nextDurable() throws IOException {
        var event = next();
        while (event != null && event.id == 0) {
            event = next();
        }
        return event;
    }

    /** The next durable event; the stream must not end before it. */
    Event durable() throws IOException {
        var event = nextDurable();
        if (event == null) {
            throw new EOFException("the stream has ended");
        }
        return event;
    }

    /** The next event or comment; the stream must not end before it. */
    Event any() throws IOException {
        var event = next();
        if (event == null) {
            throw new EOFException("the stream has ended");
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Ends the connection the rude way. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int it = bodyByte();
            if (it < 0) {
                return null;
            }
            if (it == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(it);
        }
    }

    private int bodyByte() throws IOException {
        if (ended) {
            return -1;
        }
        if (chunkLeft == 0) {
            var size = rawLine();
            chunkLeft = Long.parseLong(size.isEmpty() ? rawLine() : size, 16);
            if (chunkLeft == 0) {
                ended = true;
                return -1;
            }
        }
        int it = in.read();
        if (it < 0) {
            throw new EOFException("cut off");
        }
        chunkLeft--;
        if (chunkLeft == 0) {
            rawLine();
        }
        return it;
    }

    private String rawLine() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int it = in.read();
            if (it < 0) {
                throw new EOFException("cut off");
            }
            if (it == '\n') {
                return line.toString().replace("\r", "");
            }
            line.append((char) it);
        }
    }

    /** What arrived. */
    static final class Event {

        long id;

        String name = "";

        String data = "";

        String comment = "";

        void take(String line) {
            if (line.startsWith("id: ")) {
                id = Long.parseLong(line.substring(4));
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = data.isEmpty() ? line.substring(6) : data + "\n" + line.substring(6);
            } else if (line.startsWith(":")) {
                comment = line;
            }
        }
    }
}
