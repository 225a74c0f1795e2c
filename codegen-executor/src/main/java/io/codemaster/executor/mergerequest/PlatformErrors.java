package io.codemaster.executor.mergerequest;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;

/** Says in words what a platform answered, and what to do about it. */
final class PlatformErrors {

    /** When a platform does not say when it will answer again. */
    private static final Duration USUAL_PAUSE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private static final int LONGEST_QUOTE = 300;

    private static final Pattern NOTHING_NEW =
            Pattern.compile("(?i)no commits between|no changes|branch is already merged|source branch is identical");

    private static final Pattern BRANCH_UNKNOWN =
            Pattern.compile("(?i)(?:source|target)[ _]branch.{0,300}(?:not exist|is invalid|not found)"
                    + "|\"field\"\\s*:\\s*\"(?:head|base)\"[^}]*\"code\"\\s*:\\s*\"invalid\""
                    + "|\"code\"\\s*:\\s*\"invalid\"[^}]*\"field\"\\s*:\\s*\"(?:head|base)\"");

    private static final Pattern LIMITED = Pattern.compile("(?i)rate limit|abuse|secondary limit|too many requests");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Platform platform;

    private final String host;

    private final @Nullable String token;

    private final Clock clock;

    /** Which platform it is, for what its rights are called. */
    enum Platform {
        GITLAB(
                "GitLab",
                "Give it the scope api (GitLab, Access tokens); read_api is not enough, and its role must be Developer"
                        + " or higher."),
        GITHUB(
                "GitHub",
                "Give it the scope repo (classic) or the permissions Pull requests and Contents, read and write"
                        + " (fine-grained); an organisation may have to approve it.");

        private final String label;

        private final String rights;

        Platform(String label, String rights) {
            this.label = label;
            this.rights = rights;
        }
    }

    PlatformErrors(Platform platform, String host, @Nullable String token, Clock clock) {
        this.platform = platform;
        this.host = host;
        this.token = token;
        this.clock = clock;
    }

    MergeTrouble tokenMissing() {
        return new MergeTrouble(
                ErrorCode.MERGE_TOKEN_MISSING,
                "The repository has no access token, so nothing can be opened on " + platform.label + ". Enter one. "
                        + platform.rights);
    }

    /**
     * What an HTTP status means.
     *
     * @param said what the platform said, as it came
     * @param headers finds a header of the answer, null for none
     */
    MergeTrouble status(int status, String said, Headers headers, Throwable cause) {
        if (status == 429 || (status == 403 && isLimited(said, headers))) {
            return limited(headers, cause);
        }
        if (status >= 500) {
            return new MergeTrouble(
                    ErrorCode.MERGE_PLATFORM_BROKEN,
                    "%s answers with an error of its own (HTTP %d). It is tried again; if it stays, ask its administrator."
                            .formatted(host, status),
                    cause);
        }
        if (status >= 300 && status < 400) {
            return new MergeTrouble(
                    ErrorCode.MERGE_REDIRECTED,
                    host + " sends the product on to another address, which is not followed, because the access token"
                            + " would go along. Link the repository by its new address, or set codemaster.git.api-urls.",
                    cause);
        }
        return switch (status) {
            case 401 ->
                new MergeTrouble(
                        ErrorCode.MERGE_TOKEN_REJECTED,
                        host + " does not accept the access token. Check that it has not expired or been revoked, or"
                                + " give the repository a new one. " + platform.rights,
                        cause);
            case 403 ->
                new MergeTrouble(
                        ErrorCode.MERGE_SCOPE_MISSING,
                        "The access token may not open merge requests on " + host + ". " + platform.rights,
                        cause);
            case 404, 410 ->
                new MergeTrouble(
                        ErrorCode.MERGE_PROJECT_NOT_FOUND,
                        platform.label + " on " + host + " knows no such project, or the access token may not see it."
                                + " Check the repository's address and the token's rights; where the interface is below"
                                + " another path, set codemaster.git.api-urls.",
                        cause);
            default -> refused(status, said, cause);
        };
    }

    private MergeTrouble refused(int status, String said, Throwable cause) {
        if (NOTHING_NEW.matcher(said).find()) {
            return new MergeTrouble(
                    ErrorCode.MERGE_NOTHING_TO_MERGE,
                    "The target branch has everything that the change holds, so there is nothing to merge. Close the"
                            + " requirement, or generate it anew.",
                    cause);
        }
        if (BRANCH_UNKNOWN.matcher(said).find()) {
            return new MergeTrouble(
                    ErrorCode.MERGE_BRANCH_MISSING,
                    host + " does not know the source or the target branch. Check that both are still there.",
                    cause);
        }
        return new MergeTrouble(
                status == 409 ? ErrorCode.MERGE_ALREADY_EXISTS : ErrorCode.MERGE_REJECTED,
                host + " does not take the merge request (HTTP " + status + "): " + quote(said) + ". "
                        + (status == 409
                                ? "Another one stands in the way. Close it there, then open it again here."
                                : "Correct what it names, then open it again."),
                cause);
    }

