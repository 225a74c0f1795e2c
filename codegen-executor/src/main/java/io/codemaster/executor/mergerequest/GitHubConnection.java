package io.codemaster.executor.mergerequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;

/**
 * The way of GitHub's library to the network: to the one server that was approved and checked, over links of its answers
 * too, without following it elsewhere, and in time.
 */
final class GitHubConnection implements GitHubConnector {

    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    /** What the client sets by itself. */
    private static final Set<String> OWN_HEADERS = Set.of("content-length", "host", "connection", "expect", "upgrade");

    private final RepositoryServers servers;

    private final URI base;

    private final Duration timeout;

    private final HttpClient http;

    GitHubConnection(RepositoryServers servers, URI base, Duration timeout) {
        this.servers = servers;
        this.base = base;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The library passes I/O failures on as they are, so the reason travels in one. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient MergeTrouble trouble;

        Refused(MergeTrouble trouble) {
            super(trouble.getMessage(), trouble);
            this.trouble = trouble;
        }

        MergeTrouble trouble() {
            return trouble;
        }
    }

    /** The server wanted to send the request elsewhere. */
    static final class Redirected extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Redirected(int status) {
            super("redirects are not followed");
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var address = approved(request);
        var builder = HttpRequest.newBuilder(address).timeout(timeout);
        request.allHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        builder.method(request.method(), body(request));
        try {
            var answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var stream = answer.body()) {
                var bytes = stream.readNBytes(LONGEST_ANSWER + 1);
                if (bytes.length > LONGEST_ANSWER) {
                    throw new IOException("the answer is too long");
                }
                int status = answer.statusCode();
                if (status >= 300 && status < 400 && status != 304) {
                    throw new Redirected(status);
                }
                return new Answer(request, answer, bytes);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
    }

    private URI approved(GitHubConnectorRequest request) throws IOException {
        try {
            var address = request.url().toURI();
            if (!base.getScheme().equals(address.getScheme())
                    || !base.getHost().equalsIgnoreCase(address.getHost())
                    || base.getPort() != address.getPort()) {
                throw new IOException("only the approved server is ever asked");
            }
            servers.check(address);
            return address;
        } catch (URISyntaxException malformed) {
            throw new IOException("the address cannot be used", malformed);
        } catch (MergeTrouble trouble) {
            throw new Refused(trouble);
        }
    }

    private static HttpRequest.BodyPublisher body(GitHubConnectorRequest request) throws IOException {
        if (!request.hasBody()) {
            return HttpRequest.BodyPublishers.noBody();
        }
        @Nullable InputStream body = request.body();
        return HttpRequest.BodyPublishers.ofByteArray(body == null ? new byte[0] : body.readAllBytes());
    }

    private static final class Answer extends GitHubConnectorResponse {

        private final byte[] body;

        Answer(GitHubConnectorRequest request, HttpResponse<?> answer, byte[] body) {
            super(request, answer.statusCode(), answer.headers().map());
            this.body = body;
        }

        @Override
        public InputStream bodyStream() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // all of it was read
        }
    }
}
