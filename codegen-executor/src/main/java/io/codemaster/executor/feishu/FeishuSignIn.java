package io.codemaster.executor.feishu;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Feishu, or Lark, as the one who says who somebody is. */
public interface FeishuSignIn {

    /** The app that people sign in to; empty when none is configured. */
    Optional<App> app();

    /**
     * Asks who has signed in. The code is good once and for five minutes.
     *
     * @param code what the browser brought back
     * @param redirectUri where it brought it to, exactly as in the request for it
     * @param codeVerifier proves that whoever asked for the code is who uses it now (RFC 7636)
     * @throws FeishuSignInException when Feishu does not say
     */
    Person person(String code, String redirectUri, String codeVerifier);

    /**
     * What the way to the sign-in page needs.
     *
     * @param authorizePage where people say yes or no
     * @param redirectUri where they are to be sent back to; null for this server under the name that the browser used
     */
    record App(String id, String authorizePage, @Nullable String redirectUri) {}

    /**
     * Somebody in a tenant of Feishu.
     *
     * @param email null when there is none or the app may not know it; no proof of anything
     * @param avatarUrl null when there is none
     */
    record Person(
            String tenantKey,
            String openId,
            String name,
            @Nullable String email,
            @Nullable String avatarUrl) {}
}
