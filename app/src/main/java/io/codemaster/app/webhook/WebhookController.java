package io.codemaster.app.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.mergerequest.FindMergeRequestByNumber;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.api.mergerequest.RefreshMergeRequest;
import io.codemaster.api.mergerequest.WebhookRegistry;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.app.security.session.OpaqueSecret;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes what platforms say by themselves. The proof is checked over the bytes as they came, before anything is read; what
 * is believed is only that there is something new, and the platform is asked what.
 */
@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "Webhooks")
@SecurityRequirements
class WebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);

    /** Compared with where there is no secret, so that the answer takes as long. */
    private static final String NOBODYS_SECRET = OpaqueSecret.random(32);

    private static final long PATIENCE_SECONDS = 5;

    private static final int LONGEST_DELIVERY_ID = 200;

    private final WebhookRegistry webhooks;

    private final QueryGateway queries;

    private final CommandGateway commands;

    private final JsonMapper json = new JsonMapper();

    WebhookController(WebhookRegistry webhooks, QueryGateway queries, CommandGateway commands) {
        this.webhooks = webhooks;
        this.queries = queries;
        this.commands = commands;
    }

    @PostMapping("/{platform}/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "hearPlatform",
            summary = "A webhook of GitHub or GitLab; proved by its signature or token",
            description = "401 where the proof is missing or wrong, whether or not there is such a repository.")
    CompletableFuture<ResponseEntity<Void>> hearPlatform(
            @PathVariable("platform") String platform,
            @PathVariable("id") String id,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var body = request.getInputStream().readAllBytes();
        var repository = proved(platform, id, body, request).orElseThrow(WebhookController::notProved);
        if (!webhooks.isNew(repository, delivery(platform, body, request))) {
            return accepted();
        }
        return number(platform, body).map(number -> refresh(repository, number)).orElseGet(WebhookController::accepted);
    }

    private Optional<RepositoryId> proved(String platform, String id, byte[] body, HttpServletRequest request) {
        var repository = repository(id);
        var secret = repository.flatMap(webhooks::secret);
        var compared = secret.orElse(NOBODYS_SECRET);
        boolean proved = switch (platform) {
            case "github" -> WebhookProof.isSigned(body, compared, request.getHeader("X-Hub-Signature-256"));
            case "gitlab" -> WebhookProof.isToken(compared, request.getHeader("X-Gitlab-Token"));
            default -> false;
        };
        return proved && secret.isPresent() ? repository : Optional.empty();
    }

    private static Optional<RepositoryId> repository(String id) {
        try {
            return Optional.of(new RepositoryId(id));
        } catch (IllegalArgumentException noSuchId) {
            return Optional.empty();
        }
    }

    private static RefusedException notProved() {
        return new RefusedException(Refusal.of(
                HttpStatus.UNAUTHORIZED,
                "webhook.not-proved",
                "The signature or token of this delivery is missing or wrong. Enter the secret that the repository's"
                        + " page shows when its webhook is made."));
    }

    /** Where the platform names no delivery, what it says stands for it. */
    private static String delivery(String platform, byte[] body, HttpServletRequest request) {
        @Nullable String named = platform.equals("github")
                ? request.getHeader("X-GitHub-Delivery")
                : Optional.ofNullable(request.getHeader("Idempotency-Key"))
                        .orElseGet(() -> request.getHeader("X-Gitlab-Event-UUID"));
        return named != null && !named.isBlank() && named.length() <= LONGEST_DELIVERY_ID
                ? named
                : "body:" + OpaqueSecret.hash(new String(body, StandardCharsets.ISO_8859_1));
    }

    private Optional<Long> number(String platform, byte[] body) {
        try {
            var said = json.readTree(body);
            JsonNode number = platform.equals("github")
                    ? said.path("pull_request").path("number")
                    : said.path("object_kind").asString("").equals("merge_request")
                            ? said.path("object_attributes").path("iid")
                            : said.path("merge_request").path("iid");
            return number.isIntegralNumber() && number.asLong() > 0 ? Optional.of(number.asLong()) : Optional.empty();
        } catch (JacksonException noJson) {
            LOG.info("A webhook was proved but holds no JSON; it must be sent as application/json");
            return Optional.empty();
        }
    }

    private CompletableFuture<ResponseEntity<Void>> refresh(RepositoryId repository, long number) {
        return queries.query(
                        new FindMergeRequestByNumber(repository, number),
                        ResponseTypes.optionalInstanceOf(MergeRequestDetails.class))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenCompose(found -> found.map(it -> commands.<@Nullable Object>send(new RefreshMergeRequest(it.id())))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
                .thenCompose(done -> accepted());
    }

    private static CompletableFuture<ResponseEntity<Void>> accepted() {
        return CompletableFuture.completedFuture(ResponseEntity.accepted().build());
    }
}
