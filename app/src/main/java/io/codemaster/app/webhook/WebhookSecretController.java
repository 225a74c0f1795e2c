package io.codemaster.app.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.codemaster.api.mergerequest.WebhookRegistry;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.repository.CheckRepositoryEdit;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.codemaster.executor.shared.PublicAddressProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/repositories/{id}/webhook")
@Tag(name = "Repositories")
class WebhookSecretController {

    private final WebhookRegistry webhooks;

    private final CommandGateway commands;

    private final PublicAddressProperties address;

    WebhookSecretController(WebhookRegistry webhooks, CommandGateway commands, PublicAddressProperties address) {
        this.webhooks = webhooks;
        this.commands = commands;
        this.address = address;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "makeWebhook",
            summary = "Make the secret of a repository's webhook; it is shown this once and replaces the one before")
    ResponseEntity<NewWebhook> makeWebhook(
            @PathVariable("id") RepositoryId id, @Parameter(hidden = true) HttpServletRequest request) {
        var linked = linked(id);
        commands.sendAndWait(new CheckProject(linked.projectId(), null));
        if (linked.platform() == Platform.GIT) {
            throw new RefusedException(Refusal.of(
                    HttpStatus.CONFLICT,
                    "webhook.not-supported",
                    "A plain git server sends no webhooks. Its branches are looked at from time to time instead."));
        }
        return ResponseEntity.created(URI.create("/api/v1/repositories/" + id + "/webhook"))
                .body(new NewWebhook(url(linked), webhooks.renew(id)));
    }

    @GetMapping
    @Operation(operationId = "findWebhook", summary = "Whether a repository has a webhook, and when it was heard last")
    Webhook findWebhook(@PathVariable("id") RepositoryId id, @Parameter(hidden = true) HttpServletRequest request) {
        return new Webhook(webhooks.secret(id).isPresent(), url(linked(id)), webhooks.lastDelivery(id));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeWebhook", summary = "Take no webhook of this repository any more")
    void removeWebhook(@PathVariable("id") RepositoryId id) {
        webhooks.forget(id);
    }

    private LinkedRepository linked(RepositoryId id) {
        LinkedRepository linked = commands.sendAndWait(new CheckRepositoryEdit(id));
        return linked;
    }

    private String url(LinkedRepository linked) {
        var base = address.publicUrl() == null
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : address.publicUrl();
        return base + "/api/v1/webhooks/" + linked.platform().name().toLowerCase(Locale.ROOT) + "/"
                + linked.repositoryId();
    }

    /** A webhook that was just made; {@code secret} is shown nowhere else. */
    record NewWebhook(String url, String secret) {

        @Override
        public String toString() {
            return "NewWebhook[" + url + "]";
        }
    }

    /** What may be known of a webhook. */
    record Webhook(boolean present, String url, @Nullable Instant lastDeliveryAt) {}
}
