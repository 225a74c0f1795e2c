package io.codemaster.executor.git;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.api.repository.Platform;

/**
 * How the product talks to git servers.
 *
 * @param allowedHosts the only {@code host[:port]} that repositories may be on, private addresses included; empty means
 *     any public host
 * @param insecureHosts {@code host[:port]} for which plain http, and a private address, is fine
 * @param userName author and committer of the product's commits
 * @param userEmail the same
 * @param networkTimeout how long a server may say nothing
 * @param cloneTimeout how long fetching a repository may take as a whole
 * @param credentialUsers {@code host[:port]=login} for servers that want the real login beside the token
 */
@ConfigurationProperties("codemaster.git")
record GitProperties(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> insecureHosts,
        @DefaultValue("CodeMaster") String userName,
        @DefaultValue("codemaster@localhost") String userEmail,
        @DefaultValue("60s") Duration networkTimeout,
        @DefaultValue("5m") Duration cloneTimeout,
        @DefaultValue List<String> credentialUsers) {

    GitProperties {
        allowedHosts = List.copyOf(allowedHosts);
        insecureHosts = List.copyOf(insecureHosts);
        credentialUsers = List.copyOf(credentialUsers);
        positive("codemaster.git.network-timeout", networkTimeout, "60s");
        positive("codemaster.git.clone-timeout", cloneTimeout, "5m");
        identity("codemaster.git.user-name", userName, "CodeMaster");
        identity("codemaster.git.user-email", userEmail, "codemaster@example.com");
        allowedHosts.forEach(host -> host("codemaster.git.allowed-hosts", host));
        insecureHosts.forEach(host -> host("codemaster.git.insecure-hosts", host));
        for (var entry : credentialUsers) {
            if (!entry.matches("[^=\\s]+=[^=:\\s]+")) {
                throw new IllegalArgumentException("codemaster.git.credential-users has an entry that is not"
                        + " host[:port]=login, for example git.example.com=build-bot");
            }
        }
    }

    /** The user name that goes with a token where the platform is known. */
    String credentialUser(GitUrl url, Platform platform) {
        var configured = configuredUser(url);
        if (!configured.isEmpty()) {
            return configured;
        }
        return switch (platform) {
            case GITLAB -> "oauth2";
            case GITHUB -> "x-access-token";
            case GIT -> "git";
        };
    }

    private String configuredUser(GitUrl url) {
        for (var entry : credentialUsers) {
            int at = entry.indexOf('=');
            if (url.isOn(entry.substring(0, at).toLowerCase(Locale.ROOT))) {
                return entry.substring(at + 1);
            }
        }
        return "";
    }

    private static void positive(String key, Duration value, String example) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " must be longer than nothing, for example " + example);
        }
    }

    private static void identity(String key, String value, String example) {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ' || c == '<' || c == '>')) {
            throw new IllegalArgumentException(
                    key + " must not be blank and must hold no line break, < or >, for example " + example);
        }
    }

    private static void host(String key, String value) {
        if (!value.matches("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?")) {
            throw new IllegalArgumentException(
                    key + " has an entry that is not host[:port], for example git.example.com:8443");
        }
    }
}
