package io.codemaster.app.security.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.InstallationName;
import io.codemaster.app.store.SecretFile;

/**
 * Sessions as signed tokens (RFC 7519, HS256). Issuer and audience are this installation, so that another one's tokens
 * mean nothing here even where both share a secret.
 */
@Component
class SessionTokens {

    private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);

    private static final int SECRET_BYTES = 48;

    private static final String ERA = "era";

    private final JwtEncoder encoder;

    private final JwtDecoder decoder;

    private final Map<String, byte[]> keys = new LinkedHashMap<>();

    private final String currentKey;

    private final String installation;

    private final Duration lifetime;

    private final Clock clock;

    SessionTokens(JwtProperties properties, DataDirectoryProperties data, InstallationName installation, Clock clock) {
        this.installation = installation.value();
        this.lifetime = properties.lifetime();
        this.clock = clock;
        for (var key : properties.keys()) {
            keys.put(
                    Objects.requireNonNull(key.id()),
                    Objects.requireNonNull(key.secret()).getBytes(StandardCharsets.UTF_8));
        }
        if (keys.isEmpty()) {
            var secret = properties.secret() == null ? generated(data) : properties.secret();
            var bytes = secret.getBytes(StandardCharsets.UTF_8);
            keys.put(derivedId(bytes), bytes);
        }
        currentKey = keys.keySet().iterator().next();
        // a secret that gets an id only now goes on to verify what it signed before
        List.copyOf(keys.values()).forEach(secret -> keys.putIfAbsent(derivedId(secret), secret));
        var jwks = new ImmutableJWKSet<SecurityContext>(new JWKSet(keys.entrySet().stream()
                .map(it -> jwk(it.getKey(), it.getValue()))
                .toList()));
        encoder = new NimbusJwtEncoder(jwks);
        decoder = decoder(jwks);
    }

    private static String generated(DataDirectoryProperties data) {
        return SecretFile.in(data.dataDir(), "session-key").readOrMake(() -> OpaqueSecret.random(SECRET_BYTES));
    }

    private static JWK jwk(String id, byte[] secret) {
        return new OctetSequenceKey.Builder(secret)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }

    private JwtDecoder decoder(ImmutableJWKSet<SecurityContext> jwks) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, jwks));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            // the validators below decide, by our clock
        });
        var times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        var made = new NimbusJwtDecoder(processor);
        made.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(installation),
                new JwtClaimValidator<List<String>>("aud", it -> it != null && it.contains(installation)),
                new JwtClaimValidator<Object>("exp", it -> it != null),
                new JwtClaimValidator<String>("jti", it -> it != null && !it.isBlank()),
                new JwtClaimValidator<String>("sub", it -> it != null && !it.isBlank())));
        return made;
    }

    /** A signed session and when it ends. */
    record Issued(String token, String sessionId, Instant expiresAt) {}

    /** What a valid token says. */
    record Session(String id, String userId, int era, String keyId, Instant expiresAt) implements Credential {}

    Issued issue(UserAccount user) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(lifetime);
        var id = TimeOrderedId.next();
        var claims = JwtClaimsSet.builder()
                .issuer(installation)
                .audience(List.of(installation))
                .subject(user.id().value())
                .id(id)
                .claim("sid", id)
                .claim(ERA, user.sessionEra())
                .issuedAt(now)
                .expiresAt(expiresAt);
        var role = user.details().role();
        if (role != null) {
            claims.claim("role", role.name());
        }
        var header = JwsHeader.with(MacAlgorithm.HS256).keyId(currentKey).build();
        var token = encoder.encode(JwtEncoderParameters.from(header, claims.build()))
                .getTokenValue();
        return new Issued(token, id, expiresAt);
    }

    /** The session that the token stands for; empty when it is not one of ours, altered, or over. */
    Optional<Session> verify(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            var keyId = jwt.getHeaders().get("kid") instanceof String id ? id : currentKey;
            var id = jwt.getId();
            var userId = jwt.getSubject();
            var expiresAt = jwt.getExpiresAt();
            var era = jwt.getClaim(ERA) instanceof Number number ? number.intValue() : 0;
            return id == null || userId == null || expiresAt == null
                    ? Optional.empty()
                    : Optional.of(new Session(id, userId, era, keyId, expiresAt));
        } catch (JwtException | IllegalArgumentException refused) {
            LOG.debug("A token was refused: {}", refused.getMessage());
            return Optional.empty();
        }
    }

    /** What a browser must send along to show that it is our page that asks. Only this session has this value. */
    String csrfToken(String sessionId) {
        return csrfToken(sessionId, currentKey);
    }

    /** Whether the value belongs to the session. */
    boolean isCsrfTokenOf(Session session, String value) {
        return keys.containsKey(session.keyId())
                && MessageDigest.isEqual(
                        csrfToken(session.id(), session.keyId()).getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8));
    }

    String csrfToken(Session session) {
        return csrfToken(session.id(), session.keyId());
    }

    private String csrfToken(String sessionId, String keyId) {
        var key = Objects.requireNonNull(keys.get(keyId), "a session is signed with a key that we know");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, "csrf:" + sessionId));
    }

    private static String derivedId(byte[] secret) {
        return HexFormat.of().formatHex(hmac(secret, "codemaster session key id"), 0, 6);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
