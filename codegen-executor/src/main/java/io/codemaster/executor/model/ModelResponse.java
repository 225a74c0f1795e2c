package io.codemaster.executor.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An HTTP response that is sent as it comes, each piece at once. */
final class ModelResponse {

    private static final Logger LOG = LoggerFactory.getLogger(ModelResponse.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final byte[] END_OF_LINE = {'\r', '\n'};

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;

    private final boolean bodiless;

    private final TokenCount tokens = new TokenCount();

    private long sent;

    private boolean ended;

    private @Nullable Instant limitedUntil;

    ModelResponse(Socket socket, boolean bodiless) {
        this.socket = socket;
        this.bodiless = bodiless;
    }

    /** Sends status and headers. */
    void begin(int status, List<Map.Entry<String, String>> headers) throws IOException {
        limitedUntil = status == RateLimit.STATUS ? RateLimit.passesAt(headers, Instant.now()) : null;
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        head.append(bodiless ? "content-length: 0\r\n\r\n" : "transfer-encoding: chunked\r\n\r\n");
        send(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a piece of the body. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0 && !bodiless) {
            var chunk = new ByteArrayOutputStream(length + 16);
            chunk.writeBytes(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(END_OF_LINE);
            chunk.write(bytes, offset, length);
            chunk.writeBytes(END_OF_LINE);
            send(chunk.toByteArray());
            sent += length;
            tokens.read(bytes, offset, length);
        }
    }

    /** The response is complete. */
    void end() throws IOException {
        ended = true;
        if (!bodiless) {
            send(LAST_CHUNK);
        }
    }

    /** Sends a whole response. */
    void json(int status, List<Map.Entry<String, String>> headers, byte[] body) throws IOException {
        var all = new ArrayList<>(headers);
        all.add(Map.entry("content-type", "application/json"));
        begin(status, all);
        write(body, 0, body.length);
        end();
    }

    /** Sends an error in the shape of the Messages API. */
    void error(int status, String type, String message) throws IOException {
        ObjectNode error = JSON.createObjectNode().put("type", "error");
        error.putObject("error").put("type", type).put("message", message);
        json(status, List.of(), JSON.writeValueAsBytes(error));
    }

    /** How many bytes of the body have gone. */
    long sent() {
        return sent;
    }

    /** The tokens that the answer names. */
    TokenCount tokens() {
        return tokens;
    }

    /** When the limit passes that this response tells of. */
    Optional<Instant> limitedUntil() {
        return Optional.ofNullable(limitedUntil);
    }

    boolean isEnded() {
        return ended;
    }

    /** Breaks the connection off. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close", e);
        }
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }
}
