package io.codemaster.executor.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 on 127.0.0.1. Unlike the JDK's server it notices at once when a client goes away while its answer is still
 * being waited for: each connection is read by one thread and answered by another.
 */
final class LoopbackServer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    private static final int MAX_LINE = 64 * 1024;

    private static final int MAX_HEADERS = 200;

    private static final int MAX_BODY = 64 * 1024 * 1024;

    private static final int BACKLOG = 128;

    private final Upstream handler;

    private final ServerSocket server;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "model-gateway");
        thread.setDaemon(true);
        return thread;
    });

    LoopbackServer(Upstream handler) throws IOException {
        this.handler = handler;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("A connection to the model gateway failed", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
            while (serveOne(socket, in)) {
                LOG.trace("The connection goes on");
            }
        } catch (IOException e) {
            LOG.debug("A connection to the model gateway broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Answers one request; says whether another can follow. */
    private boolean serveOne(Socket socket, PushbackInputStream in) throws IOException, InterruptedException {
        ModelRequest request = request(socket, in);
        if (request == null) {
            return false;
        }
        var response = new ModelResponse(socket, request.method().equals("HEAD"));
        Future<?> answering = threads.submit(() -> answer(request, response));
        int next = -1;
        try {
            next = in.read();
        } finally {
            if (next < 0) {
                answering.cancel(true);
            }
        }
        if (next < 0) {
            return false;
        }
        in.unread(next);
        try {
            answering.get();
        } catch (ExecutionException e) {
            throw new IOException("the answer failed", e);
        }
        return response.isEnded();
    }

    private void answer(ModelRequest request, ModelResponse response) {
        try {
            handler.answer(request, response);
        } catch (IOException e) {
            LOG.debug("An answer of the model broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The model gateway failed", e);
        }
        if (!response.isEnded()) {
            response.abort();
        }
    }

    private static @Nullable ModelRequest request(Socket socket, InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP request");
        }
        List<Map.Entry<String, String>> headers = headers(in);
        String length = value(headers, "content-length");
        boolean chunked =
                value(headers, "transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
        if (value(headers, "expect").equalsIgnoreCase("100-continue")) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] body = chunked ? chunks(in) : exactly(in, length.isEmpty() ? 0 : number(length, 10));
        int query = words[1].indexOf('?');
        return new ModelRequest(
                words[0],
                query < 0 ? words[1] : words[1].substring(0, query),
                query < 0 ? "" : words[1].substring(query),
                headers,
                body);
    }

    private static List<Map.Entry<String, String>> headers(InputStream in) throws IOException {
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (String line = lineOrFail(in); !line.isEmpty(); line = lineOrFail(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= MAX_HEADERS) {
                throw new IOException("unusable HTTP headers");
            }
            headers.add(Map.entry(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        return List.copyOf(headers);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            String size = lineOrFail(in);
            int semicolon = size.indexOf(';');
            int length = number(semicolon < 0 ? size : size.substring(0, semicolon), 16);
            if (length == 0) {
                while (!lineOrFail(in).isEmpty()) {
                    LOG.trace("A trailer is passed over");
                }
                return body.toByteArray();
            }
            if (body.size() + length > MAX_BODY) {
                throw new IOException("a request is longer than " + MAX_BODY + " bytes");
            }
            body.writeBytes(exactly(in, length));
            lineOrFail(in);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a request broke off");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0 && number <= MAX_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("unusable length in a request", e);
        }
        throw new IOException("a request is longer than " + MAX_BODY + " bytes");
    }

    private static String value(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String lineOrFail(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException("a request broke off");
        }
        return line;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.size() >= MAX_LINE) {
                throw new IOException("an HTTP line is too long");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
