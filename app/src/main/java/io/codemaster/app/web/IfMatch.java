package io.codemaster.app.web;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import io.codemaster.api.shared.Check;

/**
 * What a request expects of the object that its path names: {@code If-Match} of RFC 9110, section 13.1.1. It holds for
 * the first command that changes this object, and for the checks before it; what comes after works on its own result.
 */
final class IfMatch {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final Pattern ENTITY_TAGS = Pattern.compile("\\s*(W/)?\"[^\"]*\"\\s*(,\\s*(W/)?\"[^\"]*\"\\s*)*");

    private static final Pattern STRONG_TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    private static final CommandTargetResolver TARGETS =
            AnnotationCommandTargetResolver.builder().build();

    private final String versions;

    private final Set<String> names;

    private boolean spent;

    private IfMatch(String versions, Set<String> names) {
        this.versions = versions;
        this.names = names;
    }

    /**
     * Reads the header.
     *
     * @throws RefusedException when it is no list of entity tags
     */
    static Optional<IfMatch> of(HttpServletRequest request) {
        var header = String.join(",", Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
        if (header.isEmpty() || header.strip().equals("*") || SAFE.contains(request.getMethod())) {
            return Optional.empty();
        }
        if (!ENTITY_TAGS.matcher(header).matches()) {
            throw new RefusedException(Refusal.of(
                            HttpStatus.BAD_REQUEST,
                            "request.invalid",
                            "If-Match takes the ETag of a read, as it was sent.")
                    .about(HttpHeaders.IF_MATCH, "Send the ETag with its quotation marks, for instance \"7\"."));
        }
        var versions = STRONG_TAG
                .matcher(header)
                .results()
                .filter(it -> it.group(1) == null)
                .map(it -> it.group(2))
                .collect(Collectors.joining(","));
        return Optional.of(new IfMatch(
                versions, Set.copyOf(List.of(request.getServletPath().split("/", -1)))));
    }

    /** The versions that will do, when this command is about the object. */
    synchronized Optional<String> versionsFor(CommandMessage<?> command) {
        if (spent || !isAboutTheObject(command)) {
            return Optional.empty();
        }
        spent = !(command.getPayload() instanceof Check);
        return Optional.of(versions);
    }

    private boolean isAboutTheObject(CommandMessage<?> command) {
        try {
            return names.contains(TARGETS.resolveTarget(command).getIdentifier());
        } catch (IllegalArgumentException withoutTarget) {
            return false;
        }
    }
}
