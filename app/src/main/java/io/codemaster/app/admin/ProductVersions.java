package io.codemaster.app.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.axonframework.common.AxonException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.codemaster.app.security.SystemFacts;
import io.codemaster.executor.shared.LocalTools;

/** What the product is made of and the tools that it runs. */
@Component
@Order(0)
class ProductVersions implements VersionSource {

    private static final String PRODUCT = "/META-INF/maven/io.codemaster/app/pom.properties";

    private static final String AXON = "/META-INF/maven/org.axonframework/axon-messaging/pom.properties";

    private final ObjectProvider<SystemFacts> facts;

    private final ObjectProvider<LocalTools> tools;

    ProductVersions(ObjectProvider<SystemFacts> facts, ObjectProvider<LocalTools> tools) {
        this.facts = facts;
        this.tools = tools;
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(new Part("PRODUCT", "CodeMaster", version(PRODUCT, "development")));
        // the launcher knows it where it starts the product from a git tree
        parts.add(new Part("COMMIT", "Commit", commit()));
        parts.add(new Part("JAVA", "Java", Runtime.version() + " " + System.getProperty("java.vendor")));
        parts.add(new Part("SPRING_BOOT", "Spring Boot", SpringBootVersion.getVersion()));
        parts.add(new Part("AXON", "Axon Framework", version(AXON, "unknown")));
        tools.ifAvailable(it -> parts.add(new Part("GIT", "git", it.gitVersion().orElse(null))));
        facts.ifAvailable(it ->
                parts.add(new Part("AGENT_CLI", "Claude Code", it.cliVersion().orElse(null))));
        return parts;
    }

    private static @Nullable String commit() {
        var commit = System.getProperty("build.commit", "");
        return commit.isBlank() ? null : commit;
    }

    private static String version(String resource, String unknown) {
        try (var build = AxonException.class.getResourceAsStream(resource)) {
            if (build == null) {
                return unknown;
            }
            var properties = new Properties();
            properties.load(build);
            return properties.getProperty("version", unknown);
        } catch (IOException unreadable) {
            return unknown;
        }
    }
}
