package io.codemaster.app.admin;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.app.store.rebuild.Rebuild;
import io.codemaster.app.store.rebuild.Rebuilds;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Read models are made anew from the events while everybody goes on reading. */
@RestController
@Tag(name = "Administration")
class RebuildController {

    /** Every read model. */
    private static final String ALL = "all";

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @PostMapping("/api/v1/admin/projections/{name}/rebuild")
    @Operation(
            operationId = "rebuildProjection",
            summary = "Make a read model anew beside the one in use, compare both, and exchange what differs",
            description = "The name `all` stands for every read model. With `compareOnly` nothing is exchanged.")
    ResponseEntity<RebuildAnswer> rebuildProjection(
            @PathVariable("name") String name,
            @RequestBody(required = false) @Nullable RebuildRequest request,
            @Parameter(hidden = true) Principal caller) {
        if (!name.equals(ALL) && !Rebuilds.names().contains(name)) {
            throw new RefusedException(Refusal.of(
                    HttpStatus.NOT_FOUND,
                    "not-found",
                    "There is no read model of this name. They are: " + String.join(", ", Rebuilds.names()) + "."));
        }
        var names = name.equals(ALL) ? Rebuilds.names() : Set.of(name);
        var begun = rebuilds.begin(names, request != null && request.compareOnly(), new UserId(caller.getName()))
                .orElseThrow(() -> new RefusedException(Refusal.of(
                        HttpStatus.CONFLICT,
                        "rebuild.running",
                        "Read models are being made anew already. Wait until that is done.")));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/admin/rebuilds/" + begun.id()))
                .body(new RebuildAnswer(begun.id()));
    }

    @GetMapping("/api/v1/admin/rebuilds")
    @Operation(operationId = "findRebuilds", summary = "The last rebuilds of the process that answers, newest first")
    RebuildList findRebuilds() {
        return new RebuildList(rebuilds.all());
    }

    @GetMapping("/api/v1/admin/rebuilds/{id}")
    @Operation(operationId = "readRebuild", summary = "How one of them goes on, or went")
    Rebuild readRebuild(@PathVariable("id") String id) {
        return rebuilds.find(id)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(HttpStatus.NOT_FOUND, "not-found", "This process knows no rebuild of this id.")));
    }

    /**
     * How it is to be done.
     *
     * @param compareOnly whether everything stays as it is
     */
    record RebuildRequest(boolean compareOnly) {}

    /**
     * What was begun.
     *
     * @param id names it
     */
    record RebuildAnswer(String id) {}

    /**
     * Rebuilds.
     *
     * @param items newest first
     */
    record RebuildList(List<Rebuild> items) {}
}
