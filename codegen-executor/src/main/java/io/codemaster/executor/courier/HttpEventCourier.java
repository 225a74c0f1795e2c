package io.codemaster.executor.courier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;

/** By HTTP. Every address is checked again right before something is sent there. */
@Component
class HttpEventCourier implements EventCourier {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final RepositoryServers servers;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    HttpEventCourier(RepositoryServers servers) {
        this.servers = servers;
    }

    @Override
    public Optional<String> refusal(URI address) {
        if (address.getUserInfo() != null) {
            return Optional.of("The address holds a user name or a password. Leave them out: the signature proves who"
                    + " sends.");
        }
        try {
            servers.check(address);
            return Optional.empty();
        } catch (MergeTrouble trouble) {
            return Optional.of(trouble.failure().message());
        }
    }

    @Override
    public Outcome send(URI address, Map<String, String> headers, byte[] body) {
        var refusal = refusal(address);
        if (refusal.isPresent()) {
            return new Outcome(false, refusal.get());
        }
        var request =
                HttpRequest.newBuilder(address).timeout(ANSWER).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return new Outcome(status >= 200 && status < 300, "The receiver answered " + status + ".");
        } catch (IOException away) {
            return new Outcome(
                    false, "The receiver cannot be reached: " + away.getClass().getSimpleName() + ".");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome(false, "The product is stopping.");
        }
    }
}
