package io.codemaster.query;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.query.codegen.StreamAccess;
import io.codemaster.query.shared.PublicAddress;
import io.codemaster.query.shared.ReviewRights;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The query side with an event store in memory, and callers who say who they are. */
@SpringBootApplication
public class TestingQuerySide {

    @Bean
    EventStorageEngine eventStorageEngine() {
        return new InMemoryEventStorageEngine();
    }

    @Bean
    TokenStore tokenStore() {
        return new InMemoryTokenStore();
    }

    @Bean
    ArtifactStore artifactStore() {
        return new InMemoryArtifactStore();
    }

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    }

    @Bean
    PublicAddress publicAddress() {
        return () -> "https://codemaster.example.com/product";
    }

    @Bean
    TestingAccess streamAccess() {
        return new TestingAccess();
    }

    /** Viewers decide nothing; the house wants four eyes. */
    @Bean
    ReviewRights reviewRights() {
        return new ReviewRights() {

            @Override
            public boolean mayDecide(Principal reader, io.codemaster.api.codegen.CodegenTaskId taskId) {
                return !reader.getName().startsWith("viewer");
            }

            @Override
            public boolean fourEyes() {
                return true;
            }
        };
    }

    @Bean
    Filter callerFilter() {
        return (request, response, chain) -> {
            var http = (HttpServletRequest) request;
            var user = http.getHeader("X-User") == null ? "somebody" : http.getHeader("X-User");
            chain.doFilter(
                    new HttpServletRequestWrapper(http) {
                        @Override
                        public Principal getUserPrincipal() {
                            return () -> user;
                        }

                        @Override
                        public boolean isUserInRole(String role) {
                            return role.equals("ADMIN") && user.startsWith("admin");
                        }
                    },
                    response);
        };
    }

    /** Users whose rights were taken away. */
    public static final class TestingAccess implements StreamAccess {

        private final Set<String> banned = ConcurrentHashMap.newKeySet();

        public void ban(String user) {
            banned.add(user);
        }

        @Override
        public boolean stillAllowed(Principal reader, io.codemaster.api.codegen.CodegenTaskId taskId) {
            return !banned.contains(reader.getName());
        }
    }

    /** Artifacts that are gone with the test. */
    public static final class InMemoryArtifactStore implements ArtifactStore {

        private final Map<ArtifactId, byte[]> kept = new ConcurrentHashMap<>();

        @Override
        public ArtifactId keep(byte[] content) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(content);
                var id = new ArtifactId(HexFormat.of().formatHex(digest));
                kept.put(id, content.clone());
                return id;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public ArtifactId keep(InputStream content) throws IOException {
            return keep(content.readAllBytes());
        }

        @Override
        public Optional<byte[]> find(ArtifactId id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public Optional<InputStream> open(ArtifactId id) {
            return find(id).map(ByteArrayInputStream::new);
        }
    }
}
