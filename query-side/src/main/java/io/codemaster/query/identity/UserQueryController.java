package io.codemaster.query.identity;

import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.FindUserSummary;
import io.codemaster.api.identity.FindUsers;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.identity.UserSummary;
import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.Subject;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class UserQueryController {

    private final QueryGateway queries;

    UserQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(
            operationId = "findUsers",
            summary = "Users, newest first: active ones by name, for an administrator all of them with everything")
    CompletableFuture<Page<UserSummary>> findUsers(
            @Parameter(description = "Only users whose name holds this text; for an administrator also their address")
                    @RequestParam(name = "q", required = false)
                    @Nullable String text,
            @RequestParam(name = "role", required = false) @Nullable UserRole role,
            @RequestParam(name = "status", required = false) @Nullable UserStatus status,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) HttpServletRequest request) {
        return Answers.page(
                queries,
                new FindUsers(request.isUserInRole("ADMIN"), text, role, status, Answers.pageRequest(cursor, limit)),
                UserSummary.class);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "findUser", summary = "One user with everything")
    CompletableFuture<UserSummary> findUser(
            @PathVariable("id") UserId id, @Parameter(hidden = true) HttpServletResponse response) {
        return Answers.editable(
                queries,
                new FindVersion(Subject.USER, id.value()),
                new FindUserSummary(id),
                UserSummary.class,
                "There is no such user.",
                response);
    }
}