    /** The merge request itself is gone, while the project is there. */
    MergeTrouble gone(long number, Throwable cause) {
        return new MergeTrouble(
                ErrorCode.MERGE_REQUEST_GONE,
                "Number " + number + " is not on " + host + " any more, or the access token may not see it. Open the"
                        + " merge request again.",
                cause);
    }

    /** The call never came to an answer, or to one that makes no sense. */
    MergeTrouble noAnswer(Throwable failure) {
        if (has(failure, SocketTimeoutException.class) || has(failure, HttpTimeoutException.class)) {
            return silent(failure);
        }
        if (has(failure, SSLException.class)) {
            return new MergeTrouble(
                    ErrorCode.MERGE_CERTIFICATE_REJECTED,
                    "No secure connection to " + host + " was possible. Check that its certificate is valid and that"
                            + " this machine's Java trusts the authority that issued it.",
                    failure);
        }
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return new MergeTrouble(
                    ErrorCode.MERGE_PLATFORM_UNREACHABLE,
                    "The host " + host + " is not known to the name server. Check the repository's address.",
                    failure);
        }
        if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
            return new MergeTrouble(
                    ErrorCode.MERGE_PLATFORM_UNREACHABLE,
                    "Nothing answers at " + host
                            + ". Check that the platform is up and that this machine may reach it.",
                    failure);
        }
        return notUnderstood(failure);
    }

    MergeTrouble silent(Throwable failure) {
        return new MergeTrouble(
                ErrorCode.MERGE_PLATFORM_SILENT,
                host + " did not answer in time. It is tried again; if it stays, check the platform, or raise"
                        + " codemaster.git.api-timeout.",
                failure);
    }

    MergeTrouble notUnderstood(@Nullable Throwable failure) {
        return new MergeTrouble(
                ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD,
                "What answers at " + host + " does not answer as " + platform.label + " does. Check that the"
                        + " repository's platform is set rightly; where the interface is elsewhere, set"
                        + " codemaster.git.api-urls.",
                failure);
    }

    private MergeTrouble limited(Headers headers, Throwable cause) {
        var passes = passesAt(headers);
        return new MergeTrouble(
                ErrorCode.MERGE_RATE_LIMITED,
                host + " gets too many requests with this access token. It is tried again at " + TIME.format(passes)
                        + "; nothing has to be done.",
                passes,
                List.of(),
                cause);
    }

    private static boolean isLimited(String said, Headers headers) {
        return "0".equals(headers.first("X-RateLimit-Remaining"))
                || headers.first("Retry-After") != null
                || LIMITED.matcher(said).find();
    }

    private Instant passesAt(Headers headers) {
        var now = clock.instant();
        var pause = seconds(headers.first("Retry-After"));
        if (pause != null) {
            return within(now, now.plusSeconds(pause));
        }
        for (var name : List.of("X-RateLimit-Reset", "RateLimit-Reset")) {
            var reset = seconds(headers.first(name));
            if (reset != null) {
                return within(now, Instant.ofEpochSecond(reset));
            }
        }
        return now.plus(USUAL_PAUSE).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant within(Instant now, Instant wanted) {
        var latest = now.plus(LONGEST_PAUSE);
        var soonest = now.plusSeconds(1);
        var bounded = wanted.isAfter(latest) ? latest : wanted.isBefore(soonest) ? soonest : wanted;
        return bounded.truncatedTo(ChronoUnit.SECONDS);
    }

    private static @Nullable Long seconds(@Nullable String text) {
        try {
            return text == null ? null : Math.min(Long.parseLong(text.strip()), Integer.MAX_VALUE * 2L);
        } catch (NumberFormatException aDateOrNothing) {
            return null;
        }
    }

    private String quote(String said) {
        var text = said.length() > 10_000 ? said.substring(0, 10_000) : said;
        if (token != null) {
            text = text.replace(token, "***");
        }
        var messages = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(text)
                .results()
                .map(it -> it.group(1))
                .toList();
        var shown = messages.isEmpty() ? text : String.join(", ", messages);
        return Neutral.cut(Neutral.plain(shown), LONGEST_QUOTE).replaceFirst("[.\\s]+$", "");
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (var at = failure; at != null && depth < 20; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    /** The headers of an answer. */
    @FunctionalInterface
    interface Headers {

        @Nullable String first(String name);
    }
}
